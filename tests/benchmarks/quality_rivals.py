"""What other libraries recommend: `python quality_rivals.py PURCHASES.npz CUSTOMERS.npy OUT.npz`.

Runs in an environment of its own, so it imports nothing of the project. Every library gets the purchases as yes or no and
as how often, and several settings of each; who asks takes the best.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

PLACES = 40
"""More than are wanted, as products that were only returned are still to be taken out."""


def models() -> Iterator[tuple[str, Any]]:
    from implicit.als import AlternatingLeastSquares
    from implicit.nearest_neighbours import BM25Recommender, CosineRecommender

    for factors in (32, 64, 128):
        for alpha in (1.0, 10.0):
            for held_back in (0.01, 1.0):
                model = AlternatingLeastSquares(factors, regularization=held_back, alpha=alpha, random_state=0)
                yield f"ALS {factors} factors, alpha {alpha:g}, regularisation {held_back:g}", model
    for near in (20, 50, 100, 200, 500):
        yield f"cosine {near} neighbours", CosineRecommender(near)
        for b in (0.2, 0.8):
            yield f"BM25 {near} neighbours, B {b:g}", BM25Recommender(near, K1=1.2, B=b)


def main(purchases: str, customers: str, out: str) -> None:
    import numpy as np
    from scipy import sparse

    times, asked = sparse.csr_matrix(sparse.load_npz(purchases)).astype(np.float32), np.load(customers)
    once = times.copy()
    once.data[:] = 1.0
    found = {}
    for counted, matrix in (("yes or no", once), ("how often", times)):
        for name, model in models():
            model.fit(matrix, show_progress=False)
            products, _ = model.recommend(asked, matrix[asked], N=PLACES, filter_already_liked_items=True)
            found[f"{name}, {counted}"] = np.asarray(products, dtype=np.int32)
    np.savez(out, **found)


if __name__ == "__main__":
    main(*sys.argv[1:])

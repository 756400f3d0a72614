"""Figures of clustering: choosing k against the bare fits of scikit-learn, and a million customers in how much memory."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEATURES, CROWDS = 40, 8
KS = range(2, 11)
TURNS = 3


def customers(count: int) -> NDArray[np.float32]:
    """Points float32 (count, 40) in eight overlapping crowds, always the same ones."""
    import numpy as np

    rng = np.random.default_rng(0)
    centres = rng.normal(size=(CROWDS, FEATURES)).astype(np.float32)
    points = rng.standard_normal((count, FEATURES), dtype=np.float32)
    points += centres[rng.integers(0, CROWDS, count)]
    return points


def options() -> Any:
    from engine import ClusterOptions

    return ClusterOptions(choose_k="silhouette", most_clusters=KS[-1], fewest_customers=6)


def choosing(count: int = 20_000) -> dict[str, float]:
    """k = 2 … 10 with selection, and the fits of scikit-learn alone; they take turns, and the quickest of each counts."""
    from sklearn.cluster import KMeans

    from engine import silent
    from engine.clustering.choosing import choose_k

    points = customers(count)

    def bare() -> None:
        for k in KS:
            KMeans(k, n_init=3, random_state=0).fit(points)

    def chosen() -> None:
        assert choose_k(points, options(), silent).ks.tolist() == list(KS)

    KMeans(2, n_init=1).fit(points[:1000])
    seconds: dict[str, list[float]] = {"bare": [], "chosen": []}
    for _ in range(TURNS):
        for name, work in (("bare", bare), ("chosen", chosen)):
            start = time.perf_counter()
            work()
            seconds[name].append(time.perf_counter() - start)
    best = {name: min(values) for name, values in seconds.items()}
    return best | {"ratio": best["chosen"] / best["bare"]}


def million(count: int = 1_000_000) -> dict[str, float]:
    """Choosing k, clusters, their figures and the map, for a million customers."""
    import numpy as np

    from engine import silent
    from engine.clustering.choosing import choose_k
    from engine.clustering.models import cluster
    from engine.clustering.projection import project
    from engine.clustering.quality import quality, silhouettes
    from engine.clustering.stability import stability

    points = customers(count)
    start = time.perf_counter()
    k = choose_k(points, options(), silent).chosen
    labels = cluster(points, "k-means", k, 0).labels
    quality(points, labels, 0)
    silhouettes(points, labels, 0)
    stability(points, labels, options(), silent)
    names = tuple(f"Feature {i}" for i in range(FEATURES))
    project(points, np.arange(count, dtype=np.int32), names, seed=0)
    return {"seconds": time.perf_counter() - start, "clusters": k}

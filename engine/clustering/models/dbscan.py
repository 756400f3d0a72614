"""DBSCAN."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn import cluster
from sklearn.neighbors import NearestNeighbors

from engine.clustering.models.model import Model

MOST = 5_000
LEAST_NEIGHBOURS = 5


def _dbscan(points: NDArray[np.float32], k: int, seed: int) -> NDArray[np.int32]:  # noqa: ARG001 - it finds k itself
    """Clusters are regions where each customer has 5 within a distance, itself included (Ester 1996).

    The distance is that beyond which a customer's 5th nearest is unusually far. Cost: O(n²) time and, at worst, memory.
    """
    exact = points.astype(np.float64)
    if len(exact) < LEAST_NEIGHBOURS:
        return np.full(len(exact), -1, dtype=np.int32)
    nearest, _ = NearestNeighbors(n_neighbors=LEAST_NEIGHBOURS).fit(exact).kneighbors(exact)
    model = cluster.DBSCAN(eps=usual_reach(nearest[:, -1]), min_samples=LEAST_NEIGHBOURS)
    return np.asarray(model.fit_predict(exact), dtype=np.int32)


def usual_reach(distances: NDArray[np.float64]) -> float:
    """The upper fence of the values: third quartile + 1.5 × the distance of the quartiles (Tukey 1977).

    The knee of their sorted curve, which is often taken instead, cuts thin crowds into pieces. Always above 0.
    """
    lower, upper = np.quantile(distances, [0.25, 0.75])
    fence = float(upper + 1.5 * (upper - lower))
    return fence or float(distances[distances > 0].min(initial=1.0))


DBSCAN = Model(
    "DBSCAN",
    finds_k=True,
    most=MOST,
    sentence="Crowds of customers of any shape; finds their number itself and leaves out customers who stand alone.",
    fit=_dbscan,
)

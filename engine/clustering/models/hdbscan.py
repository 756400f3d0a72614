"""HDBSCAN."""

from __future__ import annotations

from math import isqrt

import numpy as np
from numpy.typing import NDArray
from sklearn import cluster

from engine.clustering.models.model import Model

MOST = 5_000
LEAST_NEIGHBOURS = 5
LEAST_CLUSTER = 5


def _hdbscan(points: NDArray[np.float32], k: int, seed: int) -> NDArray[np.int32]:  # noqa: ARG001 - it finds k itself
    """The crowds that last longest while the distance of DBSCAN shrinks (Campello 2013).

    A cluster holds at least ⌊√n⌋ customers, and 5. By brute force, which lets go of the interpreter where the tree
    does not. Cost: O(n² · n_features), and 8 · n² bytes.
    """
    model = cluster.HDBSCAN(
        min_cluster_size=least_cluster(len(points)),
        min_samples=min(LEAST_NEIGHBOURS, len(points)),
        algorithm="brute",
        copy=True,
    )
    return np.asarray(model.fit_predict(points.astype(np.float64)), dtype=np.int32)


def least_cluster(customers: int) -> int:
    """The fewest customers that make a cluster: ⌊√customers⌋, but not under 5."""
    return max(LEAST_CLUSTER, isqrt(customers))


HDBSCAN = Model(
    "HDBSCAN",
    finds_k=True,
    most=MOST,
    sentence="Crowds of customers, dense and loose ones alike; finds their number itself and leaves out those who stand alone.",
    fit=_hdbscan,
)

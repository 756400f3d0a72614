"""The model that puts similar customers together."""

from __future__ import annotations

from math import isqrt

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans

MANY = 2_000
RESTARTS, RESTARTS_OF_MANY = 10, 3
"""k-means starts anew this often and keeps the best; past `MANY` customers three starts find the same inertia."""


def how_many_clusters(customers: int, most: int, fewest: int) -> int:
    """The number of clusters: min(most, ⌊√customers⌋), and 1 under `fewest` customers."""
    return 1 if customers < fewest else max(1, min(most, isqrt(customers)))


def k_means(points: NDArray[np.float32], k: int, seed: int) -> NDArray[np.int32]:
    """Labels 0 … k−1 of shape (n,) by scikit-learn's k-means (Lloyd 1982, k-means++ starts).

    Deterministic for a seed. Gives fewer labels where fewer than k rows of `points` differ.
    Cost: O(n · k · features) an iteration. One fit cannot be interrupted.
    """
    k = min(k, len(np.unique(points, axis=0)))
    if k <= 1:
        return np.zeros(len(points), dtype=np.int32)
    restarts = RESTARTS if len(points) <= MANY else RESTARTS_OF_MANY
    labels = KMeans(k, n_init=restarts, random_state=seed).fit_predict(points)
    return np.unique(labels, return_inverse=True)[1].astype(np.int32)

"""k-means, and k-means on small batches."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans, MiniBatchKMeans

from engine.clustering.models.model import ANY, Model

MANY = 2_000
RESTARTS, RESTARTS_OF_MANY = 10, 3
"""k-means starts anew this often and keeps the best; past `MANY` customers three starts find the same inertia."""


def _restarts(customers: int) -> int:
    return RESTARTS if customers <= MANY else RESTARTS_OF_MANY


def _k_means(points: NDArray[np.float32], k: int, seed: int) -> NDArray[np.int32]:
    """scikit-learn's k-means (Lloyd 1982, k-means++ starts).

    Cost: O(n · k · n_features) an iteration. One fit cannot be interrupted.
    """
    model = KMeans(k, n_init=_restarts(len(points)), random_state=seed)
    return np.asarray(model.fit_predict(points), dtype=np.int32)


def _mini_batch(points: NDArray[np.float32], k: int, seed: int) -> NDArray[np.int32]:
    """Mini-batch k-means (Sculley 2010): each step looks at 1,024 customers."""
    model = MiniBatchKMeans(k, n_init=_restarts(len(points)), random_state=seed)
    return np.asarray(model.fit_predict(points), dtype=np.int32)


K_MEANS = Model(
    "k-means",
    finds_k=False,
    most=ANY,
    sentence="Round clusters of customers near a common centre; quick, and the one to start with.",
    fit=_k_means,
)
MINI_BATCH = Model(
    "mini-batch k-means",
    finds_k=False,
    most=ANY,
    sentence="k-means on small batches: a little quicker and a little less exact, for hundreds of thousands of customers.",
    fit=_mini_batch,
)

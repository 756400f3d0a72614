"""BIRCH."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import Birch

from engine.clustering.models.model import Model

MOST = 10_000
MOST_LEAVES = 1_000
START, GROWTH, SHRINKAGE = 0.1, 1.5, 0.25
"""The radius of a leaf: a tenth of the spread of all customers; larger while there are too many leaves (as Zhang 1996
rebuilds a tree that outgrows its memory), smaller while there are fewer than clusters."""


def _birch(points: NDArray[np.float32], k: int, seed: int) -> NDArray[np.int32]:  # noqa: ARG001 - nothing is random here
    """Gather customers in at most 1,000 leaves of a tree, then merge the leaves by Ward's rule (Zhang 1996).

    Cost: O(n · log n · n_features) for each radius that is tried.
    """
    radius = START * float(np.sqrt(points.var(axis=0, dtype=np.float64).sum()))
    tree = _tree(points, radius)
    while len(tree.subcluster_centers_) > MOST_LEAVES:
        radius *= GROWTH
        tree = _tree(points, radius)
    while len(tree.subcluster_centers_) < k:
        radius *= SHRINKAGE
        tree = _tree(points, radius)
    tree.set_params(n_clusters=k).partial_fit()
    return np.asarray(tree.predict(points), dtype=np.int32)


def _tree(points: NDArray[np.float32], radius: float) -> Birch:
    return Birch(threshold=radius, n_clusters=None, compute_labels=False).fit(points)


BIRCH = Model(
    "BIRCH",
    finds_k=False,
    most=MOST,
    sentence="Gathers customers in many small groups first, then joins these; steady with extreme customers.",
    fit=_birch,
)

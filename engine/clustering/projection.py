"""A map of customers: the two directions in which they differ most."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import PCA

from engine.clustering.segmentation import Projection

NAMED = 2
LEAST_LOADING = 0.25
"""A feature whose part of a direction is smaller than this is not named on the axis."""


def project(
    points: NDArray[np.float32], customers: NDArray[np.int32], names: tuple[str, ...], *, seed: int
) -> Projection:
    """First two principal components of the clustered features (Pearson 1901; scikit-learn's PCA).

    points  float32 (n, n_features), one row per entry of `customers`
    Where there is nothing to tell apart (one customer, all alike, one feature), the missing axes are 0.
    """
    n_axes = min(2, *points.shape)
    if len(points) < 2 or not np.ptp(points, axis=0).any():
        nothing = np.zeros((2, points.shape[1]))
        return Projection(customers, np.zeros((len(points), 2)), (0.0, 0.0), ("", ""), nothing)
    model = PCA(n_axes, random_state=seed)
    placed = np.zeros((len(points), 2))
    placed[:, :n_axes] = model.fit_transform(points)
    explained = np.zeros(2)
    explained[:n_axes] = model.explained_variance_ratio_
    loadings = np.zeros((2, points.shape[1]))
    loadings[:n_axes] = model.components_
    axes = [axis_words(direction, names) for direction in model.components_] + ["", ""]
    return Projection(customers, placed, (float(explained[0]), float(explained[1])), (axes[0], axes[1]), loadings)


def axis_words(direction: NDArray[np.floating], names: tuple[str, ...]) -> str:
    """What grows along a direction, in words: “more Paints and Painting Supplies, less Fasteners”."""
    strongest = np.argsort(-np.abs(direction), kind="stable")
    strongest = strongest[np.abs(direction[strongest]) >= LEAST_LOADING]
    more = [names[i] for i in strongest if direction[i] > 0][:NAMED]
    less = [names[i] for i in strongest if direction[i] < 0][:NAMED]
    parts = [f"{word} {' and '.join(features)}" for word, features in (("more", more), ("less", less)) if features]
    return ", ".join(parts)

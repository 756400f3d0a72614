"""The silhouette of several clusterings of the same customers, from one look at their distances."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import pairwise_distances_chunked

MEGABYTES = 64
"""Distances held at a time."""


def mean_silhouettes(points: NDArray[Any], labelings: Sequence[NDArray[np.integer]]) -> NDArray[np.float64]:
    """The mean silhouette of each labeling, float64 (n_labelings); NaN where it has one cluster.

    points     (n, n_features);  labelings  each int32 (n)
    Euclidean distances; a customer alone in its cluster counts 0 (Rousseeuw 1987): what `quality` gives, which measures
    every distance anew for each labeling.
    Cost: O(n² · features) for the distances and one matrix product n × n × Σc for all labelings together.
    """
    n = len(points)
    labelings = [np.unique(labels, return_inverse=True)[1] for labels in labelings]
    sizes = [np.bincount(labels) for labels in labelings]
    ends = np.cumsum([0, *(len(size) for size in sizes)])
    inside = np.zeros((n, ends[-1]))
    for labels, start in zip(labelings, ends, strict=False):
        inside[np.arange(n), start + labels] = 1.0
    totals, first = np.zeros(len(labelings)), 0
    for distances in pairwise_distances_chunked(np.asarray(points, dtype=np.float64), working_memory=MEGABYTES):
        rows = slice(first, first + len(distances))
        sums = distances @ inside
        for at, (labels, size) in enumerate(zip(labelings, sizes, strict=True)):
            totals[at] += _silhouettes(sums[:, ends[at] : ends[at + 1]], labels[rows], size).sum()
        first = rows.stop
    return np.where([len(size) > 1 for size in sizes], totals / n, np.nan)


def _silhouettes(sums: NDArray[np.float64], own: NDArray[np.integer], sizes: NDArray[np.intp]) -> NDArray[np.float64]:
    """(b − a) ÷ max(a, b) of some customers, from the sum of their distances to each cluster (n, c)."""
    rows = np.arange(len(own))
    within = sums[rows, own] / np.maximum(sizes[own] - 1, 1)
    others = sums / sizes
    others[rows, own] = np.inf
    nearest = others.min(axis=1)
    largest = np.maximum(within, nearest)
    found = np.divide(nearest - within, largest, out=np.zeros(len(own)), where=(largest > 0) & np.isfinite(nearest))
    return np.where(sizes[own] > 1, found, 0.0)

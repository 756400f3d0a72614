"""How well clusters are told apart: the one definition of silhouette, and two figures beside it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn import config_context
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score, silhouette_samples

from engine.clustering.canonical import canonical_order
from engine.clustering.segmentation import Quality

EXACT_UP_TO, SAMPLE = 5_000, 2_000
LEAST_OF_CLUSTER = 2
MEGABYTES = 64
"""Memory for distances at a time."""


def quality(points: NDArray[Any], labels: NDArray[np.int32], seed: int) -> Quality:
    """Silhouette, Calinski-Harabasz and Davies-Bouldin of clusters (scikit-learn's), by Euclidean distance.

    points  (n, n_features), what was clustered;  labels  (n), -1 for noise, which is left out

    The silhouette is the mean of `silhouettes`. All are NaN where there are fewer than two clusters; Calinski-Harabasz
    also where every customer is a cluster.
    Cost: that of `silhouettes`, and O(n · n_features).
    """
    placed = labels >= 0
    if placed.sum() == 0 or len(np.unique(labels[placed])) < 2:
        return Quality(np.nan, np.nan, np.nan, 0)
    exact, own = np.asarray(points, dtype=np.float64), labels
    if not placed.all():
        exact, own = exact[placed], labels[placed]
    found = silhouettes(exact, own, seed)
    sampled = int(np.isfinite(found).sum()) if len(own) > EXACT_UP_TO else 0
    singles = len(np.unique(own)) == len(own)
    return Quality(
        float(np.nanmean(found)),
        np.nan if singles else float(calinski_harabasz_score(exact, own)),
        0.0 if singles else float(davies_bouldin_score(exact, own)),
        sampled,
    )


def silhouettes(points: NDArray[Any], labels: NDArray[np.int32], seed: int) -> NDArray[np.float64]:
    """The silhouette of each customer, float64 (n): how much nearer its own cluster is than the next, −1 … 1.

    (b − a) ÷ max(a, b), a the mean distance to the others of its cluster and b that to those of the nearest other
    cluster; 0 for a customer that is a cluster alone (Rousseeuw 1987). NaN where there are fewer than two clusters, for
    noise, and, past 5,000 customers in clusters, for those outside a seeded sample of 2,000 with two at least of each
    cluster. Distances are then to the customers of the sample. The same however the rows are shuffled.
    Cost: O(m² · n_features), m customers looked at; memory for distances is bounded.
    """
    result = np.full(len(labels), np.nan)
    looked_at = np.flatnonzero(labels >= 0)
    if len(looked_at) > EXACT_UP_TO:
        looked_at = _sample(points, labels, seed)
    clusters = len(np.unique(labels[looked_at]))
    if clusters < 2:
        return result
    if clusters == len(looked_at):
        result[looked_at] = 0.0
        return result
    exact = np.asarray(points[looked_at], dtype=np.float64)
    with config_context(working_memory=MEGABYTES):
        result[looked_at] = silhouette_samples(exact - exact.mean(axis=0), labels[looked_at])
    return result


def sample(customers: int, seed: int) -> NDArray[np.int64]:
    """Places of a seeded sample of `SAMPLE` of more customers that are in canonical order."""
    return np.random.default_rng(seed).choice(customers, SAMPLE, replace=False)


def _sample(points: NDArray[Any], labels: NDArray[np.int32], seed: int) -> NDArray[np.intp]:
    """The sample of those in clusters, and customers of clusters that it misses, so that each has two at least."""
    order = canonical_order(points)
    order = order[labels[order] >= 0]
    drawn = order[sample(len(order), seed)]
    missed = np.flatnonzero(np.bincount(labels[drawn], minlength=labels.max() + 1) < LEAST_OF_CLUSTER)
    more = [order[labels[order] == number][:LEAST_OF_CLUSTER] for number in missed]
    return np.unique(np.concatenate([drawn, *more]))

"""Whether clusters come back when they are made anew on a part of the customers."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from engine.clustering.canonical import canonical_order
from engine.clustering.models import cluster
from engine.clustering.segmentation import Badge, Stability
from engine.one_thread import one_thread
from engine.options import ClusterOptions
from engine.progress import Report

FEWEST = 20
"""Under this many customers half of them are too few to make clusters of."""
MOST = 2_000
"""Customers in a resample, at most."""
STARTS = 3
"""Of k-means on each half. One start is often unlucky, and its bad luck would be taken for clusters that do not last."""

STABLE_JACCARD, FAIR_JACCARD = 0.75, 0.6
"""Hennig (2007; the manual of his fpc::clusterboot): from 0.75 on a cluster is valid and stable, from 0.6 on it shows a pattern but
who belongs to it is in doubt, below it should not be trusted."""
STABLE_RAND, FAIR_RAND = 0.8, 0.65
"""Steinley (2004): an adjusted Rand index from 0.8 on is good recovery, from 0.65 on moderate, below poor."""


def stability(
    points: NDArray[Any], labels: NDArray[np.int32], options: ClusterOptions, report: Report
) -> Stability | None:
    """Make the clusters anew on `options.resamples` random halves of the customers and compare.

    points  (n, n_features);  labels  int32 (n), 0 … c−1, −1 for noise
    Halves are drawn without replacement (the subsetting scheme of Hennig 2007), of at most `MOST` customers. Each is
    clustered by the same model into as many clusters (k-means with `STARTS`), and compared with the labels that its
    customers have: the adjusted Rand index over all, noise counting as a group, and for each cluster the Jaccard
    likeness to the new cluster most like it.
    None for fewer than two clusters, fewer than `FEWEST` customers, or no resamples.
    The same however the rows are shuffled. Cost: a fit of at most `MOST` customers per resample. Reports before each.
    """
    k = int(labels.max(initial=-1)) + 1
    if k < 2 or len(points) < FEWEST or not options.resamples:
        return None
    order = canonical_order(points)
    points, labels = np.asarray(points, dtype=np.float32)[order], labels[order]
    rng = np.random.default_rng(options.seed)
    size = min(len(points) // 2, MOST)
    rands, likeness = [], []
    for again in range(options.resamples):
        report("making the clusters anew", again / options.resamples)
        part = np.sort(rng.choice(len(points), size, replace=False))
        anew = _refit(points[part], options, k, seed=options.seed + 1 + again)
        rands.append(adjusted_rand_score(labels[part], anew))
        likeness.append(best_jaccard(labels[part], anew, k))
    found = np.array(likeness)
    drawn = np.maximum((~np.isnan(found)).sum(axis=0), 1)
    jaccard = tuple((np.nansum(found, axis=0) / drawn).tolist())
    rand = float(np.mean(rands))
    return Stability(
        rand=rand,
        jaccard=jaccard,
        badge=badge(rand, STABLE_RAND, FAIR_RAND),
        badges=tuple(badge(value, STABLE_JACCARD, FAIR_JACCARD) for value in jaccard),
        resamples=options.resamples,
    )


def best_jaccard(labels: NDArray[np.int32], anew: NDArray[np.int32], k: int) -> NDArray[np.float64]:
    """For each of the clusters 0 … k−1 the largest |A ∩ B| ÷ |A ∪ B| with a cluster B of `anew`, float64 (k).

    NaN for a cluster without a customer here; noise (−1) is no cluster.
    """
    n_anew = int(anew.max(initial=-1)) + 1
    table = np.zeros((k + 1, n_anew + 1))
    np.add.at(table, (labels, anew), 1.0)
    sizes, sizes_anew = table.sum(axis=1)[:k], table.sum(axis=0)[:n_anew]
    shared = table[:k, :n_anew]
    union = sizes[:, None] + sizes_anew - shared
    best = np.divide(shared, union, out=np.zeros_like(shared), where=union > 0).max(axis=1, initial=0.0)
    return np.where(sizes > 0, best, np.nan)


def badge(value: float, stable: float, fair: float) -> Badge:
    """Stable, fair or fragile."""
    return "stable" if value >= stable else "fair" if value >= fair else "fragile"


def _refit(points: NDArray[Any], options: ClusterOptions, k: int, seed: int) -> NDArray[np.int32]:
    if options.model != "k-means":
        return cluster(points, options.model, k, seed).labels
    k = min(k, len(np.unique(points, axis=0)))
    with one_thread(points.size):
        return np.asarray(KMeans(k, n_init=STARTS, random_state=seed).fit_predict(points), dtype=np.int32)

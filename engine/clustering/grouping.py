"""The customers of one segment into clusters: how many, which, how distinct, how lasting."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.clustering.choosing import choose
from engine.clustering.models import MODELS, cluster
from engine.clustering.natural import are_natural, seeks_groups
from engine.clustering.quality import quality, silhouettes
from engine.clustering.segmentation import KChoice, Quality, Stability
from engine.clustering.stability import stability
from engine.options import ClusterOptions
from engine.progress import Report

FEWEST_GROUPED = 3
"""Two customers are each other's peers already, or nobody's."""


@dataclass(frozen=True, eq=False, slots=True)
class Grouping:
    """Clusters of some customers.

    labels       int32 (n), 0 … c−1 by weight, the heaviest first; −1 for noise
    silhouettes  float64 (n), NaN where not known
    quality, choice, stability  of these clusters; of those turned down where `labels` are one cluster instead; None where
                 none were made
    sampled      customers that the model was fitted on; 0 for all
    """

    labels: NDArray[np.int32]
    silhouettes: NDArray[np.float64]
    quality: Quality | None = None
    choice: KChoice | None = None
    stability: Stability | None = None
    sampled: int = 0


def group(points: NDArray[Any], weight: NDArray[np.float64], options: ClusterOptions, report: Report) -> Grouping:
    """Cluster `points` (n, n_features) as the (resolved) options say; `weight` float64 (n) orders the clusters.

    One cluster where there are fewer than `fewest_customers`, where nobody differs, where a model finds nothing but
    noise, and where a rule that looks for natural groups finds none (see `are_natural`).
    Cost: the fits of `choose`, one more where the model is not k-means, and `resamples` on at most 2,000 customers.
    """
    if len(points) < max(options.fewest_customers, FEWEST_GROUPED) or options.most_clusters == 1:
        return _one(len(points))
    choice, labels, sampled = _labels(points, options, report)
    if labels is None or not (labels >= 0).any():
        return replace(_one(len(points)), choice=choice)
    if labels.max() < 1:
        return replace(_one(len(points)), labels=labels, choice=choice, sampled=sampled)
    labels = _heaviest_first(labels, weight)
    made = Grouping(
        labels,
        silhouettes(points, labels, options.seed),
        quality(points, labels, options.seed),
        choice,
        stability(points, labels, options, report),
        sampled,
    )
    if made.quality is None or not seeks_groups(options) or are_natural(len(points), made.quality, made.stability):
        return made
    one = _one(len(points))
    return replace(made, labels=one.labels, silhouettes=one.silhouettes)


def _labels(
    points: NDArray[Any], options: ClusterOptions, report: Report
) -> tuple[KChoice | None, NDArray[np.int32] | None, int]:
    """The choice of k, the labels and the customers they were fitted on; no choice where the model finds k by itself."""
    if MODELS[options.model].finds_k:
        report(f"finding groups by {options.model}", 0.0)
        found = cluster(points, options.model, 0, options.seed)
        return None, found.labels, found.sampled
    chosen = choose(points, options, report)
    if chosen.choice.chosen < 2:
        return chosen.choice, None, 0
    if options.model == "k-means" and chosen.labels is not None:
        return chosen.choice, chosen.labels, 0
    report(f"making {chosen.choice.chosen} clusters", 1.0)
    found = cluster(points, options.model, chosen.choice.chosen, options.seed)
    return chosen.choice, found.labels, found.sampled


def _one(n: int) -> Grouping:
    return Grouping(np.zeros(n, dtype=np.int32), np.full(n, np.nan))


def _heaviest_first(labels: NDArray[np.int32], weight: NDArray[np.float64]) -> NDArray[np.int32]:
    inside = labels >= 0
    heavy = np.bincount(labels[inside], weight[inside])
    place = np.empty(len(heavy), dtype=np.int32)
    place[np.argsort(-heavy, kind="stable")] = np.arange(len(heavy))
    return np.where(inside, place[labels], -1).astype(np.int32)

"""How many clusters: every number that is worth a try, and the one that the rule takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import isqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from engine.clustering.canonical import canonical_order, first_of_equals
from engine.clustering.choice_words import Curve, gains, on_what, why
from engine.clustering.models import cluster_ordered, in_order
from engine.clustering.quality import EXACT_UP_TO, LEAST_OF_CLUSTER, SAMPLE, quality, sample
from engine.clustering.segmentation import KChoice
from engine.clustering.silhouette_curve import mean_silhouettes
from engine.options import ClusterOptions
from engine.progress import Report

CURVE = 10
"""The curve runs at least to this many clusters, so that a manager sees what lies beyond the number taken."""
CHEAP = 5_000
"""Up to this many customers the curve is drawn for rules that do not need it, too; past it only their own k is made."""
COMPARED = 50_000
"""Past this many customers the numbers of clusters are compared on a seeded sample of this many."""

RULES = {
    "square root": "the square root of the customers",
    "elbow": "the elbow of the distortion",
    "silhouette": "the best silhouette",
    "silhouette and elbow": "a silhouette near the best, up to the elbow",
    "fixed": "a fixed number",
}
NEARLY = 0.1
"""The share of the best silhouette that more clusters may cost."""
COMPARING = frozenset({"elbow", "silhouette", "silhouette and elbow"})
"""Rules that look at the curve; the others know their k from the number of customers."""


@dataclass(frozen=True, eq=False, slots=True)
class Chosen:
    """A choice, and the labels int32 (n) of its k-means fit, so that it is not made twice.

    labels  None where the numbers were compared on a sample, or one cluster was taken
    """

    choice: KChoice
    labels: NDArray[np.int32] | None


def choose_k(points: NDArray[Any], options: ClusterOptions, report: Report) -> KChoice:
    """The number of clusters by `options.choose_k`, and the curve behind it; see `choose`."""
    return choose(points, options, report).choice


def choose(points: NDArray[Any], options: ClusterOptions, report: Report) -> Chosen:
    """The number of clusters by `options.choose_k`: at most `most_clusters`, never more than there are customers that differ.

    square root  min(most, ⌊√n⌋), which may be 1
    elbow        the first k after which one more lowers the distortion by less than `options.elbow` of what it is at k
                 (the elbow of Thorndike 1953, with a threshold); `most` where there is none. Of few features it comes
                 late: halving any cluster along one of d features lowers its distortion by about 0.64 ÷ d
    silhouette   the largest mean silhouette (Rousseeuw 1987); of equal ones the smallest k
    silhouette and elbow
                 the largest k up to the elbow whose silhouette is no more than `NEARLY` under the largest: the largest one
                 alone is at k = 2 wherever buyers go from small to large without a gap, and says too little of them
    fixed        `most`

    points  (n, n_features). Every number is made by k-means, whatever model is used in the end, because the distortion,
    the sum of squared distances to the centres of the clusters, is what k-means lowers. The silhouette is exact up to
    `EXACT_UP_TO` customers, past that of one seeded sample of `SAMPLE` for all numbers.
    Cost: a k-means for each number, and a few per cent more. Reports before each fit.
    """
    order = canonical_order(points)
    ordered, n = in_order(points, order), len(points)
    longest = max(CURVE, options.most_clusters)
    limit = min(_distinct(ordered), n - 1)
    given = _given(options, n, limit)
    ks = _worth_trying(given, min(longest, limit), n)
    shown = ordered if given is not None or n <= COMPARED else ordered[_compared(n, options.seed)]
    labelings = _fits(shown, ks, options.seed, report)
    curve = _curve(shown, ks, labelings, options.seed)
    chosen = given or _sought(options, limit, curve)
    sampled = SAMPLE if len(shown) > EXACT_UP_TO else 0
    choice = KChoice(
        *curve,
        chosen=chosen,
        rule=RULES[options.choose_k],
        sentence=why(options, n, limit, chosen, curve) + on_what(options, n, len(shown), sampled),
        sampled=sampled,
    )
    if chosen < 2 or len(shown) < n:
        return Chosen(choice, None)
    labels = np.empty(n, dtype=np.int32)
    labels[order] = labelings[int(np.searchsorted(ks, chosen))]
    return Chosen(choice, labels)


def _fits(ordered: NDArray[np.float32], ks: NDArray[np.int64], seed: int, report: Report) -> list[NDArray[np.int32]]:
    def told() -> Iterator[int]:
        for at, k in enumerate(ks.tolist()):
            report(f"trying {k} clusters", at / len(ks))
            yield k

    return [found.labels for found in cluster_ordered(ordered, "k-means", told(), seed)]


def _distinct(ordered: NDArray[np.float32]) -> int:
    """How many customers differ."""
    return len(np.unique(first_of_equals(ordered)))


def _worth_trying(given: int | None, longest: int, n: int) -> NDArray[np.int64]:
    ks = np.arange(2, longest + 1) if given is None or n <= CHEAP else np.array([given])
    return ks[ks > 1].astype(np.int64)


def _given(options: ClusterOptions, n: int, limit: int) -> int | None:
    """The k of rules that do not look at the curve; at least 1."""
    if options.choose_k in COMPARING:
        return None
    wanted = options.most_clusters if options.choose_k == "fixed" else min(options.most_clusters, isqrt(n))
    return max(1, min(wanted, limit))


def _sought(options: ClusterOptions, limit: int, curve: Curve) -> int:
    """The k of rules that look at the curve; 1 where there is none."""
    ks, distortion, silhouette = curve
    most = max(1, min(options.most_clusters, limit))
    allowed = ks <= most
    if not allowed.any():
        return 1
    best = int(np.argmax(np.round(silhouette[allowed], 9)))
    flat = np.flatnonzero(gains(distortion) < options.elbow)
    elbow = min(int(ks[flat[0]]), most) if len(flat) else most
    match options.choose_k:
        case "silhouette":
            return int(ks[best])
        case "silhouette and elbow":
            near = silhouette[allowed] >= (1 - NEARLY) * silhouette[best]
            return int(max((ks[best], *ks[allowed][near & (ks[allowed] <= elbow)])))
    return elbow


def _curve(ordered: NDArray[np.float32], ks: NDArray[np.int64], labelings: list[NDArray[np.int32]], seed: int) -> Curve:
    return ks, distortions(ordered, labelings), _silhouettes(ordered, labelings, seed)


def _silhouettes(ordered: NDArray[np.float32], labelings: list[NDArray[np.int32]], seed: int) -> NDArray[np.float64]:
    """The silhouette of `quality` of each labeling; the distances are shared by all whose clusters are in the sample."""
    if not labelings or len(ordered) <= EXACT_UP_TO:
        return mean_silhouettes(ordered, labelings)
    drawn = sample(len(ordered), seed)
    found = mean_silhouettes(ordered[drawn], [labels[drawn] for labels in labelings])
    for at, labels in enumerate(labelings):
        if np.bincount(labels[drawn], minlength=labels.max() + 1).min() < LEAST_OF_CLUSTER:
            found[at] = quality(ordered, labels, seed).silhouette
    return found


def distortions(points: NDArray[np.float32], labelings: list[NDArray[np.int32]]) -> NDArray[np.float64]:
    """For each labeling the sum of squared distances to the mean of the own cluster, float64 (n_labelings).

    All from the sums of the clusters, so one pass over the points serves every labeling.
    """
    if not labelings:
        return np.empty(0)
    n, sizes = len(points), [np.bincount(labels) for labels in labelings]
    ends = np.cumsum([0, *(len(size) for size in sizes)])
    column = np.column_stack([labels + start for labels, start in zip(labelings, ends, strict=False)])
    member = sparse.csr_array((np.ones(column.size), column.ravel(), np.arange(n + 1) * len(sizes)))
    centred = points.astype(np.float64) - points.mean(axis=0, dtype=np.float64)
    between = ((member.T @ centred) ** 2).sum(axis=1) / np.concatenate(sizes)
    within: NDArray[np.float64] = np.vdot(centred, centred) - np.add.reduceat(between, ends[:-1])
    return np.maximum(within, 0.0)


def _compared(customers: int, seed: int) -> NDArray[np.int64]:
    """In rising order, so that they stay in canonical order."""
    return np.sort(np.random.default_rng(seed).choice(customers, COMPARED, replace=False))

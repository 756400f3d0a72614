"""Which of several models to use, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.clustering.segmentation import Badge
from engine.counting import counted
from engine.options.clustering import ModelName

FEW, FEW_OF = 5, 10
"""A cluster must hold 5 customers, or a tenth of all where that is less, and never fewer than 2."""
NEARLY_ALL = 0.9
MOST_NOISE = 0.2
PLAINEST: ModelName = "k-means"
PLAIN_FIRST: tuple[ModelName, ...] = (
    PLAINEST,
    "agglomerative",
    "mini-batch k-means",
    "BIRCH",
    "Gaussian mixture",
    "HDBSCAN",
    "DBSCAN",
    "spectral",
)
"""From the model that is most easily explained to a colleague to the least; those that leave customers out come late."""
MORE_DISTINCT, MORE_LASTING = 5, 20
"""Hundredths by which a silhouette, or an adjusted Rand index of clusters made anew, must be higher for clusters that are
clearly better. Less may be luck: the index is a mean of five halves only, and the silhouette past 5,000 customers one of a
sample."""


@dataclass(frozen=True, slots=True)
class ModelRow:
    """What one model makes of the customers of a segment.

    k          clusters that were asked for; 0 where the model finds the number by itself
    clusters   clusters found; 0 where the model gave up, 1 where it tells nobody apart
    silhouette, calinski_harabasz, davies_bouldin  as in Quality
    stability  adjusted Rand index of clusters made anew, NaN where not known;  badge  the same in a word, or None
    smallest, largest  customers in these clusters;  noise  customers in none
    seconds    that the fit took; NaN where the model gave up
    sampled    customers that it was fitted on; 0 for all
    note       what should be known of this row, in sentences
    """

    model: ModelName
    k: int
    clusters: int
    silhouette: float
    calinski_harabasz: float
    davies_bouldin: float
    stability: float
    badge: Badge | None
    smallest: int
    largest: int
    noise: int
    seconds: float
    sampled: int
    note: str


def recommend_model(rows: Sequence[ModelRow], customers: int) -> tuple[ModelName, str]:
    """The model to use, and why, in one sentence.

    The plainest (`PLAIN_FIRST`) of those whose clusters are of a useful size (two or more, none with nearly all customers
    or only a few, no more than a fifth of the customers in none) and last, which is not asked of k-means. Another only where it is clearly better: its clusters
    last (are not fragile), and they are `MORE_DISTINCT`, or as distinct and `MORE_LASTING`, or `MORE_LASTING` where those
    of the plainest are fragile. Of several such the plainest again that none of them is clearly better than. A customer in
    no cluster counts as a silhouette of 0. k-means where no model is of use.
    """
    plain_first = sorted(rows, key=lambda row: PLAIN_FIRST.index(row.model))
    useful = [row for row in plain_first if _is_useful(row, customers) and (_lasts(row) or row.model == PLAINEST)]
    if not any(_lasts(row) for row in useful):
        return PLAINEST, (
            f"No model finds clusters here that last and hold more than a handful of the {counted(customers, 'customer')}, "
            f"so “{PLAINEST}”, the plainest, will do."
        )
    plainest, *_ = useful
    better = [row for row in useful if _is_clearly_better(row, plainest, customers)]
    if not better:
        return plainest.model, f"Use “{plainest.model}”: {_why_plainest(plainest, useful, customers)}."
    best = next(row for row in better if not any(_is_clearly_better(other, row, customers) for other in better))
    return best.model, f"Use “{best.model}”: {_why_another(best, plainest, customers)}."


def _is_useful(row: ModelRow, customers: int) -> bool:
    few = max(2, min(FEW, customers // FEW_OF))
    return (
        row.clusters > 1
        and row.silhouette > 0
        and row.smallest >= few
        and row.largest <= NEARLY_ALL * customers
        and row.noise <= MOST_NOISE * customers
    )


def _lasts(row: ModelRow) -> bool:
    return row.badge != "fragile"


def _is_clearly_better(row: ModelRow, other: ModelRow, customers: int) -> bool:
    """Never of two models each, nor of several in a circle: who is better is no less distinct, and else more lasting."""
    if not _lasts(row):
        return False
    more_distinct = _distinct(row, customers) - _distinct(other, customers)
    more_lasting = _hundredths(row.stability) - _hundredths(other.stability) >= MORE_LASTING
    return more_distinct >= MORE_DISTINCT or (more_lasting and (more_distinct >= 0 or not _lasts(other)))


def _distinct(row: ModelRow, customers: int) -> float:
    """The silhouette in hundredths, as it is shown, over all customers: those in no cluster count as 0."""
    return _hundredths(row.silhouette * (1 - row.noise / customers))


def _hundredths(value: float) -> float:
    return float(np.rint(100 * value))


def _why_plainest(plainest: ModelRow, useful: Sequence[ModelRow], customers: int) -> str:
    lasting = [row for row in useful if _lasts(row)]
    others = [row for row in lasting if row is not plainest]
    if not others:
        return (
            f"it alone finds lasting clusters of a useful size, {plainest.clusters} of them "
            f"(silhouette {plainest.silhouette:.2f})"
        )
    second = max(others, key=lambda row: _distinct(row, customers))
    figures = f"(silhouette {plainest.silhouette:.2f}; the best other, “{second.model}”, {second.silhouette:.2f})"
    if not _lasts(plainest):
        return f"its clusters are fragile, but it is the plainest model, and no other is clearly better {figures}"
    return (
        f"it is the plainest of the {len(lasting)} models with lasting clusters of a useful size, "
        f"and no other is clearly better {figures}"
    )


def _why_another(best: ModelRow, plainest: ModelRow, customers: int) -> str:
    figures = f"(silhouette {best.silhouette:.2f} against {plainest.silhouette:.2f})"
    lasting = f"(stability {best.stability:.2f} against {plainest.stability:.2f})"
    gain = _distinct(best, customers) - _distinct(plainest, customers)
    if gain >= MORE_DISTINCT:
        return f"its {best.clusters} clusters are clearly more distinct than those of “{plainest.model}” {figures}"
    if gain >= 0:
        return (
            f"its {best.clusters} clusters are at least as distinct as those of “{plainest.model}” {figures} "
            f"and clearly more lasting {lasting}"
        )
    return f"its {best.clusters} clusters last, those of “{plainest.model}” are fragile {lasting}"

"""Which of several models to use, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.clustering.segmentation import Badge
from engine.counting import counted
from engine.options.clustering import ModelName

FEW, FEW_OF = 5, 10
"""A cluster must hold 5 customers, or a tenth of all where that is less, and never fewer than 2."""
NEARLY_ALL = 0.9
MOST_NOISE = 0.2
TIE = 0.02
"""Silhouettes that differ by no more are as good as equal."""
PLAINEST: ModelName = "k-means"


@dataclass(frozen=True, slots=True)
class ModelRow:
    """What one model makes of the customers of a segment.

    k          clusters that were asked for; 0 where the model finds the number by itself
    clusters   clusters found; 0 where the model gave up, 1 where it tells nobody apart
    silhouette, calinski_harabasz, davies_bouldin  as in Quality
    stability  adjusted Rand index of clusters made anew, NaN where not known;  badge  the same in a word, or None
    smallest, largest  customers in these clusters;  noise  customers in none
    seconds    that the fit took
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

    The best silhouette among the models whose clusters are of use: two or more, not fragile, none with nearly all
    customers or only a few, and no more than a fifth of the customers in none. k-means where it is among the best but
    for `TIE`, and where no model is of use; else the earlier row of two that are equal.
    """
    useful = [row for row in rows if _is_useful(row, customers)]
    if not useful:
        return PLAINEST, (
            f"No model finds clusters here that last and hold more than a handful of the {counted(customers, 'customer')}, "
            f"so “{PLAINEST}”, the plainest, will do."
        )
    highest = max(row.silhouette for row in useful)
    best = next(row for row in useful if row.silhouette >= highest - TIE)
    best = next((row for row in useful if row.model == PLAINEST and row.silhouette >= highest - TIE), best)
    return best.model, f"Use “{best.model}”: {_why(best, useful)}."


def _is_useful(row: ModelRow, customers: int) -> bool:
    few = max(2, min(FEW, customers // FEW_OF))
    return (
        row.clusters > 1
        and row.silhouette == row.silhouette
        and row.badge != "fragile"
        and row.smallest >= few
        and row.largest <= NEARLY_ALL * customers
        and row.noise <= MOST_NOISE * customers
    )


def _why(best: ModelRow, useful: Sequence[ModelRow]) -> str:
    others = [row for row in useful if row is not best]
    if not others:
        return f"it alone finds lasting clusters of a useful size, {best.clusters} of them (silhouette {best.silhouette:.2f})"
    second = max(others, key=lambda row: row.silhouette)
    figures = f"silhouette {best.silhouette:.2f}, “{second.model}” {second.silhouette:.2f}"
    of_all = f"of the {len(useful)} models with lasting clusters of a useful size"
    if second.silhouette >= best.silhouette - TIE:
        return f"{of_all} none has clearly more distinct ones than its {best.clusters} ({figures})"
    return f"{of_all} its {best.clusters} are the most distinct ({figures})"

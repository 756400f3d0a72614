"""Clusterings side by side, by what their peers would have caught, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gui.tables.column import Column

if TYPE_CHECKING:
    from engine import ClusteringComparison, Interval

EXPLAINED = (
    "Each is judged by its peers alone: the last days are hidden, customers are grouped by what came before, and what peers buy is "
    "held against what was then bought. Nothing changes until you use one; then the run is made again."
)


def clustering_columns(comparison: ClusteringComparison) -> list[Column]:
    """One row per clustering: what it makes, what it would have caught, and how much more that is than now."""
    rows = comparison.rows
    return [
        _words("recipe", "Customers compared by", [row.recipe.capitalize() for row in rows]),
        _words("how", "Clusters", [row.how.capitalize() for row in rows]),
        Column("clusters", "In all", np.array([row.clusters for row in rows]), tip="Clusters in all segments together"),
        _hundred("hit", "Hit rate", [row.hit_rate for row in rows], "Customers who bought at least one of their list; in brackets: where it lies for 95 % of samples"),
        _hundred("more", "More than now", [row.over_hit_rate for row in rows], "Hit rate − that of the clusters as they are now, customer by customer", sign="+"),
        Column("ndcg", "NDCG", np.array([row.ndcg.value for row in rows]), decimals=4, tip="0 to 1: hits count more the higher they stand on the list"),
        _words("note", "Note", [_note(at, comparison) for at in range(len(rows))]),
    ]  # fmt: skip


def _note(at: int, comparison: ClusteringComparison) -> str:
    if at == 0:
        return "In use"
    if at == comparison.proposed:
        return "Predicts best"
    row = comparison.rows[at]
    if row.over_ndcg.high < 0:
        return "Worse"
    clear = comparison.proposed is not None and min(row.over_ndcg.low, row.over_hit_rate.low) > 0
    return "Better too" if clear else "May be chance"


def _words(key: str, title: str, values: list[str]) -> Column:
    return Column(key, title, np.array(values, dtype=object), whole=True)


def _hundred(key: str, title: str, intervals: list[Interval], tip: str, sign: str = "") -> Column:
    values = 100 * np.array([[found.value, found.low, found.high] for found in intervals]).reshape(-1, 3)
    values += 0.0  # no “-0”
    texts = [f"{value:{sign}.1f}  ({low:{sign}.1f} to {high:{sign}.1f})" for value, low, high in values.round(1) + 0.0]
    return Column(key, title, values[:, 0], "%", texts=np.array(texts, dtype=object), tip=tip)

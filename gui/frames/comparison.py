"""The comparison of models as a table, and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

import engine
from gui.tables.column import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine import ModelComparison, ModelRow

USE = "use"
"""Key of the column whose cells take the model."""
USE_WORDS = "Use this one"
FOR_ALL = "The model that you take is used for every segment; the run is made again with it."
CUSTOMERS = "customers"


def comparison_columns(comparison: ModelComparison, current: str = "") -> list[Column]:
    """One row per model, as analysts know it: how distinct, how lasting, how large, how long it took.

    current  the model in use, which is marked as such
    """
    rows = comparison.rows
    return [
        _words("model", "Model", [row.model for row in rows]),
        _words(USE, "", [USE_WORDS for _ in rows]),
        _figures("clusters", "Clusters", [row.clusters or np.nan for row in rows], "Clusters it found"),
        _figures(
            "silhouette",
            "Silhouette",
            [row.silhouette for row in rows],
            "How distinct: −1 to 1, larger is better",
            decimals=2,
        ),
        _stability(rows, comparison.resamples),
        _figures(
            "calinski_harabasz",
            "Calinski-Harabasz",
            [row.calinski_harabasz for row in rows],
            "Variance between clusters ÷ inside them: larger is better",
        ),
        _figures(
            "davies_bouldin",
            "Davies-Bouldin",
            [row.davies_bouldin for row in rows],
            "Likeness of each cluster to its nearest: smaller is better",
            decimals=2,
        ),
        _sizes("smallest", "Smallest", rows, "Customers in the smallest cluster"),
        _sizes("largest", "Largest", rows, "Customers in the largest cluster"),
        _sizes("noise", "No cluster", rows, "Customers that the model puts in no cluster"),
        _figures(
            "seconds", "Time", [row.seconds for row in rows], "How long it took on this computer", decimals=2, unit="s"
        ),
        _words("note", "Note", [_note(row, comparison, current) for row in rows]),
    ]


def good_for(model: str) -> str:
    """What a model is good for: “k-means: round clusters …”."""
    return next(f"{choice.name}: {choice.sentence}" for choice in engine.model_choices() if choice.name == model)


def _note(row: ModelRow, comparison: ModelComparison, current: str) -> str:
    said = ("Recommended." if row.model == comparison.recommended else "", "In use." if row.model == current else "")
    return " ".join(filter(None, (*said, row.note)))


def _stability(rows: Sequence[ModelRow], resamples: int) -> Column:
    texts = [f"{row.badge} {row.stability:.2f}" if row.badge else "" for row in rows]
    return Column(
        "stability",
        "Stability",
        np.array([row.stability for row in rows], dtype=np.float64),
        texts=np.array(texts, dtype=object),
        tip=f"How alike the clusters are when they are made anew, {resamples} times: 1 is the same",
    )


def _sizes(key: str, title: str, rows: Sequence[ModelRow], tip: str) -> Column:
    """A number of customers; blank where the model gave up."""
    return _figures(key, title, [getattr(row, key) if row.clusters else np.nan for row in rows], tip, unit=CUSTOMERS)


def _words(key: str, title: str, values: list[str]) -> Column:
    return Column(key, title, np.array(values, dtype=object), whole=True)


def _figures(key: str, title: str, values: list[float], tip: str, *, decimals: int = 0, unit: str = "") -> Column:
    return Column(key, title, np.array(values, dtype=np.float64), unit, decimals=decimals, tip=tip)

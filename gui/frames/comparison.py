"""The comparison of models as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from gui.tables.column import Column

if TYPE_CHECKING:
    from engine import ModelComparison

USE = "use"
"""Key of the column whose cells take the model."""


def comparison_columns(comparison: ModelComparison) -> list[Column]:
    """One row per model, as analysts know it: how distinct, how stable, how large, how long it took."""
    rows = comparison.rows
    return [
        _words("model", "Model", [row.model for row in rows]),
        _words(USE, "", ["Use this one"] * len(rows)),
        _figures("clusters", "Clusters", [row.clusters for row in rows], "Clusters it found"),
        _figures(
            "silhouette",
            "Silhouette",
            [row.silhouette for row in rows],
            "How distinct: −1 to 1, larger is better",
            decimals=2,
        ),
        _figures(
            "stability",
            "Stability",
            [row.stability for row in rows],
            "How alike when made anew: 1 is the same",
            decimals=2,
        ),
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
        _figures("smallest", "Smallest", [row.smallest for row in rows], "Customers in the smallest cluster"),
        _figures("largest", "Largest", [row.largest for row in rows], "Customers in the largest cluster"),
        _figures("noise", "No cluster", [row.noise for row in rows], "Customers that the model puts in no cluster"),
        _figures(
            "seconds", "Time", [row.seconds for row in rows], "How long it took on this computer", decimals=2, unit="s"
        ),
        _words("note", "Note", [row.note for row in rows]),
    ]


def _words(key: str, title: str, values: list[str]) -> Column:
    return Column(key, title, np.array(values, dtype=object))


def _figures(key: str, title: str, values: list[float], tip: str, *, decimals: int = 0, unit: str = "") -> Column:
    return Column(key, title, np.array(values, dtype=np.float64), unit, decimals=decimals, tip=tip)

"""What is known of customers, as columns of a table, and what is known of one beside its cluster."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gui.frames.texts import figure, share
from gui.tables.column import Column

if TYPE_CHECKING:
    from engine import Analysis, Attribute, Profile, ProfileRow

MOST_SHOWN = 6
"""Columns of what is known that a table shows before the user chooses others."""

WORTH_DECIMALS = 10.0
"""Numbers whose usual size is under this are shown with one decimal."""


def attribute_columns(analysis: Analysis, customers: NDArray[np.integer]) -> list[Column]:
    """Everything known of `customers`; what they were compared by comes first and is shown."""
    compared = {feature.attribute for feature in analysis.features.columns}
    attributes = sorted(analysis.features.attributes, key=lambda attribute: attribute.name not in compared)
    return [
        _column(attribute, customers, shown=at < MOST_SHOWN and attribute.name in compared)
        for at, attribute in enumerate(attributes)
    ]


def _column(attribute: Attribute, customers: NDArray[np.integer], *, shown: bool) -> Column:
    key, values = f"attribute {attribute.name}", attribute.values[customers]
    if attribute.is_number:
        return Column(key, attribute.name, values, unit=attribute.unit, decimals=_decimals(values), shown=shown)
    positions = np.where(np.isnan(values), len(attribute.labels), values).astype(np.intp)
    texts = np.array([*attribute.labels, ""], dtype=object)[positions]
    return (
        Column(key, attribute.name, values, texts=texts, shown=shown)
        if attribute.ordered
        else Column(key, attribute.name, texts, shown=shown)
    )


def _decimals(values: NDArray[np.float64]) -> int:
    known = values[np.isfinite(values)]
    return int(bool((known != np.round(known)).any()) and float(np.median(np.abs(known))) < WORTH_DECIMALS)


def facts_of(analysis: Analysis, customer: int) -> tuple[tuple[str, str], ...]:
    """(attribute, value) of what a customer was compared by, where it is known."""
    compared = dict.fromkeys(feature.attribute for feature in analysis.features.columns)
    known = {attribute.name: attribute for attribute in analysis.features.attributes}
    found = ((name, _own(known[name], customer)) for name in compared if name in known)
    return tuple((name, value) for name, value in found if value)[:MOST_SHOWN]


def beside_cluster(analysis: Analysis, profile: Profile, customer: int) -> tuple[Column, ...]:
    """Each thing known of a customer beside the same of its cluster and of all; `profile` is that of its segment."""
    cluster = int(analysis.segmentation.cluster_of[customer])
    column = profile.clusters.index(cluster) if cluster in profile.clusters else None
    rows = list(_rows_of(analysis, profile, customer))
    everyone = "All customers" if len(analysis.segmentation.segments) == 1 else "Its segment"
    texts = (
        ("known", "What is known", [row.attribute for _, row in rows]),
        ("own", "This customer", [own for own, _ in rows]),
        (
            "cluster",
            "Its cluster",
            ["" if column is None else _usual(row, float(row.values[column])) for _, row in rows],
        ),
        ("all", everyone, [_usual(row, row.overall) for _, row in rows]),
    )
    return tuple(Column(key, title, np.array(values, dtype=object)) for key, title, values in texts)


def _rows_of(analysis: Analysis, profile: Profile, customer: int) -> Iterator[tuple[str, ProfileRow]]:
    """The customer's own words, and the row of the profile they are compared with: for a group, that of its own group."""
    rows = {(row.attribute, row.group): row for row in profile.rows}
    for attribute in analysis.features.attributes:
        own = _own(attribute, customer)
        row = rows.get((attribute.name, "")) or rows.get((attribute.name, own))
        if own and row is not None:
            is_rate = row.unit == "%" and attribute.is_number and not attribute.unit
            yield ("yes" if attribute.values[customer] else "no") if is_rate else own, row


def _own(attribute: Attribute, customer: int) -> str:
    value = float(attribute.values[customer])
    if math.isnan(value):
        return ""
    if not attribute.is_number:
        return attribute.labels[int(value)]
    return f"{figure(value)} {attribute.unit}".strip()


def _usual(row: ProfileRow, value: float) -> str:
    """“47,437 on average”, “72 %” of a yes, “65 % Partnered” of a group."""
    if math.isnan(value):
        return ""
    if row.unit != "%":
        return f"{figure(value)} {row.unit}".strip() + " on average"
    return f"{share(value / 100)} {row.group}".strip()

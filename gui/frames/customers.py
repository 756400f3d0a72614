"""Customers as table columns, and one customer as a card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gui.counting import counted
from gui.frames.attributes import attribute_columns, facts_of
from gui.frames.texts import figure, text_array
from gui.tables.column import Column

if TYPE_CHECKING:
    import pandas as pd

    from engine import Analysis

NAMED = {
    "customer_id": "ID",
    "rep": "Rep",
    "region": "Region",
    "end_use": "End-use",
    "customer_type": "Customer type",
}


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """name; who: rep, segment and other words about the customer; figures: (label, value), most telling first."""

    name: str
    who: str
    cluster: str
    figures: tuple[tuple[str, str], ...]


def buying_customers(analysis: Analysis) -> NDArray[np.int64]:
    """Codes of the customers that every table lists: those that buy."""
    return np.flatnonzero(analysis.segmentation.segment_of >= 0)


def customer_names(analysis: Analysis) -> NDArray[np.object_]:
    return text_array(analysis.dataset.customers["customer_name"])


def customer_columns(
    analysis: Analysis, customers: NDArray[np.integer], mark: Mapping[int, int] | None = None
) -> tuple[Column, ...]:
    """One row per customer: who it is, where it belongs, its figures; features and other attributes to be chosen.

    mark  number whose colour marks each segment; None marks the clusters by their own numbers
    """
    table = analysis.dataset.customers
    ids, names = text_array(table["customer_id"])[customers], customer_names(analysis)[customers]
    described = _bought_columns if analysis.dataset.has_lines else attribute_columns
    return (
        Column("customer", "Customer", names),
        Column("customer_id", "ID", ids, shown=False),
        *place_columns(analysis, customers, mark, show_segment=mark is not None),
        *described(analysis, customers),
        *_other_columns(table, customers),
    )


def _bought_columns(analysis: Analysis, customers: NDArray[np.integer]) -> list[Column]:
    offers = offers_per_customer(analysis)[customers]
    return [
        *_figure_columns(analysis, customers),
        Column("offers", "Offers", offers, tip="Recommendations for this customer"),
        *_feature_columns(analysis, customers),
    ]


def place_columns(
    analysis: Analysis,
    customers: NDArray[np.integer],
    mark: Mapping[int, int] | None = None,
    *,
    show_segment: bool,
) -> tuple[Column, Column]:
    """Segment and cluster of each of `customers`; `mark` as in `customer_columns`."""
    segmentation = analysis.segmentation
    segments = np.array([segment.name for segment in segmentation.segments], dtype=object)
    labels = segmentation.cluster_labels(customers, analysis.features.set_aside)
    numbers = np.array([*(cluster.number for cluster in segmentation.clusters), 0])
    segment, cluster = segmentation.segment_of[customers], segmentation.cluster_of[customers]
    colours = None if mark is None else np.array([mark.get(at, 0) for at in range(len(segments))])[segment]
    return (
        Column("segment", "Segment", segments[segment], marks=colours, shown=show_segment),
        Column("cluster", "Cluster", labels, marks=numbers[cluster] if mark is None else None),
    )


def offers_per_customer(analysis: Analysis) -> NDArray[np.int64]:
    customers = analysis.recommendations.table["customer"].to_numpy()
    return np.bincount(customers, minlength=len(analysis.dataset.customers))


def _figure_columns(analysis: Analysis, customers: NDArray[np.integer]) -> list[Column]:
    figures = analysis.figures
    columns = [Column("orders", "Orders", figures.orders[customers])]
    if figures.spend is not None:
        columns.append(Column("spend", "Spend", figures.spend[customers], tip="Returns are deducted"))
    else:
        columns.append(Column("quantity", "Quantity", figures.quantity[customers], unit="units"))
    per_order = "" if figures.spend is not None else "units"
    columns.append(
        Column("ticket", "Ticket size", figures.ticket_size[customers], unit=per_order, tip="Spend ÷ orders")
    )
    if figures.last_order is not None:
        columns.append(Column("last", "Last order", figures.last_order[customers]))
    if figures.recency_days is not None:
        recency = figures.recency_days[customers]
        columns.append(Column("recency", "Recency", recency, unit="days", shown=False))
    columns.append(Column("products", "Products", figures.products[customers], tip="Different products", shown=False))
    return columns


def _feature_columns(analysis: Analysis, customers: NDArray[np.integer]) -> list[Column]:
    """What was clustered, where the columns above do not say it already."""
    features = analysis.features
    if features.families == ("buying behaviour",):
        return []
    named = zip(features.names, features.units, features.plain[customers].T, strict=True)
    return [Column(f"feature {name}", name, values, unit=unit, shown=False) for name, unit, values in named]


def _other_columns(table: pd.DataFrame, customers: NDArray[np.integer]) -> list[Column]:
    others = [name for name in table.columns if name not in {"customer_id", "customer_name"}]
    return [
        Column(f"column {name}", NAMED.get(name, name), text_array(table[name])[customers], shown=name == "rep")
        for name in others
    ]


def customer_card(analysis: Analysis, customer: int) -> CustomerCard:
    """One customer in words and figures."""
    row = analysis.dataset.customers.iloc[customer]
    segmentation = analysis.segmentation
    segment = segmentation.segments[segmentation.segment_of[customer]]
    name, identity = str(row["customer_name"]), str(row["customer_id"])
    said = [identity if identity != name else "", *_said(row, ("customer_type", "rep")), segment.name]
    return CustomerCard(
        name=name,
        who="  ·  ".join(word for word in said if word),
        cluster=_cluster_words(analysis, customer),
        figures=(_key_figures if analysis.dataset.has_lines else facts_of)(analysis, customer),
    )


def _cluster_words(analysis: Analysis, customer: int) -> str:
    """“Cluster 2 Paints: 14 peers”, or why there is none and with whom it is compared."""
    segmentation = analysis.segmentation
    at = segmentation.cluster_of[customer]
    if at < 0:
        label = segmentation.cluster_labels(np.array([customer]), analysis.features.set_aside)[0]
        others = len(segmentation.segments[segmentation.segment_of[customer]].members) - 1
        return f"{label}: compared with the {counted(others, 'other customer')} of its segment"
    cluster = segmentation.clusters[at]
    peers = counted(len(cluster.members) - 1, "peer") if len(cluster.members) > 1 else "no peers, alone in it"
    return f"Cluster {cluster.label}: {peers}"


def _said(row: pd.Series, columns: tuple[str, ...]) -> list[str]:
    values = [(name, row.get(name)) for name in columns]
    known = [(name, str(value)) for name, value in values if isinstance(value, str) and value]
    return [f"Rep {value}" if name == "rep" else value for name, value in known]


def _key_figures(analysis: Analysis, customer: int) -> tuple[tuple[str, str], ...]:
    figures = analysis.figures
    money = figures.spend is not None
    last = "" if figures.last_order is None or np.isnat(figures.last_order[customer]) else figures.last_order[customer]
    entries = [
        ("Spend" if money else "Units bought", figure(figures.spend_or_quantity[customer])),
        ("Orders", f"{figures.orders[customer]:,}"),
        ("Ticket size" if money else "Units per order", figure(figures.ticket_size[customer])),
        ("Products", f"{figures.products[customer]:,}"),
        ("Last order", str(last)),
    ]
    return tuple((label, value) for label, value in entries if value)

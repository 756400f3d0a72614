"""Recommendations as table columns, by what they can be filtered, and what they come to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gui.counting import counted
from gui.frames.customers import customer_names, place_columns
from gui.frames.facets import facet_of, facet_of_column
from gui.frames.plays import meanings, play_names
from gui.frames.texts import about, share, text_array
from gui.tables.column import Column
from gui.widgets.filter_bar import Facet

if TYPE_CHECKING:
    import pandas as pd

    from engine import Analysis


def offers_of(analysis: Analysis, customer: int) -> NDArray[np.int64]:
    """Positions of a customer's offers, in rank order."""
    return analysis.recommendations.of_customer(customer).index.to_numpy()


def most_worth_first(analysis: Analysis) -> NDArray[np.int64]:
    """Positions of all offers: the customer with most to win first, the offers of each in rank order."""
    table = analysis.recommendations.table
    customer = table["customer"].to_numpy()
    worth = np.bincount(customer, np.nan_to_num(table["value"].to_numpy()), minlength=1)
    return np.lexsort((table["rank"].to_numpy(), customer, -worth[customer]))


def in_order_of(analysis: Analysis, customers: NDArray[np.integer]) -> NDArray[np.int64]:
    """Positions of all offers: the customers in the order in which they first stand in `customers`, the offers of each by rank."""
    table = analysis.recommendations.table
    known, first = np.unique(customers, return_index=True)
    place = np.full(len(analysis.dataset.customers), len(customers))
    place[known] = first
    return np.lexsort((table["rank"].to_numpy(), place[table["customer"].to_numpy()]))


def offer_columns(analysis: Analysis, offers: NDArray[np.integer]) -> tuple[Column, ...]:
    """One row per offer: to whom, what, how many, worth what, and why; what can be filtered by is there to choose."""
    table = analysis.recommendations.table.iloc[offers]
    customers = table["customer"].to_numpy()
    row = analysis.dataset.customers
    columns = [
        Column("customer", "Customer", customer_names(analysis)[customers]),
        Column("customer_id", "Customer ID", text_array(row["customer_id"])[customers], shown=False),
    ]
    reps = [Column("rep", "Rep", text_array(row["rep"])[customers], shown=False)] if "rep" in row else []
    places = [replace(place, shown=False) for place in place_columns(analysis, customers, show_segment=False)]
    return (*columns, *reps, *places, *_what_columns(analysis, table), *_why_columns(table))


def offer_columns_of_one(analysis: Analysis, offers: NDArray[np.integer]) -> tuple[Column, ...]:
    """The offers of one customer: the columns that differ between them; why is told beside the table."""
    same = {"customer", "customer_id", "rep", "segment", "cluster"}
    columns = [column for column in offer_columns(analysis, offers) if column.key not in same]
    return tuple(replace(column, shown=column.shown and column.key != "reason") for column in columns)


def _what_columns(analysis: Analysis, table: pd.DataFrame) -> list[Column]:
    products = analysis.dataset.products
    product = table["product"].to_numpy()
    plays = table["play"]
    columns = [
        Column("play", "Play", play_names(plays), shown=plays.nunique() > 1, tip=meanings(plays)),
        Column("rank", "Rank", table["rank"].to_numpy()),
        Column("product", "Product", text_array(products["product_name"])[product]),
        Column("product_id", "Product ID", text_array(products["product_id"])[product], shown=False),
    ]
    if "l2_category" in products:
        columns.append(Column("category", "Category", text_array(products["l2_category"])[product], shown=False))
    tip = "Units: the usual order of peers, or its own where it has bought the product before"
    columns.append(Column("quantity", "Suggested quantity", table["quantity"].to_numpy(), tip=tip))
    return columns + _worth_columns(analysis, table)


def _worth_columns(analysis: Analysis, table: pd.DataFrame) -> list[Column]:
    """Value, chance and what they come from, as far as they are known."""
    columns = []
    value = table["value"].to_numpy()
    if np.isfinite(value).any():
        unit = "margin a year" if by_margin(analysis) else "a year"
        columns.append(Column("value", "Expected value", value, unit, fine=True))
    if _known(table, "worth"):
        tip = "What it would bring in a year; the expected value is this × the chance"
        columns.append(Column("worth", "If it is bought", table["worth"].to_numpy(), "a year", shown=False, tip=tip))
    if _known(table, "chance") and analysis.proof is not None:
        chance = table["chance"].to_numpy()
        words = np.array([share(each) if np.isfinite(each) else "" for each in chance], dtype=object)
        tip = f"How many of such offers were bought within {analysis.proof.days} days in the back-test"
        columns.append(Column("chance", "Chance", chance, texts=words, tip=tip))
    if _known(table, "last"):
        columns.append(Column("last", "Last bought", table["last"].to_numpy().astype("datetime64[D]"), shown=False))
    if _known(table, "interval"):
        tip = "Days between this customer’s purchases of the product"
        columns.append(Column("interval", "Usual interval", table["interval"].to_numpy(), "days", shown=False, tip=tip))
    return columns


def by_margin(analysis: Analysis) -> bool:
    """Whether values are margin, not spend."""
    return bool(getattr(analysis.recommendations, "by_margin", False))


def _known(table: pd.DataFrame, name: str) -> bool:
    return name in table and bool(table[name].notna().any())


def _why_columns(table: pd.DataFrame) -> list[Column]:
    words = _out_of(table["buyers"].to_numpy(), table["peers"].to_numpy())
    peers = "Peers who buy it, of all peers"
    strong = "How strong the evidence is. A: many peers, or bought on many days. C: few, or peers of a wider ring"
    return [
        Column("adoption", "Adoption", table["adoption"].to_numpy(), texts=words, shown=False, tip=peers),
        Column("ring", "Peers from", text_array(table["ring"]), shown=False),
        Column("grade", "Grade", text_array(table["grade"]), tip=strong),
        Column("reason", "Why", text_array(table["reason"])),
    ]


def _out_of(buyers: NDArray[np.integer], peers: NDArray[np.integer]) -> NDArray[np.object_]:
    """“14 of 19” for each offer; each pair of counts is put into words once."""
    pairs = buyers.astype(np.int64) << 32 | peers
    distinct, at = np.unique(pairs, return_inverse=True)
    words = [f"{pair >> 32:,} of {pair & 0xFFFFFFFF:,}" for pair in distinct.tolist()]
    return np.array(words, dtype=object)[at]


def facets(analysis: Analysis, offers: NDArray[np.integer]) -> tuple[Facet, ...]:
    """By what these offers can be filtered: rep, segment, cluster, play, category, grade, where they exist."""
    table, segmentation = analysis.recommendations.table.iloc[offers], analysis.segmentation
    customer, product = table["customer"].to_numpy(), table["product"].to_numpy()
    segments = np.array([segment.name for segment in segmentation.segments], dtype=object)
    offered, owner = np.unique(customer, return_inverse=True)
    labels = segmentation.cluster_labels(offered, analysis.features.set_aside)
    reps, categories = analysis.dataset.customers.get("rep"), analysis.dataset.products.get("l2_category")
    return tuple(
        facet
        for facet in (
            facet_of_column("rep", "Rep", reps, customer),
            facet_of("segment", "Segment", segments, segmentation.segment_of[customer]),
            facet_of("cluster", "Cluster", labels, owner),
            facet_of("play", "Play", play_names(table["play"]), np.arange(len(table))),
            facet_of_column("category", "Category", categories, product),
            facet_of_column("grade", "Grade", table["grade"], np.arange(len(table))),
        )
        if facet is not None and len(facet.values) > 1
    )


def headline(analysis: Analysis, offers: NDArray[np.integer]) -> str:
    """“1,204 offers worth about 186,000 a year to 311 customers”, for the offers shown."""
    table = analysis.recommendations.table
    value = table["value"].to_numpy()[offers]
    customers = len(np.unique(table["customer"].to_numpy()[offers]))
    if not analysis.dataset.has_lines:
        return (
            "No offers: the files only list customers. Open the invoice lines as well to see what each of them lacks."
        )
    if table.empty:
        return "No offers: no customer has peers that buy something it does not."
    if not len(offers):
        return "No offer fits these filters."
    margin = " of margin" if by_margin(analysis) else ""
    worth = f" worth about {about(float(np.nansum(value)))}{margin} a year" if np.isfinite(value).any() else ""
    return f"{counted(len(offers), 'offer')}{worth} to {counted(customers, 'customer')}"

"""The sheet that account reps work from: one row per offer, with a place for what came of it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from engine.dataset import Dataset
from engine.roles import Role
from engine.workbook import columns
from engine.workbook.contents import Contents
from engine.workbook.description import Column, Sheet, Table

OUTCOMES = ("Won", "Offered", "Later", "Not relevant", "Price too high", "Has contract elsewhere", "Buys it elsewhere")
"""What a rep can answer; anything else goes into the comment."""


def recommendations_sheets(contents: Contents, rows_per_sheet: int) -> tuple[Sheet, ...]:
    """One sheet, or several where there are more recommendations than `rows_per_sheet`; the header is in row 1."""
    table = contents.analysis.recommendations.table
    return tuple(
        Sheet(
            name, (_table(contents, table.iloc[part * rows_per_sheet : (part + 1) * rows_per_sheet], part),), grid=True
        )
        for part, name in enumerate(contents.recommendations)
    )


def _table(contents: Contents, offers: pd.DataFrame, part: int) -> Table:
    name = f"Recommendations_{part + 1}" if part else "Recommendations"
    return Table(name, _columns(contents, offers), frozen_columns=2)


def _columns(contents: Contents, offers: pd.DataFrame) -> tuple[Column, ...]:
    dataset, segmentation = contents.analysis.dataset, contents.analysis.segmentation
    customer, product = offers["customer"].to_numpy(), offers["product"].to_numpy()
    segments = np.array([segment.name for segment in segmentation.segments], dtype=object)
    clusters = segmentation.cluster_labels(customer, contents.analysis.features.set_aside)
    blank = [""] * len(offers)
    return (
        columns.text("Customer ID", columns.texts(dataset.customers, "customer_id", customer)),
        columns.text("Customer", columns.texts(dataset.customers, "customer_name", customer)),
        columns.text("Rep", columns.texts(dataset.customers, Role.REP, customer)),
        columns.text("Segment", list(segments[segmentation.segment_of[customer]])),
        columns.text("Cluster", list(clusters)),
        columns.text("Play", [str(play).capitalize() for play in offers["play"]]),
        columns.number("Rank", offers["rank"], "number"),
        columns.text("Product ID", columns.texts(dataset.products, "product_id", product)),
        columns.text("Product", columns.texts(dataset.products, "product_name", product)),
        columns.text("Category", list(categories(dataset)[product])),
        columns.quantity("Suggested quantity", offers["quantity"]),
        columns.amount("Expected value", offers["value"]),
        columns.number("Peers buying", offers["buyers"], "whole"),
        columns.number("Peers", offers["peers"], "whole"),
        columns.number("Adoption", offers["adoption"], "share"),
        columns.text("Grade", [str(grade) for grade in offers["grade"]], kind="centred"),
        columns.text("Reason", [str(reason) for reason in offers["reason"]], kind="wrapped", width=76),
        columns.text("Outcome", blank, width=22, choices=OUTCOMES),
        columns.text("Comment", blank, kind="wrapped", width=30),
        columns.number("Chance", offers["chance"], "share"),
        columns.days("Last bought", offers["last"].to_numpy()),
    )


def categories(dataset: Dataset) -> NDArray[np.object_]:
    """For each product its L2 category, else L3 category, else brand, else ''."""
    result = np.full(len(dataset.products), "", dtype=object)
    for role in (Role.L2_CATEGORY, Role.L3_CATEGORY, Role.BRAND):
        if role in dataset.products.columns:
            values = dataset.products[role].fillna("").astype(str).to_numpy(dtype=object)
            result = np.where(result == "", values, result)
    return result

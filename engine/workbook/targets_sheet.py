"""Whom to call about each rule: customers who bought its first items and never the last."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.associations.rule_words import antecedent_names
from engine.counting import counted
from engine.roles import Role
from engine.workbook import columns
from engine.workbook.bought_together_sheet import last_items
from engine.workbook.contents import SUMMARY, TARGETS, TOGETHER, Contents
from engine.workbook.description import Column, Sheet, Table, Title


def targets_sheet(contents: Contents, rows_per_sheet: int) -> Sheet:
    """One row per rule and customer, rules in the order of “Bought together”, those who spend most first."""
    table = Table("Targets", _columns(contents, rows_per_sheet), frozen_columns=3)
    return Sheet(TARGETS, (Title("Targets", _headline(contents, table.rows), back=SUMMARY), table), grid=True)


def _headline(contents: Contents, shown: int) -> str:
    found = contents.analysis.associations
    if not shown:
        return f"No rule of “{TOGETHER}” has a customer who lacks its second half."
    all_there_are = int(found.targets.count.sum())
    most = "spend" if contents.has_money else "buy"
    sentence = f"Customers who bought the first items of a rule and never the last; those who {most} most come first."
    if all_there_are > shown:
        listed = f"the first {found.targets.most:,} of each rule, {shown:,} of {counted(all_there_are, 'row')}"
        sentence += f" Listed are {listed}."
    return sentence


def _columns(contents: Contents, most: int) -> tuple[Column, ...]:
    analysis = contents.analysis
    found, dataset, segmentation = analysis.associations, analysis.dataset, analysis.segmentation
    table = found.targets.table.iloc[:most]
    row, customer = table["row"].to_numpy(), table["customer"].to_numpy()
    rules, which = np.unique(row, return_inverse=True)
    segments = np.array([*(segment.name for segment in segmentation.segments), ""], dtype=object)
    clusters = segmentation.cluster_labels(customer, analysis.features.set_aside)
    return (
        columns.number("Rule", row + 1, "number"),
        columns.text("Customer ID", columns.texts(dataset.customers, "customer_id", customer)),
        columns.text("Customer", columns.texts(dataset.customers, "customer_name", customer)),
        columns.text("Rep", columns.texts(dataset.customers, Role.REP, customer)),
        columns.text("Segment", list(segments[segmentation.segment_of[customer]])),
        columns.text("Cluster", list(clusters)),
        (columns.amount if contents.has_money else columns.quantity)(contents.earned_word, contents.earned[customer]),
        columns.text("Bought", _spread(antecedent_names(found, rules), which), kind="wrapped", width=44),
        columns.text("Offer", _spread(last_items(contents, rules), which), kind="wrapped", width=34),
        *_order(contents, found.table["consequent"].to_numpy()[row], table["quantity"].to_numpy()),
        columns.number("Confidence", found.table["confidence"].to_numpy()[row], "share"),
    )


def _spread(texts: list[str], which: NDArray[np.integer]) -> list[str]:
    return list(np.array([*texts, ""], dtype=object)[which])


def _order(contents: Contents, item: NDArray[np.int32], quantity: NDArray[np.float64]) -> tuple[Column, ...]:
    """What to write on the order; categories and brands have neither an id nor a quantity."""
    baskets = contents.analysis.associations.baskets
    if baskets.level != "product":
        return ()
    ids = columns.texts(contents.analysis.dataset.products, "product_id", baskets.product[item])
    return columns.text("Product ID", ids), columns.quantity("Suggested quantity", quantity)

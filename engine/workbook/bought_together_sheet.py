"""What is bought together: every rule that was kept, in one table, overall and by cluster."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from engine.associations.by_cluster import OVERALL
from engine.associations.items import WORDS
from engine.associations.rule_words import antecedent_names, rule_sentences
from engine.counting import counted
from engine.options.associating import BasketKind
from engine.workbook import columns
from engine.workbook.contents import SUMMARY, TARGETS, TOGETHER, Contents
from engine.workbook.description import Column, Sentence, Sheet, Table, Title

EVERYONE = "All customers"
_BASKETS: Mapping[BasketKind, str] = {
    "invoice": "Invoices",
    "customer day": "Baskets",
    "customer window": "Baskets",
    "customer": "Customers",
}


def bought_together_sheet(contents: Contents, rows_per_sheet: int) -> Sheet:
    """Which baskets, which rules were left out, and a table of the rules: overall first, then by cluster."""
    found = contents.analysis.associations
    rows = np.arange(min(len(found), rows_per_sheet))
    notes = [Sentence(note) for note in (*found.notes, _left_over(len(found), len(rows))) if note]
    table = Table("Bought_together", _columns(contents, rows), frozen_columns=3)
    return Sheet(TOGETHER, (Title("Bought together", _headline(contents), back=SUMMARY), *notes, table), grid=True)


def scope_of_rules(contents: Contents, rows: NDArray[np.integer]) -> tuple[list[str], list[str]]:
    """The segment and the cluster of each of these rules; “All customers” and "" for rules overall."""
    segmentation = contents.analysis.segmentation
    names = {OVERALL: ("", EVERYONE)} | {
        cluster.id: (segmentation.segments[cluster.segment].name, cluster.label) for cluster in segmentation.clusters
    }
    said = [names[scope] for scope in contents.analysis.associations.table["cluster"].to_numpy()[rows].tolist()]
    return [segment for segment, _ in said], [cluster for _, cluster in said]


def last_items(contents: Contents, rows: NDArray[np.integer]) -> list[str]:
    """The name of what each of these rules says to offer."""
    found = contents.analysis.associations
    return [found.baskets.names[item] for item in found.table["consequent"].to_numpy()[rows].tolist()]


def together_words(contents: Contents) -> dict[str, str]:
    """What the words of the two sheets mean."""
    baskets = contents.analysis.associations.baskets
    one, _ = WORDS[baskets.level]
    return {
        "Basket": f"What counts as bought together. {baskets.sentence}",
        "Rule": f"Who buys the first items also buys the last; each item is a {one}.",
        "Support": "The share of all baskets that hold all items of a rule.",
        "Confidence": "Of the baskets with the first items, the share that hold the last as well.",
        "Average": "The share of all baskets (of the cluster, for its rules) that hold the last item.",
        "Elsewhere": "The confidence of the same rule in all baskets outside the cluster.",
        "Only here": "Kept in this cluster and in no other, and of the baskets with the first items significantly more hold "
        "the last one here than elsewhere (Fisher's exact test).",
        "Lift": "Confidence ÷ average: how many times as often as without the first items.",
        "Leverage": "Support − what it would be were the items bought independently of each other.",
        "Conviction": "How many times as often the rule would fail by chance; blank where it never fails.",
        "Zhang": "From −1 (never together) to 1 (always together); 0 means no link.",
        "Jaccard": "Of the baskets that hold the first items or the last one, the share that hold all.",
        "Targets": "Customers who bought all of the first items and never the last one.",
    }


def _headline(contents: Contents) -> str:
    found = contents.analysis.associations
    if not len(found):
        return "No rule was found."
    overall = int((found.table["cluster"] == OVERALL).sum())
    inside = f"{counted(overall, 'rule')} among all customers, {counted(len(found) - overall, 'rule')} inside clusters."
    targets = int(found.targets.count.sum())
    return f"{inside} {counted(targets, 'time')} a customer lacks the second half: see “{TARGETS}”."


def _left_over(all_there_are: int, shown: int) -> str:
    return "" if shown == all_there_are else f"A sheet holds no more than {shown:,} of the {all_there_are:,} rules."


def _columns(contents: Contents, rows: NDArray[np.int64]) -> tuple[Column, ...]:
    found = contents.analysis.associations
    values = {name: found.table[name].to_numpy()[rows] for name in found.table.columns}
    segments, clusters = scope_of_rules(contents, rows)
    noun = _BASKETS[found.baskets.kind]
    return (
        columns.number("Rule", rows + 1, "number"),
        columns.text("Segment", segments),
        columns.text("Cluster", clusters),
        columns.text("If bought", antecedent_names(found, rows), kind="wrapped", width=44),
        columns.text("Then offer", last_items(contents, rows), kind="wrapped", width=34),
        columns.quantity(f"{noun} with all", values["both"]),
        columns.quantity(f"{noun} with the first", values["antecedent_count"]),
        columns.number("Confidence", values["confidence"], "share", scaled=True),
        columns.number("Average", values["consequent_count"] / values["baskets"], "share"),
        columns.number("Elsewhere", values["elsewhere"], "share"),
        columns.text("Only here", ["Yes" if only else "" for only in values["only_here"]], kind="centred"),
        columns.number("Lift", values["lift"], "figure"),
        columns.number("Support", values["support"], "fine share"),
        columns.number("Leverage", values["leverage"], "fine share"),
        columns.number("Conviction", values["conviction"], "figure"),
        columns.number("Zhang", values["zhang"], "cents"),
        columns.number("Jaccard", values["jaccard"], "cents"),
        columns.number("Targets", values["targets"], "whole"),
        columns.text("In words", rule_sentences(found, contents.analysis.segmentation, rows), kind="wrapped", width=76),
    )

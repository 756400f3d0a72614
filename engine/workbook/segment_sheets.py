"""One sheet per segment: its customers by cluster, their figures, and what they buy or how."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.clustering import Segment
from engine.clustering.segmentation import KEY_ACCOUNT, NO_CLUSTER
from engine.counting import counted
from engine.features import Attribute
from engine.roles import Role
from engine.workbook import columns
from engine.workbook.contents import OTHERS, ROWS_PER_SHEET, SUMMARY, Contents
from engine.workbook.description import TEXT_KINDS, Block, Column, Sentence, Sheet, Table, Title, Value

MOST_FEATURES = 40
"""Feature columns on a sheet: the largest; a sheet with a column per product helps nobody."""
LONGEST_LINE = 130
"""Letters of a line of text above a table."""
MOST_AVERAGES = 6
"""Clusters whose averages stay in view above the customers; more would fill the screen."""


def segment_sheets(contents: Contents) -> tuple[Sheet, ...]:
    """The sheets of the segments in their order, and one for all that have no sheet of their own."""
    segments = contents.analysis.segmentation.segments
    own = [segment for segment in segments if contents.segment_sheet[segment.id] != OTHERS]
    rest = [segment for segment in segments if contents.segment_sheet[segment.id] == OTHERS]
    sheets = [_own_sheet(contents, segment) for segment in own]
    return (*sheets, _shared_sheet(contents, rest)) if rest else tuple(sheets)


def _own_sheet(contents: Contents, segment: Segment) -> Sheet:
    members = _ordered(contents, segment)
    found = _columns(contents, members)
    table = Table(f"Segment_{segment.id + 1}", found, _averages(contents, segment, members, found), frozen_columns=2)
    first, *others = _in_lines(segment.verdict)
    title = Title(segment.name, first, back=SUMMARY)
    said = (*(Sentence(text) for text in others), *_left_off(contents, segment.members))
    return Sheet(contents.segment_sheet[segment.id], (title, *said, table), grid=True)


def _in_lines(verdict: str) -> list[str]:
    """Whole sentences together, as many on a line as a screen shows."""
    lines = [""]
    for sentence in verdict.replace(". ", ".\n").split("\n"):
        if lines[-1] and len(lines[-1]) + len(sentence) > LONGEST_LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {sentence}".strip()
    return lines


def _shared_sheet(contents: Contents, segments: list[Segment]) -> Sheet:
    members = np.concatenate([_ordered(contents, segment) for segment in segments])[:ROWS_PER_SHEET]
    names = np.array([segment.name for segment in contents.analysis.segmentation.segments], dtype=object)
    names_of_members = list(names[contents.analysis.segmentation.segment_of[members]])
    found = (columns.text("Segment", names_of_members), *_columns(contents, members))
    title = Title(OTHERS, f"{len(segments):,} small segments that have no sheet of their own.", back=SUMMARY)
    table = Table("Other_segments", found, frozen_columns=3)
    return Sheet(OTHERS, (title, *_left_off(contents, members), table), grid=True)


def _ordered(contents: Contents, segment: Segment) -> NDArray[np.int32]:
    """Members by cluster, those in none last, then by spend; at most as many as a sheet holds."""
    members = segment.members
    cluster = contents.analysis.segmentation.cluster_of[members]
    order = np.lexsort((members, -contents.earned[members], cluster, cluster < 0))
    return members[order][:ROWS_PER_SHEET]


def _columns(contents: Contents, members: NDArray[np.int32]) -> tuple[Column, ...]:
    customers = contents.analysis.dataset.customers
    found = [
        columns.text("Customer ID", columns.texts(customers, "customer_id", members)),
        columns.text("Customer", columns.texts(customers, "customer_name", members)),
    ]
    for role in (Role.REP, Role.CUSTOMER_TYPE):
        values = columns.texts(customers, role, members)
        if any(values):
            found.append(columns.text(role.label, values))
    found += _clusters(contents, members)
    if contents.has_lines:
        found += _figures(contents, members)
    return (*found, *_features(contents, members), *_list_columns(contents, members))


def _clusters(contents: Contents, members: NDArray[np.int32]) -> list[Column]:
    """Where each customer stands: its cluster, whether it is typical of it, and its own persona."""
    segmentation = contents.analysis.segmentation
    cluster_of = segmentation.cluster_of[members]
    numbers = np.array([*(float(c.number) for c in segmentation.clusters), np.nan])
    names = np.array([*(c.name for c in segmentation.clusters), NO_CLUSTER], dtype=object)[cluster_of]
    names[(cluster_of < 0) & contents.analysis.features.set_aside[members]] = KEY_ACCOUNT
    found = [
        columns.number("Cluster", numbers[cluster_of], "number"),
        columns.text("Cluster name", list(names)),
        columns.text("In its cluster", list(_places(contents)[members])),
    ]
    persona = contents.persona[members]
    if any(persona):
        found.append(columns.text("Persona", list(persona)))
    return found


def _places(contents: Contents) -> NDArray[np.object_]:
    """For each customer whether it is typical of its cluster or at its border."""
    places = np.full(len(contents.offers), "", dtype=object)
    for cluster in contents.analysis.segmentation.clusters:
        places[cluster.borderline] = "borderline"
        places[cluster.typical] = "typical"
    return places


def _figures(contents: Contents, members: NDArray[np.int32]) -> list[Column]:
    figures = contents.analysis.figures
    found = [
        columns.number("Orders", figures.orders[members], "whole"),
        _earned(contents, contents.earned_word, contents.earned[members]),
        _earned(contents, "Ticket size", figures.ticket_size[members]),
        columns.number("Products", figures.products[members], "whole"),
    ]
    if figures.last_order is not None and figures.recency_days is not None:
        found.append(columns.days("Last order", figures.last_order[members]))
        found.append(columns.number("Recency", figures.recency_days[members], "whole"))
    found.append(columns.number("Recommendations", contents.offers[members], "whole"))
    if contents.has_money:
        found.append(columns.amount("Expected value", contents.value[members]))
    return found


def _earned(contents: Contents, header: str, values: NDArray[np.float64]) -> Column:
    return columns.amount(header, values) if contents.has_money else columns.quantity(header, values)


def _features(contents: Contents, members: NDArray[np.int32]) -> list[Column]:
    """The category mix in plain units, largest category first, and compared figures that no other column shows."""
    features = contents.analysis.features
    shown = [
        columns.quantity(features.names[i], features.plain[members, i])
        for i, column in enumerate(features.columns)
        if column.family == "buying behaviour" and column.name not in _SHOWN
    ]
    mix = features.of_family("category mix")
    plain = features.plain[np.ix_(members, mix)]
    total = np.abs(plain).sum(axis=0)
    largest = [i for i in np.argsort(-total, kind="stable")[:MOST_FEATURES] if total[i] > 0]
    return [*shown, *(columns.quantity(features.names[mix[i]], plain[:, i]) for i in largest)]


_SHOWN = {"Orders", "Spend", "Quantity", "Ticket size", "Products", "Recency"}
"""Figures that have a column anyway."""


def _list_columns(contents: Contents, members: NDArray[np.int32]) -> list[Column]:
    """What the list of customers says of them, where it was compared: groups as they were folded."""
    features = contents.analysis.features
    if "customer profile" not in features.families:
        return []
    known = [a for a in features.attributes if a.family == "customer profile"][:MOST_FEATURES]
    return [_attribute(attribute, members) for attribute in known]


def _attribute(attribute: Attribute, members: NDArray[np.int32]) -> Column:
    values = attribute.values[members]
    if attribute.is_number:
        return columns.quantity(attribute.name, values)
    labels = np.array([*attribute.labels, ""], dtype=object)
    return columns.text(attribute.name, list(labels[np.where(np.isnan(values), -1, values).astype(np.intp)]))


def _averages(
    contents: Contents, segment: Segment, members: NDArray[np.int32], found: tuple[Column, ...]
) -> tuple[tuple[Value, ...], ...]:
    """A row of averages per cluster, and one for the whole segment; none where there is nothing to average."""
    if len(members) == 1:
        return ()
    clusters = [contents.analysis.segmentation.clusters[c] for c in segment.clusters]
    cluster_of = contents.analysis.segmentation.cluster_of[members]
    groups = [(cluster.label, cluster_of == cluster.id) for cluster in clusters]
    if (cluster_of < 0).any():
        groups.append((NO_CLUSTER, cluster_of < 0))
    everyone = [("All customers of the segment", np.ones(len(members), dtype=bool))]
    shown = everyone if len(groups) > MOST_AVERAGES or len(groups) == 1 else groups + everyone
    return tuple(_average(label, inside, found) for label, inside in shown)


def _average(label: str, inside: NDArray[np.bool_], found: tuple[Column, ...]) -> tuple[Value, ...]:
    shown = f"{label} ({counted(int(inside.sum()), 'customer')})"
    return ("Average", shown, *(_mean(column, inside) for column in found[2:]))


def _mean(column: Column, inside: NDArray[np.bool_]) -> Value:
    if column.kind in TEXT_KINDS or column.kind in {"day", "number"}:
        return None
    values = np.asarray(column.values, dtype=np.float64)[inside]
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else None


def _left_off(contents: Contents, members: NDArray[np.int32]) -> tuple[Block, ...]:
    """Sentences on what a sheet does not show."""
    features, said = contents.analysis.features, []
    if len(members) > ROWS_PER_SHEET:
        said.append(f"Only the first {ROWS_PER_SHEET:,} of {len(members):,} customers fit on a sheet.")
    mix = features.of_family("category mix")
    if len(mix) > MOST_FEATURES:
        used = int((np.abs(features.plain[np.ix_(members, mix)]).sum(axis=0) > 0).sum())
        if used > MOST_FEATURES:
            said.append(f"The {MOST_FEATURES} largest of {used:,} categories are shown.")
    return tuple(Sentence(text) for text in said)

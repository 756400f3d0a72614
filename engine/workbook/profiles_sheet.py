"""Cluster profiles: everything that is known of the customers of each cluster, compared or not, beside the average."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from engine.clustering import Cluster
from engine.clustering.profiling import Profile, ProfileRow, profile
from engine.workbook import columns
from engine.workbook.contents import OTHERS, PROFILES, ROWS_PER_SHEET, SUMMARY, Contents
from engine.workbook.description import Block, Column, Sentence, Sheet, Table, Title

MOST_SIDE_BY_SIDE = 12
"""Clusters that stand beside each other; more stand below each other, to be filtered."""
COMPARED, PROFILED, OUTCOME = "compared", "profiled", "came of it"
_CUSTOMERS = "% of customers"


def profiles_sheet(contents: Contents) -> Sheet:
    """One column per cluster where all of one segment fit beside each other; else one row per cluster and figure."""
    analysis = contents.analysis
    segments = [s for s in analysis.segmentation.segments if contents.segment_sheet[s.id] != OTHERS]
    everyone = profile(analysis.features, analysis.segmentation)
    found = [profile(analysis.features, analysis.segmentation, segment.id, everyone) for segment in segments]
    side_by_side = len(found) == 1 and len(found[0].clusters) <= MOST_SIDE_BY_SIDE
    table = _wide(contents, found[0]) if side_by_side else _long(contents, found)
    blocks: list[Block] = [Title("Cluster profiles", _sentence(side_by_side), back=SUMMARY), *_more(contents, found)]
    return Sheet(PROFILES, (*blocks, table), grid=True)


def _sentence(side_by_side: bool) -> str:
    if side_by_side:
        return "Means of numbers and shares of customers, and how often the average of all customers they are."
    return (
        "Means of numbers and shares of customers, and how often the average of the segment they are; "
        "the only cluster of a segment stands beside the average of all customers."
    )


def _more(contents: Contents, found: Sequence[Profile]) -> list[Sentence]:
    used = (
        f"The clusters were not made by what is “{PROFILED}” or “{OUTCOME}”; the latter says what customers did, such as "
        "their answers to a campaign. Customers of whom a value is not known are left out of it."
    )
    said = [used]
    left = len(contents.analysis.segmentation.segments) - len(found)
    if left:
        said.append(f"The {left:,} segments that share the sheet “{OTHERS}” are not profiled.")
    return [Sentence(text) for text in said]


def _wide(contents: Contents, found: Profile) -> Table:
    clusters = [contents.analysis.segmentation.clusters[c] for c in found.clusters]
    rows = sorted(found.rows, key=_order)
    values = np.array([row.values for row in rows]).reshape(len(rows), len(clusters))
    index = np.array([row.index for row in rows]).reshape(len(rows), len(clusters))
    shown = [
        *_what(rows),
        columns.number("All customers", [row.overall for row in rows], "figure"),
        *(columns.number(cluster.label, values[:, i], "figure") for i, cluster in enumerate(clusters)),
        *(
            columns.number(f"{cluster.number} × average", index[:, i], "decimal", scaled=True)
            for i, cluster in enumerate(clusters)
        ),
    ]
    return Table("Profiles", tuple(shown), frozen_columns=4)


@dataclass(frozen=True, eq=False, slots=True)
class _Line:
    """A row of the long table."""

    cluster: Cluster
    row: ProfileRow
    value: float
    index: float


def _long(contents: Contents, found: Sequence[Profile]) -> Table:
    lines = list(chain.from_iterable(_lines(contents, one) for one in found))[:ROWS_PER_SHEET]
    segments = contents.analysis.segmentation.segments
    rows = [line.row for line in lines]
    shown = [
        columns.text("Segment", [segments[line.cluster.segment].name for line in lines]),
        columns.text("Cluster", [line.cluster.label for line in lines]),
        *_what(rows),
        columns.number("Value", [line.value for line in lines], "figure"),
        columns.number("Average", [row.overall for row in rows], "figure"),
        columns.number("× average", _indices(lines), "decimal", scaled=True),
    ]
    return Table("Profiles", tuple(shown), frozen_columns=3)


def _lines(contents: Contents, found: Profile) -> list[_Line]:
    """The rows of one segment; what a cluster knows nothing of, or buys nothing of, is left out."""
    clusters = contents.analysis.segmentation.clusters
    rows = sorted(found.rows, key=_order)
    return [
        _Line(clusters[id_], row, float(row.values[i]), float(row.index[i]))
        for i, id_ in enumerate(found.clusters)
        for row in rows
        if np.isfinite(row.values[i]) and (row.values[i] or row.family != "category mix")
    ]


def _indices(lines: Sequence[_Line]) -> NDArray[np.float64]:
    return np.array([line.index for line in lines], dtype=np.float64)


def _what(rows: Sequence[ProfileRow]) -> list[Column]:
    return [
        columns.text("What", [row.attribute for row in rows]),
        columns.text("Group", [row.group for row in rows]),
        columns.text("Used", [_used(row) for row in rows]),
        columns.text("Unit", [_CUSTOMERS if _is_share(row) else row.unit for row in rows]),
    ]


def _is_share(row: ProfileRow) -> bool:
    return row.unit == "%" and row.family == "customer profile"


def _used(row: ProfileRow) -> str:
    return COMPARED if row.compared else OUTCOME if row.outcome else PROFILED


def _order(row: ProfileRow) -> int:
    """What was compared first, what came of it last."""
    return (COMPARED, PROFILED, OUTCOME).index(_used(row))

"""Values that stand only on the first line of each group, with blanks below, filled down where that is sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from engine.reading.tables.blanks import blank
from engine.reading.tables.figure_columns import SAMPLE, Figures
from engine.reading.tables.groups import closed_rows
from engine.reading.text_columns import codes_of, one_coded
from engine.reading.words.claims import claimed_role
from engine.roles import Role

_SUBJECTS = {
    Role.CUSTOMER_ID: "customer",
    Role.CUSTOMER_NAME: "customer",
    Role.INVOICE_ID: "invoice",
    Role.DATE: "date",
    Role.PRODUCT_ID: "product",
    Role.PRODUCT_NAME: "product",
}
_LEAST_BLANK, _NESTED_BLANK, _HALF_BLANK, _MOST_BLANK = 0.1, 0.25, 0.3, 0.7
_LEAST_LINES = 4
_SAME_DAY = 0.9
_FIRST, _TOLD = 0.99, 0.8
_LISTED_LINES, _SORTED_GROUPS, _GROUPS = 20, 5, 12

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False, slots=True)
class Filled:
    """A table whose outline columns are filled.

    names   of these columns; count  of their cells that were filled; rows  positions with one
    unlike  columns that look like an outline, but whose blank lines have another date than the value above; not filled
    blanks  positions of the lines that are blank in these
    """

    cells: pa.Table
    names: tuple[str, ...]
    count: int
    rows: NDArray[np.int64]
    unlike: tuple[str, ...] = ()
    blanks: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))


def fill_down(headers: Sequence[str], cells: pa.Table, figures: Figures) -> Filled:
    """Fill customer, invoice, date and product down where they stand only on the first line of their group.

    Sure is: another column has a run of equal values for each group; or two of them are blank together, or one inside
    the other; or no value comes twice, and there are many groups, in order, or long ones. A value that is repeated on
    the next line shows that the blanks are blanks, and so do dates that differ within an invoice. Columns that are
    blank on the same lines are filled with them.

    Cost: a look at the first 400 rows where nothing is blank.
    """
    none = Filled(cells, (), 0, np.zeros(0, dtype=np.int64))
    gaps = _with_gaps(headers, cells, figures)
    if not gaps:
        return none
    closed = closed_rows(cells, figures, np.zeros(0, dtype=np.int64), gaps)
    lines = np.flatnonzero(~closed & _have_figures(cells, figures))
    if len(lines) < _LEAST_LINES:
        return none
    some = cells.take(pa.array(lines))
    filled = {i: ~blank(some.column(i)) for i in figures.others()}
    gaps = {i: subject for i, subject in gaps.items() if _may_be_outline(some.column(i), filled[i])}
    starts = {i: runs for i in gaps if (runs := _runs_of_a_key(some, filled, i)) is not None}
    unlike = _of_other_days(headers, some, filled, {i: subject for i, subject in gaps.items() if i not in starts})
    none = _with_unlike(none, headers, unlike, lines, filled)
    gaps = {i: subject for i, subject in gaps.items() if i not in unlike}
    sure = set(starts) | {i for i in gaps if _is_nested(i, gaps, filled) or _is_listed(some.column(i), filled[i])}
    if not sure:
        return none
    for i in figures.others():
        if i not in sure and any(np.array_equal(filled[i], filled[j]) for j in sure - set(starts)):
            sure |= {i}
    done = _filled(headers, cells, lines, {i: (filled[i], starts.get(i)) for i in sorted(sure)})
    return replace(done, unlike=none.unlike, blanks=none.blanks)


def _of_other_days(
    headers: Sequence[str], cells: pa.Table, filled: Mapping[int, Mask], gaps: Mapping[int, str]
) -> set[int]:
    """Invoices, and what is blank with them, whose blank lines have another date than the line with the value above."""
    dates = [i for i, full in filled.items() if full.all() and _subject(headers[i]) == "date"]
    unlike: set[int] = set()
    for column in (i for i, subject in gaps.items() if subject == "invoice") if dates else ():
        last = np.maximum.accumulate(np.where(filled[column], np.arange(cells.num_rows), 0))
        days = codes_of(one_coded(cells.column(dates[0])))
        if np.mean((days == days[last])[~filled[column]]) < _SAME_DAY:
            unlike |= {i for i in gaps if np.array_equal(filled[i], filled[column])}
    return unlike


def _with_unlike(
    found: Filled, headers: Sequence[str], unlike: set[int], lines: NDArray[np.int64], filled: Mapping[int, Mask]
) -> Filled:
    blanks = np.unique(np.concatenate([lines[~filled[i]] for i in unlike])) if unlike else found.blanks
    return replace(found, unlike=tuple(headers[i] for i in sorted(unlike)), blanks=blanks)


def _with_gaps(headers: Sequence[str], cells: pa.Table, figures: Figures) -> dict[int, str]:
    """The columns of customer, invoice, date and product that have blanks among the first rows, and what they name."""
    gaps, full = {}, set()
    for i in figures.others():
        subject = _subject(headers[i])
        if subject and blank(cells.column(i).slice(0, SAMPLE)).any():
            gaps[i] = subject
        elif subject:
            full.add(subject)
    return {i: subject for i, subject in gaps.items() if subject != "date" or "date" not in full}


def _subject(header: str) -> str | None:
    role = claimed_role(header)
    return _SUBJECTS.get(role) if role else None


def _have_figures(cells: pa.Table, figures: Figures) -> Mask:
    found = np.zeros(cells.num_rows, dtype=bool)
    for i in figures.columns:
        found |= ~blank(cells.column(i))
    return found


def _may_be_outline(column: pa.ChunkedArray, filled: Mask) -> bool:
    """Whether the first line has a value, enough others have none, and no value is repeated on the next line."""
    if not filled[0] or np.mean(~filled) < _LEAST_BLANK:
        return False
    codes = codes_of(one_coded(column))
    same = codes[1:] == codes[:-1]
    return not bool((same & filled[1:] & filled[:-1]).any())


def _runs_of_a_key(cells: pa.Table, filled: Mapping[int, Mask], column: int) -> Mask | None:
    """Where the runs of a column start that is the same on all lines of each group; None where there is no such column."""
    for i, full in filled.items():
        if i == column or not full.all():
            continue
        key = codes_of(one_coded(cells.column(i)))
        first = np.ones(cells.num_rows, dtype=bool)
        first[1:] = key[1:] != key[:-1]
        lengths = np.diff(np.flatnonzero(np.append(first, True)))
        own = filled[column]
        if np.count_nonzero(lengths > 1) >= 2 and np.mean(first[own]) >= _FIRST and np.mean(own[first]) >= _TOLD:
            return first
    return None


def _is_nested(column: int, gaps: Mapping[int, str], filled: Mapping[int, Mask]) -> bool:
    """Whether another of customer, invoice and date is blank on the same lines, or one of them only where the other is."""
    own = filled[column]
    if gaps[column] == "product" or np.mean(~own) < _NESTED_BLANK:
        return False
    for i, subject in gaps.items():
        other = filled[i]
        few = min(np.count_nonzero(~own), np.count_nonzero(~other)) < 2
        if subject in (gaps[column], "product") or few:
            continue
        if not (own & ~other).any() or not (other & ~own).any():
            return True
    return False


def _is_listed(column: pa.ChunkedArray, filled: Mask) -> bool:
    """Whether no value comes twice, and the groups are many, in order, or long."""
    share = float(np.mean(~filled))
    groups = int(np.count_nonzero(filled))
    if len(filled) < _LISTED_LINES or share < _HALF_BLANK or groups < 2:
        return False
    values = [text.strip() for text in column.filter(pa.array(filled)).to_pylist()]
    if len(set(values)) < groups:
        return False
    return groups >= _GROUPS or share >= _MOST_BLANK or (groups >= _SORTED_GROUPS and values == sorted(values))


def _filled(
    headers: Sequence[str], cells: pa.Table, lines: NDArray[np.int64], sure: Mapping[int, tuple[Mask, Mask | None]]
) -> Filled:
    count, touched = 0, np.zeros(cells.num_rows, dtype=bool)
    names = []
    for i, (filled, starts) in sure.items():
        at = np.arange(len(lines))
        last = np.maximum.accumulate(np.where(filled, at, -1))
        if starts is not None:
            last = np.where(last >= np.maximum.accumulate(np.where(starts, at, 0)), last, -1)
        gained = ~filled & (last >= 0)
        if not gained.any():
            continue
        source = np.arange(cells.num_rows)
        source[lines[gained]] = lines[last[gained]]
        cells = cells.set_column(i, cells.schema.field(i), cells.column(i).take(pa.array(source)))
        count += int(np.count_nonzero(gained))
        touched[lines[gained]] = True
        names.append(headers[i])
    return Filled(cells, tuple(names), count, np.flatnonzero(touched))

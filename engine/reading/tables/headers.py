"""Where the table of a sheet starts, what its columns are called, and which rows below are rows of the table."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from engine.counting import counted, verb
from engine.errors import Issue, Place
from engine.reading.sources import RawTable
from engine.reading.tables.blanks import blank, equal_rows, without
from engine.reading.tables.crosstab import find_crosstab, to_lines
from engine.reading.tables.figure_columns import find_figures
from engine.reading.tables.groups import carry_groups
from engine.reading.tables.header_rows import Head, find_head
from engine.reading.tables.odd_rows import find_odd_rows
from engine.reading.tables.outline import Filled, fill_down
from engine.reading.tables.row_notes import listed, row_issue, row_places


@dataclass(frozen=True, eq=False, slots=True)
class Body:
    """A table below its header.

    headers     one per column, as written; “Column 3” where there is none
    cells       all-string Arrow table without blank rows and rows that are no lines; totals are still in it
    rows        int64, one per row of `cells`: the row number that Excel shows
    has_header  False where the first row of the sheet was data already
    issues      what there is to say about the header and the rows that are no lines
    """

    headers: tuple[str, ...]
    cells: pa.Table
    rows: NDArray[np.int64]
    has_header: bool = True
    issues: tuple[Issue, ...] = ()


def find_table(raw: RawTable, laid_across: str = "leave") -> Body | None:
    """The table of a sheet: its header, over one or more rows, and the rows below it that are its lines and totals.

    laid_across  "to lines" to turn months, branches or items laid across as columns into lines

    None where the sheet holds no table. Cost: the header's first column is looked at in all rows, each column of
    figures for blanks; everything else only in the rows that are odd.
    """
    head = find_head(raw)
    if head is None:
        return None
    below = raw.cells.slice(head.stop)
    used = [i for i, header in enumerate(head.headers) if header or not bool(blank(below.column(i)).all())]
    if not used:
        return None
    headers = tuple(head.headers[i] or f"Column {i + 1}" for i in used)
    cells, rows, repeats = _without_blanks_and_headers(raw, head, used)
    issues = [*_head_issues(raw, head, headers), *_repeats_issue(raw, repeats)]
    cells = cells.rename_columns([str(i) for i in range(len(used))])
    body = Body(headers, cells, rows, head.exists, tuple(issues))
    body = _without_odd_rows(raw, head, body)
    parents = {headers[at]: head.parents[i] for at, i in enumerate(used)}
    return _laid_out(raw, head, body, [parents.get(name, "") for name in body.headers], laid_across)


def _without_blanks_and_headers(
    raw: RawTable, head: Head, used: list[int]
) -> tuple[pa.Table, NDArray[np.int64], NDArray[np.int64]]:
    """The cells of the used columns and their row numbers; and the rows that were the header once more."""
    below, rows = raw.cells.slice(head.stop), raw.rows[head.stop :]
    repeats = [equal_rows(below, {i: row[i] for i in used if row[i]}) for row in head.rows if any(row)]
    found = np.unique(np.concatenate([*repeats, np.zeros(0, dtype=np.int64)]))
    blanks = equal_rows(below, dict.fromkeys(used, ""))
    cells, kept = without(below.select(used), rows, np.concatenate((found, blanks)))
    return cells, kept, rows[found]


def _without_odd_rows(raw: RawTable, head: Head, body: Body) -> Body:
    figures = find_figures(body.headers, body.cells)
    if figures is None:
        return body
    odd = find_odd_rows(body.cells, figures, head.above)
    issues = [
        *body.issues,
        *row_issue(
            raw, "page_note", body.rows[odd.notes], "with page numbers, print dates, titles or remarks; skipped."
        ),
        *row_issue(raw, "ruled_line", body.rows[odd.rules], "holding only a ruled line; skipped."),
    ]
    cells, rows = without(body.cells, body.rows, np.concatenate((odd.notes, odd.rules)))
    skipped = np.sort(np.concatenate((odd.notes, odd.rules)))
    alone = odd.alone - np.searchsorted(skipped, odd.alone)
    grouped = carry_groups(body.headers, cells, figures, alone, head.above)
    said = "lines that say the same; skipped."
    if grouped.carried:
        said = f"lines; carried down to them as {listed(dict.fromkeys(grouped.carried))}."
    issues += row_issue(raw, "group_row", rows[grouped.groups], f"standing alone above {said}")
    cells, rows = without(grouped.cells, rows, grouped.groups)
    return _without_gaps(raw, Body(grouped.headers, cells, rows, body.has_header, tuple(issues)))


def _without_gaps(raw: RawTable, body: Body) -> Body:
    """The table with what stands only on the first line of each group on all lines of it."""
    figures = find_figures(body.headers, body.cells)
    if figures is None:
        return body
    filled = fill_down(body.headers, body.cells, figures)
    body = replace(body, issues=(*body.issues, *_unlike_issue(raw, body, filled)))
    if not filled.count:
        return body
    message = (
        f"{counted(filled.count, 'blank cell')} of {listed(filled.names)} in {raw.name} filled with the value above: it stands only on the first "
        "line of each group."
    )
    places = row_places(raw, body.rows[filled.rows])
    issue = Issue("filled_down", message, filled.count, "note", places=places)
    return Body(body.headers, filled.cells, body.rows, body.has_header, (*body.issues, issue))


def _unlike_issue(raw: RawTable, body: Body, filled: Filled) -> list[Issue]:
    if not filled.unlike:
        return []
    sentence = (
        f"without {listed(filled.unlike)}, not filled with the value above: their dates differ from its date, so nothing "
        "shows that they belong to it."
    )
    return row_issue(raw, "not_filled_down", body.rows[filled.blanks], sentence, "warning")


def _laid_out(raw: RawTable, head: Head, body: Body, parents: list[str], laid_across: str) -> Body:
    """The table with what is laid across turned into lines, or a note that it could be."""
    notes = [*(cell for row in head.above for cell in row if cell), raw.sheet, raw.file.rsplit(".", 1)[0]]
    crosstab = find_crosstab(body.headers, parents, body.cells, notes)
    if crosstab is None:
        return body
    at = list(crosstab.columns)
    across = f"{len(at):,} columns laid across, “{body.headers[at[0]]}” to “{body.headers[at[-1]]}”"
    if laid_across != "to lines":
        message = f"{raw.name} has {across}. To read each of their cells as a line, choose so under Options: Tables laid across."
        issue = Issue("laid_across", message, len(at), "note", places=(Place(raw.file, raw.sheet),))
        return replace(body, issues=(*body.issues, issue))
    lines = to_lines(body.headers, body.cells, body.rows, crosstab)
    measures = lines.headers[lines.headers.index(crosstab.name) + 1 :]
    message = f"{raw.name} has {across}; read as {len(lines.rows):,} lines with {listed((crosstab.name, *measures))}."
    issues = [*body.issues, Issue("laid_across", message, len(at), "note", places=(Place(raw.file, raw.sheet),))]
    if crosstab.totals:
        names = [body.headers[i] for i in crosstab.totals]
        adds = verb(len(names), "adds up the other columns", "add up the other columns")
        places = tuple(Place(raw.file, raw.sheet, column=name) for name in names)
        issues.append(
            Issue(
                "total_column",
                f"{listed(names)} of {raw.name} {adds}; left out.",
                len(names),
                "note",
                places=places,
            )
        )
    return Body(lines.headers, lines.cells, lines.rows, body.has_header, tuple(issues))


def _head_issues(raw: RawTable, head: Head, headers: tuple[str, ...]) -> list[Issue]:
    if not head.exists:
        row = raw.rows[head.start : head.start + 1]
        message = (
            f"{raw.name} has no header: row {int(row[0])} is data already. Its columns are called {listed(headers[:1])} "
            f"to {listed(headers[-1:])}; check on the Data page what each of them is."
        )
        return [Issue("no_header", message, 1, places=row_issue(raw, "", row, "")[0].places)]
    issues = []
    if len(head.rows) > 1:
        rows = raw.rows[head.start : head.start + len(head.rows)]
        named = listed([name for name, parent in zip(head.headers, head.parents, strict=True) if parent][:2])
        issues += row_issue(raw, "stacked_header", rows, f"are its header, read together as {named}.")
    if head.units is not None:
        issues += row_issue(raw, "units_row", raw.rows[head.units : head.units + 1], "gives the units; skipped.")
    return issues


def _repeats_issue(raw: RawTable, rows: NDArray[np.int64]) -> list[Issue]:
    return row_issue(raw, "repeated_header", rows, "repeating the header; skipped.")

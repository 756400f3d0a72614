"""Several tables on one sheet, one below the other or side by side: each on its own, and what is none of them left out."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from engine.counting import counted, verb
from engine.errors import Issue, Place
from engine.reading.places import Places
from engine.reading.sources import RawTable, Table
from engine.reading.tables.below import Heading, find_headings, take_turns
from engine.reading.tables.beside import Block, column_blocks, filled_rows, is_another, is_note
from engine.reading.tables.blanks import texts
from engine.reading.tables.header_rows import find_head
from engine.reading.tables.row_notes import row_places
from engine.roles import Role

Recognise = Callable[[RawTable], Table | None]
"""A sheet → its table as it would be recognised."""

_SAMPLE = 400
_MOST_TABLES, _SHOWN = 12, 3
_LEAST_ROWS, _LEAST_ROLES = 2, 2
_FIGURES = frozenset({Role.QUANTITY, Role.AMOUNT})


def several_tables(raw: RawTable, recognise: Recognise) -> tuple[list[RawTable], list[Issue]]:
    """The tables of a sheet, the only one as it is, and what there is to say about those that were told apart.

    Tables are told apart where each has a header of its own and is of use on its own. What has a header but is of no
    use, such as totals by region, and small notes at the side are left out and said.
    Cost: where there is one table, a look for blank rows, and at the first 200 rows for blank columns.
    """
    below, issues = _one_below_the_other(raw, recognise)
    found: list[RawTable] = []
    for part in below:
        beside, more = _side_by_side(part, recognise)
        found += beside
        issues += more
    if len(found) == 1:
        return found, issues
    parts = [replace(part, part=f"table {number}") for number, part in enumerate(found, start=1)]
    return parts, [_told_apart(raw, parts), *issues]


def _of_use(table: Table | None) -> bool:
    """Whether a table on its own has lines or invoices, or lists customers or products, and not sums by them."""
    if table is None or table.kind == "unused":
        return False
    return table.kind in ("lines", "invoices") or not _FIGURES & table.roles


def _one_below_the_other(raw: RawTable, recognise: Recognise) -> tuple[list[RawTable], list[Issue]]:
    headings = find_headings(raw)
    if len(headings) < _LEAST_ROWS:
        return [raw], []
    if take_turns(headings) or len(headings) > _MOST_TABLES:
        return [raw], [_taking_turns(raw, headings)]
    stops = [*(heading.start for heading in headings[1:]), raw.cells.num_rows]
    if stops[0] - headings[0].at <= _LEAST_ROWS:  # a form above the table, not a table
        headings, stops = headings[1:], stops[1:]
    starts = [0, *stops[:-1]]
    parts = [_rows(raw, start, stop) for start, stop in zip(starts, stops, strict=True)]
    useful = [_of_use(recognise(_rows(part, 0, _SAMPLE))) for part in parts]
    if len(parts) == 1 or not any(useful):
        return [raw], []
    kept = list(itertools.compress(parts, useful))
    first = replace(kept[0], issues=raw.issues, damaged=raw.damaged, mended=raw.mended)
    others = [(part, heading) for part, heading, use in zip(parts, headings, useful, strict=True) if not use]
    return [first, *kept[1:]], [_not_used(raw, part, heading) for part, heading in others]


def _rows(raw: RawTable, start: int, stop: int) -> RawTable:
    cells = raw.cells.slice(start, stop - start)
    return replace(raw, cells=cells, rows=raw.rows[start:stop], issues=(), damaged=(), mended=())


def _columns(raw: RawTable, columns: Sequence[int]) -> RawTable:
    cells = raw.cells.select(list(columns)).rename_columns([str(i) for i in range(len(columns))])
    return replace(raw, cells=cells, issues=(), damaged=(), mended=())


def _side_by_side(raw: RawTable, recognise: Recognise) -> tuple[list[RawTable], list[Issue]]:
    columns = column_blocks(raw)
    if len(columns) < _LEAST_ROWS:
        return [raw], []
    blocks = [_block(raw, block, recognise) for block in columns]
    useful = [block for block in blocks if block.table is not None]
    if not useful:
        return [raw], []
    main = max(useful, key=lambda block: (len(block.rows), block.table is not None and block.table.kind == "lines"))
    others = [block for block in useful if block is not main and is_another(block, main)]
    notes = [block for block in blocks if block.table is None and is_note(block, main, _at_header(raw, block, main))]
    rest = [i for block in blocks if block not in others and block not in notes for i in block.columns]
    if not others and not notes:
        return [raw], []
    first = replace(_columns(raw, rest), issues=raw.issues, damaged=raw.damaged, mended=raw.mended)
    apart = sorted([(rest, first), *((block.columns, _columns(raw, block.columns)) for block in others)], key=_leftmost)
    return [part for _, part in apart], [_note_issue(raw, block) for block in notes]


def _leftmost(part: tuple[Sequence[int], RawTable]) -> int:
    return part[0][0]


def _block(raw: RawTable, columns: Sequence[int], recognise: Recognise) -> Block:
    sample = _rows(_columns(raw, columns), 0, _SAMPLE)
    head = find_head(sample)
    table = recognise(sample) if head and head.exists else None
    named = table is not None and len(table.roles) >= _LEAST_ROLES and _of_use(table)
    return Block(tuple(columns), filled_rows(raw, columns), table if named else None)


def _at_header(raw: RawTable, block: Block, main: Block) -> list[str]:
    """What a block says in the row of the main table's header: the last above its first line that names its columns."""
    names = {column.header for column in main.table.columns} if main.table else set()
    top = texts(raw.cells.slice(0, _SAMPLE))
    best = max(range(len(top)), key=lambda i: len(names & set(top[i])), default=0)
    return [top[best][i] for i in block.columns] if top else []


def _told_apart(raw: RawTable, parts: Sequence[RawTable]) -> Issue:
    where = [_begin(part) for part in parts]
    message = (
        f"{raw.name} holds {len(parts)} tables, which begin in {', '.join(where[:-1])} and {where[-1]}. Each is "
        "read as a table of its own."
    )
    places = tuple(Place(part.file, part.sheet, int(part.rows[_first(part)])) for part in parts)
    return Issue("several_tables", message, len(parts), "note", places=places)


def _begin(part: RawTable) -> str:
    at = _first(part)
    return f"row {int(part.rows[at]):,} ({_cells(texts(part.cells.slice(at, 1))[0])})"


def _first(part: RawTable) -> int:
    """The first row that has anything in several columns."""
    several = [i for i, row in enumerate(texts(part.cells.slice(0, _SAMPLE))) if sum(map(bool, row)) > 1]
    return several[0] if several else 0


def _cells(row: Sequence[str]) -> str:
    """The first few cells of a row in curly quotes."""
    filled = [cell for cell in row if cell]
    more = ", …" if len(filled) > _SHOWN else ""
    return ", ".join(f"“{cell}”" for cell in filled[:_SHOWN]) + more


def _not_used(raw: RawTable, part: RawTable, heading: Heading) -> Issue:
    rows = part.rows[filled_rows(part, range(part.cells.num_columns))]
    message = (
        f"{raw.name} holds another table in row {int(raw.rows[heading.at]):,} and below ({_cells(heading.cells)}). "
        f"It has no invoice lines, and its {counted(len(rows), 'row')} {verb(len(rows), 'is', 'are')} left out."
    )
    return Issue("other_table", message, len(rows), places=row_places(raw, rows))


def _note_issue(raw: RawTable, block: Block) -> Issue:
    rows = raw.rows[block.rows]
    said = texts(raw.cells.select(list(block.columns)).slice(int(block.rows[0]), 1))[0]
    where = f"row {int(rows[0]):,}" if len(rows) == 1 else f"rows {int(rows[0]):,} to {int(rows[-1]):,}"
    message = f"A note beside the table of {raw.name}, in {where} ({_cells(said)}), is left out."
    return Issue("side_note", message, len(rows), "note", places=row_places(raw, rows))


def _taking_turns(raw: RawTable, headings: Sequence[Heading]) -> Issue:
    rows = np.array([int(raw.rows[heading.at]) for heading in headings], dtype=np.int64)
    message = (
        f"{raw.name} has different headers that take turns, such as {_cells(headings[0].cells)} in row {rows[0]:,} "
        f"and {_cells(headings[1].cells)} in row {rows[1]:,}. It is read as one table: check its columns on the Data "
        "page, or export each list on a sheet of its own."
    )
    return Issue("mixed_tables", message, len(rows), places=Places(rows, lambda row: Place(raw.file, raw.sheet, row)))

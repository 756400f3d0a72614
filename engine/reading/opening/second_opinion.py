"""Two readers of one sheet: where they agree nothing is said, where not the likelier reading is taken and both are shown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import replace

import pyarrow as pa

from engine.reading.opening.sheets import Cell, Sheet, text_table

_ODD = re.compile(r"_x000D_|[\s\x00]+")
_CLOCK = re.compile(r"-?\d+:\d\d:\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d(?:\.\d+)?)?")
_CLOSE = 1e-9
_SECOND = dt.timedelta(seconds=1)

Grid = dict[int, list[str | None]]


def compared(first: Sheet, second: Sheet, exact: bool) -> Sheet:
    """The cells of `first`, the reader that is trusted more, mended by `second`; `Facts.unequal` has what they disagree on.

    A text with lost blanks gives way to the whole one. `exact`: whether the second reader gives numbers and moments
    more exactly, so that its reading stands where both mean the same, and where the first has nothing. Meant for small
    sheets: a loop over cells that differ.
    """
    top = min(first.first_row, second.first_row)
    bottom = max(first.first_row + first.cells.num_rows, second.first_row + second.cells.num_rows)
    ours, theirs = _grid(first, top, bottom), _grid(second, top, bottom)
    blank: list[str | None] = [None] * (bottom - top)
    silent = {(cell.row, cell.column) for cell in second.facts.errors}
    unequal: list[Cell] = []
    for column in sorted({*ours, *theirs}):
        mine, other = ours.get(column, blank), theirs.get(column, blank)
        if mine != other:
            ours[column] = list(mine)
            for i in (i for i, (a, b) in enumerate(zip(mine, other, strict=True)) if a != b):
                value, calm = _settled(mine[i], other[i], exact)
                ours[column][i] = value
                if not calm and (top + i, column) not in silent:
                    unequal.append(Cell(top + i, column, f"{mine[i] or ''} / {other[i] or ''}"))
    facts = replace(first.facts, unequal=tuple(unequal), long=first.facts.long or second.facts.long)
    return _sheet(replace(first, facts=facts), ours, top)


def _grid(sheet: Sheet, top: int, bottom: int) -> Grid:
    """The columns of a sheet by their number in Excel, from one row to another."""
    above: list[str | None] = [None] * (sheet.first_row - top)
    below: list[str | None] = [None] * (bottom - sheet.first_row - sheet.cells.num_rows)
    columns = enumerate(sheet.cells.columns, start=sheet.first_column)
    return {c: [*above, *(cell or None for cell in column.to_pylist()), *below] for c, column in columns}


def _filled(cells: Iterable[str | None]) -> int:
    return sum(cell is not None for cell in cells)


def _sheet(first: Sheet, grid: Grid, top: int) -> Sheet:
    """The mended sheet, without blank rows above and blank columns at the left."""
    held = [c for c, column in grid.items() if _filled(column)] or [first.first_column]
    blank: list[str | None] = [None] * len(next(iter(grid.values()), []))
    columns = [pa.array(grid.get(c, blank), pa.string()) for c in range(min(held), max(held) + 1)]
    firsts = (next((i for i, cell in enumerate(grid[c]) if cell is not None), len(blank)) for c in grid)
    skipped = min(firsts, default=0)
    cells = text_table([column.slice(skipped) for column in columns])
    return replace(first, cells=cells, first_row=top + skipped, first_column=min(held))


def _settled(mine: str | None, other: str | None, exact: bool) -> tuple[str | None, bool]:
    """The reading to take, and whether both mean the same."""
    if mine is None or other is None:
        return (mine or other, not (mine or other or "").strip()) if exact else (mine, mine is None)
    if _same(mine, other):
        return (other if exact else mine), True
    if _ODD.sub("", mine) == _ODD.sub("", other):
        return (other if len(other) > len(mine) and "_x000D_" not in other and "\x00" not in other else mine), True
    return mine, False


def _same(mine: str, other: str) -> bool:
    """Whether two texts mean the same number, truth value, moment or length of time."""
    if mine.casefold() == other.casefold() and mine.casefold() in ("true", "false"):
        return True
    if _CLOCK.fullmatch(other) or _CLOCK.fullmatch(mine):
        return bool(
            _DAY.fullmatch(mine) or _DAY.fullmatch(other) or (_CLOCK.fullmatch(mine) and _CLOCK.fullmatch(other))
        )
    try:
        if _DAY.fullmatch(mine) and _DAY.fullmatch(other):
            return abs(dt.datetime.fromisoformat(mine) - dt.datetime.fromisoformat(other)) <= _SECOND
        a, b = float(mine), float(other)
    except ValueError:
        return False
    return abs(a - b) <= _CLOSE * max(abs(a), abs(b))

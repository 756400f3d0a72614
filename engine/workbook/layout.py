"""Where each block of a sheet stands: rows and column widths, from 0."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import zip_longest

from engine.workbook.columns import FILTER_BUTTON
from engine.workbook.description import BarChart, Block, Facts, Heading, Links, Sentence, Sheet, Table, Title

LABEL_WIDTH, VALUE_WIDTH = 26.0, 14.0
LINE_HEIGHT = 15.0
"""Points."""
LETTERS_PER_WIDTH = 1.1
"""Widths count digits; letters are a little narrower, but lines break between words."""
MOST_LINES = 12
"""A taller row hides what stands around it; the text is all there, the cell just does not show it."""


@dataclass(frozen=True, eq=False, slots=True)
class Placed:
    """A block and the row it starts in."""

    block: Block
    row: int

    @property
    def header(self) -> int:
        """The row of a table's header, under its averages."""
        return self.row + (len(self.block.averages) if isinstance(self.block, Table) else 0)


def placed(sheet: Sheet) -> tuple[Placed, ...]:
    """Blocks below each other with a blank row between them, except under a title, a heading or a sentence."""
    row = 0
    result: list[Placed] = []
    previous: Block | None = None
    for block in sheet.blocks:
        together = previous is None or isinstance(previous, (Heading, BarChart)) or isinstance(block, Sentence)
        close = isinstance(previous, (Title, Sentence)) and isinstance(block, Table)
        row += 0 if together or close else 1
        result.append(Placed(block, row))
        row += height(block)
        previous = block
    return tuple(result)


def height(block: Block) -> int:
    """Rows that a block takes; a chart may float."""
    match block:
        case Title():
            return 2
        case Heading() | Sentence():
            return 1
        case Facts(items) | Links(items):
            return len(items)
        case Table():
            return len(block.averages) + 1 + max(block.rows, 1) + bool(block.total)
        case BarChart():
            return block.rows


def widths(sheet: Sheet) -> tuple[float, ...]:
    """The width of each sheet column: what the widest table column in it wants."""
    wanted = [[column.width for column in table.columns] for table in sheet.tables]
    if any(isinstance(block, (Facts, Links)) for block in sheet.blocks):
        wanted.append([LABEL_WIDTH, VALUE_WIDTH])
    return tuple(max(column) for column in zip_longest(*wanted, fillvalue=0.0))


def header_height(table: Table) -> float:
    """Points for a table's header, whose words may wrap."""
    lines = max(math.ceil(len(column.header) / max(column.width - FILTER_BUTTON, 1.0)) for column in table.columns)
    return LINE_HEIGHT * min(lines, 4) + 4.0


def row_heights(table: Table) -> dict[int, float]:
    """Points for the rows of a table whose wrapped text needs more than a line.

    Not every program finds out by itself when it opens the file.
    """
    lines: dict[int, int] = {}
    for column in table.columns:
        if column.kind != "wrapped":
            continue
        needed = {value: _lines(value, column.width) for value in set(column.values)}
        for row, value in enumerate(column.values):
            if needed[value] > 1:
                lines[row] = max(lines.get(row, 1), needed[value])
    return {row: LINE_HEIGHT * min(count, MOST_LINES) for row, count in lines.items()}


def _lines(text: str, width: float) -> int:
    per_line = LETTERS_PER_WIDTH * width
    return sum(max(1, math.ceil(len(part) / per_line)) for part in str(text).split("\n"))

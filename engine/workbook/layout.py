"""Where each block of a sheet stands: rows and column widths, from 0."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from engine.workbook.description import BarChart, Block, Facts, Heading, Links, Sentence, Sheet, Table, Title

LABEL_WIDTH, VALUE_WIDTH = 26.0, 14.0


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
    """Rows that a block takes; a chart floats."""
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
            return 0


def widths(sheet: Sheet) -> tuple[float, ...]:
    """The width of each sheet column: what the widest table column in it wants."""
    wanted = [[column.width for column in table.columns] for table in sheet.tables]
    if any(isinstance(block, (Facts, Links)) for block in sheet.blocks):
        wanted.append([LABEL_WIDTH, VALUE_WIDTH])
    return tuple(max(column) for column in zip_longest(*wanted, fillvalue=0.0))

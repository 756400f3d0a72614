"""What stands beside a table on its sheet, a blank column between them: another table, or a small note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.reading.sources import RawTable, Table
from engine.reading.tables.blanks import blank
from engine.reading.words.claims import claims
from engine.roles import Role

_SAMPLE = 200
_LONGEST_NOTE, _SHORT, _LOOSE = 30, 0.5, 2
_SHORTER, _LEAST_SHORTER = 0.1, 3
_CLEAR = 0.5
_KEYS = frozenset({Role.CUSTOMER_ID, Role.PRODUCT_ID, Role.INVOICE_ID})


@dataclass(frozen=True, eq=False, slots=True)
class Block:
    """Columns between blank ones.

    columns  their positions
    rows     the positions of the rows that they fill
    table    what they make on their own, None where that is nothing of use
    """

    columns: tuple[int, ...]
    rows: NDArray[np.int64]
    table: Table | None

    @property
    def last(self) -> int:
        """The last row that it fills."""
        return int(self.rows[-1])

    @property
    def is_solid(self) -> bool:
        """Whether it fills all rows from its first to its last, but for a title and a blank row or two."""
        return self.last - int(self.rows[0]) + 1 <= len(self.rows) + _LOOSE


def column_blocks(raw: RawTable) -> list[tuple[int, ...]]:
    """The runs of columns between columns that are blank in all rows.

    Cost: a look at the first 200 rows where each column holds something in them.
    """
    top = raw.cells.slice(0, _SAMPLE)
    blocks: list[list[int]] = [[]]
    for i, column in enumerate(raw.cells.columns):
        if blank(top.column(i)).all() and blank(column).all():
            blocks.append([])
        else:
            blocks[-1].append(i)
    return [tuple(block) for block in blocks if block]


def filled_rows(raw: RawTable, columns: Sequence[int]) -> NDArray[np.int64]:
    """The positions of the rows in which some of these columns hold something."""
    filled = np.zeros(raw.cells.num_rows, dtype=bool)
    for i in columns:
        filled |= ~blank(raw.cells.column(i))
    return np.flatnonzero(filled)


def is_another(block: Block, main: Block) -> bool:
    """Whether a block with a header of its own is another table, and not more columns of the main one.

    It is where a column that names a customer, product or invoice comes in both, or where one is solid and ends well
    before the other: columns of one table end together.
    """
    if block.table is None or main.table is None:
        return False
    own, others = _keys(block.table), _keys(main.table)
    return bool(own & others) or (block.is_solid and main.is_solid and _ends_apart(block, main))


def is_note(block: Block, main: Block, header: Sequence[str]) -> bool:
    """Whether a block is a legend, a box of totals or the like: short, in one piece, and no column of the main table.

    header  what it says in the row of the main table's header
    """
    named = {max(found, key=lambda role: found[role]) for cell in header if (found := _clear(cell))}
    if main.table is None or named - main.table.roles or not block.is_solid:
        return False
    short = len(block.rows) <= min(_LONGEST_NOTE, _SHORT * len(main.rows))
    return (short and _ends_apart(block, main)) or (not all(header) and _ends_apart(block, main))


def _ends_apart(block: Block, main: Block) -> bool:
    most = max(len(block.rows), len(main.rows))
    return abs(block.last - main.last) >= max(_LEAST_SHORTER, _SHORTER * most)


def _clear(cell: str) -> dict[Role, float]:
    return {role: strength for role, strength in claims(cell).items() if strength >= _CLEAR} if cell else {}


def _keys(table: Table) -> set[str]:
    """The headers that name a customer, a product or an invoice, folded."""
    return {column.header.strip().casefold() for column in table.columns if _KEYS & set(_clear(column.header))}

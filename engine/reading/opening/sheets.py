"""A sheet as a reader gives it, and what is known about it beside its cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import pyarrow as pa


class Cell(NamedTuple):
    """A cell by its row and column (both from 1) and what stands in it."""

    row: int
    column: int
    value: str = ""


class Block(NamedTuple):
    """Cells merged into one, from the first row and column to the last (from 1, inclusive)."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sheet holds beside its values.

    errors          cells such as #N/A, which are blank in the cells
    unsaved         formulas whose result was never saved
    hidden_rows     rows, and `hidden_columns` columns, that Excel does not show
    filtered        whether a filter hides rows
    merged          blocks of merged cells
    padded          cells whose number format shows leading zeros, with that format in `value`
    long            numbers of more than 15 digits, of which Excel keeps only 15
    unequal         cells that two readers read differently, with both readings in `value`
    partly          whether the sheet is so large that only its beginning was looked through
    """

    errors: tuple[Cell, ...] = ()
    unsaved: tuple[Cell, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    filtered: bool = False
    merged: tuple[Block, ...] = ()
    padded: tuple[Cell, ...] = ()
    long: tuple[Cell, ...] = ()
    unequal: tuple[Cell, ...] = ()
    partly: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Sheet:
    """A sheet as text cells.

    cells         every column plain or coded (see `text_columns`); blank cells are null
    first_row     the row number in Excel of the first row of `cells`
    first_column  the column number in Excel of the first column of `cells`
    readable      whether the reader could read it at all
    """

    name: str
    visible: bool
    cells: pa.Table
    first_row: int = 1
    first_column: int = 1
    facts: Facts = Facts()
    readable: bool = True


def text_table(columns: list[pa.Array]) -> pa.Table:
    """Columns of text under the names "0", "1", …"""
    return pa.table(columns, names=[str(i) for i in range(len(columns))])


def letters(column: int) -> str:
    """The letters that Excel shows above a column: A for 1, AA for 27."""
    text = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text

"""What a workbook says, as frozen values: sheets of blocks, blocks of columns. Nothing here knows a file format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal[
    "text",
    "wrapped",
    "centred",
    "number",
    "whole",
    "decimal",
    "figure",
    "money",
    "cents",
    "measure",
    "share",
    "fine share",
    "day",
]
"""How a value is shown. Text kinds hold strings, "day" holds datetime64[D], "number" holds names that are numbers, such as
the number of a cluster; the others hold figures, "figure" small and large ones in one column. NaN is blank."""

TEXT_KINDS: frozenset[Kind] = frozenset({"text", "wrapped", "centred"})

Value = str | float | date | None
"""One cell; None and NaN are blank."""


@dataclass(frozen=True, eq=False, slots=True)
class Column:
    """A column of a table.

    header   should be short; the writer makes the headers of a table unique, as Excel demands
    values   strings, float64 or datetime64[D], as `kind` says; all columns of a table have the same length
    width    in characters
    links    names of sheets, one per value, "" for no link; or empty
    choices  what a drop-down offers; empty for none
    scaled   whether a three-colour scale shows small to large
    """

    header: str
    kind: Kind
    values: Sequence[str] | NDArray[np.generic]
    width: float
    links: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    scaled: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """A real Excel table.

    name            unique in the workbook
    averages        rows shown above the header, each with one value per column, in the formats of the columns
    total           the label of a total row that adds up `summed` columns; "" for none
    frozen_columns  where not None, the header row and so many columns stay in view
    """

    name: str
    columns: tuple[Column, ...]
    averages: tuple[tuple[Value, ...], ...] = ()
    total: str = ""
    summed: tuple[str, ...] = ()
    frozen_columns: int | None = None

    @property
    def rows(self) -> int:
        """Rows of data; an empty table is written with one blank row, as Excel wants."""
        return len(self.columns[0].values)


@dataclass(frozen=True, slots=True)
class Title:
    """The sheet's title, a sentence under it, and a link back where `back` names a sheet."""

    text: str
    sentence: str = ""
    back: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a sheet."""

    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line of plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value."""

    label: str
    value: Value
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels in the first column, values in the second."""

    items: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another sheet of this workbook, with a few words beside it."""

    sheet: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """Links below each other."""

    items: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    """A bar chart of the first `most` rows of a table of the same sheet, floating beside the block that follows.

    column    the sheet column at which it floats, from 0
    whiskers  columns of the table in which the values lie from and to; or empty
    rows      how many rows stay free for it; 0 where it floats beside what follows
    """

    title: str
    table: str
    categories: str
    values: str
    most: int
    column: int
    whiskers: tuple[str, ...] = ()
    rows: int = 0


Block = Title | Heading | Sentence | Facts | Links | Table | BarChart


@dataclass(frozen=True, eq=False, slots=True)
class Sheet:
    """A sheet: its name as Excel accepts it, and its blocks from top to bottom. `grid`: whether grid lines show."""

    name: str
    blocks: tuple[Block, ...]
    grid: bool = False

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables among the blocks."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

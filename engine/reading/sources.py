"""Files as they were found: tables of text cells, and what each column was recognised as. Nothing is typed yet."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from engine.errors import Issue, Place
from engine.roles import Role

if TYPE_CHECKING:
    from engine.dataset import SourceFile  # brings pandas, which the process that parses workbooks does without

Kind = Literal["lines", "invoices", "customers", "products", "unused"]
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header as written, and the role it plays, or None where it is only an attribute.

    confidence  0 to 1: how sure the role is; 1 where the user chose it
    why         what speaks for the role, as a clause: “by its header”, “each holds a date”
    """

    header: str
    role: Role | None
    confidence: float = 1.0
    why: str = ""

    @property
    def is_guess(self) -> bool:
        """Whether its role is little more than a guess, which the user should look at."""
        return self.confidence < _SURE


@dataclass(frozen=True, eq=False, slots=True)
class RawTable:
    """One sheet or text file as it was written: every row, header and preamble too.

    cells    Arrow table, each column plain or coded (see `text_columns`); a blank cell is "" or null
    rows     int64, one per row of `cells`: the row number that Excel shows
    damaged  rows that do not have as many cells as the others, and are not in `cells`
    mended   rows of `cells` that were not whole: a stray quote, or cells missing at the end
    typed    whether numbers were numbers in the file (a workbook), so that "1.234" can only mean a point decimal
    how      how the file was read, as a clause: “Windows-1252, separated by semicolons”; "" where nothing was decided
    issues   what there is to say about the sheet itself: error cells, hidden rows, formulas without a value
    part     which of several tables of one sheet it is, as a clause: “table 2”; "" where there is one
    """

    file: str
    sheet: str
    cells: pa.Table
    rows: NDArray[np.int64]
    damaged: tuple[Place, ...] = ()
    mended: tuple[Place, ...] = ()
    typed: bool = False
    how: str = ""
    issues: tuple[Issue, ...] = ()
    part: str = ""

    @property
    def name(self) -> str:
        """The table's name on screen."""
        return _name_on_screen(self.file, self.sheet, self.part)


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """One sheet or text file whose header row was found.

    cells    Arrow table of texts, plain or coded, one column per entry of `columns`, without header, preamble and blank rows
    rows     int64, one per row of `cells`: the row number that Excel shows
    kind     what its columns make it: invoice lines, invoice headers, customers, products, or unused
    damaged  rows that could not be split into cells, and are not in `cells`
    typed    whether numbers were numbers in the file (a workbook)
    how      how the file was read, as a clause: “Windows-1252, separated by semicolons”
    part     which of several tables of one sheet it is, as a clause: “table 2”
    """

    file: str
    sheet: str
    cells: pa.Table
    rows: NDArray[np.int64]
    columns: tuple[Column, ...]
    kind: Kind
    damaged: tuple[Place, ...] = ()
    typed: bool = False
    how: str = ""
    part: str = ""

    @property
    def name(self) -> str:
        """The table's name on screen."""
        return _name_on_screen(self.file, self.sheet, self.part)

    def column_of(self, role: Role) -> int | None:
        """The position of the column that plays `role`, or None."""
        return next((i for i, column in enumerate(self.columns) if column.role == role), None)

    @property
    def layout(self) -> str:
        """A key that tables with the same headers in the same order share, for choices to be remembered by."""
        return layout_of([column.header for column in self.columns])

    @property
    def choices(self) -> dict[str, str]:
        """What each column is taken for, for the layout to be remembered by: header → role, "" for none.

        A header that comes again is numbered: "Qty", "Qty (2)".
        """
        keys = numbered([column.header for column in self.columns])
        return {key: column.role or "" for key, column in zip(keys, self.columns, strict=True)}

    @property
    def roles(self) -> frozenset[Role]:
        """The roles its columns play."""
        return frozenset(column.role for column in self.columns if column.role is not None)


@dataclass(frozen=True, eq=False, slots=True)
class Sources:
    """Everything found in the files the user gave, and the issues met on the way."""

    files: tuple[SourceFile, ...]
    tables: tuple[Table, ...]
    issues: tuple[Issue, ...]


def _name_on_screen(file: str, sheet: str, part: str = "") -> str:
    """A table's name: “sales.xlsx · January, table 2”."""
    return (f"{file} · {sheet}" if sheet else file) + (f", {part}" if part else "")


def layout_of(headers: Sequence[str]) -> str:
    """A key that tables with these headers in this order share."""
    return hashlib.sha256("\x1f".join(header.strip() for header in headers).encode()).hexdigest()[:16]


def numbered(headers: Sequence[str]) -> list[str]:
    """The headers, trimmed, each that comes again with a number: "Qty", "Qty (2)"."""
    seen: Counter[str] = Counter()
    keys = []
    for header in (header.strip() for header in headers):
        seen[header] += 1
        keys.append(header if seen[header] == 1 else f"{header} ({seen[header]})")
    return keys

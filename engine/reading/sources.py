"""Files as they were found: tables of text cells, and what each column was recognised as. Nothing is typed yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

from engine.dataset import SourceFile
from engine.errors import Issue
from engine.roles import Role

Kind = Literal["lines", "customers", "products", "unused"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its header as written, and the role it plays, or None where it is only an attribute."""

    header: str
    role: Role | None


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """One sheet or text file whose header row was found.

    cells      all-string Arrow table, one column per entry of `columns`, without header and preamble
    first_row  the row number in the file of the first row of `cells`, from 1
    kind       what its roles make it: invoice lines, customers, products, or unused
    """

    file: str
    sheet: str
    cells: pa.Table
    first_row: int
    columns: tuple[Column, ...]
    kind: Kind

    @property
    def name(self) -> str:
        """The table's name on screen."""
        return f"{self.file} · {self.sheet}" if self.sheet else self.file


@dataclass(frozen=True, eq=False, slots=True)
class Sources:
    """Everything found in the files the user gave, and the issues met on the way."""

    files: tuple[SourceFile, ...]
    tables: tuple[Table, ...]
    issues: tuple[Issue, ...]

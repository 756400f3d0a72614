"""One column of a table: its values as an array, how they read, how they sort, how they are written to a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal["text", "number", "date"]

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that starts so can run as a formula when a spreadsheet opens the file (OWASP, CSV injection)."""


@dataclass(frozen=True, eq=False, slots=True)
class Column:
    """A column of equally long arrays.

    key       stable name, by which the view remembers widths and visibility
    title     header; `unit` follows it in brackets
    values    text (object), numbers or datetime64[D]: what is sorted, and shown unless there are `texts`
    texts     what is shown and written instead, such as "14 of 19" for an adoption
    marks     numbers whose colour stands as a dot before the value, such as that of a cluster
    decimals  shown of a number, and one more under ten where the numbers are `fine`
    shown     whether the column is there before the user chooses columns
    tip       what the column means, on its header
    whole     whether a column of words stays as wide as it started where there is little room
    """

    key: str
    title: str
    values: NDArray[Any]
    unit: str = ""
    texts: NDArray[np.object_] | None = None
    marks: NDArray[np.integer] | None = None
    decimals: int = 0
    shown: bool = True
    tip: str = ""
    whole: bool = False
    fine: bool = False

    def __len__(self) -> int:
        return len(self.values)

    @property
    def header(self) -> str:
        return f"{self.title} ({self.unit})" if self.unit else self.title

    @property
    def kind(self) -> Kind:
        kinds: dict[str, Kind] = {"M": "date", "i": "number", "u": "number", "f": "number"}
        return kinds.get(self.values.dtype.kind, "text")

    @property
    def is_text(self) -> bool:
        return self.texts is not None or self.kind == "text"

    def is_blank(self) -> NDArray[np.bool_]:
        """Rows without a value; they sort last, up or down."""
        if self.kind == "text":
            return np.fromiter((value is None or value == "" for value in self.values), bool, len(self))
        return np.isnat(self.values) if self.kind == "date" else np.isnan(self.values.astype(np.float64, copy=False))

    def text(self, row: int) -> str:
        """The value in words for a cell, "" where blank."""
        if self.texts is not None:
            return str(self.texts[row])
        value = self.values[row]
        match self.kind:
            case "text":
                return "" if value is None else str(value)
            case "date":
                return "" if np.isnat(value) else str(value)
            case "number":
                decimals = self.decimals + (self.fine and abs(value) < 10 and value != 0)
                return "" if np.isnan(value) else f"{value:,.{decimals}f}"

    def native(self, row: int) -> str | int | float | None:
        """The value as Python knows it, None where blank; what sorting goes by."""
        value = self.values[row]
        match self.kind:
            case "text":
                return value or None
            case "date":
                return None if np.isnat(value) else str(value)
            case "number":
                return None if np.isnan(value) else value.item()

    def written(self, row: int) -> str:
        """The value for a CSV file or the clipboard: numbers without separators, text that cannot run as a formula."""
        if self.is_text:
            return safe_text(self.text(row))
        value = self.native(row)
        return "" if value is None else str(round(value, 6) if isinstance(value, float) else value)


def safe_text(text: str) -> str:
    """`text`, behind an apostrophe where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def sorted_rows(column: Column, *, descending: bool = False) -> NDArray[np.int64]:
    """Row numbers in the order of the column: stable, letters without regard to case, blanks last."""
    blank = column.is_blank()
    rows, blanks = np.flatnonzero(~blank), np.flatnonzero(blank)
    if column.kind == "text":
        keys = [str(value).casefold() for value in column.values[rows]]
        inside = np.array(sorted(range(len(keys)), key=keys.__getitem__, reverse=descending), dtype=np.int64)
    elif descending:
        inside = len(rows) - 1 - np.argsort(column.values[rows][::-1], kind="stable")[::-1]
    else:
        inside = np.argsort(column.values[rows], kind="stable")
    return np.concatenate((rows[inside], blanks))

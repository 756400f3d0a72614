"""Workbooks in the old .xls formats (BIFF 2 to 8) by xlrd, which reads them best."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import xlrd
from xlrd.biffh import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR, XL_CELL_NUMBER, XL_CELL_TEXT, error_text_from_code

from engine.reading.opening.cell_text import LONG, is_elapsed, number_text, padded, serial_text, truth_text, zeros_of
from engine.reading.opening.sheets import Block, Cell, Facts, Sheet, text_table

_MOST_MERGES = 50_000


def read_old(content: bytes) -> list[Sheet]:
    """All sheets of an .xls workbook with what is known about them; [] where xlrd refuses or finds none.

    Takes the number formats too, for ids that only a format gives their zeros; a book that is damaged there is read
    without them. About 1 s per million cells.
    """
    for formats in (True, False):
        try:
            with xlrd.open_workbook(
                file_contents=content, formatting_info=formats, on_demand=True, logfile=io.StringIO(), ragged_rows=True
            ) as book:
                return [_sheet(book, i) for i in range(book.nsheets)]
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001, S112 - xlrd raises whatever its parser met, even a bare AssertionError
            continue
    return []


def _sheet(book: Any, position: int) -> Sheet:
    sheet = book.sheet_by_index(position)
    reader = _Reader(book, sheet, _styles(book))
    rows = [reader.row(r) for r in range(sheet.nrows)]
    book.unload_sheet(position)
    first = next((r for r, row in enumerate(rows) if any(cell is not None for cell in row)), len(rows))
    last = next((r for r in range(len(rows), first, -1) if any(cell is not None for cell in rows[r - 1])), first)
    width = max((len(row) for row in rows[first:last]), default=0)
    filled = [row + [None] * (width - len(row)) for row in rows[first:last]]
    columns = [pa.array(column, pa.string()) for column in zip(*filled, strict=True)]
    left = next((i for i, column in enumerate(columns) if column.null_count < len(column)), 0)
    facts = Facts(
        errors=tuple(reader.errors),
        long=tuple(reader.long),
        hidden_rows=frozenset(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden),
        hidden_columns=frozenset(column + 1 for column, info in sheet.colinfo_map.items() if info.hidden),
        merged=tuple(
            Block(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells[:_MOST_MERGES]
        ),
    )
    return Sheet(sheet.name, sheet.visibility == 0, text_table(columns[left:]), first + 1, left + 1, facts)


@dataclass(frozen=True, slots=True)
class _Style:
    """What a number format means for the text of a cell."""

    zeros: str = ""
    elapsed: bool = False


def _styles(book: Any) -> list[_Style]:
    """One entry per cell format; [] where the formats were not read."""
    codes = [book.format_map.get(style.format_key) for style in book.xf_list]
    return [_Style(zeros_of(code.format_str), is_elapsed(code.format_str)) if code else _Style() for code in codes]


class _Reader:
    """The cells of one sheet as text, and the error cells met on the way."""

    def __init__(self, book: Any, sheet: Any, styles: list[_Style]) -> None:
        self._sheet = sheet
        self._styles = styles
        self._formats = bool(book.formatting_info)
        self._epoch_1904 = bool(book.datemode)
        self.errors: list[Cell] = []
        self.long: list[Cell] = []

    def row(self, r: int) -> list[str | None]:
        kinds, values = self._sheet.row_types(r), self._sheet.row_values(r)
        return [self._text(r, c, kind, value) for c, (kind, value) in enumerate(zip(kinds, values, strict=True))]

    def _text(self, r: int, c: int, kind: int, value: Any) -> str | None:
        if kind == XL_CELL_TEXT:
            return str(value) or None
        if kind == XL_CELL_NUMBER:
            if abs(value) >= LONG and value.is_integer():
                self.long.append(Cell(r + 1, c + 1, number_text(value)))
            zeros = self._style(r, c).zeros
            return padded(number_text(value), zeros) if zeros else number_text(value)
        if kind == XL_CELL_DATE:
            return serial_text(value, self._epoch_1904, self._style(r, c).elapsed)
        if kind == XL_CELL_BOOLEAN:
            return truth_text(value)
        if kind == XL_CELL_ERROR:
            self.errors.append(Cell(r + 1, c + 1, error_text_from_code.get(value, "#N/A")))
        return None

    def _style(self, r: int, c: int) -> _Style:
        position = self._sheet.cell_xf_index(r, c) if self._formats else len(self._styles)
        return self._styles[position] if position < len(self._styles) else _Style()


def is_locked(content: bytes) -> bool:
    """Whether an .xls workbook asks for a password."""
    try:
        xlrd.open_workbook(file_contents=content, on_demand=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        return "encrypted" in str(error)
    except Exception:  # noqa: BLE001 - damaged, which the caller says
        return False
    return False

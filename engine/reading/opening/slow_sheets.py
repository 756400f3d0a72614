"""Open XML workbooks by openpyxl: slow, but another pair of eyes, and numbers come as they were written."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from typing import Any

import pyarrow as pa

from engine.reading.opening.cell_text import LONG, moment_text, number_text, padded, time_text, truth_text, zeros_of
from engine.reading.opening.sheets import Cell, Facts, Sheet, text_table

_LARGEST = 32 << 20
_MOST_CELLS = 1 << 24
_DAY_0 = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook knows no time zones
_FIRST = dt.datetime(1900, 1, 1)  # noqa: DTZ001 - as above


def read_slowly(content: bytes) -> list[Sheet]:
    """All sheets by openpyxl; [] where it refuses, finds none, or the workbook is past 32 MB.

    About 6 s per million cells.
    """
    if len(content) > _LARGEST:
        return []
    import openpyxl  # noqa: PLC0415 - seldom needed and slow to import

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
            return [_sheet(sheet) for sheet in book.worksheets]
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises whatever its parser met; the caller says that the file is damaged
        return []


def _sheet(sheet: Any) -> Sheet:
    """The cells that hold anything, and no others: a sheet may say that it reaches to the last row and column."""
    errors: list[Cell] = []
    zeros: dict[str, str] = {}
    long = [
        Cell(row, column, number_text(cell.value))
        for (row, column), cell in sheet._cells.items()
        if _is_long(cell.value)
    ]
    texts = {at: text for at, cell in sheet._cells.items() if (text := _text(cell, errors, zeros)) is not None}
    visible = sheet.sheet_state == "visible"
    if not texts:
        return Sheet(sheet.title, visible, text_table([]), facts=Facts(errors=tuple(errors)))
    rows, columns = {row for row, _ in texts}, {column for _, column in texts}
    top, left, height, width = min(rows), min(columns), max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
    if height * width > _MOST_CELLS:
        return Sheet(sheet.title, visible, text_table([]), readable=False)
    grid: list[list[str | None]] = [[None] * height for _ in range(width)]
    for (row, column), text in texts.items():
        grid[column - left][row - top] = text
    cells = text_table([pa.array(column, pa.string()) for column in grid])
    return Sheet(sheet.title, visible, cells, top, left, Facts(errors=tuple(errors), long=tuple(long)))


def _is_long(value: Any) -> bool:
    return isinstance(value, (int, float)) and abs(value) >= LONG and value == value // 1


def _text(cell: Any, errors: list[Cell], zeros: dict[str, str]) -> str | None:
    value = cell.value
    if value is None or value == "":
        return None
    if isinstance(value, str):
        if cell.data_type != "e":
            return value
        errors.append(Cell(cell.row, cell.column, value))
        return None
    if isinstance(value, bool):
        return truth_text(value)
    if isinstance(value, (int, float)):
        code = cell.number_format
        if code not in zeros:
            zeros[code] = zeros_of(code)
        return padded(number_text(value), zeros[code]) if zeros[code] else number_text(value)
    return _time(value)


def _time(value: Any) -> str:
    if isinstance(value, (dt.time, dt.timedelta)):
        return time_text(value)
    if isinstance(value, dt.datetime):
        return moment_text(value) if value >= _FIRST else number_text((value - _DAY_0) / dt.timedelta(days=1))
    return str(value)

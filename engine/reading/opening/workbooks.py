"""Workbooks → tables of text cells, one per visible sheet that holds anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.counting import counted
from engine.errors import FileError, Issue, Place
from engine.reading.opening.cell_text import padded
from engine.reading.opening.file_kinds import WorkbookKind
from engine.reading.opening.merged_cells import filled
from engine.reading.opening.old_workbooks import is_locked, read_old
from engine.reading.opening.open_documents import mended
from engine.reading.opening.open_xml import Book, look_through
from engine.reading.opening.passwords import opened_by_excel
from engine.reading.opening.quick_sheets import read_quickly
from engine.reading.opening.refusals import refusal
from engine.reading.opening.second_opinion import compared
from engine.reading.opening.sheet_issues import sheet_issues
from engine.reading.opening.sheets import Sheet, text_table
from engine.reading.opening.slow_sheets import read_slowly
from engine.reading.opening.sprawling_sheets import sprawling_sheet
from engine.reading.sources import RawTable
from engine.reading.text_columns import plain

_HINT = "Open it in Excel and save it again as a workbook (.xlsx)."
_MOST_COMPARED = 60_000
_LARGEST_COMPARED = 5 << 20
_MOST_MERGED = 5_000


def read_workbook(name: str, content: bytes, kind: WorkbookKind) -> tuple[list[RawTable], list[Issue]]:
    """Every visible sheet as text cells with its own issues, and notes for sheets that are not used. Raises FileError.

    .xlsx by fastexcel, which is quick, else by openpyxl; .xls by xlrd, else by fastexcel; .xlsb and .ods by fastexcel.
    What is small (60,000 cells) is read by both readers, and where they differ, both readings are shown.
    """
    if sprawling := sprawling_sheet(content):
        raise FileError(
            f"Sheet “{sprawling}” of {name} is too large to read: it has cells far to the right and far down.",
            "Delete the columns right of the table and the rows below it in Excel, and save the workbook.",
        )
    sheets = _READERS[kind](content)
    if not sheets and kind == "xls" and is_locked(content):
        raise refusal(name, "protected")
    if not any(sheet.readable for sheet in sheets):
        raise FileError(f"{name} is damaged: it cannot be opened as a workbook.", _HINT)
    holding = [sheet for sheet in sheets if _holds(sheet)]
    if not holding:
        raise FileError(f"{name} holds no data: its sheets are empty.", "Export the list again from your ERP.")
    shown = [sheet for sheet in holding if sheet.visible] or holding
    hidden = [] if shown is holding else [sheet.name for sheet in holding if not sheet.visible]
    lost = [sheet.name for sheet in sheets if not sheet.readable]
    empty = [sheet.name for sheet in sheets if sheet.readable and sheet.visible and not _holds(sheet)]
    return [_table(name, filled(sheet)) for sheet in shown], _about(name, hidden, empty, lost)


def _read_xlsx(content: bytes) -> list[Sheet]:
    book = look_through(content)
    quick = [] if book.spread else read_quickly(content, book.calendar)
    quick = [_explained(sheet, book) for sheet in quick if sheet.name not in book.charts]
    if not any(_holds(sheet) for sheet in quick):
        slow = read_slowly(content)
        return [_explained(sheet, book) for sheet in slow] if any(_holds(sheet) for sheet in slow) else quick or slow
    if not all(sheet.readable for sheet in quick):
        named = {sheet.name: sheet for sheet in read_slowly(content)}
        return [sheet if sheet.readable else _explained(named.get(sheet.name, sheet), book) for sheet in quick]
    if _is_small(quick, content) and not any(len(scan.facts.merged) > _MOST_MERGED for scan in book.scans.values()):
        return _with_second_opinion(quick, read_slowly(content), exact=True)
    return quick


def _read_xls(content: bytes) -> list[Sheet]:
    content = opened_by_excel(content) or content
    old = read_old(content)
    if not any(_holds(sheet) for sheet in old):
        return read_quickly(content) or old
    if _is_small(old, content):
        return _with_second_opinion(old, read_quickly(content), exact=False)
    return old


def _read_ods(content: bytes) -> list[Sheet]:
    sheets = read_quickly(content, spans=True)
    if any(_holds(sheet) for sheet in sheets):
        return sheets
    again = mended(content)
    return (read_quickly(again, spans=True) if again else []) or sheets


_READERS: Mapping[WorkbookKind, Callable[[bytes], list[Sheet]]] = {
    "xlsx": _read_xlsx,
    "xlsb": read_quickly,
    "xls": _read_xls,
    "ods": _read_ods,
}


def _holds(sheet: Sheet) -> bool:
    return bool(sheet.cells.num_columns and sheet.cells.num_rows)


def _is_small(sheets: Sequence[Sheet], content: bytes) -> bool:
    cells = sum(sheet.cells.num_rows * sheet.cells.num_columns for sheet in sheets)
    return cells <= _MOST_COMPARED and len(content) <= _LARGEST_COMPARED


def _with_second_opinion(sheets: list[Sheet], others: list[Sheet], exact: bool) -> list[Sheet]:
    """Each sheet compared with its namesake; a reader that finds no such sheet has no opinion."""
    named = {sheet.name: sheet for sheet in others if _holds(sheet)}
    return [
        compared(sheet, named[sheet.name], exact) if _holds(sheet) and sheet.name in named else sheet
        for sheet in sheets
    ]


def _explained(sheet: Sheet, book: Book) -> Sheet:
    """The sheet with what the XML tells about it, and the zeros that formats show."""
    scan = book.scans.get(sheet.name)
    if scan is None or not _holds(sheet):
        return sheet
    known = replace(sheet, facts=replace(scan.facts, errors=sheet.facts.errors))
    return replace(known, cells=_with_zeros(known))


def _with_zeros(sheet: Sheet) -> pa.Table:
    """The cells with the zeros that their number format shows: 123 under 00000 as 00123."""
    if not sheet.facts.padded:
        return sheet.cells
    columns = [column.combine_chunks() for column in plain(sheet.cells).columns]
    by_column: dict[tuple[int, str], list[int]] = {}
    for cell in sheet.facts.padded:
        by_column.setdefault((cell.column - sheet.first_column, cell.value), []).append(cell.row - sheet.first_row)
    for (column, zeros), rows in by_column.items():
        if 0 <= column < len(columns):
            columns[column] = _padded_column(columns[column], zeros, np.array(rows))
    return text_table(columns)


def _padded_column(column: pa.Array, zeros: str, rows: NDArray[np.int64]) -> pa.Array:
    mask = np.zeros(len(column), dtype=bool)
    mask[rows[(rows >= 0) & (rows < len(column))]] = True
    coded = column.filter(pa.array(mask)).dictionary_encode()
    texts = [text and padded(text, zeros) for text in coded.dictionary.to_pylist()]
    return pc.replace_with_mask(column, pa.array(mask), pa.array(texts, pa.string()).take(coded.indices))


def _table(name: str, sheet: Sheet) -> RawTable:
    rows = np.arange(sheet.first_row, sheet.first_row + sheet.cells.num_rows, dtype=np.int64)
    return RawTable(name, sheet.name, sheet.cells, rows, typed=True, issues=sheet_issues(name, sheet))


def _about(name: str, hidden: list[str], empty: list[str], lost: list[str]) -> list[Issue]:
    """What there is to say about sheets that are not used."""
    issues = [
        Issue(
            "hidden_sheet",
            f"{counted(len(hidden), 'hidden sheet')} of {name} not used: {_listed(hidden)}. To use one, unhide it in Excel.",
            len(hidden),
            "note",
            places=[Place(name, sheet) for sheet in hidden],
        ),
        Issue(
            "empty_sheet",
            f"{counted(len(empty), 'sheet')} of {name} without a single cell passed over: {_listed(empty)}.",
            len(empty),
            "note",
            places=[Place(name, sheet) for sheet in empty],
        ),
        Issue(
            "unreadable_sheet",
            f"{counted(len(lost), 'sheet')} of {name} could not be read: {_listed(lost)}. If there is a table in it, "
            "save the workbook again in Excel.",
            len(lost),
            places=[Place(name, sheet) for sheet in lost],
        ),
    ]
    return [issue for issue in issues if issue.count]


def _listed(sheets: list[str]) -> str:
    return ", ".join(f"“{sheet}”" for sheet in sheets)

"""Workbooks → tables of text cells, one per visible sheet that holds anything."""

from __future__ import annotations

from dataclasses import dataclass

import fastexcel
import numpy as np
import pyarrow as pa

from engine.errors import FileError, Issue, Place
from engine.reading.opening.file_kinds import WorkbookKind
from engine.reading.opening.workbook_parts import first_rows, read_slowly, sprawling_sheet
from engine.reading.sources import RawTable

_HINT = "Open it in Excel and save it again as a workbook (.xlsx)."


@dataclass(frozen=True, eq=False, slots=True)
class Sheet:
    """A sheet as a reader gives it; its first row is the first that holds anything."""

    name: str
    visible: bool
    cells: pa.RecordBatch | pa.Table


def read_workbook(
    name: str,
    content: bytes,
    kind: WorkbookKind,  # noqa: ARG001 - each kind will have its own readers
) -> tuple[list[RawTable], list[Issue]]:
    """Every visible sheet as text cells, and a note for hidden ones. Raises FileError.

    Read by fastexcel, which is quick; by openpyxl where that refuses or finds no sheet.
    """
    if sprawling := sprawling_sheet(content):
        raise FileError(
            f"Sheet “{sprawling}” of {name} is too large to read: it has cells far to the right and far down.",
            "Delete the columns right of the table and the rows below it in Excel, and save the workbook.",
        )
    sheets = _read_quickly(content)
    if not sheets:
        sheets = [Sheet(sheet, visible, cells) for sheet, visible, cells in read_slowly(content)]
    if not sheets:
        raise FileError(f"{name} is damaged: it cannot be opened as a workbook.", _HINT)
    starts = first_rows(content)
    filled = [sheet for sheet in sheets if sheet.cells.num_columns and sheet.cells.num_rows]
    if not filled:
        raise FileError(f"{name} holds no data: its sheets are empty.", "Export the list again from your ERP.")
    shown = [sheet for sheet in filled if sheet.visible] or filled
    hidden = [] if shown is filled else [sheet.name for sheet in filled if not sheet.visible]
    return [_table(name, sheet, starts.get(sheet.name, 1)) for sheet in shown], _hidden(name, hidden)


def _read_quickly(content: bytes) -> list[Sheet]:
    """The sheets by fastexcel, none where it refuses.

    Its Rust core can panic on a damaged file, with a BaseException that is not an Exception.
    """
    try:
        reader = fastexcel.read_excel(content)
        sheets = [reader.load_sheet(i, header_row=None, dtypes="string") for i in range(len(reader.sheet_names))]
        return [Sheet(sheet.name, sheet.visible == "visible", sheet.to_arrow()) for sheet in sheets]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - see above; the second reader decides
        return []


def _table(name: str, sheet: Sheet, first_row: int) -> RawTable:
    columns = [column.cast(pa.string()) for column in sheet.cells.columns]
    cells = pa.table(columns, names=[str(i) for i in range(len(columns))])
    rows = np.arange(first_row, first_row + cells.num_rows, dtype=np.int64)
    return RawTable(name, sheet.name, cells, rows, typed=True)


def _hidden(name: str, sheets: list[str]) -> list[Issue]:
    if not sheets:
        return []
    listed = ", ".join(f"“{sheet}”" for sheet in sheets)
    noun = "sheet" if len(sheets) == 1 else "sheets"
    message = f"{len(sheets)} hidden {noun} of {name} not used: {listed}. To use one, unhide it in Excel."
    return [Issue("hidden_sheet", message, len(sheets), "note", places=tuple(Place(name, sheet) for sheet in sheets))]

"""Workbooks → tables of text cells, one per visible sheet that holds anything."""

from __future__ import annotations

import fastexcel
import numpy as np
import pyarrow as pa

from engine.errors import FileError
from engine.reading.sources import RawTable


def read_workbook(name: str, content: bytes) -> list[RawTable]:
    """Every visible sheet as string cells, by fastexcel (calamine).

    The reader can panic on a damaged file with a BaseException that is not an Exception: it is caught around it.
    """
    try:
        reader = fastexcel.read_excel(content)
        sheets = [reader.load_sheet(i, header_row=None, dtypes="string") for i in range(len(reader.sheet_names))]
        batches = [(sheet.name, sheet.to_arrow()) for sheet in sheets if sheet.visible == "visible" and sheet.width]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        raise FileError(
            f"{name} is damaged: it cannot be opened as a workbook.", "Open it in Excel and save it again."
        ) from error
    return [_table(name, sheet, batch) for sheet, batch in batches]


def _table(name: str, sheet: str, batch: pa.RecordBatch) -> RawTable:
    cells = pa.table(
        [column.cast(pa.string()) for column in batch.columns], names=[str(i) for i in range(batch.num_columns)]
    )
    return RawTable(name, sheet, cells, np.arange(1, cells.num_rows + 1, dtype=np.int64), typed=True)

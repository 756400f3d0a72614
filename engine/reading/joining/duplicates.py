"""Lines that repeat another in every cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.reading.joining.line_ids import LineIds
from engine.reading.joining.signatures import seen_again, signatures
from engine.reading.joining.stack import Stack
from engine.reading.sources import Table
from engine.reading.text_columns import plain
from engine.reading.values.figures import LineFigures

_Key = tuple[str, int]


def repeated_lines(lines: Stack, ids: LineIds, figures: LineFigures, looked_at: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """All but the first of the lines that hold the same text in every column, also where they stand in two files.

    looked_at  bool per line: the others, such as totals, repeat nothing
    Cost: one sort of integers; cells are compared only in lines whose ids and figures are those of another.
    """
    repeats = np.zeros(len(lines), dtype=bool)
    known = [column.codes for column in ids.columns] + [
        column for column in (figures.quantity, figures.amount, figures.day) if column is not None
    ]
    sought = signatures(*known)
    likely = seen_again(sought) if looked_at.all() else np.zeros(len(lines), dtype=bool)
    if not looked_at.all():
        likely[looked_at] = seen_again(sought[looked_at])
    if likely.any():
        repeats[np.flatnonzero(likely)[_codes(lines, likely).duplicated().to_numpy()]] = True
    return repeats


def _codes(lines: Stack, wanted: NDArray[np.bool_]) -> pd.DataFrame:
    """The cells of the wanted lines as one code per distinct text; a column that a table lacks is blank there."""
    tables: list[tuple[int, dict[_Key, pa.ChunkedArray]]] = []
    for table, part in lines.parts:
        cells = plain(table.cells.filter(pa.array(wanted[part])))
        tables.append((cells.num_rows, {key: cells.column(i) for i, key in enumerate(_keys(table))}))
    keys = dict.fromkeys(key for _, columns in tables for key in columns)
    return pd.DataFrame({i: _coded(key, tables) for i, key in enumerate(keys)})


def _keys(table: Table) -> Iterator[_Key]:
    """Headers, numbered where several columns have the same."""
    seen: Counter[str] = Counter()
    for column in table.columns:
        seen[column.header] += 1
        yield column.header, seen[column.header]


def _coded(key: _Key, tables: list[tuple[int, dict[_Key, pa.ChunkedArray]]]) -> NDArray[np.int32]:
    chunks: list[pa.Array] = []
    for length, columns in tables:
        chunks += columns[key].chunks if key in columns else [pa.nulls(length, pa.string())]
    together = pa.chunked_array(chunks, pa.string()).combine_chunks()
    return np.asarray(pc.fill_null(together, "").dictionary_encode().indices).astype(np.int32)

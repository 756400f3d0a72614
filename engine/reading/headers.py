"""Where the table starts: the header row among notes and blank rows, and which rows below it are rows of the table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.reading.claims import claims
from engine.reading.sources import RawTable

SEARCHED_ROWS = 30


@dataclass(frozen=True, eq=False, slots=True)
class Body:
    """A table below its header: the headers as written, the cells and their row numbers without blank rows."""

    headers: tuple[str, ...]
    cells: pa.Table
    rows: NDArray[np.int64]


def find_table(raw: RawTable) -> Body | None:
    """The header row and everything below it, without blank rows, blank columns and repeated headers.

    The header is the row among the first 30 that names most roles; where none does, the first row whose cells are
    all different words. None where the sheet holds no table.
    """
    top = [[(cell or "").strip() for cell in row.values()] for row in raw.cells.slice(0, SEARCHED_ROWS).to_pylist()]
    start = _header_row(top)
    if start is None:
        return None
    below = raw.cells.slice(start + 1)
    blank = [_is_blank(column) for column in below.columns]
    used = [i for i, header in enumerate(top[start]) if header or not blank[i].all()]
    if not used:
        return None
    headers = tuple(top[start][i] or f"Column {i + 1}" for i in used)
    keep = ~np.logical_and.reduce([blank[i] for i in used]) & ~_repeats(below, used, top[start])
    cells = below.select(used).rename_columns([str(i) for i in range(len(used))])
    rows = raw.rows[start + 1 :]
    if not keep.all():
        cells, rows = cells.filter(pa.array(keep)), rows[keep]
    return Body(headers, cells, rows)


def _header_row(top: list[list[str]]) -> int | None:
    best, best_score = None, 0.0
    for i, row in enumerate(top):
        score = _likeness(row)
        if score > best_score:
            best, best_score = i, score
    return best


def _likeness(row: list[str]) -> float:
    """How much a row looks like a header: roles named, different words, few blanks; 0 for none."""
    filled = [cell for cell in row if cell]
    if not filled or any(_is_number(cell) for cell in filled) or len(set(filled)) < 0.8 * len(filled):
        return 0.0
    named = sum(bool(claims(cell)) for cell in filled if len(cell) <= 60)
    return named + 0.1 * len(filled) / len(row) if len(filled) > 1 or len(row) == 1 else 0.01


def _is_number(cell: str) -> bool:
    return cell.replace(".", "").replace(",", "").replace("-", "").replace(" ", "").isdigit() and len(cell) != 4


def _is_blank(column: pa.ChunkedArray) -> NDArray[np.bool_]:
    trimmed = pc.equal(pc.utf8_length(pc.utf8_trim_whitespace(column)), 0)
    return np.asarray(pc.fill_null(trimmed, fill_value=True))


def _repeats(below: pa.Table, used: list[int], header: list[str]) -> NDArray[np.bool_]:
    """Rows that are the header once more, as on every page of a printed report."""
    same = np.ones(below.num_rows, dtype=bool)
    for i in used:
        if header[i]:
            same &= np.asarray(pc.fill_null(pc.equal(below.column(i), header[i]), fill_value=False))
    return same

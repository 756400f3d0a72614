"""Where the table starts: the header row among notes and blank rows, and which rows below it are rows of the table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.reading.sources import RawTable
from engine.reading.words.claims import claims

SEARCHED_ROWS = 30
_LEAST_DIFFERENT = 0.6


@dataclass(frozen=True, eq=False, slots=True)
class Body:
    """A table below its header: the headers as written, the cells and their row numbers without blank rows.

    repeated_headers  rows further down that were the header once more; they are not in `cells`
    """

    headers: tuple[str, ...]
    cells: pa.Table
    rows: NDArray[np.int64]
    repeated_headers: int


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
    used = [i for i, header in enumerate(top[start]) if header or not bool(_blank(below.column(i)).all())]
    if not used:
        return None
    headers = tuple(top[start][i] or f"Column {i + 1}" for i in used)
    repeats = _equal_rows(below, {i: top[start][i] for i in used if top[start][i]})
    skipped = np.concatenate((repeats, _equal_rows(below, dict.fromkeys(used, ""))))
    cells = below.select(used).rename_columns([str(i) for i in range(len(used))])
    rows = raw.rows[start + 1 :]
    if len(skipped):
        keep = np.ones(len(rows), dtype=bool)
        keep[skipped] = False
        cells, rows = cells.filter(pa.array(keep)), rows[keep]
    return Body(headers, cells, rows, len(repeats))


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
    if not filled or any(_is_number(cell) for cell in filled) or len(set(filled)) < _LEAST_DIFFERENT * len(filled):
        return 0.0
    named = sum(bool(claims(cell)) for cell in filled if len(cell) <= 60)
    return named + 0.1 * len(filled) / len(row) if len(filled) > 1 or len(row) == 1 else 0.01


def _is_number(cell: str) -> bool:
    return cell.replace(".", "").replace(",", "").replace("-", "").replace(" ", "").isdigit() and len(cell) != 4


def _blank(column: pa.ChunkedArray) -> NDArray[np.bool_]:
    return np.asarray(pc.fill_null(pc.equal(pc.utf8_trim_whitespace(column), ""), fill_value=True))


def _equal_rows(below: pa.Table, wanted: dict[int, str]) -> NDArray[np.int64]:
    """Positions of the rows whose cells are the wanted texts, "" for a blank; each column looks at what is left."""
    rows = np.arange(below.num_rows)
    for i, text in wanted.items():
        column = below.column(i) if len(rows) == below.num_rows else below.column(i).take(pa.array(rows))
        if text:
            same = np.asarray(pc.fill_null(pc.equal(pc.utf8_trim_whitespace(column), text), fill_value=False))
        else:
            same = _blank(column)
        rows = rows[same]
        if not len(rows):
            break
    return rows

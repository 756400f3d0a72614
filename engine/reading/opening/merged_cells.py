"""Merged cells: Excel keeps their value in the first only, a reader of lines needs it in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from engine.reading.opening.sheets import Block, Sheet, text_table

_SHARE = 0.5


def filled(sheet: Sheet) -> Sheet:
    """The sheet with merged cells filled; `Facts.merged` keeps those below the header that were.

    Above and in the header they are filled both ways, for a title over several columns belongs to each of them; below
    it only down, for a name over several lines belongs to each, but a name across columns is a heading. A block that
    stands alone in its row is a title and stays as it is; rows and columns that hold nothing else stay blank.
    """
    if not sheet.facts.merged or not sheet.cells.num_rows:
        return replace(sheet, facts=replace(sheet.facts, merged=()))
    counts = _counts(sheet)
    header = int(sheet.first_row + np.argmax(counts >= max(_SHARE * np.max(counts), 1)))
    holding = [column.null_count < len(column) for column in sheet.cells.columns]
    columns: list[list[str | None]] = [list(column.to_pylist()) for column in sheet.cells.columns]
    below = [
        block
        for block in sheet.facts.merged
        if _fill(columns, _moved(block, sheet), header - sheet.first_row, counts, holding)
    ]
    cells = text_table([pa.array(column, pa.string()) for column in columns])
    return replace(sheet, cells=cells, facts=replace(sheet.facts, merged=tuple(below)))


def _counts(sheet: Sheet) -> NDArray[np.int64]:
    """How many cells each row holds."""
    counts = np.zeros(sheet.cells.num_rows, dtype=np.int64)
    for column in sheet.cells.columns:
        counts += np.asarray(column.is_valid())
    return counts


def _moved(block: Block, sheet: Sheet) -> Block:
    """A block by positions in the cells, from 0."""
    top, left = sheet.first_row, sheet.first_column
    return Block(block.top - top, block.left - left, block.bottom - top, block.right - left)


def _fill(
    columns: list[list[str | None]], block: Block, header: int, counts: NDArray[np.int64], holding: Sequence[bool]
) -> bool:
    """Fill one block; whether it stands below the header and was filled."""
    inside = 0 <= block.top < len(counts) and 0 <= block.left < len(columns)
    if not inside or columns[block.left][block.top] is None:
        return False
    body = block.top > header
    right = block.left if body or counts[block.top] == 1 else block.right
    done = False
    for c in range(block.left, min(right + 1, len(columns))):
        for r in range(block.top, min(block.bottom + 1, len(counts))):
            if columns[c][r] is None and counts[r] and holding[c]:
                columns[c][r] = columns[block.left][block.top]
                done = True
    return body and done

"""Columns of text as they are held: plain, or coded, each cell a number that stands for one of the distinct texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

CODED = pa.dictionary(pa.int32(), pa.string())
"""The type of a coded column."""


def one_coded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """A column as one coded array, its texts in the order in which they first come, among them texts of no cell.

    Cost: one hash per cell of a plain column; of a coded one, one per text and chunk.
    """
    coded = column if column.type == CODED else column.dictionary_encode()
    whole = coded.unify_dictionaries().combine_chunks() if coded.num_chunks > 1 else coded
    if isinstance(whole, pa.ChunkedArray):
        whole = whole.chunk(0) if whole.num_chunks else pa.array([], CODED)
    return whole


def plain(cells: pa.Table) -> pa.Table:
    """The same cells, all columns plain. Cost: a copy of the texts of coded columns."""
    return pa.table([plain_column(column) for column in cells.columns], names=cells.column_names)


def plain_column(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column with each text at its cell."""
    return column if column.type == pa.string() else column.cast(pa.string())


def by_text(
    column: pa.ChunkedArray, look: Callable[[pa.StringArray], pa.Array | NDArray[Any]], blank: bool | int
) -> NDArray[Any]:
    """What `look` says of each cell, `blank` for nulls. Cost: a look at each distinct text of a coded column."""
    said = [_said(chunk, look, blank) for chunk in column.chunks or [pa.array([], pa.string())]]
    return np.concatenate(said) if len(said) > 1 else said[0]


def _said(
    chunk: pa.Array, look: Callable[[pa.StringArray], pa.Array | NDArray[Any]], blank: bool | int
) -> NDArray[Any]:
    if chunk.type != CODED or len(chunk) < len(chunk.dictionary):
        texts = chunk.cast(pa.string())
        said = look(texts)
        return np.array(pc.fill_null(said, blank) if isinstance(said, pa.Array) else said)
    return gathered(np.asarray(look(chunk.dictionary)), codes_of(chunk), blank)


def codes_of(column: pa.DictionaryArray) -> NDArray[np.int32]:
    """The code of each cell of a coded column, -1 for nulls."""
    indices = column.indices
    return np.asarray(indices.fill_null(-1) if indices.null_count else indices).astype(np.int32, copy=False)


def gathered(values: NDArray[Any], codes: NDArray[np.int32], blank: Any) -> NDArray[Any]:
    """`values[code]` for each code, `blank` for -1.

    Cost: 1 ns per code where none is -1, by Arrow, which need not widen the codes as numpy does; else 4 ns.
    """
    if not len(values) or (len(codes) and codes.min() < 0):
        return np.append(values, np.asarray(blank, dtype=values.dtype))[codes]
    bits = pa.array(values.view(f"i{values.itemsize}"))
    taken = pc.take(bits, pa.array(codes), boundscheck=False)
    return np.asarray(taken).view(values.dtype)

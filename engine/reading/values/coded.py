"""A text column as integer codes into its distinct values, so that each value is cleaned once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

BLANK = -1


@dataclass(frozen=True, eq=False, slots=True)
class Coded:
    """A text column.

    codes   int32, one per row: position in `values`, or -1 for a blank
    values  distinct texts, trimmed, none blank
    """

    codes: NDArray[np.int32]
    values: pa.StringArray

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def blank(self) -> NDArray[np.bool_]:
        """The rows without a value."""
        return np.asarray(self.codes == BLANK)

    @property
    def counts(self) -> NDArray[np.int64]:
        """How many cells hold each of the values."""
        return np.bincount(self.codes[~self.blank], minlength=len(self.values)).astype(np.int64)

    def text(self, row: int) -> str:
        """The text of one row, "" for a blank."""
        code = int(self.codes[row])
        return "" if code == BLANK else str(self.values[code].as_py())

    def spread(self, per_value: NDArray[np.float64], blank: float = np.nan) -> NDArray[np.float64]:
        """One number per row from one number per distinct value."""
        return np.append(per_value, blank)[self.codes]

    def marked(self, per_value: NDArray[np.bool_] | Sequence[bool]) -> NDArray[np.bool_]:
        """One mark per row from one mark per distinct value; a blank has none."""
        return np.append(np.asarray(per_value, dtype=bool), np.False_)[self.codes]

    def sorted(self) -> Coded:
        """The same column with its values in sorted order, so that codes do not depend on row order."""
        order = np.asarray(pc.sort_indices(self.values)).astype(np.int64)
        return self.recoded(_inverse(order), self.values.take(pa.array(order)))

    def recoded(self, new_code: NDArray[np.int32], values: pa.StringArray) -> Coded:
        """The column with code c replaced by `new_code[c]`, a position in `values` or -1."""
        return Coded(np.append(new_code, np.int32(BLANK))[self.codes].astype(np.int32), values)

    def with_values(self, values: pa.StringArray) -> Coded:
        """The column with each distinct value replaced; values that become equal are one, "" becomes blank."""
        encoded = values.dictionary_encode()
        indices = np.asarray(encoded.indices.fill_null(BLANK)).astype(np.int32)
        distinct = encoded.dictionary
        is_blank = np.asarray(pc.equal(distinct, "")) if len(distinct) else np.zeros(0, dtype=bool)
        if is_blank.any():
            position = np.where(is_blank, BLANK, np.cumsum(~is_blank) - 1).astype(np.int32)
            indices = np.append(position, np.int32(BLANK))[indices].astype(np.int32)
            distinct = distinct.filter(pa.array(~is_blank))
        return self.recoded(indices, distinct)


def nothing() -> Coded:
    """A column of no rows."""
    return Coded(np.empty(0, dtype=np.int32), pa.array([], pa.string()))


def encode(columns: Sequence[pa.ChunkedArray | None], lengths: Sequence[int]) -> Coded:
    """The columns one below the other; None stands for a table of that length without the column.

    Cost: one hash per cell, 0.01 s for 500,000 cells with few distinct values.
    """
    chunks: list[pa.Array] = []
    for column, length in zip(columns, lengths, strict=True):
        chunks += [pa.nulls(length, pa.string())] if column is None else column.chunks
    encoded = pa.chunked_array(chunks, pa.string()).dictionary_encode().combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.chunk(0) if encoded.num_chunks else pa.array([], pa.string()).dictionary_encode()
    codes = np.asarray(encoded.indices.fill_null(BLANK)).astype(np.int32)
    raw = Coded(codes, encoded.dictionary)
    return raw.with_values(pc.utf8_trim_whitespace(encoded.dictionary))


def _inverse(order: NDArray[np.int64]) -> NDArray[np.int32]:
    inverse = np.empty(len(order), dtype=np.int32)
    inverse[order] = np.arange(len(order), dtype=np.int32)
    return inverse

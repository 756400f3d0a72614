"""The strict vectorised parse of a text file, and the rows that it refuses."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pv
from numpy.typing import NDArray

from engine.reading.opening.dialect import Dialect
from engine.reading.opening.sheets import text_table
from engine.reading.text_columns import CODED, by_text, one_coded, plain_column

_BLOCK = 1 << 23


@dataclass(frozen=True, eq=False, slots=True)
class Parsed:
    """Rows with as many cells as the dialect has, and the others with their numbers among all rows (from 1)."""

    cells: pa.Table
    refused: list[tuple[int, str]] = field(default_factory=list)


def parse(text: bytes, dialect: Dialect) -> Parsed | None:
    """Every row of the text as coded cells; None where quotes make rows that cannot be told apart.

    Cost: pyarrow's own reader; once more on one core where a row is refused.
    """
    try:
        return Parsed(_read(text, dialect, None, threads=True))
    except pa.ArrowInvalid:
        refused: list[tuple[int, str]] = []
    try:
        return Parsed(_read(text, dialect, refused, threads=False), refused)
    except pa.ArrowInvalid:
        return None


def parse_lines(text: bytes) -> pa.ChunkedArray:
    """Every line as one string."""
    unused = next(sign for sign in map(chr, range(1, 128)) if sign not in "\r\n" and sign.encode() not in text)
    return plain_column(_read(text, Dialect(unused, 1, quote=""), None, threads=True).column(0))


def _read(text: bytes, dialect: Dialect, refused: list[tuple[int, str]] | None, *, threads: bool) -> pa.Table:
    """`refused` collects what is refused; without it the first such row ends the parse with an error."""

    def skip(row: pv.InvalidRow) -> str:
        assert refused is not None  # noqa: S101 - only given to the parser where it is
        refused.append((row.number, row.text))
        return "skip"

    columns = [str(i) for i in range(dialect.width)]
    batches = pv.open_csv(
        pa.BufferReader(text),
        read_options=pv.ReadOptions(use_threads=threads, column_names=columns, block_size=_BLOCK),
        parse_options=pv.ParseOptions(
            delimiter=dialect.delimiter,
            quote_char=dialect.quote or False,
            escape_char=dialect.escape or False,
            newlines_in_values=bool(dialect.quote) and dialect.quote.encode() in text,
            ignore_empty_lines=False,
            invalid_row_handler=None if refused is None else skip,
        ),
        convert_options=pv.ConvertOptions(
            column_types=dict.fromkeys(columns, CODED), null_values=[], strings_can_be_null=False
        ),
    )
    parts: list[list[pa.Array]] = [[] for _ in columns]
    for batch in batches:
        for part, column in zip(parts, batch.columns, strict=True):
            part.append(column)
    return text_table([one_coded(pa.chunked_array(parts.pop(0), CODED)) for _ in columns])


def line_breaks(cells: pa.Table) -> NDArray[np.int64] | None:
    """How many line breaks each row has inside its cells, or None where no row has any. Cost: a search in the distinct texts."""
    counts: NDArray[np.int64] | None = None
    for column in cells.columns:
        if _holds(column, "\n") or _holds(column, "\r"):
            found = by_text(column, lambda texts: pc.count_substring_regex(texts, "\r\n|\r|\n"), 0).astype(np.int64)
            counts = found if counts is None else counts + found
    return counts


def rows_with(cells: pa.Table, sign: str) -> NDArray[np.int64]:
    """Positions of the rows with a sign in a cell. Cost: as `line_breaks`."""
    found = np.zeros(cells.num_rows, dtype=bool)
    for column in cells.columns if sign else []:
        if _holds(column, sign):
            found |= by_text(column, lambda texts: pc.match_substring(texts, sign), blank=False)
    return np.flatnonzero(found)


def _holds(column: pa.ChunkedArray, sign: str) -> bool:
    """Whether a sign stands anywhere in the texts of a coded column."""
    return any(pc.any(pc.match_substring(chunk.dictionary, sign)).as_py() for chunk in column.chunks)

"""Text files → tables of text cells: a strict vectorised parse, and a careful one for what it refuses."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pv

from engine.errors import FileError, Place
from engine.reading.opening.careful import Row, RowShape, quotes_are_in_order, read_by_line, rows_of
from engine.reading.opening.dialect import Dialect, dialect_of
from engine.reading.opening.encoding import utf8
from engine.reading.sources import RawTable

_BLOCK = 1 << 23
_SHOWN = 80


@dataclass(slots=True)
class _Refused:
    """Rows that the strict parser refused; `add` is its callback."""

    rows: list[tuple[int, str]] = field(default_factory=list)

    def add(self, row: pv.InvalidRow) -> str:
        """Remember a row (its number is known in a single-threaded parse only) and go on without it."""
        self.rows.append((row.number or 0, row.text))
        return "skip"


def read_text(name: str, content: bytes) -> RawTable:
    """Parse a whole text file into string cells.

    Rows are split by a strict vectorised parse. What it refuses, or swallows by a quote that is never closed, goes to
    a careful one that keeps every good row and lists the damaged ones.
    Cost: about that of pyarrow's own reader where every row has the same number of cells.
    """
    text = utf8(content)
    dialect = dialect_of(text)
    if dialect.width == 0:
        raise FileError(f"{name} is empty.", "Export the list again from your ERP.")
    refused = _Refused()
    cells = _parse(text, dialect, refused, threads=True)
    if cells is None or any("\n" in row for _, row in refused.rows) or not _holds_together(text, cells, dialect):
        return _table(name, pa.table([]), np.empty(0, dtype=np.int64), read_by_line(text, dialect), dialect)
    if not refused.rows:
        return RawTable(name, "", cells, np.arange(1, cells.num_rows + 1, dtype=np.int64))
    refused = _Refused()
    cells = _parse(text, dialect, refused, threads=False)
    assert cells is not None  # noqa: S101 - the same text was parsed before
    numbers = np.array([number for number, _ in refused.rows], dtype=np.int64)
    good = np.delete(np.arange(1, cells.num_rows + len(numbers) + 1, dtype=np.int64), numbers - 1)
    return _table(name, cells, good, rows_of(refused.rows, dialect), dialect)


def _parse(text: bytes, dialect: Dialect, refused: _Refused, *, threads: bool) -> pa.Table | None:
    columns = [str(i) for i in range(dialect.width)]
    try:
        return pv.read_csv(
            io.BytesIO(text),
            read_options=pv.ReadOptions(use_threads=threads, column_names=columns, block_size=_BLOCK),
            parse_options=pv.ParseOptions(
                delimiter=dialect.delimiter,
                newlines_in_values=b'"' in text,
                ignore_empty_lines=False,
                invalid_row_handler=refused.add,
            ),
            convert_options=pv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.string()), null_values=[], strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None


def _holds_together(text: bytes, cells: pa.Table, dialect: Dialect) -> bool:
    """Whether cells with line breaks are quoted as they should be: a stray quote can join two rows without a refusal."""
    if b'"' not in text:
        return True
    broken = any(pc.any(pc.match_substring(column, "\n")).as_py() for column in cells.columns)
    return not broken or quotes_are_in_order(text, dialect)


def _table(name: str, cells: pa.Table, numbers: np.ndarray, others: list[Row], dialect: Dialect) -> RawTable:
    """The good rows with those of the others that fit put back in their places; the rest as damaged."""
    shape = RowShape.of(cells, others, dialect.width)
    kept: list[list[str]] = []
    kept_numbers: list[int] = []
    damaged: list[Place] = []
    mended: list[Place] = []
    for row in others:
        fitted = shape.fit(row)
        if fitted is not None:
            kept.append(fitted)
            kept_numbers.append(row.number)
        if fitted is None or shape.is_mended(row):
            (damaged if fitted is None else mended).append(Place(name, row=row.number, value=row.text[:_SHOWN]))
    width = max([dialect.width, *map(len, kept)])
    names = [str(i) for i in range(width)]
    extra = pa.table(
        [pa.array([row[i] if i < len(row) else "" for row in kept], pa.string()) for i in range(width)], names=names
    )
    whole = pa.concat_tables([_widened(cells, names), extra])
    numbers = np.concatenate((numbers, np.array(kept_numbers, dtype=np.int64)))
    order = np.argsort(numbers, kind="stable")
    return RawTable(name, "", whole.take(pa.array(order)), numbers[order], tuple(damaged), tuple(mended))


def _widened(cells: pa.Table, names: list[str]) -> pa.Table:
    """The cells with blank columns up to all the names."""
    blank = pa.nulls(cells.num_rows, pa.string())
    return pa.table([cells.column(i) if i < cells.num_columns else blank for i in range(len(names))], names=names)

"""Text files → tables of text cells: encoding, delimiter, quotes, rows of the wrong length."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.csv as pv

from engine.errors import FileError, Place
from engine.reading.dialect import Dialect, dialect_of, utf8
from engine.reading.sources import RawTable

_BLOCK = 1 << 23
_SHOWN = 80


@dataclass(slots=True)
class _Rejects:
    """Rows that the strict parser refused; `add` is its callback."""

    rows: list[tuple[int, str]] = field(default_factory=list)

    def add(self, row: pv.InvalidRow) -> str:
        """Remember a row (its number is known in a single-threaded parse only) and go on without it."""
        self.rows.append((row.number or 0, row.text))
        return "skip"


def read_text(name: str, content: bytes) -> RawTable:
    """Parse a whole text file into string cells.

    Rows are split by a strict vectorised parse. A row it refuses is kept where only blank cells are too many, or
    cells are missing at the end of a preamble; other rows of the wrong length come back as `damaged`.
    Cost: about that of pyarrow's own reader.
    """
    text = utf8(content)
    dialect = dialect_of(text)
    if dialect.width == 0:
        raise FileError(f"{name} is empty.", "Export the list again from your ERP.")
    rejects = _Rejects()
    cells = _parse(name, text, dialect, rejects, threads=True)
    if not rejects.rows:
        return RawTable(name, "", cells, np.arange(1, cells.num_rows + 1, dtype=np.int64))
    rejects = _Rejects()
    return _mended(name, _parse(name, text, dialect, rejects, threads=False), dialect, rejects)


def _parse(name: str, text: bytes, dialect: Dialect, rejects: _Rejects, *, threads: bool) -> pa.Table:
    columns = [str(i) for i in range(dialect.width)]
    try:
        return pv.read_csv(
            io.BytesIO(text),
            read_options=pv.ReadOptions(use_threads=threads, column_names=columns, block_size=_BLOCK),
            parse_options=pv.ParseOptions(
                delimiter=dialect.delimiter,
                quote_char=dialect.quote,
                newlines_in_values=dialect.quote is not False and b'"' in text,
                ignore_empty_lines=False,
                invalid_row_handler=rejects.add,
            ),
            convert_options=pv.ConvertOptions(
                column_types=dict.fromkeys(columns, pa.string()), null_values=[], strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        raise FileError(
            f"{name} cannot be read as a table: its rows do not hold together.",
            "Open it in Excel and save it as a workbook (.xlsx).",
        ) from error


def _mended(name: str, cells: pa.Table, dialect: Dialect, rejects: _Rejects) -> RawTable:
    """`cells` with the refused rows that can be kept put back in their places, the others listed."""
    numbers = np.array([number for number, _ in rejects.rows], dtype=np.int64)
    total = cells.num_rows + len(numbers)
    is_reject = np.zeros(total + 1, dtype=bool)
    is_reject[numbers] = True
    rows = np.flatnonzero(~is_reject)[1:]
    kept: list[list[str]] = []
    kept_rows: list[int] = []
    damaged: list[Place] = []
    for number, text in rejects.rows:
        mended = dialect.fit(text)
        if mended is None:
            damaged.append(Place(name, row=number, value=text[:_SHOWN]))
        else:
            kept.append(mended)
            kept_rows.append(number)
    if kept:
        extra = pa.table(
            [pa.array(values, pa.string()) for values in zip(*kept, strict=True)], names=cells.column_names
        )
        rows = np.concatenate((rows, np.array(kept_rows, dtype=np.int64)))
        order = np.argsort(rows, kind="stable")
        cells, rows = pa.concat_tables([cells, extra]).take(pa.array(order)), rows[order]
    return RawTable(name, "", cells, rows, tuple(damaged))

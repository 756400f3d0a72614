"""Text rows that a strict parser refuses: which can be kept, and which are damaged."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from engine.reading.opening.dialect import Dialect

_LINE_END = re.compile(r"\r\n|\r|\n")
_LONGEST_RECORD = 20
_TOP = 30
_SAMPLE = 300
_USUAL = 0.95
_NUMBER = re.compile(r"[-+(]?[\d.,'  ]*\d[\d.,'  ]*[)%-]?")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a text file.

    number  its row number
    text    as it is written
    cells   None where it cannot be split
    sure    whether its quotes are in order
    """

    number: int
    text: str
    cells: list[str] | None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class RowShape:
    """What the rows of a file have in common: how many cells, and what kind of text each holds ("" for any)."""

    width: int
    kinds: tuple[str, ...]

    @classmethod
    def of(cls, cells: pa.Table, others: Sequence[Row], width: int) -> RowShape:
        """The shape of the rows that have `width` cells, from a sample of them."""
        sample = [list(row.values()) for row in cells.slice(0, _SAMPLE).to_pylist()]
        if not sample:
            sample = [row.cells for row in others if row.cells is not None and len(row.cells) == width][:_SAMPLE]
        return cls(width, tuple(_usual_kind(column) for column in zip(*sample, strict=True)))

    def fit(self, row: Row) -> list[str] | None:
        """The cells of a row of any length, or None where taking it would be a guess.

        Kept are: rows of the right length; blank cells too many at the end; a lone text (a note or heading); a header
        that is longer or shorter than the rows below; and rows that only lack cells at the end, if what they have is
        of the kind of its columns.
        """
        cells = row.cells
        if cells is None:
            return None
        filled = max((i + 1 for i, cell in enumerate(cells) if cell.strip()), default=0)
        if len(cells) == self.width or filled <= 1:
            return cells[: self.width]
        if _may_be_header(row.number, cells):
            return cells
        if filled > self.width or (len(cells) < self.width and not self._agrees(cells)):
            return None
        return cells[: self.width]

    def is_mended(self, row: Row) -> bool:
        """Whether a row that fits was not whole: a stray quote, or cells missing at its end."""
        cells = row.cells or []
        lacks = 1 < len(cells) < self.width and not _may_be_header(row.number, cells)
        return not row.sure or lacks

    def _agrees(self, cells: Sequence[str]) -> bool:
        kinds = zip(map(_kind, cells), self.kinds, strict=False)
        return all(not kind or not usual or kind == usual for kind, usual in kinds)


def _may_be_header(number: int, cells: Sequence[str]) -> bool:
    return number <= _TOP and "number" not in map(_kind, cells)


def _usual_kind(column: Iterable[str | None]) -> str:
    kinds = Counter(kind for cell in column if (kind := _kind(cell or "")))
    kind, count = kinds.most_common(1)[0] if kinds else ("", 0)
    return kind if count >= _USUAL * kinds.total() else ""


def _kind(cell: str) -> str:
    """What a cell looks like: a number, a date or time, or a text; "" for a blank."""
    text = cell.strip()
    if not text:
        return ""
    if _NUMBER.fullmatch(text):
        return "number"
    return "text" if any(c.isalpha() for c in text) else "date"


def rows_of(refused: Iterable[tuple[int, str]], dialect: Dialect) -> list[Row]:
    """The refused rows split into cells."""
    return [Row(number, text, _split(text, dialect)) for number, text in refused]


def quotes_are_in_order(text: bytes, dialect: Dialect) -> bool:
    """Whether every quote that opens a cell closes it; else one may have joined two rows. Cost: Python over all rows."""
    try:
        for _ in csv.reader(io.StringIO(text.decode("utf-8"), newline=""), delimiter=dialect.delimiter, strict=True):
            pass
    except (csv.Error, UnicodeDecodeError):
        return False
    return True


def read_by_line(text: bytes, dialect: Dialect) -> list[Row]:
    """Every line by itself; a quote that is open at its end may close within 20 lines, or it is only a sign.

    Row numbers are those of an editor. Cost: Python over all lines; only for files with a stray quote.
    """
    lines = _LINE_END.split(text.decode("utf-8", errors="replace"))
    while lines and not lines[-1]:
        lines.pop()
    return list(_records(lines, dialect))


def _records(lines: Sequence[str], dialect: Dialect) -> Iterator[Row]:
    at = 0
    while at < len(lines):
        cells, taken = _split(lines[at], dialect), 1
        if cells is not None:
            yield Row(at + 1, lines[at], cells)
        elif found := _over_lines(lines, at, dialect):
            cells, taken = found
            yield Row(at + 1, lines[at], cells)
        else:
            yield Row(at + 1, lines[at], _split_plainly(lines[at], dialect), sure=False)
        at += taken


def _over_lines(lines: Sequence[str], at: int, dialect: Dialect) -> tuple[list[str], int] | None:
    """The cells of a record that runs over several lines, and how many."""
    for taken in range(2, min(_LONGEST_RECORD, len(lines) - at) + 1):
        cells = _split("\n".join(lines[at : at + taken]), dialect)
        if cells is not None and len(cells) == dialect.width:
            return cells, taken
    return None


def _split(text: str, dialect: Dialect) -> list[str] | None:
    """The cells of one record, or None where a quote in it does not close where it should."""
    if '"' not in text:
        return text.split(dialect.delimiter)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter, strict=True))
    except csv.Error:
        return None
    return records[0] if len(records) == 1 else None


def _split_plainly(text: str, dialect: Dialect) -> list[str] | None:
    """The cells with quotes taken as plain signs, where that gives the right number of them."""
    cells = [cell.strip().strip('"') for cell in text.split(dialect.delimiter)]
    return cells if len(cells) == dialect.width else None

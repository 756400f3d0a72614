"""How a text file is split into cells: its delimiter, and how many cells its rows have."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from engine.reading.words.claims import claims

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_ROWS = 200
_SAMPLE_BYTES = 1 << 18
_HEADER_ROWS = 30
_LONGEST_HEADER = 60
_PER_HEADER = 0.5


@dataclass(frozen=True, slots=True)
class Dialect:
    """A delimiter, and the usual number of cells in a row; 0 for a file without rows."""

    delimiter: str
    width: int


def dialect_of(text: bytes) -> Dialect:
    """The delimiter under which most of the first rows have the same number of cells and a row reads like a header.

    A first line "sep=;", which Excel understands, decides.
    """
    sample = text[:_SAMPLE_BYTES].decode("utf-8", errors="replace")
    if len(text) > _SAMPLE_BYTES:
        sample = sample[: sample.rfind("\n") + 1] or sample
    first = sample.split("\n", 1)[0].strip().strip('"').lower()
    named = first.removeprefix("sep=") if first.startswith("sep=") else ""
    candidates = [d for d in DELIMITERS if d == named] or DELIMITERS
    scored = [(_score(rows), _usual_width(rows), d) for d in candidates if (rows := _rows(sample, d))]
    if not scored:
        return Dialect(",", 0)
    best = max(scored, key=lambda found: found[0])
    return Dialect(best[2], best[1])


def _score(rows: Sequence[Sequence[str]]) -> float:
    width = _usual_width(rows)
    if width <= 1:
        return 0.0
    share = sum(len(row) == width for row in rows) / len(rows)
    headers = max(sum(bool(claims(c)) for c in row if len(c) <= _LONGEST_HEADER) for row in rows[:_HEADER_ROWS])
    return float(share * (width - 1) ** 0.5 + _PER_HEADER * headers)


def _usual_width(rows: Sequence[Sequence[str]]) -> int:
    """The most frequent number of cells of rows that have several; 1 where none has."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(widths, key=lambda width: (widths[width], width)) if widths else 1


def _rows(sample: str, delimiter: str) -> list[list[str]]:
    """The first rows that are not blank."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) >= _SAMPLE_ROWS:
                break
    except csv.Error:  # an unclosed quote has made a cell longer than the reader takes: what came before it decides
        return rows
    return rows

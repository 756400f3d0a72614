"""How a text file is written: its encoding, its delimiter, and how many cells a row has."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from typing import Literal

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_ROWS = 200
_SAMPLE_BYTES = 1 << 18


@dataclass(frozen=True, slots=True)
class Dialect:
    """A delimiter, a quote sign (False where quotes are plain text), and the usual number of cells in a row."""

    delimiter: str
    quote: str | Literal[False]
    width: int

    def fit(self, text: str) -> list[str] | None:
        """A row of another length as `width` cells, or None where that would be a guess.

        Blank cells too many at the end are dropped. A lone text is a note or heading: its other cells are blank.
        """
        row = next(csv.reader(io.StringIO(text), delimiter=self.delimiter), [])
        filled = max((i + 1 for i, cell in enumerate(row) if cell.strip()), default=0)
        if filled <= 1 or (len(row) > self.width >= filled):
            return (row + [""] * self.width)[: self.width]
        return None


def utf8(content: bytes) -> bytes:
    """The text as UTF-8 without a byte order mark: by its mark, else as strict UTF-8, UTF-16 by its zeros, else cp1252."""
    if content.startswith(b"\xef\xbb\xbf"):
        content = content[3:]
    elif content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _recoded(content, "utf-16")
    elif (guess := _utf16(content)) is not None:
        return _recoded(content, guess)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _recoded(content, "cp1252")
    return content


def _recoded(content: bytes, encoding: str) -> bytes:
    return content.decode(encoding, errors="replace").encode("utf-8")


def _utf16(content: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of Western text is zero."""
    sample = content[:1024]
    if len(sample) < 8:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def dialect_of(text: bytes) -> Dialect:
    """The delimiter under which the first rows have the same number of cells, the more cells the better."""
    sample = text[:_SAMPLE_BYTES].decode("utf-8", errors="replace")
    if len(text) > _SAMPLE_BYTES:
        sample = sample[: sample.rfind("\n") + 1] or sample
    best = Dialect(",", '"', 0)
    best_score = -1.0
    for delimiter in DELIMITERS:
        widths = _widths(sample, delimiter)
        if not widths:
            continue
        width, rows = max(Counter(widths).items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
        score = (rows / len(widths)) * (width - 1) ** 0.5 if width > 1 else 0.0
        if score > best_score:
            best, best_score = Dialect(delimiter, '"', width), score
    return best


def _widths(sample: str, delimiter: str) -> list[int]:
    """Cells per row that is not blank, in the first rows."""
    widths = []
    for row in csv.reader(io.StringIO(sample), delimiter=delimiter):
        if any(cell.strip() for cell in row):
            widths.append(len(row))
        if len(widths) >= _SAMPLE_ROWS:
            break
    return widths

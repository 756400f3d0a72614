"""Text files with quotes out of order: every good row is kept, and each odd one is looked at by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.reading.opening.dialect import LINE_END, Dialect
from engine.reading.opening.mending import mend
from engine.reading.opening.row_shapes import Row, RowShape

_LONGEST_RECORD = 100
_MOST_ENDS = 6
_ROWS_BETWEEN_REPORTS = 5_000


@dataclass(frozen=True, eq=False, slots=True)
class Sorted:
    """The lines of a text: the good ones as they are (each is a row), their numbers, and the odd rows."""

    good: list[str]
    numbers: NDArray[np.int64]
    odd: list[Row]


def rows_of(refused: Iterable[tuple[int, str]], dialect: Dialect) -> list[Row]:
    """The refused rows split into cells."""
    return [_row(number, text, dialect) for number, text in refused]


def _row(number: int, text: str, dialect: Dialect) -> Row:
    cells = dialect.split(text)
    return Row(number, text, cells) if cells is not None else Row(number, text, mend(text, dialect), sure=False)


def sort_lines(text: str, dialect: Dialect, shape: RowShape, report: Callable[[], None] = lambda: None) -> Sorted:
    """Every line by itself: good where it has the usual number of cells and its quotes are in order.

    A quote that is open at the end of a line may close on one of the next lines if that makes a whole row; else it is
    only a sign. Row numbers are those of an editor. `report` is called every few thousand rows, and what it raises ends
    the work. Cost: Python over all lines, about a microsecond for each without
    a quote and a few for the others.
    """
    lines = LINE_END.split(text)
    while lines and not lines[-1]:
        lines.pop()
    wanted, delimiter, quote, whole = dialect.width - 1, dialect.delimiter, dialect.quote, dialect.row.fullmatch
    odd: list[Row] = []
    good: list[int] = []
    at = due = 0
    while at < len(lines):
        if at >= due:
            report()
            due = at + _ROWS_BETWEEN_REPORTS
        line = lines[at]
        taken = 1
        if quote not in line:
            if line.count(delimiter) == wanted:
                good.append(at)
            else:
                odd.append(Row(at + 1, line, line.split(delimiter)))
        elif whole(line):
            good.append(at)
        elif (cells := dialect.split(line)) is not None:
            odd.append(Row(at + 1, line, cells))
        elif record := _over_lines(lines, at, dialect, shape):
            taken = record.text.count("\n") + 1
            odd.append(record)
        else:
            odd.append(Row(at + 1, line, mend(line, dialect), sure=False))
        at += taken
    numbers = np.array(good, dtype=np.int64) + 1
    return Sorted([lines[i] for i in good], numbers, odd)


def _over_lines(lines: Sequence[str], at: int, dialect: Dialect, shape: RowShape) -> Row | None:
    """The record that starts at a line and runs over several, or None where none is whole."""
    for end in _ends(lines, at, dialect):
        text = "\n".join(lines[at:end])
        cells = dialect.split(text)
        if cells is not None and len(cells) == dialect.width and not swallows_rows(text, dialect, shape):
            return Row(at + 1, text, cells)
    return None


def _ends(lines: Sequence[str], at: int, dialect: Dialect) -> Iterator[int]:
    """Where the next few lines with a quote end."""
    found = 0
    for i in range(at + 1, min(len(lines), at + _LONGEST_RECORD)):
        if dialect.quote in lines[i]:
            found += 1
            yield i + 1
            if found == _MOST_ENDS:
                return


def swallows_rows(record: str, dialect: Dialect, shape: RowShape) -> bool:
    """Whether a line within a record over several lines is a whole row itself: a stray quote has joined them."""
    for line in record.split("\n")[1:]:
        plain = [piece.strip(dialect.quote) for piece in line.split(dialect.delimiter)]
        if shape.holds(plain) or shape.holds(dialect.split(line) or []):
            return True
    return False

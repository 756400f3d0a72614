"""Headers over two or three rows: “Invoice / Number”, “Sales | Sales” above “Jan | Feb”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from engine.reading.tables.periods import period_of
from engine.reading.words.claims import claims

_GAIN = 0.3
"""So much more must a stack of rows say than its best row alone."""
_MOST_ROWS = 3
_LONGEST = 60
_DIGITS = re.compile(r"\d+")
_CODE = re.compile(r"[^\W\d].*\d|\d.*[^\W\d]")
_FIGURE = re.compile(r"^[-+(]?[\d.,' ]*\d[\d.,' ]*[)%]?$")

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Stacked:
    """A header of rows start to stop - 1: one joined text per column, and what stands above its lowest row."""

    start: int
    stop: int
    headers: tuple[str, ...]
    parents: tuple[str, ...]


def stacked(top: Sequence[Row], best: int) -> Stacked:
    """The header row with the rows that belong to it, of at most three.

    A row belongs to it where it says the same in most columns, as under merged cells, where it makes more of the
    columns understood, or where it spans several columns of it. A row below it that is written like the next is data.
    """
    first, last = _merged(top, best)
    blocks = [
        (start, stop)
        for start in range(max(best - _MOST_ROWS + 1, 0), first + 1)
        for stop in range(last, min(start + _MOST_ROWS, len(top)) + 1)
        if all(
            _may_belong(top[i], top[best])
            and not (i > best and any(_is_data(top[i], row) for row in top[i + 1 : i + 2]))
            for i in range(start, stop)
            if not first <= i < last
        )
    ]
    alone = _joined(top, first, last)
    least = _strength(alone.headers)
    chosen, most = alone, least + _GAIN
    for start, stop in blocks:
        block = _joined(top, start, stop)
        strength = _strength(block.headers)
        if stop - start > last - first and strength > most:
            chosen, most = block, strength + _GAIN
    return _with_spans(top, chosen)


def _merged(top: Sequence[Row], best: int) -> tuple[int, int]:
    """The first row, and the row below the last, of those around the best that say mostly, but not only, the same."""
    first, last = best, best + 1
    while last < len(top) and last - first < _MOST_ROWS and _says_the_same(top[last], top[best]):
        last += 1
    while first > 0 and last - first < _MOST_ROWS and _says_the_same(top[first - 1], top[best]):
        first -= 1
    return first, last


def _says_the_same(row: Row, header: Row) -> bool:
    same = sum(1 for cell, other in zip(row, header, strict=True) if cell and cell == other)
    return same > 1 and 2 * same >= sum(map(bool, row)) and tuple(row) != tuple(header)


def _is_data(row: Row, below: Row) -> bool:
    """Whether a cell is written like the one below it, but for other digits: “C-16” above “C-17”."""
    return any(
        cell != other
        and _CODE.search(cell)
        and not period_of(cell)
        and _DIGITS.sub("0", cell) == _DIGITS.sub("0", other)
        for cell, other in zip(row, below, strict=True)
    )


def _may_belong(row: Row, header: Row) -> bool:
    filled = [cell for cell in row if cell]
    beside = sum(1 for cell, other in zip(row, header, strict=True) if cell and other)
    if len(filled) < 2 or beside == 0 or len(set(filled)) == 1 or any(len(cell) > _LONGEST for cell in filled):
        return False
    return not any(":" in cell or (_FIGURE.match(cell) and not period_of(cell)) for cell in filled)


def _with_spans(top: Sequence[Row], block: Stacked) -> Stacked:
    """The block with a row above it whose texts span several of its columns."""
    above = block.start - 1
    if above < 0 or block.stop - above > _MOST_ROWS:
        return block
    header = block.headers
    row = _spread(top[above], header)
    parts = [cell for cell in row if cell]
    covered = [i for i, cell in enumerate(row) if cell and header[i]]
    if not parts or any(":" in cell or len(cell) > _LONGEST for cell in parts):
        return block
    if any(_FIGURE.match(cell) and not period_of(cell) for cell in parts):
        return block
    spanned = [i for i in covered if row.count(row[i]) > 1]
    children = [header[i] for i in spanned]
    repeated = len(set(children)) < len(children) and len({row[i] for i in spanned}) > 1
    periods = sum(bool(period_of(child)) for child in children) > 1
    is_title = len({row[i] for i in covered}) == 1 and len(covered) == sum(map(bool, header))
    if is_title or not spanned or not (repeated or periods):
        return block
    joined = tuple(_join(row[i], name) if i in covered else name for i, name in enumerate(header))
    parents = tuple(row[i] if i in covered else parent for i, parent in enumerate(block.parents))
    return Stacked(above, block.stop, joined, parents)


def _spread(row: Row, header: Row) -> list[str]:
    """A row of spanning texts, each carried right over the blanks up to the next; not over the row's first column."""
    spread, last = [], ""
    for i, cell in enumerate(row):
        last = cell or (last if i and header[i] else "")
        spread.append(last)
    return spread


def _joined(top: Sequence[Row], start: int, stop: int) -> Stacked:
    """Rows start to stop - 1 as one header; the upper ones spread over blanks where that says more."""
    plain = _block(top[start:stop], start)
    if stop - start == 1:
        return plain
    lowest = top[stop - 1]
    spread = _block([*(_spread(row, lowest) for row in top[start : stop - 1]), lowest], start)
    named = [name for name in plain.headers if name]
    better = _strength(spread.headers) - _strength(plain.headers)
    return spread if better > 0 or (len(set(named)) < len(named) and better > -_GAIN) else plain


def _block(rows: Sequence[Row], start: int) -> Stacked:
    columns = list(zip(*rows, strict=True))
    parents = tuple(_join(*column[:-1]) if column[-1] else "" for column in columns)
    return Stacked(start, start + len(rows), tuple(_join(*column) for column in columns), parents)


def _join(*parts: str) -> str:
    """The parts of a header as one text, each once; a word cut in two by a hyphen is whole again."""
    joined = ""
    for part in dict.fromkeys(part for part in parts if part):
        cut = joined.endswith("-") and part[0].islower()
        joined = joined[:-1] + part if cut else f"{joined} {part}".strip()
    return joined


def _strength(headers: Sequence[str]) -> float:
    """How much is understood of the headers: the strongest claim of each, a role counted once."""
    best: dict[str, float] = {}
    for name in headers:
        found = claims(name) if name and len(name) <= 2 * _LONGEST else {}
        if found:
            role = max(found, key=lambda r: found[r])
            best[role] = max(best.get(role, 0.0), found[role])
    return sum(best.values())

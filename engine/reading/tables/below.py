"""A second table further down on a sheet: a header with other columns below a blank row."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.reading.sources import RawTable
from engine.reading.tables.blanks import blank, equal_rows, texts
from engine.reading.tables.figure_columns import numeric_share
from engine.reading.tables.header_rows import likeness
from engine.reading.text_columns import by_text
from engine.reading.words.claims import claims
from engine.reading.words.words import header
from engine.roles import Role

_DEEP = 3
"""A header is among so many first rows of its block: a title and another row of the header may stand above."""
_MOST_BLOCKS = 100_000
_LEAST_THINGS, _STRENGTH = 2, 0.5
_BARE = ({"id"}, {"name"})
_FEW_DIGITS = 1 / 3
_LONGEST = 60

Key = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A row that looks like a header, at the top of a block of rows between blank ones.

    start  the first row of its block, with the titles above it; at  its own row; both positions in the raw table
    cells  what it says
    key    its cells that name something, with their positions: headers with the same key are one that is repeated
    named  how many different things it names
    """

    start: int
    at: int
    cells: tuple[str, ...]
    key: Key
    named: int


def find_headings(raw: RawTable) -> list[Heading]:
    """The first header of each table below the other, from the top; headers that only repeat the last are none.

    Cost: a look for blanks at the first column of all rows, at the others where it has none; headers are only looked
    for at the top of blocks, of which a sheet has few.
    """
    starts, bare = _blocks(raw)
    if len(starts) < _LEAST_THINGS:
        return []
    at = np.unique(np.concatenate([starts + i for i in range(_DEEP)]))
    at = np.setdiff1d(at[at < raw.cells.num_rows], bare, assume_unique=True)
    block = np.searchsorted(starts, at, side="right") - 1
    wordy = _have_few_digits(raw.cells.take(pa.array(at)))
    at, block = at[wordy], block[wordy]
    found: list[Heading] = []
    rows = texts(raw.cells.take(pa.array(at)))
    for number, group in itertools.groupby(zip(block.tolist(), at.tolist(), rows, strict=True), key=lambda row: row[0]):
        first = [(position, row) for _, position, row in group]
        headings = [_heading(int(starts[number]), position, row) for position, row in first]
        best = max((heading for heading in headings if heading), key=lambda heading: heading.named, default=None)
        if best is None and found:
            best = _in_strange_words(raw, found[0], int(starts[number]), first)
        if best is not None and (not found or best.key != found[-1].key):
            found.append(best)
    return [_with_title(raw, heading, bare) if i else heading for i, heading in enumerate(found)]


def take_turns(headings: Sequence[Heading]) -> bool:
    """Whether a header comes again after another one: a report in several levels, not tables below one another."""
    return len({heading.key for heading in headings}) < len(headings)


def _blocks(raw: RawTable) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first rows of the first blocks, and the blank rows. Rows that the file skips are blank too."""
    bare = equal_rows(raw.cells, dict.fromkeys(range(raw.cells.num_columns), ""))
    filled = np.ones(raw.cells.num_rows, dtype=bool)
    filled[bare] = False
    first = filled.copy()
    first[1:] &= ~filled[:-1] | (np.diff(raw.rows) > 1)
    return np.flatnonzero(first)[:_MOST_BLOCKS], bare


def _have_few_digits(cells: pa.Table) -> NDArray[np.bool_]:
    """The rows with two cells or more of which few have a digit."""
    count, digits = np.zeros(cells.num_rows), np.zeros(cells.num_rows)
    for column in cells.columns:
        count += ~blank(column)
        digits += by_text(column, lambda texts: pc.match_substring_regex(texts, r"\d"), blank=False)
    return np.asarray((count >= _LEAST_THINGS) & (digits <= _FEW_DIGITS * count))


def _heading(start: int, at: int, row: Sequence[str]) -> Heading | None:
    """The row as a header; None where it does not name two things, one of them a role, or labels what stands beside."""
    filled = [cell for cell in row if cell]
    if any(":" in cell or len(cell) > _LONGEST for cell in filled) or likeness(row) < 1:
        return None
    named = {i: found for i, cell in enumerate(row) if cell and (found := _thing(cell))}
    if len(set(named.values())) < _LEAST_THINGS or not set(named.values()) & set(Role):
        return None
    return Heading(start, at, tuple(row), tuple((i, row[i].casefold()) for i in named), len(set(named.values())))


def _in_strange_words(
    raw: RawTable, first: Heading, start: int, rows: Sequence[tuple[int, Sequence[str]]]
) -> Heading | None:
    """A header that names no roles: words over each cell of the row below, one of them among the first table's figures."""
    below = texts(raw.cells.slice(first.at + 1, 1))
    figures = {i for i, cell in enumerate(below[0]) if numeric_share([cell])} if below else set()
    for at, row in rows:
        own = {i for i, cell in enumerate(row) if cell}
        under = texts(raw.cells.slice(at + 1, 1))
        if not own & figures or not under or own != {i for i, cell in enumerate(under[0]) if cell}:
            continue
        words = [row[i].casefold() for i in sorted(own)]
        digits = any(c.isdigit() or c == ":" for word in words for c in word)
        if not digits and len(set(words)) == len(words) and any(numeric_share([under[0][i]]) for i in own):
            return Heading(start, at, tuple(row), tuple((i, row[i].casefold()) for i in sorted(own)), 0)
    return None


def _thing(cell: str) -> str | None:
    """The role that a header claims, else “id” or “name” where it says only that."""
    found = claims(cell)
    best = max(found, key=lambda role: found[role], default=None)
    if best and found[best] >= _STRENGTH:
        return best
    bare = header(cell)
    return next(iter(bare.ideas), None) if not bare.unknown and bare.ideas in _BARE else None


def _with_title(raw: RawTable, heading: Heading, bare: NDArray[np.int64]) -> Heading:
    """The heading with the title above it: a block of one row with one cell."""
    row = heading.start - 1
    while row > 0 and row in bare:
        row -= 1
    if row <= 0 or row == heading.start - 1 or row - 1 not in bare:
        return heading
    if sum(map(bool, texts(raw.cells.slice(row, 1))[0])) != 1:
        return heading
    return Heading(row, heading.at, heading.cells, heading.key, heading.named)

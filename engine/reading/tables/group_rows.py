"""Rows that head the lines below them, “Customer: 4711 ACME”: what they say, and how deep they are nested."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from engine.reading.tables.figure_columns import Figures
from engine.reading.words.claims import claims
from engine.roles import Role

_LABELLED = re.compile(r"^([^\W\d][^:]{1,40}?)\s*:\s*(.*)$")
_NEXT_LABEL = re.compile(r"\s{2,}(?=[^\W\d][^:]{1,30}:\s)")
_MOST_LEVELS = 6
_OFTEN = 3
_LONGEST = 200
_THINGS = (frozenset({Role.CUSTOMER_ID, Role.CUSTOMER_NAME}), frozenset({Role.PRODUCT_ID, Role.PRODUCT_NAME}))


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A row above its lines. at  its position; parts  column, label or "", value; level  0 for the outermost."""

    at: int
    parts: tuple[tuple[int, str, str], ...]
    key: tuple[str, int, int]
    level: int = 0


def named_roles(headers: Sequence[str], figures: Figures) -> set[Role]:
    """The roles that columns with anything in them claim."""
    return {role for i, name in enumerate(headers) if figures.filled[i] >= 0.5 for role in claims(name)}


def has_customer_and_product(roles: set[Role]) -> bool:
    """Whether customer and product are named."""
    return all(roles & things for things in _THINGS)


def find_group_rows(
    headers: Sequence[str],
    cells: pa.Table,
    figures: Figures,
    alone: NDArray[np.int64],
    above: Sequence[Sequence[str]],
) -> list[GroupRow]:
    """The rows among those that stand alone which head lines, with their levels.

    In a table that names customer and product, only those with a label or in a column that lines leave blank; in any
    other, every row with fewer cells than a line. A run of them at the very end heads nothing and is none. Where the
    header comes again below each of them, the first stands above the first header, at position -1.
    """
    rows = _with_lines_below(alone, cells.num_rows)
    if not len(rows):
        return []
    some = cells.select(figures.others()).take(pa.array(rows))
    columns = list(zip(*(column.to_pylist() for column in some.columns), strict=True))
    filled = [
        (int(at), [(i, cell) for i, cell in zip(figures.others(), row, strict=True) if cell and cell.strip()])
        for at, row in zip(rows, columns, strict=True)
    ]
    heads_above = [[(i, cell) for i, cell in enumerate(row) if cell] for row in above]
    firsts = [row[0][1] for row in (*heads_above, *(row for _, row in filled)) if row]
    words = _label_words(firsts) | _labels(firsts)
    free = not has_customer_and_product(named_roles(headers, figures))
    unused = set(figures.unused())
    most = max(figures.usual - 1, 1)
    found = []
    for at, row in filled:
        parts = _parts(row, words)
        labelled = any(label for _, label, _ in parts)
        heads = labelled or all(i in unused for i, _ in row) or (free and len(row) <= most)
        if parts and heads and max(len(cell) for _, cell in row) <= _LONGEST:
            found.append(GroupRow(at, parts, _key(row, parts)))
    labels = {row.parts[0][1] for row in found} - {""}
    first = [(row, _parts(row, words)) for row in heads_above if row]
    on_top = [GroupRow(-1, parts, _key(row, parts)) for row, parts in first if parts and parts[0][1] in labels]
    return _with_levels([*on_top, *found])


def _key(row: Sequence[tuple[int, str]], parts: Sequence[tuple[int, str, str]]) -> tuple[str, int, int]:
    """What rows of one level share: their first label, else the column and the indent of their first cell."""
    column, text = row[0]
    label = parts[0][1]
    return (label, 0, 0) if label else ("", column, len(text) - len(text.lstrip()))


def _with_lines_below(alone: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    expected = np.arange(length - len(alone), length)
    last = np.flip(np.logical_and.accumulate(np.flip(alone == expected)))
    return alone[~last]


def _label_words(firsts: Sequence[str]) -> set[str]:
    """First words that are the name of a role in several rows: “Kunde 4711 Müller”, “Invoice 1001”."""
    found: Counter[str] = Counter()
    digits: Counter[str] = Counter()
    for text in firsts:
        words = text.split()
        if len(words) > 1 and claims(words[0]):
            found[words[0]] += 1
            digits[words[0]] += any(c.isdigit() for c in words[1])
    return {word for word, count in found.items() if digits[word] == count or count >= max(_OFTEN, 0.5 * len(firsts))}


def _labels(firsts: Sequence[str]) -> set[str]:
    """What stands before a colon and several values, or in one row of all; before one value it is a name: “Delta: West”."""
    values: dict[str, set[str]] = {}
    for text in firsts:
        if match := _LABELLED.match(text.strip()[: _LONGEST + 1]):
            values.setdefault(match[1], set()).add(match[2])
    return {label for label, found in values.items() if len(found) > 1 or len(firsts) == 1}


def _parts(row: Sequence[tuple[int, str]], words: Collection[str]) -> tuple[tuple[int, str, str], ...]:
    """Column, label and value of each thing that a group row says; a label may have a cell of its own."""
    parts: list[tuple[int, str, str]] = []
    waiting = ""
    for column, cell in row:
        for text in _NEXT_LABEL.split(cell.strip()[: _LONGEST + 1]):
            match = _LABELLED.match(text)
            first, _, rest = text.partition(" ")
            labelled = match is not None and (not match[2] or match[1] in words or bool(claims(match[1])))
            if match and labelled and not match[2]:
                waiting = match[1]
            elif match and labelled:
                parts.append((column, match[1], match[2]))
            elif not waiting and first in words and rest:
                parts.append((column, first, rest.strip()))
            else:
                parts.append((column, waiting, text))
                waiting = ""
    return tuple(parts)


def _with_levels(found: Sequence[GroupRow]) -> list[GroupRow]:
    """The rows with their levels: by label, column and indent, in the order in which they first come.

    Rows that are all alike are nested where the first lines have several above them: the last of a run is innermost.
    """
    keys = list(dict.fromkeys(row.key for row in found))
    if len(keys) > _MOST_LEVELS:
        keys = list(dict.fromkeys((*row.key[:2], 0) for row in found))
        found = [GroupRow(row.at, row.parts, (*row.key[:2], 0)) for row in found]
    if len(keys) > _MOST_LEVELS:
        return []
    if len(keys) > 1 or any(label for label, _, _ in keys):
        return [GroupRow(row.at, row.parts, row.key, keys.index(row.key)) for row in found]
    runs = _runs([row.at for row in found])
    depth = max(map(len, runs), default=1)
    if len(runs[0] if runs else ()) < depth:
        depth = 1
    return [
        GroupRow(row.at, row.parts, row.key, max(depth - len(run) + i, 0))
        for run, rows in zip(runs, _cut(found, runs), strict=True)
        for i, row in enumerate(rows)
    ]


def _runs(positions: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for at in positions:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _cut(found: Sequence[GroupRow], runs: Sequence[Sequence[int]]) -> list[Sequence[GroupRow]]:
    starts = np.cumsum([0, *map(len, runs)])
    return [found[start:stop] for start, stop in itertools.pairwise(starts)]

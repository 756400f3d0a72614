"""What stands alone above lines, carried down to them as columns of their own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.reading.tables.blanks import blank
from engine.reading.tables.figure_columns import Figures
from engine.reading.tables.group_rows import GroupRow, find_group_rows, named_roles
from engine.reading.tables.odd_rows import label_rows
from engine.reading.tables.sums import MOST_ADDED, sums
from engine.reading.text_columns import by_text, plain_column
from engine.reading.values.coded import encode
from engine.reading.values.numbers import read_numbers
from engine.reading.words.claims import claimed_role, claims
from engine.reading.words.row_words import BARE_TOTAL
from engine.roles import Role

_CODE_AND_NAME = re.compile(r"^(\S*\d\S*)\s+(?:[-–:·|]\s*)?([^\W\d].*)$")
_BY = re.compile(r"(?i)\b(?:by|nach|je|per|par|por|pro)\s+([^\W\d]+)(?:\s*(?:and|und|et|y|e|en|,|/|&)\s*([^\W\d]+))?")
_SAME = 0.95
_BLOCKS, _ALWAYS = 0.8, 0.99
_LONGEST = 200
_CUSTOMER = {Role.CUSTOMER_ID, Role.CUSTOMER_NAME}
_PRODUCT = {Role.PRODUCT_ID, Role.PRODUCT_NAME}


@dataclass(frozen=True, eq=False, slots=True)
class Grouped:
    """A table whose group rows became columns.

    headers, cells  the columns, those of the groups first; the group rows are still among the rows
    groups          positions of the group rows
    carried         the headers of what was carried down
    """

    headers: tuple[str, ...]
    cells: pa.Table
    groups: NDArray[np.int64]
    carried: tuple[str, ...]


def carry_groups(
    headers: Sequence[str],
    cells: pa.Table,
    figures: Figures,
    alone: NDArray[np.int64],
    above: Sequence[Sequence[str]],
) -> Grouped:
    """Carry down what group rows say, to every row up to the next one of their level or of one outside it.

    alone  positions of rows without figures that may head lines
    above  what stands above the header, which may say by what the report is grouped

    Totals get nothing. A column that only repeats another is not added.
    """
    found = find_group_rows(headers, cells, figures, alone, above)
    if not found:
        return Grouped(tuple(headers), cells, np.zeros(0, dtype=np.int64), ())
    groups = np.array([row.at for row in found if row.at >= 0], dtype=np.int64)
    open_rows = ~closed_rows(cells, figures, groups)
    names, columns = list(headers), {i: cells.column(i) for i in range(len(headers))}
    carried: list[str] = []
    added: list[tuple[str, pa.ChunkedArray]] = []
    guesses = _guesses(named_roles(headers, figures), above, found)
    for rows, higher in _levels(found):
        for (column, label), values in _values(rows).items():
            texts = _carried(values, higher, open_rows)
            if not label and column in figures.unused():
                columns[column] = pc.if_else(pa.array(open_rows), texts, plain_column(columns[column]))
                if names[column] == f"Column {column + 1}" or not claims(names[column]):
                    names[column] = next(guesses)
                carried.append(names[column])
            elif not any(_repeats(texts, columns[i], open_rows) for i in figures.others()):
                name = label or _guess(next(guesses), values, headers)
                parts = _split(name, values, higher, open_rows, texts)
                added += parts
                carried += [name for name, _ in parts]
    taken = set(names)
    unique = [(_unique(name, taken), column) for name, column in added]
    columns_ = [column for _, column in unique] + [columns[i] for i in range(len(headers))]
    headers_ = (*(name for name, _ in unique), *names)
    return Grouped(headers_, pa.table(columns_, names=[str(i) for i in range(len(headers_))]), groups, tuple(carried))


def _levels(found: Sequence[GroupRow]) -> Iterator[tuple[list[GroupRow], NDArray[np.int64]]]:
    """The rows of each level, and the positions of all rows of the levels outside it."""
    for level in sorted({row.level for row in found}):
        higher = np.array([row.at for row in found if row.level < level], dtype=np.int64)
        yield [row for row in found if row.level == level], higher


def _values(rows: Sequence[GroupRow]) -> dict[tuple[int, str], list[tuple[int, str]]]:
    """Column and label → position and value, for each thing that rows of a level say."""
    values: dict[tuple[int, str], list[tuple[int, str]]] = {}
    for row in rows:
        for column, label, value in row.parts:
            values.setdefault((0, label) if label else (column, ""), []).append((row.at, value))
    return values


def _carried(values: Sequence[tuple[int, str]], higher: NDArray[np.int64], open_rows: NDArray[np.bool_]) -> pa.Array:
    """For each row the last value above it, blank where a row of a level outside came since, and in closed rows."""
    at = np.array([position for position, _ in values], dtype=np.int64)
    rows = np.arange(len(open_rows))
    last = np.searchsorted(at, rows, side="right") - 1
    valid = (last >= 0) & open_rows
    if len(higher):
        outside = np.searchsorted(higher, rows, side="right") - 1
        valid &= (outside < 0) | (at[np.maximum(last, 0)] > higher[np.maximum(outside, 0)])
    texts = pa.array([value for _, value in values], pa.string())
    return pc.fill_null(texts.take(pa.array(np.maximum(last, 0), mask=~valid)), "")


def closed_rows(
    cells: pa.Table, figures: Figures, heads: NDArray[np.int64], gaps: Collection[int] = ()
) -> NDArray[np.bool_]:
    """The rows that are totals, of which no group is said.

    heads  positions of the rows that head others
    gaps   columns that lines may leave blank

    A total carries a word for one, and lacks something that every other row has, or has nothing but the word, or adds
    the rows above up, or is the last of its group as that of most other groups is; or it has figures alone. A row with
    a word for a total in one cell and texts in others is none just for being the last: products have such names.
    """
    others = figures.others()
    filled = {i: ~blank(cells.column(i)) for i in (*others, *figures.columns)}
    bare = np.zeros(cells.num_rows, dtype=bool)
    for i in others:
        bare |= by_text(cells.column(i), lambda texts: pc.match_substring_regex(texts, BARE_TOTAL), blank=False)
    labelled = label_rows(cells, others)
    labelled[heads] = False
    texts = np.sum([filled[i] for i in others], axis=0) if others else np.ones(cells.num_rows)
    plain = ~labelled & (texts > 0)
    plain[heads] &= np.logical_or.reduce([filled[i] for i in figures.columns])[heads]
    lacking = np.zeros(cells.num_rows, dtype=bool)
    for i, own in filled.items():
        if i not in gaps and plain.any() and np.mean(own[plain]) >= _ALWAYS:
            lacking |= ~own
    closed = labelled & (lacking | bare)
    added = labelled & ~closed
    if added.any():
        summed = _summed(cells, figures, closed, added)
        if np.count_nonzero(summed | closed) >= _BLOCKS * _blocks(heads, cells.num_rows):
            closed |= summed
        else:
            closed |= _ending(closed, added & (texts <= 1), heads)
    return np.asarray((texts == 0) | closed)


def _summed(
    cells: pa.Table, figures: Figures, closed: NDArray[np.bool_], added: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """The doubtful rows that are totals by their sums."""
    columns = [np.nan_to_num(_numbers(cells.column(i))) for i in figures.columns if not _is_price(figures.names[i])]
    if not columns or np.count_nonzero(added) > MOST_ADDED:
        return np.zeros_like(added)
    return sums(np.column_stack(columns), closed, added, added)


def _ending(closed: NDArray[np.bool_], added: NDArray[np.bool_], heads: NDArray[np.int64]) -> NDArray[np.bool_]:
    """The doubtful rows that end their groups, where most groups end in a total."""
    last, ended = _last_of_blocks(added | closed, heads)
    return added & last if len(heads) and ended >= _BLOCKS * _blocks(heads, len(added)) else np.zeros_like(added)


def _blocks(heads: NDArray[np.int64], length: int) -> int:
    """How many groups there are: heads with a row below them that is none."""
    return max(int(np.count_nonzero(np.diff(np.append(heads, length)) > 1)), 1)


def _numbers(column: pa.ChunkedArray) -> NDArray[np.float64]:
    coded = encode([column], [len(column)])
    return coded.spread(read_numbers(coded.values).values)


def _is_price(name: str) -> bool:
    return claimed_role(name) == Role.UNIT_PRICE


def _last_of_blocks(labelled: NDArray[np.bool_], heads: NDArray[np.int64]) -> tuple[NDArray[np.bool_], int]:
    """The labelled rows after which a head, the end, or only labelled rows up to one of these come; how many groups end so."""
    ends = np.zeros(len(labelled) + 1, dtype=bool)
    ends[heads] = True
    ends[-1] = True
    last = np.zeros(len(labelled) + 1, dtype=bool)
    for row in np.flatnonzero(labelled)[::-1]:
        last[row] = ends[row + 1] or last[row + 1]
    return last[:-1], int(np.count_nonzero(labelled & ends[1:]))


def _repeats(texts: pa.Array, column: pa.ChunkedArray, open_rows: NDArray[np.bool_]) -> bool:
    """Whether a column says the same as what is carried down, in nearly all lines."""
    same = np.asarray(pc.fill_null(pc.equal(texts, pc.utf8_trim_whitespace(plain_column(column))), fill_value=False))
    told = open_rows & np.asarray(pc.not_equal(texts, ""))
    filled = told & ~blank(column)
    return bool(filled.any()) and float(np.mean(same[filled])) >= _SAME and float(np.mean(filled[told])) >= 0.5


def _split(
    name: str,
    values: Sequence[tuple[int, str]],
    higher: NDArray[np.int64],
    open_rows: NDArray[np.bool_],
    texts: pa.Array,
) -> list[tuple[str, pa.Array]]:
    """One column, or two where each customer or product is a code and a name: “4711 ACME Ltd”."""
    matches = [(at, _CODE_AND_NAME.match(value)) for at, value in values]
    if not set(claims(name)) & (_CUSTOMER | _PRODUCT) or not all(match for _, match in matches):
        return [(name, texts)]
    halves = [[(at, match[half]) for at, match in matches if match] for half in (1, 2)]
    return [
        (f"{name} {part}", _carried(half, higher, open_rows))
        for part, half in zip(("No.", "Name"), halves, strict=True)
    ]


def _guesses(roles: set[Role], above: Sequence[Sequence[str]], found: Sequence[GroupRow]) -> Iterator[str]:
    """Names for groups without a label: what the title says (“Sales by Customer”), else what the lines lack."""
    named = {role for row in found for _, label, _ in row.parts if label for role in claims(label)} | roles
    titles = [match for row in above for cell in row for match in _BY.finditer(cell[:_LONGEST])]
    for word in (word for match in titles for word in match.groups() if word):
        wanted = set(claims(word))
        if wanted and not wanted & named:
            named |= wanted
            yield word[0].upper() + word[1:]
    if not _CUSTOMER & named:
        yield "Customer"
    if not _PRODUCT & named:
        yield "Item"
    count = 1
    while True:
        yield "Group" if count == 1 else f"Group {count}"
        count += 1


def _guess(name: str, values: Sequence[tuple[int, str]], headers: Sequence[str]) -> str:
    """The guess, or “Invoice” for groups of nothing special whose values are numbers, where nothing is an invoice."""
    numbered = all(any(c.isdigit() for c in value) for _, value in values)
    known = any(Role.INVOICE_ID in claims(header) for header in headers)
    return "Invoice" if name.startswith("Group") and numbered and not known else name


def _unique(name: str, taken: set[str]) -> str:
    """The name, with a number where a column has it already."""
    fitting, count = name, 2
    while fitting in taken:
        fitting, count = f"{name} {count}", count + 1
    taken.add(fitting)
    return fitting

"""Which rows at the top of a sheet are the header: one row, two or three stacked ones, or none at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from engine.reading.sources import RawTable
from engine.reading.tables.blanks import texts
from engine.reading.tables.periods import period_of
from engine.reading.tables.stacked import Stacked, stacked
from engine.reading.words.claims import claims

SEARCHED_ROWS = 30
SEARCHED_DEEPER = 500
_LEAST_DIFFERENT = 0.6
_LONGEST_NAME = 60
_LEAST_DATA_CELLS, _LEAST_DATA_ROWS = 3, 2
_ALIKE = 0.7
_BEFORE = 3
"""So many rows of data above a row that names one role, and it is no header."""
_FILTER = re.compile(r"^[^\W\d][^:]{1,40}:(\s|$)")
_NUMBER = re.compile(r"^[-+(]?\s*[€$£]?\s*\d[\d.,' \u00a0]*\)?\s*[-%€$£]?$")
_DATE = re.compile(r"^(\d{1,4}[-./]\d{1,2}[-./]\d{2,4}|\d{4}-\d\d-\d\d[ T].*)$")
_UNIT = re.compile(
    r"(?i)^[\[(]?(pcs|pieces?|pc|ea|each|units?|st|stk|stck|stück|un|uds?|pz|kg|g|t|to|lbs?|l|ltr|m|m2|m²|m3|m³|mm|cm|"
    r"eur|euro|€|usd|us\$|\$|gbp|£|chf|sek|dkk|nok|pln|zł|czk|%|k€|t€|teur|keur|kusd|dd[./-]mm[./-]yyyy|mm/dd/yyyy|"
    r"yyyy-mm-dd|tt\.mm\.jjjj|text|no\.?|nr\.?|-)[\])]?$"
)


@dataclass(frozen=True, slots=True)
class Head:
    """Where the header is, and what it calls each column.

    start, stop  its first row and the first row below it, as positions in the raw table; equal without a header
    headers      one per column of the raw table, "" where it names none
    parents      what stood above the lowest row of the header, one per column: “Sales” above “Jan”
    rows         the rows of the header as they were written, to find them again on later pages
    above        what stood above the header
    units        the position of a row of units below the header, or None
    """

    start: int
    stop: int
    headers: tuple[str, ...]
    parents: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    above: tuple[tuple[str, ...], ...]
    units: int | None = None

    @property
    def exists(self) -> bool:
        """Whether there is a header at all, and not data from the first row on."""
        return self.stop > self.start


def find_head(raw: RawTable) -> Head | None:
    """The header of a sheet: the row among the first 30 that names most roles, with what is stacked on it.

    Where none of them names a role, the first of the next rows that names two; else the first row whose cells are all
    different words, unless the rows above it are data already: then there is none. None where there is no table.
    """
    top = texts(raw.cells.slice(0, SEARCHED_ROWS))
    best, named = _best(top)
    data = _first_data_row(top)
    if named < 1:
        deep = texts(raw.cells.slice(SEARCHED_ROWS, SEARCHED_DEEPER))
        below, named_below = _best(deep)
        if below is not None and named_below >= 2 and (data is None or data >= SEARCHED_ROWS // 2):
            return _head([*top, *deep], SEARCHED_ROWS + below)
    if data is not None and _is_headerless(top, best, named, data):
        width = raw.cells.num_columns
        return Head(data, data, ("",) * width, ("",) * width, (), tuple(map(tuple, top[:data])))
    if best is None:
        return None
    more = texts(raw.cells.slice(SEARCHED_ROWS, 3)) if best + 3 >= SEARCHED_ROWS else []
    return _head([*top, *more], best)


def _best(top: Sequence[Sequence[str]]) -> tuple[int | None, float]:
    """The row that looks most like a header, and how many roles it names."""
    scores = [likeness(row) for row in top]
    if not any(scores):
        return None, 0.0
    best = max(range(len(scores)), key=lambda i: scores[i])
    return best, scores[best]


def likeness(row: Sequence[str]) -> float:
    """How much a row looks like a header: roles named, different words, few blanks; 0 for none."""
    filled = [cell for cell in row if cell]
    if not filled or (len(set(filled)) < _LEAST_DIFFERENT * len(filled) and not _names_groups(filled)):
        return 0.0
    if sum(bool(_FILTER.match(cell)) for cell in filled) * 2 >= len(filled) and len(filled) <= 3:
        return 0.01
    named = sum(bool(claims(cell)) for cell in filled if len(cell) <= _LONGEST_NAME)
    numbers = [cell for cell in filled if _is_number(cell)]
    if numbers and not _is_numbered(filled, numbers, named):
        return 0.0
    return named + 0.1 * len(filled) / len(row) if len(filled) > 1 or len(row) == 1 else 0.01


def _names_groups(filled: Sequence[str]) -> bool:
    """Whether a row names two roles at least, and else repeats a few words, as a header of pairs of columns does."""
    return len({cell for cell in filled if claims(cell)}) >= 2 and not any(map(_is_number, filled))


def _is_numbered(filled: Sequence[str], numbers: Sequence[str], named: int) -> bool:
    """Whether the numbers in a row are the names of columns: periods, or branches beside a column with a role."""
    if len(set(numbers)) < len(numbers) or not named:
        return False
    rest = [cell for cell in filled if cell not in numbers]
    if all(period_of(number) for number in numbers):
        return True
    codes = all(number.isdigit() for number in numbers)
    return codes and named == len(rest) and not any(c.isdigit() for cell in rest for c in cell) and len(numbers) >= 3


def _is_number(cell: str) -> bool:
    plain = cell.replace(".", "").replace(",", "").replace("-", "").replace(" ", "").replace(":", "").replace("/", "")
    return plain.isdigit() and not (len(cell) == 4 and cell.isdigit())


def _kind(cell: str) -> str:
    if not cell:
        return ""
    if len(cell) > _LONGEST_NAME:
        return "words"
    if _DATE.match(cell):
        return "date"
    if _NUMBER.match(cell):
        return "number"
    return "code" if any(c.isdigit() for c in cell) else "words"


def _first_data_row(top: Sequence[Sequence[str]]) -> int | None:
    """The first row that has what most rows have in its columns, numbers or dates among it; None where none has."""
    rows = [(i, [_kind(cell) for cell in row]) for i, row in enumerate(top)]
    rows = [(i, kinds) for i, kinds in rows if sum(map(bool, kinds)) >= _LEAST_DATA_CELLS]
    if len(rows) < _LEAST_DATA_ROWS:
        return None
    usual = [_most([kinds[c] for _, kinds in rows]) for c in range(len(rows[0][1]))]
    return next((i for i, kinds in rows if _is_alike(kinds, usual)), None)


def _most(kinds: Sequence[str]) -> str:
    filled = [kind for kind in kinds if kind]
    return max(set(filled), key=lambda kind: (filled.count(kind), kind)) if filled else ""


def _is_alike(kinds: Sequence[str], usual: Sequence[str]) -> bool:
    pairs = [(kind, other) for kind, other in zip(kinds, usual, strict=True) if kind]
    telling = any(kind == other and kind in ("number", "date") for kind, other in pairs)
    return telling and sum(kind == other for kind, other in pairs) >= _ALIKE * len(pairs)


def _is_headerless(top: Sequence[Sequence[str]], best: int | None, named: float, data: int) -> bool:
    if best is None or (named < 1 and data < best):
        return True
    return 1 <= named < 2 and sum(_is_alike_to(top, i, data) for i in range(data, best)) >= _BEFORE


def _is_alike_to(top: Sequence[Sequence[str]], row: int, data: int) -> bool:
    return [_kind(cell) for cell in top[row]] == [_kind(cell) for cell in top[data]]


def _head(top: Sequence[Sequence[str]], best: int) -> Head:
    block: Stacked = stacked(top, best)
    units = block.stop if block.stop < len(top) and _is_units(top[block.stop], block.headers) else None
    return Head(
        start=block.start,
        stop=block.stop + (units is not None),
        headers=block.headers,
        parents=block.parents,
        rows=tuple(tuple(row) for row in top[block.start : block.stop]),
        above=tuple(tuple(row) for row in top[: block.start]),
        units=units,
    )


def _is_units(row: Sequence[str], headers: Sequence[str]) -> bool:
    """Whether a row holds nothing but units and currencies, as the second row of some exports does."""
    filled = [cell for cell in row if cell]
    beside = sum(map(bool, headers))
    return bool(filled) and len(filled) <= beside and all(_UNIT.match(cell) for cell in filled) and set(filled) != {"-"}

"""Text → days, with one decision per column: which comes first in 03/04/2024."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.reading.values.date_forms import (
    CLOCK,
    DAYS_FROM_1900_TO_1904,
    SHAPES,
    WEEKDAY,
    Form,
    calendar_days,
    full_year,
    ints,
)

Order = Literal["day first", "month first"]
By = Literal["option", "days", "points", "hint", "sorting", "files", "guess", ""]
_Ints = NDArray[np.int64]
_Bools = NDArray[np.bool_]
_Given = tuple[Order | None, By]
_Hints = tuple[Order | None, Order | None]

_NUMERIC = WEEKDAY + r"(?P<a>\d{1,2})(?P<s> ?[-/. ] ?)(?P<b>\d{1,2}) ?[-/. ] ?(?P<y>\d{4}|\d{2})" + CLOCK
_NAMELESS = r"(?i)^(?:n/a|na|n\.a\.|k\. ?a\.|none|null|nan|nat|\(null\)|\(blank\)|\(leer\)|-+|–|—|0+|[0/.: -]*|\?+)$"
_AFTERNOON = r"(?i)\d ?[ap]\.?m\.?$"
_UNSURE = ("guess", "")
_ABOUT = 183
"""Days between the middle of day numbers and the middle of other dates that are of one time."""
_ENOUGH = 6
_MANY = 2_000
_TIME_OF_DAY = r"[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp][Mm])?(?:Z|[+-]\d{2}:?\d{2})?$"
_BLANKS = r"[\x{00A0}\x{202F}\x{2009}]"


@dataclass(frozen=True, eq=False, slots=True)
class Days:
    """One day per distinct text, NaT where it is none, and what was decided.

    order    which comes first in 03/04/2024; None where no cell is written so
    by       what decided that: the user, days beyond 12, points between the numbers, a hint from outside, the
             order in which the file is sorted, other files, or only a guess; "" where nothing did
    proof    how many cells have a day beyond 12 where this order has the day
    against  how many have it where the month should be, and are NaT
    unsure   bool: texts like 03/04/2024, where nothing decides
    missing  bool: a word or sign for a blank, such as "n/a" and 00.00.0000
    forms    form → how many cells are written so
    two_digits  how many cells have a year of two digits
    from_1904   whether day numbers count from 1904
    dotted      whether days are written as 31.12.2024
    """

    values: NDArray[np.datetime64]
    order: Order | None
    by: By
    proof: int
    against: int
    unsure: _Bools
    missing: _Bools
    forms: Mapping[Form, int]
    two_digits: int
    from_1904: bool
    dotted: bool

    @property
    def decided(self) -> bool:
        """Whether there is nothing to ask the user."""
        return self.order is None or self.by not in _UNSURE


def read_days(
    texts: pa.StringArray,
    order: Order | None = None,
    *,
    likely: Order | None = None,
    guess: Order | None = None,
    cells: NDArray[np.int64] | None = None,
    by: By = "option",
) -> Days:
    """Read distinct texts as days, with or without a time of day; the day is taken as written, whatever the time zone.

    order   as the user or what is named in `by` has it
    likely  what the rest of the table makes certain enough
    guess   what the rest of the table makes likely, but not so that the user need not be asked
    cells   how many cells hold each text
    ISO, yyyymmdd, month names, Excel's day numbers, seconds since 1970, and day/month/year or month/day/year. The last
    two are told apart by the whole column: days beyond 12 decide, counted over cells; else points between the numbers,
    else the one reading under which the file is sorted, else what the rest of the table makes `likely`, else the
    `guess`, which is that the month comes first where a time says AM or PM; else the day is taken first.
    Two-digit years below 70 are 20xx. Cost: three passes over the distinct texts, twelve over the distinct days.
    """
    weights = np.ones(len(texts), dtype=np.int64) if cells is None else cells
    if len(texts) and pc.any(pc.match_substring_regex(texts, _BLANKS)).as_py():
        texts = pc.replace_substring_regex(texts, _BLANKS, " ")
    if len(texts) and pc.any(pc.match_substring_regex(texts, _AFTERNOON)).as_py():
        guess = guess or "month first"
    if len(texts) < _MANY:
        return _read_days(texts, (order, by), (likely, guess), weights)
    short = pc.replace_substring_regex(texts, _TIME_OF_DAY, "").dictionary_encode()
    at = np.asarray(short.indices)
    counts = np.bincount(at, weights).astype(np.int64)
    found = _read_days(short.dictionary, (order, by), (likely, guess), counts)
    return replace(found, values=found.values[at], unsure=found.unsure[at], missing=found.missing[at])


def _read_days(texts: pa.StringArray, given: _Given, hints: _Hints, weights: _Ints) -> Days:
    days = np.full(len(texts), np.datetime64("NaT"), dtype="datetime64[D]")
    forms: dict[Form, int] = {}
    serial = np.zeros(len(texts), dtype=bool)
    for shape in SHAPES:
        rows = _read(texts, shape.pattern, days)
        if len(rows):
            found = pc.extract_regex(texts.take(pa.array(rows)), shape.pattern)
            days[rows] = shape.days(found)
            read = rows[~np.isnat(days[rows])]
            forms[shape.form] = forms.get(shape.form, 0) + int(weights[read].sum())
            serial[read] = shape.form == "day number"
    numeric = _numeric(texts, days, weights, given, hints)
    forms |= {"numbers": numeric.cells} if numeric.cells else {}
    days[numeric.rows] = numeric.days
    from_1904 = _counts_from_1904(days, serial)
    if from_1904:
        days[serial] += np.timedelta64(DAYS_FROM_1900_TO_1904, "D")
    unread = pc.if_else(pa.array(np.isnat(days)), texts, "") if len(texts) else texts
    missing = np.isnat(days) & np.asarray(pc.match_substring_regex(unread, _NAMELESS), dtype=bool)
    unsure = np.zeros(len(texts), dtype=bool)
    unsure[numeric.rows] = numeric.unsure
    return Days(
        days,
        numeric.order,
        numeric.by,
        numeric.proof,
        numeric.against,
        unsure,
        missing,
        forms,
        numeric.two_digits,
        from_1904,
        numeric.dotted,
    )


@dataclass(frozen=True, eq=False, slots=True)
class _Numeric:
    """The texts written as three numbers with the year last."""

    rows: _Ints
    days: NDArray[np.datetime64]
    order: Order | None = None
    by: By = ""
    proof: int = 0
    against: int = 0
    unsure: _Bools | bool = False
    cells: int = 0
    two_digits: int = 0
    dotted: bool = False


def _numeric(
    texts: pa.StringArray, days: NDArray[np.datetime64], weights: _Ints, given: _Given, hints: _Hints
) -> _Numeric:
    rows = _read(texts, _NUMERIC, days)
    if not len(rows):
        return _Numeric(rows, days[:0])
    parts = pc.extract_regex(texts.take(pa.array(rows)), _NUMERIC)
    a, b, y = (ints(parts, name) for name in "aby")
    year, cells = full_year(y), weights[rows]
    possible = (a <= 31) & (b <= 31)
    day_first = int(cells[possible & (a > 12) & (b <= 12)].sum())
    month_first = int(cells[possible & (b > 12) & (a <= 12)].sum())
    dotted = bool(pc.all(pc.match_substring(pc.struct_field(parts, "s"), ".")).as_py())
    chosen, by = given if given[0] else _decided(day_first - month_first, dotted, (year, a, b), hints)
    is_month_first = chosen == "month first"
    unsure = (a != b) & (a <= 12) & (b <= 12) & (by in _UNSURE)
    return _Numeric(
        rows,
        calendar_days(year, a, b) if is_month_first else calendar_days(year, b, a),
        chosen or "day first",
        by,
        month_first if is_month_first else day_first,
        day_first if is_month_first else month_first,
        unsure,
        int(cells.sum()),
        int(cells[y < 100].sum()),
        dotted,
    )


def _decided(surplus: int, dotted: bool, numbers: tuple[_Ints, _Ints, _Ints], hints: _Hints) -> tuple[Order | None, By]:
    """The order and what decides it; `surplus` is how many more cells prove the day first than the month first."""
    if surplus:
        return ("day first" if surplus > 0 else "month first"), "days"
    if dotted:
        return "day first", "points"
    likely, guess = hints
    sorted_by = _order_by_sorting(*numbers)
    if sorted_by and (likely is None or len(numbers[0]) >= _ENOUGH):
        return sorted_by, "sorting"
    if likely:
        return likely, "hint"
    return guess, "guess" if guess else ""


def _order_by_sorting(year: _Ints, a: _Ints, b: _Ints) -> Order | None:
    """The one order under which the texts, as they first appear in the file, go up or go down."""
    day_first, month_first = _is_sorted(year * 10_000 + b * 100 + a), _is_sorted(year * 10_000 + a * 100 + b)
    if day_first == month_first:
        return None
    return "day first" if day_first else "month first"


def _is_sorted(keys: _Ints) -> bool:
    steps = np.diff(keys)
    return len(steps) > 1 and bool((steps >= 0).all() or (steps <= 0).all())


def _counts_from_1904(days: NDArray[np.datetime64], serial: _Bools) -> bool:
    """Whether day numbers lie among the other dates of the column only when they are counted from 1904.

    That is: all of them years before, and four years later about where the others are. Older lines are no sign of it.
    """
    others = days[~serial & ~np.isnat(days)]
    if not len(others) or not serial.any() or days[serial].max() >= others.min():
        return False
    distance = int(np.median(others.astype(np.int64)) - np.median(days[serial].astype(np.int64)))
    return abs(distance - DAYS_FROM_1900_TO_1904) <= _ABOUT


def _read(texts: pa.StringArray, pattern: str, days: NDArray[np.datetime64]) -> _Ints:
    """Positions of the texts that match and are not read yet."""
    if not len(texts) or not np.isnat(days).any():
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(np.asarray(pc.match_substring_regex(texts, pattern), dtype=bool) & np.isnat(days))

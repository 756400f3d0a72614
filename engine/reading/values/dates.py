"""Text → days, with one decision per column: which comes first in 03/04/2024."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.reading.words.months import month_numbers

Order = Literal["day first", "month first"]
_Ints = NDArray[np.int64]

_CLOCK = r"(?:[T ,].*)?$"
_WEEKDAY = r"^(?:\p{L}{2,10}\.?,? )?"
_YEAR_FIRST = (
    r"^(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})" + _CLOCK,
    r"^(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?:\.0+)?$",
)
_MONTH_ONLY = (r"^(?P<y>\d{4})[-/.](?P<m>\d{1,2})$", r"^(?P<m>\d{1,2})[-/.](?P<y>\d{4})$")
_NAMED = (
    _WEEKDAY
    + r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[-. /]{0,2}(?:de )?(?P<n>\p{L}{3,10})\.?[-,. /]{0,2}(?:de )?(?P<y>\d{4}|\d{2})"
    + _CLOCK,
    _WEEKDAY + r"(?P<n>\p{L}{3,10})\.?[- ](?P<d>\d{1,2})(?:st|nd|rd|th)?,?[- ](?P<y>\d{4})" + _CLOCK,
)
_NUMERIC = _WEEKDAY + r"(?P<a>\d{1,2})(?P<s>[-/. ])(?P<b>\d{1,2})[-/. ](?P<y>\d{4}|\d{2})" + _CLOCK
_SERIAL = r"^(?P<n>[2-7]\d{4})(?:\.\d+)?$"
_EPOCH = np.datetime64("1899-12-30", "D")
_PIVOT = 70


@dataclass(frozen=True, eq=False, slots=True)
class Days:
    """One day per distinct text, NaT where it is none, and what was decided.

    order     which comes first in 03/04/2024; None where no cell is written so
    decided   whether the cells proved the order, or the user named it
    doubtful  distinct texts like 03/04/2024, where nothing decides
    dotted    whether days are written as 31.12.2024
    """

    values: NDArray[np.datetime64]
    order: Order | None
    decided: bool
    doubtful: pa.StringArray
    dotted: bool


def read_days(texts: pa.StringArray, order: Order | None = None, likely: Order | None = None) -> Days:
    """Read distinct texts as days, with or without a time of day.

    ISO, yyyymmdd, month names, Excel serials, and day/month/year or month/day/year. The last two are told apart by
    the whole column: a day beyond 12 decides, else points between the numbers, else what the rest of the table makes
    `likely`, else the reading under which the file is sorted; else the day is taken first. Two-digit years below 70 are 20xx.
    """
    out = np.full(len(texts), np.datetime64("NaT"), dtype="datetime64[D]")
    for pattern in _YEAR_FIRST:
        rows, parts = _match(texts, pattern, "ymd")
        out[rows] = _days(*parts)
    for pattern in _MONTH_ONLY:
        rows, (y, m) = _match(texts, pattern, "ym")
        out[rows] = _days(y, m, np.ones_like(m))
    for pattern in _NAMED:
        _read_named(texts, pattern, out)
    rows, (serial,) = _match(texts, _SERIAL, "n")
    out[rows] = _EPOCH + serial.astype("timedelta64[D]")
    return _read_numeric(texts, out, order, likely)


def _read_named(texts: pa.StringArray, pattern: str, out: NDArray[np.datetime64]) -> None:
    found = pc.extract_regex(texts, pattern)
    rows = np.flatnonzero(np.asarray(found.is_valid()) & np.isnat(out))
    if len(rows):
        parts = found.take(pa.array(rows))
        out[rows] = _days(_full_year(_ints(parts, "y")), month_numbers(pc.struct_field(parts, "n")), _ints(parts, "d"))


def _read_numeric(
    texts: pa.StringArray, out: NDArray[np.datetime64], order: Order | None, likely: Order | None
) -> Days:
    found = pc.extract_regex(texts, _NUMERIC)
    rows = np.flatnonzero(np.asarray(found.is_valid()) & np.isnat(out))
    nothing = pa.array([], pa.string())
    if not len(rows):
        return Days(out, None, decided=True, doubtful=nothing, dotted=False)
    parts = found.take(pa.array(rows))
    a, b, y = (_ints(parts, name) for name in "aby")
    year = _full_year(y)
    dotted = bool(pc.all(pc.equal(pc.struct_field(parts, "s"), ".")).as_py())
    shown = _order_by_days(a, b) or ("day first" if dotted else likely)
    proven = order or shown or _order_by_sorting(year, a, b)
    values = out.copy()
    values[rows] = _days(year, a, b) if proven == "month first" else _days(year, b, a)
    doubtful = nothing if proven else texts.take(pa.array(rows[a != b]))
    return Days(values, proven or "day first", proven is not None, doubtful, dotted)


def _order_by_days(a: _Ints, b: _Ints) -> Order | None:
    """The order that days beyond 12 prove, by majority."""
    days_first, months_first = np.count_nonzero((a > 12) & (b <= 12)), np.count_nonzero((b > 12) & (a <= 12))
    if days_first == months_first:
        return None
    return "day first" if days_first > months_first else "month first"


def _order_by_sorting(year: _Ints, a: _Ints, b: _Ints) -> Order | None:
    """The one order under which the texts, as they first appear in the file, go up or go down."""
    day_first, month_first = _is_sorted(year * 10_000 + b * 100 + a), _is_sorted(year * 10_000 + a * 100 + b)
    if day_first == month_first:
        return None
    return "day first" if day_first else "month first"


def _is_sorted(keys: _Ints) -> bool:
    steps = np.diff(keys)
    return len(steps) > 1 and bool((steps >= 0).all() or (steps <= 0).all())


def _match(texts: pa.StringArray, pattern: str, groups: str) -> tuple[_Ints, list[_Ints]]:
    """Positions of the texts that match, and the named groups as integers."""
    found = pc.extract_regex(texts, pattern)
    rows = np.flatnonzero(np.asarray(found.is_valid()))
    parts = found.take(pa.array(rows))
    return rows, [_ints(parts, name) for name in groups]


def _ints(parts: pa.StructArray, name: str) -> _Ints:
    return np.asarray(pc.cast(pc.struct_field(parts, name), pa.int64()))


def _full_year(y: _Ints) -> _Ints:
    return np.where(y < _PIVOT, y + 2000, np.where(y < 100, y + 1900, y))


def _days(year: _Ints, month: _Ints, day: _Ints) -> NDArray[np.datetime64]:
    """Days of the calendar; NaT where there is no such day."""
    good = (month >= 1) & (month <= 12) & (day >= 1) & (year >= 1)
    first = (np.where(good, year, 1970) - 1970) * 12 + np.where(good, month, 1) - 1
    start = first.astype("datetime64[M]")
    length = ((start + 1).astype("datetime64[D]") - start.astype("datetime64[D]")).astype(np.int64)
    days = start.astype("datetime64[D]") + (day - 1).astype("timedelta64[D]")
    return np.where(good & (day <= length), days, np.datetime64("NaT", "D"))

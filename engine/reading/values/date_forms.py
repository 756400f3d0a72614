"""The ways in which one text alone says what day it is, whatever the rest of its column holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.reading.words.months import month_numbers

Form = Literal["year first", "digits", "month", "month name", "day number", "seconds", "numbers"]
Days = NDArray[np.datetime64]
_Ints = NDArray[np.int64]
_Match = Callable[[pa.StructArray], Days]

_ZONE = r"(?: ?(?:Z|UTC|GMT|[CEWM]E?S?T|[ECMP][SD]T|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?))?(?:\[[\w/+-]+\])?"
_TIME = r"\d{1,2}(?:[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?)? ?(?:[AaPp]\.?[Mm]\.?|Uhr|h|hrs)?"
CLOCK = rf"\.?(?:(?:T|[ ,]+(?:at |um |à |a las )?){_TIME})?{_ZONE}(?: ?\(?\p{{L}}{{2,3}}\.?\)?)?$"
WEEKDAY = r"^(?:\p{L}[\p{L}-]{1,14}\.?,? )?"
_STEP = r" ?[-/.] ?"
_NTH = r"(?:st|nd|rd|th|er|º|ª|°)?"
_OF = r"[-,. /]{0,2}(?:de |del |of )?"
_YEAR = r"(?P<y>(?:19|20)\d{2})"
_EPOCH_1900 = np.datetime64("1899-12-30", "D")
DAYS_FROM_1900_TO_1904 = 1462
_SERIAL = r"^(?P<n>[2-7]\d{4})(?:[.,]\d+)?$"
_SECONDS = r"^(?P<n>\d{10})(?:\d{3})?(?:\.\d+)?$"
_LEAST_SECONDS, _MOST_SECONDS = 631_152_000, 4_102_444_800
PIVOT = 70


@dataclass(frozen=True, eq=False, slots=True)
class Shape:
    """Texts of one form: the pattern with named groups, and the days of those that match."""

    form: Form
    pattern: str
    days: _Match


def full_year(year: _Ints) -> _Ints:
    """Two digits as a year: 00 to 69 are 20xx, 70 to 99 are 19xx."""
    return np.where(year < PIVOT, year + 2000, np.where(year < 100, year + 1900, year))


def calendar_days(year: _Ints, month: _Ints, day: _Ints) -> Days:
    """Days of the calendar; NaT where there is no such day."""
    good = (month >= 1) & (month <= 12) & (day >= 1) & (year >= 1)
    first = (np.where(good, year, 1970) - 1970) * 12 + np.where(good, month, 1) - 1
    start = first.astype("datetime64[M]")
    length = ((start + 1).astype("datetime64[D]") - start.astype("datetime64[D]")).astype(np.int64)
    days = start.astype("datetime64[D]") + (day - 1).astype("timedelta64[D]")
    return np.where(good & (day <= length), days, np.datetime64("NaT", "D"))


def ints(parts: pa.StructArray, name: str) -> _Ints:
    """A group of digits as whole numbers."""
    return np.asarray(pc.cast(pc.struct_field(parts, name), pa.int64()))


def _of_numbers(parts: pa.StructArray) -> Days:
    return calendar_days(ints(parts, "y"), ints(parts, "m"), ints(parts, "d"))


def _of_month(parts: pa.StructArray) -> Days:
    month = ints(parts, "m")
    return calendar_days(ints(parts, "y"), month, np.ones_like(month))


def _of_name(parts: pa.StructArray) -> Days:
    month = month_numbers(pc.struct_field(parts, "n"))
    return calendar_days(full_year(ints(parts, "y")), month, ints(parts, "d"))


def _of_name_alone(parts: pa.StructArray) -> Days:
    month = month_numbers(pc.struct_field(parts, "n"))
    return calendar_days(full_year(ints(parts, "y")), month, np.ones_like(month))


def _of_serial(parts: pa.StructArray) -> Days:
    return _EPOCH_1900 + ints(parts, "n").astype("timedelta64[D]")


def _of_seconds(parts: pa.StructArray) -> Days:
    seconds = ints(parts, "n")
    plausible = (seconds >= _LEAST_SECONDS) & (seconds < _MOST_SECONDS)
    return np.where(plausible, seconds.astype("datetime64[s]").astype("datetime64[D]"), np.datetime64("NaT", "D"))


SHAPES: tuple[Shape, ...] = (
    Shape("year first", rf"^(?P<y>\d{{4}}){_STEP}(?P<m>\d{{1,2}}){_STEP}(?P<d>\d{{1,2}}){CLOCK}", _of_numbers),
    Shape(
        "digits",
        rf"^{_YEAR}(?P<m>\d{{2}})(?P<d>\d{{2}})(?:[.,]0+|[ T]?(?:\d{{4}}|\d{{6}})Z?|{CLOCK[:-1]})$",
        _of_numbers,
    ),
    Shape("month", r"^(?P<y>\d{4})[-/.](?P<m>\d{1,2})$", _of_month),
    Shape("month", r"^(?P<m>\d{1,2})[-/.](?P<y>\d{4})$", _of_month),
    Shape("month", rf"^{_YEAR}(?P<m>0[1-9]|1[0-2])(?:\.0+)?$", _of_month),
    Shape("day number", _SERIAL, _of_serial),
    Shape("seconds", _SECONDS, _of_seconds),
    Shape(
        "month name",
        rf"{WEEKDAY}(?P<d>\d{{1,2}}){_NTH}{_OF}(?P<n>\p{{L}}{{3,10}})\.?{_OF}(?P<y>\d{{4}}|\d{{2}}){CLOCK}",
        _of_name,
    ),
    Shape(
        "month name",
        rf"{WEEKDAY}(?P<n>\p{{L}}{{3,10}})\.?[- ](?P<d>\d{{1,2}}){_NTH},?[- ](?P<y>\d{{4}}){CLOCK}",
        _of_name,
    ),
    Shape("month name", rf"^(?P<y>\d{{4}})[- ./](?P<n>\p{{L}}{{3,10}})\.?[- ./](?P<d>\d{{1,2}}){CLOCK}", _of_name),
    Shape(
        "month name",
        r"^(?P<n>\p{L}{3,10})\.?(?:[- /']{1,2}|,? |de )(?:de )?(?P<y>\d{4}|\d{2})$",
        _of_name_alone,
    ),
)
"""Earlier ones first: "2024.03" is a month before it could be anything else."""

"""Headers that name a month, a quarter, a year, a week or a day, as pivots have them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import pyarrow as pa

from engine.reading.words.months import month_numbers

PeriodKind = Literal["day", "week", "month", "quarter", "year"]

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUMERIC: tuple[tuple[PeriodKind, str], ...] = (
    ("day", rf"^{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?:[ T]\d\d:\d\d(?::\d\d(?:\.0+)?)?)?$"),
    ("day", rf"^(?P<day>\d\d?)\.(?P<month>\d\d?)\.{_YEAR}$"),
    ("year", rf"^(?:(?:fy|year|jahr|ann[ée]e|a[ñn]o|anno|ano|jaar) ?)?{_YEAR}(?:\.0)?$"),
    ("month", rf"^{_YEAR}[-/. ]?(?P<month>0[1-9]|1[0-2])$"),
    ("month", rf"^{_YEAR} ?m(?P<month>0?[1-9]|1[0-2])$"),
    ("month", rf"^(?P<month>0?[1-9]|1[0-2])[-/. ]{_YEAR}$"),
    ("quarter", rf"^{_YEAR}[-/. ]*(?:q|t|k)\.?(?P<quarter>[1-4])$"),
    ("quarter", rf"^(?:q|t|k)\.?(?P<quarter>[1-4])(?:[-/. ']*{_YEAR})?$"),
    ("quarter", rf"^(?P<quarter>[1-4])\.? ?(?:q|quartal|trimestre|trim|kwartaal|quarter)(?:[-/. ]*{_YEAR})?$"),
    ("week", rf"^(?:kw|cw|wk|week|woche|sem|semaine|semana)\.? ?(?P<week>\d\d?)(?:[-/. ]*{_YEAR})?$"),
    ("week", rf"^{_YEAR}[-/. ]*(?:kw|cw|wk|w)(?P<week>\d\d)$"),
)
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _NUMERIC)
_NAMED = re.compile(r"^(?P<name>[^\W\d]{3,12})\.?(?:[-/. ',]*(?P<year>(?:19|20)\d\d|\d\d))?$")
_TURNED = re.compile(rf"^{_YEAR}[-/. ,]*(?P<name>[^\W\d]{{3,12}})\.?$")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar. year  0 where the header does not say it; number  of the month, quarter or week."""

    kind: PeriodKind
    year: int
    number: int = 1
    day: int = 1

    def first_day(self, year: int) -> str:
        """The first day as an ISO date, in the given year where the header named none."""
        at = self.year or year
        if self.kind == "week":
            return dt.date.fromisocalendar(at, self.number, 1).isoformat()
        month = 3 * self.number - 2 if self.kind == "quarter" else self.number
        return dt.date(at, month, self.day).isoformat()


@lru_cache(maxsize=4096)
def period_of(text: str) -> Period | None:
    """The period that a header names and nothing else: “Jan”, “Mrz 24”, “2024-01”, “01/2024”, “Q1 2024”, “KW 12”."""
    plain = text.strip()
    for kind, pattern in _PATTERNS:
        if match := pattern.match(plain):
            found = {key: int(value) for key, value in match.groupdict().items() if value}
            return _checked(kind, found)
    match = _NAMED.match(plain) or _TURNED.match(plain)
    if match and (month := int(month_numbers(pa.array([match["name"]]))[0])):
        year = int(match["year"] or 0)
        return Period("month", year + 2000 if 0 < year < 100 else year, month)
    return None


def _checked(kind: PeriodKind, found: dict[str, int]) -> Period | None:
    year = found.get("year", 0)
    if kind == "day":
        try:
            dt.date(year, found["month"], found["day"])
        except ValueError:
            return None
        return Period("day" if found["day"] != 1 else "month", year, found["month"], found["day"])
    number = found.get("month") or found.get("quarter") or found.get("week") or 1
    return Period(kind, year, number) if kind != "week" or 1 <= number <= 52 else None

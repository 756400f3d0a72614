"""Text → days, with one decision per column: which comes first in 03/04/2024."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Order = Literal["day first", "month first"]

_ISO = r"^(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:[T ].*)?$"
_COMPACT = r"^(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?:\.0+)?$"
_PARTS = r"^(?P<a>\d{1,2})[-/. ](?P<b>\d{1,2})[-/. ](?P<y>\d{4}|\d{2})(?:[ T,].*)?$"
_SERIAL = r"^(?P<n>[2-7]\d{4})(?:\.\d+)?$"
_EPOCH = np.datetime64("1899-12-30", "D")
_PIVOT = 70


@dataclass(frozen=True, eq=False, slots=True)
class Days:
    """One day per distinct text, NaT where it is none; which order was taken, and whether a cell proved it.

    doubtful  distinct texts like 03/04/2024 in a column where nothing decides
    """

    values: NDArray[np.datetime64]
    order: Order | None
    decided: bool
    doubtful: int


def read_days(texts: pa.StringArray, order: Order | None = None) -> Days:
    """Read distinct texts as days: ISO, yyyymmdd, Excel serials, day/month/year or month/day/year, with or without time."""
    out = np.full(len(texts), np.datetime64("NaT"), dtype="datetime64[D]")
    for pattern in (_ISO, _COMPACT):
        rows, parts = _match(texts, pattern, "ymd")
        out[rows] = _days(*parts)
    rows, (serial,) = _match(texts, _SERIAL, "n")
    out[rows] = _EPOCH + serial.astype("timedelta64[D]")
    rows, (a, b, y) = _match(texts, _PARTS, "aby")
    if not len(rows):
        return Days(out, None, decided=True, doubtful=0)
    proven = order or _order(a, b)
    year = np.where(y < _PIVOT, y + 2000, np.where(y < 100, y + 1900, y))
    out[rows] = _days(year, a, b) if proven == "month first" else _days(year, b, a)
    doubtful = 0 if proven else int(np.count_nonzero(a != b))
    return Days(out, proven or "day first", proven is not None, doubtful)


def _order(a: NDArray[np.int64], b: NDArray[np.int64]) -> Order | None:
    """The order that days beyond 12 prove, by majority."""
    days_first, months_first = np.count_nonzero((a > 12) & (b <= 12)), np.count_nonzero((b > 12) & (a <= 12))
    if days_first == months_first:
        return None
    return "day first" if days_first > months_first else "month first"


def _match(texts: pa.StringArray, pattern: str, groups: str) -> tuple[NDArray[np.int64], list[NDArray[np.int64]]]:
    """Positions of the texts that match, and the named groups as integers."""
    found = pc.extract_regex(texts, pattern)
    rows = np.flatnonzero(np.asarray(found.is_valid()))
    parts = found.take(pa.array(rows))
    return rows, [np.asarray(pc.cast(pc.struct_field(parts, name), pa.int64())) for name in groups]


def _days(year: NDArray[np.int64], month: NDArray[np.int64], day: NDArray[np.int64]) -> NDArray[np.datetime64]:
    """Days of the calendar; NaT where there is no such day."""
    good = (month >= 1) & (month <= 12) & (day >= 1) & (year >= 1)
    first = (np.where(good, year, 1970) - 1970) * 12 + np.where(good, month, 1) - 1
    start = first.astype("datetime64[M]")
    length = ((start + 1).astype("datetime64[D]") - start.astype("datetime64[D]")).astype(np.int64)
    days = start.astype("datetime64[D]") + (day - 1).astype("timedelta64[D]")
    return np.where(good & (day <= length), days, np.datetime64("NaT", "D"))

"""Days that cannot be meant: one slip of a year would make the whole period years longer."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Oddity = Literal["future_date", "strange_date"]

_FIRST, _AFTER = np.datetime64("1990-01-01", "D"), np.datetime64("2101-01-01", "D")
_YEAR, _YEARS, _DECADE = 366, 5 * 366, 3653
_FEW, _MANY = 20, 1_000
_IN_BULK = 1_000
"""One line in a thousand may stand outside the bulk."""


def odd_days(day: NDArray[np.datetime64], lines: NDArray[np.int64] | None = None) -> dict[Oddity, NDArray[np.bool_]]:
    """Which days are far from all others; {} where none is.

    day    one per line, or a few of which `lines` says how many lines have them

    strange_date  before 1990, after 2100, or ten years before all but a thousandth of the lines
    future_date   a year after all but a thousandth of the lines; five years where there are less than 1,000 lines

    Where half of the lines have such, it is the data that is old, and none is odd. Cost: one count of the days.
    """
    counts = np.ones(len(day), dtype=np.int64) if lines is None else lines
    known = ~np.isnat(day)
    strange = known & ((day < _FIRST) | (day >= _AFTER))
    if not counts[known].any() or 2 * counts[strange].sum() >= counts[known].sum():
        return {}
    usual = known & ~strange
    count = int(counts[usual].sum())
    found: dict[Oddity, NDArray[np.bool_]] = {}
    if count >= _FEW:
        outside = max(1, count // _IN_BULK)
        ordinals = (day[usual] - _FIRST).astype(np.int64)
        up_to = np.cumsum(np.bincount(ordinals, counts[usual]))
        first = _FIRST.astype(np.int64)
        early, late = first + np.searchsorted(up_to, (outside, count - 1 - outside), side="right")
        limit = late + (_YEAR if count >= _MANY else _YEARS)
        ordinal = day.astype(np.int64)
        found["future_date"] = usual & (ordinal > limit)
        strange |= known & (ordinal < early - _DECADE)
    found["strange_date"] = strange
    return {kind: odd for kind, odd in found.items() if odd.any()}

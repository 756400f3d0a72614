"""Stretches of the calendar without a single line: an export that lacks a month looks like customers who left."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from engine.counting import counted
from engine.errors import Issue

_LEAST_DAYS = 14
_TIMES_USUAL = 4
_USUAL = 95
_LEAST_SALES_DAYS = 20
_NAMED = 3


def calendar_gaps(day: NDArray[np.datetime64] | None) -> Iterator[Issue]:
    """An issue where days without lines follow each other for far longer than usual; none where sales days are few.

    day  datetime64[D] per line, NaT where unknown; None without dates

    Longer than usual: more than 14 days, and more than 4 times the gap that 95 of 100 gaps do not exceed.
    Cost: one count of the lines.
    """
    if day is None:
        return
    known = day[~np.isnat(day)].astype("datetime64[D]").astype(np.int64)
    if not len(known):
        return
    first = known.min()
    days = (first + np.flatnonzero(np.bincount(known - first))).astype("datetime64[D]")
    if len(days) < _LEAST_SALES_DAYS:
        return
    gaps = np.diff(days).astype(np.int64) - 1
    usual = np.percentile(gaps, _USUAL)
    found = np.flatnonzero(gaps > max(_LEAST_DAYS, _TIMES_USUAL * usual))
    if not len(found):
        return
    named = [f"{days[at] + 1} to {days[at + 1] - 1} ({gaps[at]} days)" for at in found[:_NAMED]]
    more = ", …" if len(found) > _NAMED else ""
    yield Issue(
        "calendar_gap",
        f"{counted(len(found), 'stretch', 'stretches')} of the calendar without a single line: {', '.join(named)}{more}. "
        f"If you sold then, export these days as well: customers would seem to have stayed away.",
        len(found),
    )

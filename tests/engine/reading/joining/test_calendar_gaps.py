"""Stretches of the calendar without a line."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.reading.joining.calendar_gaps import calendar_gaps

YEAR = np.arange("2023-01-01", "2024-01-01", dtype="datetime64[D]")
WORKDAYS = YEAR[np.is_busday(YEAR)]


def test_a_month_that_is_missing_is_named() -> None:
    days = WORKDAYS[WORKDAYS.astype("datetime64[M]") != np.datetime64("2023-05")]
    (issue,) = calendar_gaps(days)
    assert "1 stretch of the calendar without a single line: 2023-04-29 to 2023-05-31 (33 days)." in issue.message


def test_weekends_and_a_christmas_holiday_are_no_gap() -> None:
    days = WORKDAYS[(np.datetime64("2023-12-23") > WORKDAYS) | (np.datetime64("2023-12-31") < WORKDAYS)]
    assert not list(calendar_gaps(days))


def test_who_sells_once_a_month_has_no_gaps() -> None:
    assert not list(calendar_gaps(np.arange("2020-01", "2024-01", dtype="datetime64[M]").astype("datetime64[D]")))


def test_nothing_is_said_without_dates_or_with_few_days() -> None:
    assert not list(calendar_gaps(None))
    assert not list(calendar_gaps(WORKDAYS[[0, 1, 2, -1]]))


@given(st.integers(15, 200), st.integers(10, 150))
def test_any_long_stretch_is_found_whatever_the_order_of_the_lines(length: int, start: int) -> None:
    kept = np.concatenate((YEAR[:start], YEAR[start + length :], [np.datetime64("NaT")]))
    issues = list(calendar_gaps(np.random.default_rng(0).permutation(kept)))
    at_the_end = start + length >= len(YEAR)
    assert [issue.count for issue in issues] == ([] if at_the_end or len(kept) <= 20 else [1])

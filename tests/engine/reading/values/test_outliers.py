"""Days that cannot be meant are left aside; unusual data is not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.reading.values.outliers import odd_days
from tests.engine.reading.files import HEADER, issue, kinds, read_lines

YEAR = [dt.date(2024, 1, 1) + dt.timedelta(days=i % 366) for i in range(1_500)]


def odd(*days: dt.date | str) -> dict[str, list[int]]:
    array = np.array([str(day) for day in days], dtype="datetime64[D]")
    return {kind: np.flatnonzero(lines).tolist() for kind, lines in odd_days(array).items()}


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2204-03-01", "strange_date"),
        ("1024-03-01", "strange_date"),
        ("1970-01-01", "strange_date"),
        ("2004-05-01", "strange_date"),
        ("2034-05-01", "future_date"),
        ("2026-02-01", "future_date"),
    ],
)
def test_a_slip_of_the_year_is_found_among_many_days(day: str, kind: str) -> None:
    assert odd(*YEAR, day, "NaT") == {kind: [len(YEAR)]}


@pytest.mark.parametrize("day", ["2025-06-30", "2019-01-01", "2024-05-05"])
def test_a_quiet_day_beside_the_bulk_is_none(day: str) -> None:
    assert odd(*YEAR, day) == {}


def test_few_lines_may_be_years_apart() -> None:
    assert odd("2015-01-01", "2024-01-01", "2024-01-02") == {}


def test_a_list_of_old_days_is_old_and_not_odd() -> None:
    assert odd(*["1985-01-01"] * 5, "2001-01-01") == {}


@given(st.lists(st.dates(dt.date(2019, 1, 1), dt.date(2023, 12, 31)), max_size=60))
def test_five_ordinary_years_hold_no_odd_day(days: list[dt.date]) -> None:
    assert odd(*days) == {}


def test_an_odd_day_does_not_stretch_the_period_and_its_line_is_used(tmp_path: Path) -> None:
    days = (*YEAR[:40], "3024-01-05", "2034-01-05")
    rows = [(f"C{i % 3}", f"P{i % 5}", 1, day) for i, day in enumerate(days)]

    dataset = read_lines(tmp_path, (*HEADER, "date"), rows)

    assert dataset.report.lines_used == 42
    assert dataset.period == (np.datetime64("2024-01-01"), np.datetime64("2024-02-09"))
    assert issue(dataset, "strange_date").places[0].value == "3024-01-05"
    assert "such as “2034-01-05”; used without a date" in issue(dataset, "future_date").message
    assert not kinds(dataset) & {"no_date", "unreadable_date"}

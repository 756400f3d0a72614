"""Text → days: one decision per column."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import ReadOptions
from engine.reading.values.dates import read_days
from tests.engine.reading.files import HEADER, issue, kinds, read, read_lines, with_dates, write_xlsx


def days(*texts: str) -> list[str]:
    return [str(day) for day in read_days(pa.array(texts, pa.string())).values]


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-09",
        "2024-03-09 14:30:00",
        "2024-03-09T14:30:00Z",
        "2024-03-09T14:30:00.123+02:00",
        "2024/03/09",
        "2024.03.09",
        "2024-3-9",
        "20240309",
        "20240309.0",
        "45360",
        "45360.604166",
        "9 March 2024",
        "9 Mar 2024",
        "09-Mar-2024",
        "09-MAR-24",
        "9. März 2024",
        "9 mars 2024",
        "9 de marzo de 2024",
        "9 marzo 2024",
        "9 maart 2024",
        "9 de março de 2024",
        "March 9, 2024",
        "Mar 9 2024",
        "9th March 2024",
        "Sat, 9 Mar 2024",
        "Saturday, March 9, 2024",
        "09.03.2024",
        "09.03.24",
        "9.3.2024 14:30",
    ],
)
def test_a_day_in_any_usual_writing_is_read(text: str) -> None:
    assert days(text) == ["2024-03-09"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2024-13-01",
        "2024-02-30",
        "31.04.2024",
        "0",
        "-5",
        "12:30",
        "99999999",
        "1.5",
        "9 Foo 2024",
        "2024-00-10",
    ],
)
def test_a_text_that_is_no_day_stays_unread(text: str) -> None:
    assert days(text) == ["NaT"]


def test_a_leap_day_is_read_only_in_a_leap_year() -> None:
    assert days("2024-02-29", "2023-02-29", "2000-02-29", "1900-02-29") == ["2024-02-29", "NaT", "2000-02-29", "NaT"]


def test_a_day_beyond_twelve_proves_that_the_day_comes_first() -> None:
    assert days("03/04/2024", "25/04/2024") == ["2024-04-03", "2024-04-25"]


def test_a_day_beyond_twelve_proves_that_the_month_comes_first() -> None:
    assert days("03/04/2024", "04/25/2024") == ["2024-03-04", "2024-04-25"]


def test_a_contradicting_cell_stays_unread_and_does_not_turn_the_column() -> None:
    assert days("03/04/2024", "25/04/2024", "26/04/2024", "04/27/2024")[-1] == "NaT"


def test_points_between_the_numbers_mean_that_the_day_comes_first() -> None:
    assert days("03.04.2024", "01.02.2024", "05.03.2024") == ["2024-04-03", "2024-02-01", "2024-03-05"]


def test_the_order_in_which_the_file_is_sorted_decides() -> None:
    assert days("1/1/2024", "2/1/2024", "3/1/2024", "1/2/2025") == [
        "2024-01-01",
        "2024-01-02",
        "2024-01-03",
        "2025-02-01",
    ]
    assert days("01/05/2024", "01/09/2024", "02/03/2024", "03/01/2024")[2] == "2024-02-03"


def test_two_digit_years_are_of_this_century_up_to_69() -> None:
    assert days("25/12/24", "25/12/69", "25/12/70") == ["2024-12-25", "2069-12-25", "1970-12-25"]


def test_month_and_year_alone_are_the_first_of_the_month() -> None:
    assert days("2024-03", "04/2024") == ["2024-03-01", "2024-04-01"]


@given(
    st.lists(st.dates(dt.date(1971, 1, 1), dt.date(2068, 12, 31)), min_size=1, max_size=20),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d", "%Y%m%d", "%d.%m.%y", "%d-%b-%Y"]),
)
def test_days_written_in_a_dialect_read_back_the_same(values: list[dt.date], dialect: str) -> None:
    proof = dt.date(2024, 12, 31)

    read_back = days(*[day.strftime(dialect) for day in (*values, proof)])

    assert read_back == [day.isoformat() for day in (*values, proof)]


def test_an_order_that_nothing_decides_is_reported(tmp_path: Path) -> None:
    rows = [("C1", "P1", 1, day) for day in ("05/06/2024", "01/02/2024", "03/04/2024")]

    dataset = read_lines(tmp_path, (*HEADER, "invoice_date"), rows)

    assert str(dataset.period and dataset.period[0]) == "2024-02-01"
    doubt = issue(dataset, "doubtful_dates")
    assert "“05/06/2024” in “invoice_date”" in doubt.message
    assert "day first" in doubt.message


def test_the_option_settles_the_order(tmp_path: Path) -> None:
    read_as = with_dates(tmp_path, "05/06/2024", "01/02/2024", options=ReadOptions(day_order="month first"))

    assert read_as == ["2024-05-06", "2024-01-02"]


def test_a_line_without_a_readable_date_is_used_without_a_date(tmp_path: Path) -> None:
    rows = [("C1", "P1", 1, "2024-01-01"), ("C1", "P1", 2, "soon 2"), ("C1", "P1", 3, "")]

    dataset = read_lines(tmp_path, (*HEADER, "date"), rows)

    assert dataset.report.lines_used == 3
    assert issue(dataset, "unreadable_date").places[0].value == "soon 2"
    assert issue(dataset, "no_date").count == 1


def test_dates_of_a_workbook_are_read_as_the_days_they_are(tmp_path: Path) -> None:
    rows = [
        ("customer", "item", "qty", "date"),
        ("C1", "P1", 1, dt.datetime.fromisoformat("2024-03-09 14:30")),
        ("C1", "P1", 1, dt.date(2024, 2, 1)),
    ]

    dataset = read(write_xlsx(tmp_path / "b.xlsx", {"Lines": rows}))

    assert [str(day) for day in dataset.lines.day] == ["2024-03-09", "2024-02-01"]
    assert "doubtful_dates" not in kinds(dataset)

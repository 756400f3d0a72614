"""Numbers and days as every country writes them, by the published figures of Unicode CLDR, read back the same."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.reading.values.dates import read_days
from engine.reading.values.numbers import read_numbers
from tests.engine.reading.values.locales import LANGUAGES, LOCALES, date, long_date, money, number, short_date

moment = dt.datetime.fromisoformat
AMOUNTS = st.lists(st.decimals(-9_999_999, 9_999_999, places=2), min_size=1, max_size=15)
DAYS = st.lists(st.dates(dt.date(1990, 1, 1), dt.date(2039, 12, 31)), min_size=1, max_size=15)
PROOF = Decimal("1234.05")
PROVING_DAY = dt.date(2024, 12, 31)
MINUS = ("-{}", "{}-", "- {}", "({})", "−{}", "–{}", "{} CR", "{} -")
AROUND = (
    "{}",
    "{} €",
    "€{}",
    "EUR {}",
    "{} EUR",
    "$ {}",
    "US$ {}",
    "R$ {}",
    "{} zł",
    "{} Kč",
    "CHF {}",
    "kr. {}",
    "₺{}",
)
PATTERNS = ("d. MMMM yyyy", "d MMM yyyy", "dd-MMM-yy", "MMMM d, yyyy", "ddd, dd MMM yyyy", "yyyy-MMM-dd")
TIMES = (
    "%Y-%m-%dT%H:%M:%SZ",
    "%Y-%m-%dT%H:%M:%S+02:00",
    "%Y-%m-%d %H:%M:%S.%f",
    "%d.%m.%Y %H:%M",
    "%d/%m/%Y, %H:%M:%S",
    "%m/%d/%Y %I:%M %p",
    "%Y%m%d%H%M%S",
    "%Y%m%dT%H%M%S",
    "%d %b %Y %H:%M",
)


def numbers(*texts: str) -> list[float]:
    return [float(value) for value in read_numbers(pa.array(texts, pa.string())).values]


def days(*texts: str) -> list[str]:
    return [str(day) for day in read_days(pa.array(texts, pa.string())).values]


@pytest.mark.parametrize("locale", LOCALES)
@settings(max_examples=30)
@given(values=AMOUNTS)
def test_numbers_of_a_country_read_back_the_same(locale: str, values: list[Decimal]) -> None:
    texts = [number(locale, value) for value in (*values, PROOF)]

    assert numbers(*texts) == [float(value) for value in (*values, PROOF)]


@pytest.mark.parametrize("locale", LOCALES)
@settings(max_examples=30)
@given(values=AMOUNTS)
def test_money_of_a_country_reads_back_the_same(locale: str, values: list[Decimal]) -> None:
    texts = [money(locale, value) for value in (*values, PROOF)]

    assert numbers(*texts) == [float(value) for value in (*values, PROOF)]


@settings(max_examples=100)
@given(AMOUNTS, st.sampled_from(LOCALES), st.sampled_from(MINUS), st.sampled_from(AROUND))
def test_any_minus_and_any_currency_around_a_number_change_nothing_else(
    values: list[Decimal], locale: str, minus: str, around: str
) -> None:
    def written(value: Decimal) -> str:
        text = number(locale, abs(value))
        return around.format(minus.format(text) if value < 0 else text)

    assert numbers(*map(written, (*values, PROOF))) == [float(value) for value in (*values, PROOF)]


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_month_of_every_language_is_known_in_full_and_short(locale: str, pattern: str) -> None:
    year = [dt.date(2024, month, 19) for month in range(1, 13)]

    assert days(*[date(locale, day, pattern) for day in year]) == [day.isoformat() for day in year]


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_month_by_name_and_its_year_are_its_first_day(locale: str) -> None:
    year = [dt.date(2024, month, 1) for month in range(1, 13)]

    assert days(*[date(locale, day, "MMM yyyy") for day in year]) == [day.isoformat() for day in year]


@pytest.mark.parametrize("locale", LOCALES)
@settings(max_examples=30)
@given(values=DAYS)
def test_days_of_a_country_read_back_the_same(locale: str, values: list[dt.date]) -> None:
    for written in (long_date, short_date):
        assert days(*[written(locale, day) for day in (*values, PROVING_DAY)])[:-1] == [str(day) for day in values]


@settings(max_examples=50)
@given(
    st.lists(st.datetimes(moment("1990-01-01"), moment("2039-12-31")), min_size=1),
    st.sampled_from(TIMES),
)
def test_the_time_of_day_and_its_zone_leave_the_day_as_written(moments: list[dt.datetime], pattern: str) -> None:
    proof = moment("2024-12-31 12:00")

    read = days(*[each.strftime(pattern) for each in (*moments, proof)])

    assert read[:-1] == [str(each.date()) for each in moments]


@settings(max_examples=50)
@given(DAYS, st.sampled_from(["{}", "{}.0", "{}.5", "{},25"]))
def test_day_numbers_of_excel_read_back_the_same(values: list[dt.date], written: str) -> None:
    serials = [written.format((day - dt.date(1899, 12, 30)).days) for day in values]

    assert days(*serials) == [str(day) for day in values]


@settings(max_examples=50)
@given(DAYS, st.sampled_from([1, 1000]))
def test_seconds_and_milliseconds_since_1970_are_days_of_the_world_clock(values: list[dt.date], factor: int) -> None:
    recent = [day for day in values if day.year > 2001] or [PROVING_DAY]
    stamps = [int(dt.datetime(d.year, d.month, d.day, 13, tzinfo=dt.UTC).timestamp()) * factor for d in recent]

    assert days(*map(str, stamps)) == [str(day) for day in recent]


def test_a_thousand_times_of_day_cost_one_look_at_each_day() -> None:
    start = moment("2024-01-13")
    moments = [start + dt.timedelta(minutes=17 * i) for i in range(5_000)]

    read = read_days(pa.array([each.strftime("%m/%d/%Y %H:%M") for each in moments]))

    assert np.array_equal(read.values, np.array([each.date() for each in moments], dtype="datetime64[D]"))

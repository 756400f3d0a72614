"""Columns in which several hands have written: every cell that has one meaning is read, none is read as something else."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.reading.values.dates import read_days
from engine.reading.values.numbers import read_numbers
from tests.engine.reading.files import issue, kinds, read, write_csv

EPOCH = dt.date(1899, 12, 30)
DAYS = st.integers(1995, 2035).flatmap(
    lambda year: st.lists(st.dates(dt.date(year, 1, 1), dt.date(year + 2, 12, 31)), min_size=1, max_size=12)
)
"""Of three years; day numbers of four years before all other days may as well count from 1904."""
WRITTEN: dict[str, Callable[[dt.date], str]] = {
    "ISO": str,
    "ISO with a time": lambda day: f"{day}T14:05:00",
    "digits": lambda day: f"{day:%Y%m%d}",
    "day number": lambda day: str((day - EPOCH).days),
    "day number with a time": lambda day: f"{(day - EPOCH).days}.75",
    "points": lambda day: f"{day:%d.%m.%Y}",
    "short points": lambda day: f"{day.day}.{day.month}.{day:%y}",
    "a month by name": lambda day: f"{day:%d %b %Y}",
}
IMPOSSIBLE = ("31.02.2024", "2023-02-29", "00.01.2024", "2024-13-01", "32 Jan 2024", "20241301", "soon", "13.13.2024")


def days_of(texts: list[str]) -> list[str]:
    return [str(day) for day in read_days(pa.array(texts, pa.string())).values]


@settings(max_examples=60)
@given(DAYS, st.data())
def test_days_written_in_several_ways_in_one_column_are_the_same_days(days: list[dt.date], data: st.DataObject) -> None:
    ways = [data.draw(st.sampled_from(sorted(WRITTEN))) for _ in days]

    assert days_of([WRITTEN[way](day) for way, day in zip(ways, days, strict=True)]) == [str(day) for day in days]


@pytest.mark.parametrize("years", [1, 2, 3, 6, 10])
def test_day_numbers_of_older_lines_are_not_counted_from_1904(years: int) -> None:
    recent = [dt.date(2024, month, 15) for month in range(1, 13)]
    older = [day.replace(year=2024 - years) for day in recent]

    found = days_of([*(WRITTEN["day number"](day) for day in older), *map(str, recent)])

    assert found == [str(day) for day in (*older, *recent)]


@settings(max_examples=40)
@given(DAYS, st.lists(st.tuples(st.integers(0, 12), st.sampled_from(IMPOSSIBLE)), min_size=1, max_size=4))
def test_days_that_do_not_exist_are_said_where_they_stand_and_their_lines_used(
    days: list[dt.date], odd: list[tuple[int, str]]
) -> None:
    texts = [f"{day:%d.%m.%Y}" for day in (*days, *days, *days)]
    for at, text in odd:
        texts.insert(at, text)
    with tempfile.TemporaryDirectory() as folder:
        rows = [("C1", "P1", i + 1, text) for i, text in enumerate(texts)]
        dataset = read(write_csv(Path(folder) / "l.csv", ("customer", "item", "quantity", "date"), rows, ";"))

    expected = [i for i, text in enumerate(texts) if text in IMPOSSIBLE]
    assert [place.row - 2 for place in issue(dataset, "unreadable_date").places] == expected
    assert dataset.lines.day is not None
    assert np.flatnonzero(np.isnat(dataset.lines.day)).tolist() == expected
    assert dataset.report.lines_used == len(texts)


AMOUNTS = st.lists(st.decimals(-99_999, 99_999, places=2), min_size=1, max_size=12)
HANDS: dict[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "in euros": lambda text: f"{text} €",
    "euros before": lambda text: f"EUR {text}",
    "blanks around": lambda text: f" {text}  ",
    "plus": lambda text: text if text.startswith("-") else f"+{text}",
    "minus behind": lambda text: f"{text[1:]}-" if text.startswith("-") else text,
    "brackets": lambda text: f"({text[1:]})" if text.startswith("-") else text,
    "true minus": lambda text: text.replace("-", "\N{MINUS SIGN}"),
}


def number_text(value: Decimal, decimal: str, *, grouped: bool) -> str:
    """The number with two places, grouped by the other sign or not at all."""
    text = f"{value:,.2f}" if grouped else f"{value:.2f}"
    return text if decimal == "." else text.translate(str.maketrans(",.", ".,"))


@pytest.mark.parametrize("decimal", [".", ","])
@settings(max_examples=60)
@given(values=AMOUNTS, data=st.data())
def test_amounts_typed_by_several_hands_are_the_same_amounts(
    decimal: str, values: list[Decimal], data: st.DataObject
) -> None:
    values = [*values, Decimal("1234567.05")]
    texts = [
        HANDS[data.draw(st.sampled_from(sorted(HANDS)))](number_text(value, decimal, grouped=data.draw(st.booleans())))
        for value in values[:-1]
    ]

    found = read_numbers(pa.array([*texts, number_text(values[-1], decimal, grouped=True)], pa.string())).values

    assert found.tolist() == [float(value) for value in values]


@pytest.mark.parametrize("decimal", [".", ","])
@settings(max_examples=60)
@given(values=AMOUNTS, strangers=st.lists(st.decimals(1_000, 99_999, places=2), min_size=1, max_size=3))
def test_an_amount_in_the_other_writing_is_never_taken_for_another_amount(
    decimal: str, values: list[Decimal], strangers: list[Decimal]
) -> None:
    """1.234,56 among many like 1,234.56 is read as what it says or not at all, and said then; never as 1.23."""
    other = ",."[decimal == ","]
    own = [number_text(value, decimal, grouped=True) for value in [Decimal("1234567.05"), *values * 5]]
    texts = [*own, *(number_text(value, other, grouped=True) for value in strangers)]
    with tempfile.TemporaryDirectory() as folder:
        rows = [(f"C{i}", "P1", 1, text) for i, text in enumerate(texts)]
        dataset = read(write_csv(Path(folder) / "l.csv", ("customer", "item", "quantity", "amount"), rows, ";"))

    assert dataset.lines.amount is not None
    found = dict(zip(dataset.customers["customer_id"].iloc[dataset.lines.customer], dataset.lines.amount, strict=True))
    unread = {
        place.row - 2 for each in dataset.report.issues if each.kind == "unreadable_amount" for place in each.places
    }
    for i, value in enumerate(strangers, len(own)):
        assert i in unread or abs(found[f"C{i}"]) == float(value)
    assert not {i for i in unread if i < len(own)}
    assert "doubtful_numbers" not in kinds(dataset)

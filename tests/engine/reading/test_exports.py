"""The same lines in any dialect are the same dataset: one property over the whole of reading."""

from __future__ import annotations

import math
import random
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Dataset, ReadOptions
from tests.engine.reading.exports import (
    HEADERS,
    Dialect,
    Line,
    dialects,
    lines_of,
    name_of,
    write_export,
    write_workbook,
)
from tests.engine.reading.files import attribute, customer_of, kinds, product_of, read


def must_hold(dataset: Dataset, lines: Sequence[Line]) -> None:
    """The dataset is the truth, line by line and to the cent."""
    assert customer_of(dataset) == [line.customer for line in lines]
    assert product_of(dataset) == [line.product for line in lines]
    assert list(dataset.lines.quantity) == [float(line.quantity) for line in lines]
    assert dataset.lines.amount is not None
    assert dataset.lines.day is not None
    np.testing.assert_allclose(dataset.lines.amount, [float(line.amount) for line in lines], atol=0.005)
    assert [str(day) for day in dataset.lines.day] == [str(line.day) for line in lines]
    assert attribute(dataset, "customer_name") == {line.customer: name_of(line.customer) for line in lines}
    assert groups(list(dataset.lines.order)) == groups([(line.customer, line.invoice) for line in lines])
    must_add_up(dataset, read=len(lines))
    assert dataset.report.amount_used == float(sum(line.amount for line in lines))
    assert not kinds(dataset) & {"doubtful_numbers", "doubtful_dates", "two_columns", "mended_row"}


def must_add_up(dataset: Dataset, read: int) -> None:
    """Lines and money read are those used and those left out, and those used are the lines of the dataset."""
    report = dataset.report
    amount = dataset.lines.amount
    assert report.lines_read == read == report.lines_used + sum(part.lines for part in report.left_out)
    assert round(report.amount_read * 100) == round(
        (report.amount_used + math.fsum(part.amount for part in report.left_out)) * 100
    )
    assert report.lines_used == len(dataset.lines)
    assert amount is None or round(math.fsum(amount) * 100) == round(report.amount_used * 100)


def groups(keys: Sequence[object]) -> list[int]:
    """Each key as the position where it first stands."""
    return [keys.index(key) for key in keys]


@settings(max_examples=60)
@given(dialects(), lines_of())
def test_a_text_export_in_any_dialect_holds_the_lines_it_was_made_of(dialect: Dialect, lines: list[Line]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        must_hold(read(write_export(Path(folder), dialect, lines)), lines)


@settings(max_examples=40)
@given(dialects(), lines_of(), st.booleans())
def test_a_workbook_in_any_dialect_holds_the_lines_it_was_made_of(
    dialect: Dialect, lines: list[Line], typed: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        must_hold(read(write_workbook(Path(folder), dialect, lines, typed=typed)), lines)


@pytest.mark.parametrize("language", HEADERS)
@settings(max_examples=3)
@given(lines=lines_of())
def test_headers_of_every_language_are_understood(language: str, lines: list[Line]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        must_hold(read(write_export(Path(folder), Dialect(language), lines)), lines)


@settings(max_examples=30)
@given(dialects(), lines_of(), st.data())
def test_what_can_be_read_two_ways_is_read_as_the_options_say(
    dialect: Dialect, lines: list[Line], data: st.DataObject
) -> None:
    """Days up to twelve, whole prices and thousandths of a unit: nothing in the file says what is what."""
    date = data.draw(st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"]))
    unclear = [
        replace(
            line,
            quantity=Decimal(data.draw(st.integers(1_001, 999_999))) / 1000,
            price=Decimal(data.draw(st.integers(1, 900))),
            day=line.day.replace(day=data.draw(st.integers(1, 12))),
        )
        for line in lines
    ]
    columns = [role for role in dialect.order if role not in ("price", "amount")]
    written = replace(dialect, order=(*columns, "price"), thousands="", date=date, money="{}")
    options = ReadOptions(
        decimal="comma" if dialect.decimal == "," else "point",
        day_order="day first" if date.startswith("%d") else "month first",
    )

    with tempfile.TemporaryDirectory() as folder:
        dataset = read(write_export(Path(folder), written, unclear), options=options)

    assert dataset.lines.day is not None
    assert list(dataset.lines.quantity) == [float(line.quantity) for line in unclear]
    assert [str(day) for day in dataset.lines.day] == [str(line.day) for line in unclear]
    assert not kinds(dataset) & {"doubtful_numbers", "doubtful_dates"}


@settings(max_examples=30)
@given(dialects(), lines_of(), st.randoms(use_true_random=False))
def test_an_option_that_says_what_the_file_shows_anyway_changes_nothing(
    dialect: Dialect, lines: list[Line], chance: random.Random
) -> None:
    """The columns named by their headers, however the user types them, and the decimal sign that the file has."""
    headers = dict(zip(dialect.order, dialect.header(), strict=True))
    roles = {"customer": "customer_id", "product": "product_id", "quantity": "quantity", "date": "date"}
    typed = {roles[role]: chance.choice([str.upper, str.lower, str.strip])(headers[role]) for role in roles}
    options = ReadOptions(columns=typed, decimal="comma" if dialect.decimal == "," else "point")

    with tempfile.TemporaryDirectory() as folder:
        must_hold(read(write_export(Path(folder), dialect, lines), options=options), lines)

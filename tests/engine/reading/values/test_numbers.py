"""Text → numbers: one decision per column, proven by the cells that allow only one reading."""

from __future__ import annotations

import math
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import ReadOptions
from engine.reading.values.numbers import read_numbers
from tests.engine.reading.files import issue, kinds, left_out, read, read_text, with_quantities, write_xlsx


def numbers(*texts: str) -> list[float]:
    return [float(value) for value in read_numbers(pa.array(texts, pa.string())).values]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-12", -12),
        ("+12", 12),
        ("0.5", 0.5),
        (".5", 0.5),
        ("5.", 5),
        ("1,234.56", 1234.56),
        ("1,234,567", 1234567),
        ("12,34,567.50", 1234567.5),
        ("1'234.56", 1234.56),
        ("1’234.56", 1234.56),
        ("1 234.56", 1234.56),
        ("1\u00a0234.56", 1234.56),
        ("1\u202f234.56", 1234.56),
        ("(123.45)", -123.45),
        ("123.45-", -123.45),
        ("−123.45", -123.45),
        ("– 123.45", -123.45),
        ("$1,234.50", 1234.5),
        ("-$5.25", -5.25),
        ("$-5.25", -5.25),
        ("($5.25)", -5.25),
        ("€ 12.50", 12.5),
        ("12.50 €", 12.5),
        ("£12.50", 12.5),
        ("US$ 12.50", 12.5),
        ("EUR 12.50", 12.5),
        ("12.50 EUR", 12.5),
        ("CHF 1'200.05", 1200.05),
        ("12.5%", 0.125),
        ("1.5E+03", 1500),
        ("2e-2", 0.02),
        ("-", 0),
        ("$ -", 0),
        ("12 pcs", 12),
        ("3 EA", 3),
        ("7 Stk.", 7),
    ],
)
def test_a_number_in_english_writing_is_read(text: str, value: float) -> None:
    assert numbers(text, "0.25")[0] == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,56", 1234.56),
        ("1 234,56", 1234.56),
        ("1\u202f234,56", 1234.56),
        ("1'234,56", 1234.56),
        ("1.234", 1234),
        ("1.234.567", 1234567),
        ("0,5", 0.5),
        ("-1.234,5", -1234.5),
        ("1.234,56-", -1234.56),
        ("(1.234,56)", -1234.56),
        ("12,50 €", 12.5),
        ("R$ 12,50", 12.5),
        ("12,5 %", 0.125),
    ],
)
def test_a_number_with_a_decimal_comma_is_read(text: str, value: float) -> None:
    assert numbers(text, "0,25")[0] == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "1.2.3",
        "12,5",
        "1,23,4",
        "--5",
        "5-5",
        "1e",
        "nan",
        "inf",
        "Infinity",
        "0x10",
        "1_000",
        "12a",
        "1 2",
        "NA",
        "#N/A",
        "1e999",
        "4006381333931",
    ],
)
def test_a_text_that_is_no_number_in_this_column_stays_unread(text: str) -> None:
    assert math.isnan(numbers(text, "0.25", "0.75", "12.5")[0])


def test_one_odd_cell_does_not_turn_the_column_around() -> None:
    assert numbers("1.50", "2.25", "3,5")[:2] == [1.5, 2.25]
    assert math.isnan(numbers("1.50", "2.25", "3,5")[2])


@given(st.lists(st.decimals(-9_999_999, 9_999_999, places=2), min_size=1, max_size=20), st.sampled_from("ABCDEFG"))
def test_numbers_written_in_a_dialect_read_back_the_same(values: list[object], dialect: str) -> None:
    written = [f"{value:,.2f}" for value in values]
    swap = {
        "A": lambda t: t,
        "B": lambda t: t.replace(",", ""),
        "C": lambda t: t.translate(str.maketrans(",.", ".,")),
        "D": lambda t: t.replace(",", "\u00a0").replace(".", ","),
        "E": lambda t: t.replace(",", "'"),
        "F": lambda t: f"({t[1:]})" if t.startswith("-") else t,
        "G": lambda t: f"{t.lstrip('-')}{'-' if t.startswith('-') else ''} €".replace("- €", "-"),
    }[dialect]

    assert numbers(*map(swap, written)) == [float(str(value)) for value in values]


def test_a_column_that_can_be_read_two_ways_is_read_with_a_point_and_reported(tmp_path: Path) -> None:
    dataset = with_quantities(tmp_path, "1.234", "2.500", "3")

    assert list(dataset.lines.quantity) == [1.234, 2.5, 3.0]
    doubt = issue(dataset, "doubtful_numbers")
    assert doubt.count == 2
    assert "“1.234” in “quantity”" in doubt.message
    assert "decimal point" in doubt.message


def test_the_option_settles_the_decimal_sign(tmp_path: Path) -> None:
    dataset = with_quantities(tmp_path, "1.234", "2.500", options=ReadOptions(decimal="comma"))

    assert list(dataset.lines.quantity) == [1234.0, 2500.0]
    assert "doubtful_numbers" not in kinds(dataset)


def test_another_column_of_the_lines_settles_the_decimal_sign(tmp_path: Path) -> None:
    dataset = read_text(tmp_path, "customer;item;qty;amount\nC1;P1;1.234;12,50\nC1;P1;2.500;1.012,25\n")

    assert list(dataset.lines.quantity) == [1234.0, 2500.0]
    assert "doubtful_numbers" not in kinds(dataset)


def test_dates_with_points_settle_the_decimal_sign(tmp_path: Path) -> None:
    dataset = read_text(tmp_path, "customer;item;qty;date\nC1;P1;1.234;31.12.2024\nC1;P1;2.500;01.12.2024\n")

    assert list(dataset.lines.quantity) == [1234.0, 2500.0]


def test_numbers_of_a_workbook_have_no_two_readings(tmp_path: Path) -> None:
    rows = [("customer", "item", "qty"), ("C1", "P1", 1.234), ("C1", "P1", 2.5)]

    dataset = read(write_xlsx(tmp_path / "b.xlsx", {"Lines": rows}))

    assert list(dataset.lines.quantity) == [1.234, 2.5]
    assert "doubtful_numbers" not in kinds(dataset)


def test_numbers_stored_as_text_in_a_workbook_are_read(tmp_path: Path) -> None:
    rows = [("customer", "item", "qty"), ("C1", "P1", "1.234,50"), ("C1", "P1", "2,25"), ("C1", "P2", 7)]

    dataset = read(write_xlsx(tmp_path / "b.xlsx", {"Lines": rows}))

    assert list(dataset.lines.quantity) == [1234.5, 2.25, 7.0]


def test_whole_numbers_are_read_whatever_the_decimal_sign(tmp_path: Path) -> None:
    assert list(with_quantities(tmp_path, "1", "20", "1000000").lines.quantity) == [1.0, 20.0, 1e6]


def test_an_unreadable_quantity_is_located(tmp_path: Path) -> None:
    dataset = with_quantities(tmp_path, "1", "two", "3")

    assert left_out(dataset) == {"unreadable_quantity": 1}
    place = issue(dataset, "unreadable_quantity").places[0]
    assert (place.row, place.column, place.value) == (3, "quantity", "two")

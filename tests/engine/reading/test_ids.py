"""Ids are text: nothing in them is ever lost, and the same id is always the same customer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.reading.files import HEADER, customer_of, product_of, read, read_lines, write_csv, write_xlsx


@pytest.mark.parametrize(
    "code",
    [
        "00123",
        "NA",
        "N/A",
        "NULL",
        "None",
        "nan",
        "TRUE",
        "T",
        "1E5",
        "2E10",
        "1-2",
        "12:30",
        "MAR1",
        "inf",
        "1.50",
        "+5",
        "12345678901234567890",
        "Ä-7",
        "a b",
    ],
)
def test_an_id_survives_as_it_is_written(tmp_path: Path, code: str) -> None:
    text_file = read_lines(tmp_path, HEADER, [(code, f"P{code}", 1), ("C2", code, 2)])
    workbook = read(write_xlsx(tmp_path / "b.xlsx", {"Lines": [HEADER, (code, f"P{code}", 1), ("C2", code, 2)]}))

    for dataset in (text_file, workbook):
        assert customer_of(dataset)[0] == code
        assert product_of(dataset)[1] == code


def test_outer_blanks_of_an_id_do_not_make_another_customer(tmp_path: Path) -> None:
    dataset = read_lines(tmp_path, HEADER, [("C1", "P1", 1), (" C1 ", "P1 ", 1), ("\u00a0C1", "P1", 1)])

    assert list(dataset.customers["customer_id"]) == ["C1"]
    assert list(dataset.products["product_id"]) == ["P1"]


def test_ids_that_went_through_a_float_column_lose_their_zero(tmp_path: Path) -> None:
    dataset = read_lines(tmp_path, HEADER, [("12345.0", "P1", 1), ("", "P1", 1), ("678.0", "P1", 1)])

    assert customer_of(dataset) == ["12345", "678"]


def test_one_id_without_a_zero_behind_the_point_leaves_all_as_they_are(tmp_path: Path) -> None:
    dataset = read_lines(tmp_path, HEADER, [("1.0", "P1", 1), ("1.1", "P1", 1)])

    assert customer_of(dataset) == ["1.0", "1.1"]


def test_float_ids_of_one_month_join_the_plain_ids_of_another(tmp_path: Path) -> None:
    january = write_csv(tmp_path / "january.csv", HEADER, [("123.0", "P1", 1)])
    february = write_csv(tmp_path / "february.csv", HEADER, [("123", "P1", 1)])

    assert customer_of(read(january, february)) == ["123", "123"]


def test_whole_numbers_of_a_workbook_are_ids_without_a_point(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "b.xlsx", {"Lines": [HEADER, (17850, 22423, 1), (17850.0, "22423A", 1)]})

    dataset = read(path)

    assert customer_of(dataset) == ["17850", "17850"]
    assert product_of(dataset) == ["22423", "22423A"]


def test_ids_wrapped_to_keep_excel_from_changing_them_are_unwrapped(tmp_path: Path) -> None:
    dataset = read_lines(tmp_path, HEADER, [('="00123"', "P1", 1), ("'00124", "P1", 1), ("00125", "P1", 1)])

    assert customer_of(dataset) == ["00123", "00124", "00125"]


@pytest.mark.parametrize("name", ["'t Hoekje BV", "'s-Hertogenbosch", "O'Brien", "'n Huis", "Jos' Bar"])
def test_a_name_that_starts_with_an_apostrophe_of_its_own_keeps_it(tmp_path: Path, name: str) -> None:
    dataset = read_lines(tmp_path, ("customer", "product_id", "quantity"), [(name, "P1", 1), ("'00124", "P1", 1)])

    assert customer_of(dataset) == [name, "00124"]


def test_ids_that_differ_by_case_are_different(tmp_path: Path) -> None:
    dataset = read_lines(tmp_path, HEADER, [("c1", "p1", 1), ("C1", "P1", 1)])

    assert sorted(dataset.customers["customer_id"]) == ["C1", "c1"]


def test_customers_and_products_are_sorted_by_id(tmp_path: Path) -> None:
    dataset = read_lines(tmp_path, HEADER, [("b", "9", 1), ("a", "10", 1), ("C", "1", 1)])

    assert list(dataset.customers["customer_id"]) == ["C", "a", "b"]
    assert list(dataset.products["product_id"]) == ["1", "10", "9"]
    assert customer_of(dataset) == ["b", "a", "C"]

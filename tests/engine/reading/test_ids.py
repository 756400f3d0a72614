"""Ids are text: nothing in them is ever lost, and the same id is always the same customer."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import ReadOptions
from tests.engine.reading.files import (
    HEADER,
    customer_of,
    issue,
    kinds,
    left_out,
    product_of,
    read,
    read_lines,
    write_csv,
    write_xlsx,
)


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


def test_ids_that_differ_only_by_case_are_counted_and_the_way_to_fold_them_is_said(tmp_path: Path) -> None:
    dataset = read_lines(tmp_path, HEADER, [("C1", "85123a", 1), ("C1", "85123A", 1), ("C1", "x", 1)])

    twins = issue(dataset, "case_twins_products")
    assert (twins.count, twins.severity) == (1, "note")
    assert "such as “85123A” and “85123a”" in twins.message
    assert twins.message.endswith("choose it under Options, Fold case of ids.")


def test_folding_takes_the_spelling_of_most_lines_in_all_files(tmp_path: Path) -> None:
    lines = write_csv(tmp_path / "lines.csv", HEADER, [("c1", "p1", 1), ("C1", "P1", 2), ("C1", "P1", 3)])
    products = write_csv(tmp_path / "products.csv", ("product_id", "product_name"), [("p1", "Bolt")])

    dataset = read(lines, products, options=ReadOptions(fold_ids="yes"))

    assert customer_of(dataset) == ["C1"] * 3
    assert product_of(dataset) == ["P1"] * 3
    assert list(dataset.products["product_name"]) == ["Bolt"]
    assert (issue(dataset, "folded_customers").count, issue(dataset, "folded_products").count) == (1, 1)


@given(st.lists(st.tuples(st.sampled_from("aAbBß"), st.sampled_from("xXyY")), min_size=1, max_size=12))
def test_folded_ids_are_as_many_as_without_case(pairs: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        dataset = read_lines(Path(folder), HEADER, [(c, p, 1) for c, p in pairs], ReadOptions(fold_ids="yes"))

    assert [code.casefold() for code in customer_of(dataset)] == [c.casefold() for c, _ in pairs]
    assert len(dataset.customers) == len({c.casefold() for c, _ in pairs})
    assert len(dataset.products) == len({p.casefold() for _, p in pairs})


@pytest.mark.parametrize(
    ("kind", "ids"),
    [
        ("shortened", ["9.94E+14", "9.94E+14", "1,2E+15", "77"]),
        ("rounded", ["1234567890123450000", "4006381333931000000"]),
        ("dates_as", ["2024-03-01 00:00:00", "01. Mrz", "A-7", "B-8", "C-9"]),
        ("grouped", ["1,234", "2,345", "17"]),
    ],
)
def test_ids_that_excel_has_ruined_are_said_and_kept(tmp_path: Path, kind: str, ids: list[str]) -> None:
    rows = [("C1", f'"{code}"', 1) for code in ids]

    dataset = read_lines(tmp_path, HEADER, rows)

    found = issue(dataset, f"{kind}_products")
    assert f"such as “{ids[0]}”" in found.message or kind in ("shortened", "dates_as")
    assert set(dataset.products["product_id"]) == set(ids)
    assert {place.value for place in found.places} < set(ids) | {""} or kind == "rounded"


@pytest.mark.parametrize(
    "ids",
    [
        ["1E5", "2E10", "1.5", "MAR1", "OCT-12", "2024-03-01"],
        ["4006381333931", "40063813339310", "123456789012345"],
        ["9876543210987654", "1234567890123457", "5555444433332221"],
        ["1,234", "1234", "2,345"],
    ],
)
def test_odd_ids_that_nobody_ruined_are_not_suspected(tmp_path: Path, ids: list[str]) -> None:
    dataset = read_lines(tmp_path, HEADER, [("C1", f'"{code}"', 1) for code in ids])

    assert not {k for k in kinds(dataset) if k.endswith("_products")}


def test_numbers_of_a_workbook_past_fifteen_digits_are_suspected(tmp_path: Path) -> None:
    rows = [HEADER, *[("C1", 1234567890123450000 + 10_000_000 * i, 1) for i in range(3)]]

    dataset = read(write_xlsx(tmp_path / "b.xlsx", {"Lines": rows}))

    assert issue(dataset, "rounded_products").count == 3


def test_a_cell_too_narrow_for_its_id_has_none(tmp_path: Path) -> None:
    dataset = read_lines(tmp_path, HEADER, [("C1", "P1", 1), ("#####", "P1", 1), ("#7", "P1", 1)])

    assert left_out(dataset) == {"no_customer": 1}
    assert [place.value for place in issue(dataset, "hidden_customers").places] == ["#####"]
    assert list(dataset.customers["customer_id"]) == ["#7", "C1"]


def test_an_error_where_an_id_should_be_is_kept_and_said(tmp_path: Path) -> None:
    dataset = read_lines(tmp_path, HEADER, [("C1", "P1", 1), ("#N/A", "P1", 1), ("#N/A", "P2", 1)])

    assert customer_of(dataset) == ["C1", "#N/A", "#N/A"]
    assert issue(dataset, "errors_as_customers").count == 2

"""Months, branches and items laid across as columns: said, and turned into the same lines where asked for."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import ReadOptions, inspect_files
from tests.engine.reading.files import customer_of, issue, left_out, product_of, read, roles_of, write_text
from tests.engine.reading.tables.reports import adds_up

ACROSS = ReadOptions(laid_across="to lines")
MONTHS = ("Jan 2024", "Feb 2024", "Mar 2024", "Apr 2024")
CELLS = st.one_of(st.none(), st.integers(1, 500))


@settings(max_examples=30)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), min_size=2, max_size=6), st.booleans())
def test_each_filled_cell_under_a_month_is_a_line_of_that_month(
    rows: list[tuple[int | None, ...]], totals: bool
) -> None:
    rows = [(7, 1, 2, 3), *rows]
    header = ["Customer", "Item", *MONTHS, *(["Total"] if totals else [])]
    text = [";".join(header)]
    for i, row in enumerate(rows):
        sums = [str(sum(cell or 0 for cell in row))] if totals else []
        text.append(";".join([f"C{i}", f"P{i}", *("" if cell is None else str(cell) for cell in row), *sums]))
    with tempfile.TemporaryDirectory() as folder:
        dataset = read(write_text(Path(folder) / "pivot.csv", "\n".join(text) + "\n"), options=ACROSS)

    expected = [
        (f"C{i}", f"P{i}", cell, f"2024-{month + 1:02}-01")
        for i, row in enumerate(rows)
        for month, cell in enumerate(row)
        if cell is not None
    ]
    assert dataset.lines.day is not None
    days = [str(day) for day in dataset.lines.day]
    assert list(zip(customer_of(dataset), product_of(dataset), dataset.lines.quantity, days, strict=True)) == expected


def test_months_across_are_only_spoken_of_until_the_user_asks(tmp_path: Path) -> None:
    text = "Customer;Item;Jan;Feb;Mar\nC1;P1;3;4;5\nC2;P1;3;4;5\n"

    sources = inspect_files([write_text(tmp_path / "l.csv", text)])

    assert list(roles_of(sources)) == ["Customer", "Item", "Jan", "Feb", "Mar"]
    assert "3 columns laid across, “Jan” to “Mar”" in issue(sources, "laid_across").message


def test_items_across_beside_the_customer_are_products_and_a_total_row_stays_left_out(tmp_path: Path) -> None:
    text = "Customer;Bolt;Nut;Washer;Total\nC1;3;;5;8\nC2;;;5;5\nTotal;3;;10;13\n"

    dataset = read(write_text(tmp_path / "l.csv", text), options=ACROSS)

    assert list(zip(customer_of(dataset), product_of(dataset), dataset.lines.quantity, strict=True)) == [
        ("C1", "Bolt", 3),
        ("C1", "Washer", 5),
        ("C2", "Washer", 5),
    ]
    assert left_out(dataset) == {"total_row": 2}
    assert issue(dataset, "total_column").count == 1
    assert adds_up(dataset)


def test_quantities_and_money_of_each_year_side_by_side_are_one_line_a_year(tmp_path: Path) -> None:
    text = "Customer;Item;2022;;2023;;2024;\n;;Qty;Amount;Qty;Amount;Qty;Amount\nC1;P1;3;4.50;4;5.25;;\nC2;P1;3;4.70;5;6;1;2\n"

    dataset = read(write_text(tmp_path / "l.csv", text), options=ACROSS)

    assert dataset.lines.amount is not None
    assert list(dataset.lines.quantity) == [3, 4, 3, 5, 1]
    assert list(dataset.lines.amount) == [4.5, 5.25, 4.7, 6, 2]


def test_attributes_in_numbers_beside_a_customer_are_not_laid_across(tmp_path: Path) -> None:
    text = "Customer ID;Children;Pets;Cars\nC1;1;2;1\nC2;1;1;1\n"
    sources = inspect_files([write_text(tmp_path / "l.csv", text)], ACROSS)

    assert list(roles_of(sources)) == ["Customer ID", "Children", "Pets", "Cars"]


@pytest.mark.parametrize("header", ["Customer;Leeds;York;Hull", "Customer;Item;Jan 2024;Feb 2024;Mar 2024;Total"])
@pytest.mark.parametrize("options", [ReadOptions(), ACROSS])
def test_a_header_laid_across_without_lines_below_it_is_only_a_header(
    tmp_path: Path, header: str, options: ReadOptions
) -> None:
    sources = inspect_files([write_text(tmp_path / "l.csv", f"{header}\n")], options)

    assert list(roles_of(sources)) == header.split(";")
    assert sources.tables[0].cells.num_rows == 0

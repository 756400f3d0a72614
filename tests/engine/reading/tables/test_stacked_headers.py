"""Headers over several rows, with units below them, far down, or missing altogether."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Dataset, inspect_files
from tests.engine.reading.files import issue, kinds, read_text, roles_of, write_text


def headers_of(folder: Path, text: str) -> list[str]:
    return list(roles_of(inspect_files([write_text(folder / "l.csv", text)])))


def test_words_stacked_on_each_other_are_one_header(tmp_path: Path) -> None:
    text = (
        "Sales report;;;;\n;;;;\nInvoice;Customer;Item;Unit;\nNumber;No.;No.;Price;Qty\n1;C1;P1;2,5;3\n2;C2;P2;2,5;3\n"
    )

    assert headers_of(tmp_path, text) == ["Invoice Number", "Customer No.", "Item No.", "Unit Price", "Qty"]
    assert list(read_text(tmp_path, text).lines.quantity) == [3, 3]


def test_a_word_over_several_columns_belongs_to_each_of_them(tmp_path: Path) -> None:
    text = "Customer;;Item;;Sales;\nNo.;Name;No.;Description;Qty;Amount\n1;ACME;5;Bolt;3;4,5\n2;BETA;6;Nut;3;4,5\n"

    expected = ["Customer No.", "Customer Name", "Item No.", "Item Description", "Sales Qty", "Sales Amount"]
    assert headers_of(tmp_path, text) == expected


def test_the_rows_of_a_stacked_header_can_be_found_and_are_skipped_on_every_page(tmp_path: Path) -> None:
    head = "Invoice;Customer;Item;Unit;\nNumber;No.;No.;Price;Qty\n"
    dataset = read_text(tmp_path, head + "1;C1;P1;2,5;3\n" + head + "2;C2;P2;2,5;3\n")

    assert [place.row for place in issue(dataset, "stacked_header").places] == [1, 2]
    assert issue(dataset, "repeated_header").count == 2
    assert dataset.report.lines_read == 2


@pytest.mark.parametrize("units", [";;pcs;EUR", ";;Stk;€", "-;-;[kg];[EUR]", "text;text;ea;USD"])
def test_units_below_the_header_are_no_line(tmp_path: Path, units: str) -> None:
    dataset = read_text(tmp_path, f"Customer;Item;Quantity;Amount\n{units}\nC1;P1;3;4,5\nC1;P2;3;4,5\n")

    assert dataset.report.lines_read == 2
    assert issue(dataset, "units_row").places[0].row == 2


def test_filters_and_a_long_cover_text_above_the_header_are_no_header(tmp_path: Path) -> None:
    cover = "Period:;01.01.2024 - 31.12.2024;;\nCustomer group:;ALL;;\n" + "General terms of this report;;;\n" * 60

    assert headers_of(tmp_path, cover + "Customer;Item;Quantity;Amount\nC1;P1;3;4,5\nC1;P2;3;4,5\n") == [
        "Customer",
        "Item",
        "Quantity",
        "Amount",
    ]


def test_a_file_without_a_header_loses_no_row_and_says_so(tmp_path: Path) -> None:
    text = "C1;P1;3;4,5;2024-01-05\nC2;P2;2;4,5;2024-01-06\nC3;P3;;;2024-01-07\n"

    sources = inspect_files([write_text(tmp_path / "l.csv", text)])

    assert sources.tables[0].cells.num_rows == 3
    assert [column.header for column in sources.tables[0].columns] == [f"Column {i}" for i in range(1, 6)]
    assert "row 1 is data already" in issue(sources, "no_header").message


def test_a_header_of_words_nobody_knows_is_a_header_all_the_same(tmp_path: Path) -> None:
    assert headers_of(tmp_path, "alpha;beta;gamma\nC1;P1;3\nC2;P2;4\nC3;P1;5\n") == ["alpha", "beta", "gamma"]


def test_a_header_with_years_beside_the_item_is_a_header(tmp_path: Path) -> None:
    assert headers_of(tmp_path, "Item;2022;2023\nBolt;5;3\nNut;4;3\n") == ["Item", "2022", "2023"]


def paged(folder: Path, footer: str) -> Dataset:
    page = "Sales;;;\nCustomer;Item;Quantity;Amount\n=====;=====;====;====\nC1;P1;3;4.50\n" + footer + "\n"
    return read_text(folder, page + page)


@pytest.mark.parametrize(
    "footer",
    [
        "Page 1 of 2;;;",
        ";;;Seite 3",
        "Printed on 01.02.2024;;;Page 1",
        "Gedruckt am 01.02.2024;;;",
        "Página 1 de 3;;;",
        "Edité le 01/02/2024;;;",
        "*** End of report ***;;;",
        "2 records selected;;;",
    ],
)
def test_titles_ruled_lines_and_footers_of_pages_are_no_lines(tmp_path: Path, footer: str) -> None:
    dataset = paged(tmp_path, footer)

    assert (dataset.report.lines_read, dataset.report.amount_used) == (2, 9.0)
    assert issue(dataset, "page_note").count == 3
    assert issue(dataset, "ruled_line").count == 2


def test_customers_and_products_that_sound_like_totals_or_pages_stay_lines(tmp_path: Path) -> None:
    rows = ["Total Wine & More;Page 3 marker;2;5.00", "C2;Subtotal pad;3;6.00", "C3;Total Care 500;1;7.00"]
    dataset = read_text(tmp_path, "Customer;Item;Quantity;Amount\n" + "\n".join(rows) + "\n")

    assert dataset.report.lines_used == 3
    assert not kinds(dataset) & {"page_note", "group_row"}


@pytest.mark.parametrize(
    "cell", ["once upon a time " * 12_000, "1" * 200_000 + "x", " : " * 60_000 + "x", "a  " * 60_000]
)
def test_a_very_long_cell_in_any_place_of_a_report_is_only_a_cell(tmp_path: Path, cell: str) -> None:
    text = f"{cell};;;\nCustomer;Item;Quantity;Comment\nC1;P1;3;{cell}\n{cell};;;\nC2;P2;4;\n"

    assert list(read_text(tmp_path, text).lines.quantity) == [3, 4]

"""Where the table starts, and which rows below it are rows of the table."""

from __future__ import annotations

from pathlib import Path

from engine import inspect_files
from tests.engine.reading.files import issue, read, read_text, roles_of, write_csv, write_text, write_xlsx

HEAD = "customer;product;qty\n"


def test_notes_and_blank_rows_above_the_header_are_skipped(tmp_path: Path) -> None:
    text = "ACME Ltd - sales by item;;\nFrom 2024-01-01;;\nCustomer list;;\n;;\n" + HEAD + "C1;P1;1\n"

    dataset = read_text(tmp_path, text)

    assert dataset.report.lines_read == 1
    assert not dataset.report.left_out


def test_a_header_with_strange_words_is_found_by_being_all_words(tmp_path: Path) -> None:
    path = write_text(tmp_path / "x.csv", "alpha;beta;gamma\n1;2;3\n4;5;6\n")

    assert list(roles_of(inspect_files([path]))) == ["alpha", "beta", "gamma"]


def test_a_header_far_down_is_found(tmp_path: Path) -> None:
    assert read_text(tmp_path, "note;;\n" * 25 + HEAD + "C1;P1;1\n").report.lines_read == 1


def test_blank_rows_in_between_are_no_lines(tmp_path: Path) -> None:
    dataset = read_text(tmp_path, HEAD + "C1;P1;1\n;;\n\n  ; ;\nC2;P2;2\n;;\n")

    assert dataset.report.lines_read == 2


def test_blank_columns_are_dropped_and_columns_without_header_kept(tmp_path: Path) -> None:
    path = write_text(tmp_path / "x.csv", "customer;;product;qty;\nC1;;P1;1;note\n")

    assert list(roles_of(inspect_files([path]))) == ["customer", "product", "qty", "Column 5"]


def test_a_header_repeated_on_each_page_is_skipped_and_noted(tmp_path: Path) -> None:
    dataset = read_text(tmp_path, HEAD + "C1;P1;1\n" + HEAD + "C2;P2;2\n" + HEAD)

    assert dataset.report.lines_read == 2
    assert issue(dataset, "repeated_header").count == 2


def test_the_first_row_of_a_table_is_the_row_that_excel_shows(tmp_path: Path) -> None:
    rows = [("Report",), (), ("customer", "product", "qty"), ("C1", "P1", 1)]
    path = write_xlsx(tmp_path / "b.xlsx", {"Lines": rows})

    assert inspect_files([path]).tables[0].rows[0] == 4


def test_a_table_that_starts_further_down_and_right_keeps_its_row_numbers(tmp_path: Path) -> None:
    rows = [(), (), (None, None, "customer", "product", "qty"), (None, None, "C1", "P1", 1), (None, None, "", "P1", 1)]
    path = write_xlsx(tmp_path / "b.xlsx", {"Lines": rows})

    assert issue(read(path), "no_customer").places[0].row == 5


def test_a_sheet_as_long_as_sheets_can_be_is_suspected_to_be_cut(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "l.csv", ("customer", "product", "qty"), [("C1", "P1", 1)] * 65_535)

    assert "65,536 rows" in issue(inspect_files([path]), "full_sheet").message
    assert not inspect_files([write_csv(path, ("customer", "product", "qty"), [("C1", "P1", 1)] * 65_534)]).issues

"""A summary beside the lines is not counted a second time."""

from __future__ import annotations

from pathlib import Path

from tests.engine.reading.files import HEADER, attribute, issue, kinds, read, write_csv, write_xlsx

LINE_HEADER = ("invoice", *HEADER, "amount", "date")
LINES = [(f"I{i}", f"C{i % 3}", f"P{i % 2}", 1, 10, "2024-01-05") for i in range(12)]


def test_a_pivot_of_the_lines_in_another_sheet_is_not_used(tmp_path: Path) -> None:
    pivot = [("customer_id", "product_id", "amount"), ("C0", "P0", 20), ("C1", "P1", 40)]
    book = write_xlsx(tmp_path / "b.xlsx", {"Pivot": pivot, "Lines": [LINE_HEADER, *LINES]})

    dataset = read(book)

    assert (dataset.report.lines_read, dataset.report.amount_read) == (12, 120.0)
    assert "b.xlsx · Pivot is not used" in issue(dataset, "summary_table").message


def test_sums_per_customer_are_no_customer_list(tmp_path: Path) -> None:
    sums = [("customer", "total sales"), ("C0", 40), ("Grand Total", 120)]
    book = write_xlsx(tmp_path / "b.xlsx", {"Lines": [LINE_HEADER, *LINES], "Sums": sums})

    dataset = read(book)

    assert list(dataset.customers["customer_id"]) == ["C0", "C1", "C2"]
    assert "summary_table" in kinds(dataset)


def test_a_customer_list_with_a_figure_of_its_own_stays_a_list(tmp_path: Path) -> None:
    lines = write_csv(tmp_path / "lines.csv", LINE_HEADER, LINES)
    customers = write_csv(tmp_path / "customers.csv", ("customer_id", "region", "turnover"), [("C0", "North", 5)])

    assert attribute(read(lines, customers), "turnover") == {"C0": "5", "C1": "", "C2": ""}


def test_two_exports_without_invoices_and_dates_are_both_lines(tmp_path: Path) -> None:
    january = write_csv(tmp_path / "january.csv", HEADER, [("C1", "P1", 1)])
    february = write_csv(tmp_path / "february.csv", HEADER, [("C1", "P1", 2)])

    assert read(january, february).report.lines_read == 2

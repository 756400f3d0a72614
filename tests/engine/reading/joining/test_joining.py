"""Tables joined by their ids, in any order of files, columns and rows."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import Cancelled, Dataset, inspect_files, read_dataset
from tests.engine.reading.files import (
    HEADER,
    attribute,
    customer_of,
    issue,
    kinds,
    product_of,
    read,
    read_lines,
    write_csv,
    write_xlsx,
)

LINES = [("I1", "C1", "P1", 2, "2024-01-05"), ("I2", "C2", "P1", 1, "2024-02-05"), ("I2", "C2", "P2", 4, "2024-02-05")]
LINE_HEADER = ("invoice_id", *HEADER, "invoice_date")
CUSTOMERS = [("C1", "Ada Ltd", "North", "Painting"), ("C2", "Bob & Co", "South", "Plumbing")]
CUSTOMER_HEADER = ("customer_id", "customer_name", "region", "end_use")
PRODUCTS = [("P1", "Hammer", "Acme", "Tools"), ("P2", "Nail", "Grip", "Fasteners")]
PRODUCT_HEADER = ("product_id", "product_name", "brand", "l2_category")


def three_files(folder: Path) -> list[Path]:
    return [
        write_csv(folder / "customers.csv", CUSTOMER_HEADER, CUSTOMERS),
        write_csv(folder / "products.csv", PRODUCT_HEADER, PRODUCTS),
        write_csv(folder / "invoices.csv", LINE_HEADER, LINES),
    ]


def values(dataset: Dataset) -> tuple[object, ...]:
    """Everything that must not depend on how the files were written, with the lines in one order."""
    lines = sorted(
        zip(
            customer_of(dataset),
            product_of(dataset),
            dataset.lines.quantity,
            map(str, dataset.lines.day if dataset.lines.day is not None else []),
            dataset.lines.order,
            strict=True,
        )
    )
    frames = [frame.reindex(sorted(frame.columns), axis=1).to_csv() for frame in (dataset.customers, dataset.products)]
    return (lines, *frames, dataset.order_basis, dataset.report.amount_read)


def test_three_files_join_to_one_dataset(tmp_path: Path) -> None:
    dataset = read(*three_files(tmp_path))

    assert customer_of(dataset) == ["C1", "C2", "C2"]
    assert attribute(dataset, "customer_name") == {"C1": "Ada Ltd", "C2": "Bob & Co"}
    assert attribute(dataset, "end_use") == {"C1": "Painting", "C2": "Plumbing"}
    assert attribute(dataset, "l2_category") == {"P1": "Tools", "P2": "Fasteners"}
    assert dataset.report.issues == ()


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_three_files_may_be_given_in_any_order(tmp_path: Path, order: Sequence[int]) -> None:
    paths = three_files(tmp_path)

    assert values(read(*[paths[i] for i in order])) == values(read(*paths))


def test_one_workbook_with_three_sheets_is_the_same_as_three_files(tmp_path: Path) -> None:
    book = write_xlsx(
        tmp_path / "book.xlsx",
        {"A": [PRODUCT_HEADER, *PRODUCTS], "B": [LINE_HEADER, *LINES], "C": [CUSTOMER_HEADER, *CUSTOMERS]},
    )

    assert values(read(book)) == values(read(*three_files(tmp_path)))


def test_one_flat_file_is_the_same_as_three_files(tmp_path: Path) -> None:
    customers, products = {row[0]: row for row in CUSTOMERS}, {row[0]: row for row in PRODUCTS}
    header = (*LINE_HEADER, *CUSTOMER_HEADER[1:], *PRODUCT_HEADER[1:])
    rows = [(*line, *customers[line[1]][1:], *products[line[2]][1:]) for line in LINES]

    assert values(read_lines(tmp_path, header, rows)) == values(read(*three_files(tmp_path)))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_changes_nothing(tmp_path: Path, chance: random.Random) -> None:
    rows = [
        (f"I{i % 7}", f"C{i % 3}", f"P{i % 5}", i % 4 + 1, f"2024-01-{i % 28 + 1:02}", f"R{i % 2}") for i in range(40)
    ]
    header = (*LINE_HEADER, "region")
    straight = values(read_lines(tmp_path, header, rows))
    columns = chance.sample(range(len(header)), len(header))
    shuffled = [[row[c] for c in columns] for row in chance.sample(rows, len(rows))]

    assert values(read_lines(tmp_path, [header[c] for c in columns], shuffled)) == straight


def test_monthly_sheets_of_the_same_layout_are_put_below_each_other(tmp_path: Path) -> None:
    other_order = [[row[i] for i in (4, 3, 2, 1, 0)] for row in LINES]
    book = write_xlsx(
        tmp_path / "book.xlsx",
        {"Jan": [LINE_HEADER, *LINES], "Feb": [[LINE_HEADER[i] for i in (4, 3, 2, 1, 0)], *other_order]},
    )

    dataset = read(book)

    assert dataset.report.lines_read == 6
    assert customer_of(dataset)[:3] == customer_of(dataset)[3:]


def test_a_problem_in_a_later_sheet_is_located_in_that_sheet(tmp_path: Path) -> None:
    book = write_xlsx(
        tmp_path / "b.xlsx", {"Jan": [HEADER, ("C1", "P1", 1)], "Feb": [HEADER, ("C1", "P1", 1), ("", "P1", 1)]}
    )

    place = issue(read(book), "no_customer").places[0]

    assert (place.file, place.sheet, place.row) == ("b.xlsx", "Feb", 3)


def test_customers_of_the_lines_that_are_in_no_list_are_kept_and_counted(tmp_path: Path) -> None:
    paths = three_files(tmp_path)
    write_csv(paths[0], CUSTOMER_HEADER, CUSTOMERS[:1])

    dataset = read(*paths)

    assert attribute(dataset, "region") == {"C1": "North", "C2": ""}
    assert attribute(dataset, "customer_name") == {"C1": "Ada Ltd", "C2": "C2"}
    warning = issue(dataset, "unlisted_customers")
    assert warning.message == "1 customer with 2 lines is not in the customer list; kept without details."
    assert (warning.places[0].file, warning.places[0].row) == ("invoices.csv", 3)


def test_products_of_the_lines_that_are_in_no_list_are_kept_and_counted(tmp_path: Path) -> None:
    paths = three_files(tmp_path)
    write_csv(paths[1], PRODUCT_HEADER, [("P9", "Other", "X", "Y")])

    dataset = read(*paths)

    assert list(dataset.products["product_id"]) == ["P1", "P2", "P9"]
    assert issue(dataset, "unlisted_products").count == 2
    assert issue(dataset, "idle_products").message == "1 product of the product list has no lines."


def test_customers_without_lines_stay_and_are_noted(tmp_path: Path) -> None:
    paths = three_files(tmp_path)
    write_csv(
        paths[0], CUSTOMER_HEADER, [*CUSTOMERS, ("C0", "New", "West", "Painting"), ("C9", "Newer", "West", "Painting")]
    )

    dataset = read(*paths)

    assert list(dataset.customers["customer_id"]) == ["C0", "C1", "C2", "C9"]
    note = issue(dataset, "idle_customers")
    assert (note.count, note.severity) == (2, "note")
    assert note.message == "2 customers of the customer list have no lines."


def test_a_customer_listed_twice_is_taken_from_the_first_entry(tmp_path: Path) -> None:
    paths = three_files(tmp_path)
    write_csv(
        paths[0], CUSTOMER_HEADER, [*CUSTOMERS, ("C1", "Ada again", "West", "Painting"), ("C1", "Ada thrice", "", "")]
    )

    dataset = read(*paths)

    assert attribute(dataset, "customer_name")["C1"] == "Ada Ltd"
    warning = issue(dataset, "repeated_customers")
    assert (
        warning.message
        == "1 customer is in the customer list more than once with entries that contradict each other; the first entry is used."
    )
    assert [place.row for place in warning.places] == [4, 5]


def test_lines_that_name_customers_by_name_join_by_name(tmp_path: Path) -> None:
    lines = write_csv(
        tmp_path / "lines.csv", ("customer", "item", "qty"), [("Ada Ltd", "P1", 1), ("Bob & Co", "P1", 1)]
    )
    customers = write_csv(tmp_path / "customers.csv", CUSTOMER_HEADER, CUSTOMERS)

    dataset = read(lines, customers)

    assert attribute(dataset, "region") == {"Ada Ltd": "North", "Bob & Co": "South"}
    assert "unlisted_customers" not in kinds(dataset)
    assert issue(dataset, "customers_by_name").severity == "note"


def test_lines_fill_what_the_list_leaves_blank(tmp_path: Path) -> None:
    lines = write_csv(tmp_path / "lines.csv", (*HEADER, "region"), [("C1", "P1", 1, "North"), ("C2", "P1", 1, "South")])
    customers = write_csv(tmp_path / "customers.csv", ("customer_id", "region"), [("C1", "East"), ("C2", "")])

    assert attribute(read(lines, customers), "region") == {"C1": "East", "C2": "South"}


def test_reading_reports_its_stages_and_can_be_cancelled(tmp_path: Path) -> None:
    paths, stages = three_files(tmp_path), []

    read_dataset(
        inspect_files(paths, report=lambda stage, _: stages.append(stage)), report=lambda stage, _: stages.append(stage)
    )

    assert stages[0] == "Opening customers.csv"
    assert len(set(stages)) >= 5
    for wanted in set(stages):
        with pytest.raises(Cancelled):
            read_dataset(inspect_files(paths, report=cancel_at(wanted)), report=cancel_at(wanted))


def cancel_at(wanted: str):
    def report(stage: str, fraction: float) -> None:
        assert 0.0 <= fraction <= 1.0
        if stage == wanted:
            raise Cancelled

    return report


def test_reading_twice_gives_the_same_dataset(tmp_path: Path) -> None:
    sources = inspect_files(three_files(tmp_path))

    assert values(read_dataset(sources)) == values(read_dataset(sources))


def test_arrays_have_the_types_that_the_dataset_promises(tmp_path: Path) -> None:
    lines = read(*three_files(tmp_path)).lines

    assert [lines.customer.dtype, lines.product.dtype, lines.order.dtype] == [np.int32] * 3
    assert lines.quantity.dtype == np.float64
    assert lines.day is not None
    assert lines.day.dtype == np.dtype("datetime64[D]")

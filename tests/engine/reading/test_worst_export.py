"""More than twenty traps in one file: the lines and the total are right, and everything left out is accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from engine import Dataset
from tests.engine.reading.files import customer_of, left_out, product_of, read
from tests.engine.reading.worst_export import CUSTOMERS, POSTAGE, PRODUCTS, true_lines, worst_text, worst_workbook

TRUE = true_lines()
Writer = Callable[[Path], Path]


@pytest.fixture(params=[worst_text, worst_workbook], ids=["text", "workbook"])
def dataset(request: pytest.FixtureRequest, tmp_path: Path) -> Dataset:
    write: Writer = request.param
    return read(write(tmp_path / ("worst.csv" if write is worst_text else "worst.xlsx")))


def test_every_line_belongs_to_its_customer_and_its_product(dataset: Dataset) -> None:
    assert Counter(zip(customer_of(dataset), product_of(dataset), strict=True)) == Counter(
        (line.customer, line.product) for line in TRUE
    )


def test_every_line_has_its_quantity_its_money_and_its_day(dataset: Dataset) -> None:
    lines = dataset.lines
    assert lines.amount is not None
    assert lines.day is not None
    found = zip(lines.quantity, np.round(lines.amount, 2), lines.day.astype(str), strict=True)
    assert Counter(found) == Counter((line.quantity, float(line.amount), str(line.day)) for line in TRUE)


def test_the_total_is_right_to_the_cent_and_everything_adds_up(dataset: Dataset) -> None:
    report = dataset.report
    assert Decimal(str(report.amount_used)) == sum(line.amount for line in TRUE)
    assert report.lines_used == len(TRUE)
    assert report.lines_read == report.lines_used + sum(left_out(dataset).values())


def test_names_keep_their_letters_their_signs_and_their_line_breaks(dataset: Dataset) -> None:
    names = dict(zip(dataset.products["product_id"], dataset.products["product_name"], strict=True))
    assert names == PRODUCTS | dict([POSTAGE])


def test_orders_are_the_documents(dataset: Dataset) -> None:
    assert dataset.order_basis == "invoice"
    assert len(np.unique(dataset.lines.order)) == len({(line.customer, line.invoice) for line in TRUE})


def test_postage_is_no_product_to_offer(dataset: Dataset) -> None:
    products = dataset.products.set_index("product_id")
    assert not products.loc[POSTAGE[0], "is_goods"]
    assert products.loc[list(PRODUCTS), "is_goods"].all()


def test_what_a_manager_should_know_is_said(dataset: Dataset) -> None:
    said = " ".join(issue.message for issue in dataset.report.issues)
    for words in ("credit note", "postage", "total", "repeat"):
        assert words in said.casefold()


def test_customers_in_group_rows_of_the_text_file_have_their_names(tmp_path: Path) -> None:
    dataset = read(worst_text(tmp_path / "worst.csv"))
    assert dict(zip(dataset.customers["customer_id"], dataset.customers["customer_name"], strict=True)) == CUSTOMERS


def test_only_damaged_rows_of_the_text_file_are_left_out_beside_totals(tmp_path: Path) -> None:
    reasons = left_out(read(worst_text(tmp_path / "worst.csv")))
    assert reasons == {"damaged_row": len(CUSTOMERS), "total_row": len(CUSTOMERS) + 1}

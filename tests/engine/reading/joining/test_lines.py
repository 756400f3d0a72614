"""Each line has one fate; lines and money read are used plus left out, to the cent."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import Dataset, NothingToAnalyse
from tests.engine.reading.files import (
    HEADER,
    LINE_HEADER,
    issue,
    kinds,
    left_out,
    product_of,
    read,
    read_lines,
    with_quantities,
    write_csv,
)

PRICED = (*HEADER, "unit_price")
SOLD = (*HEADER, "amount")


def adds_up(dataset: Dataset) -> bool:
    report = dataset.report
    lines = report.lines_used + sum(part.lines for part in report.left_out)
    money = math.fsum([report.amount_used, *(part.amount for part in report.left_out)])
    return report.lines_read == lines and round(report.amount_read, 2) == round(money, 2)


def test_each_line_is_left_out_for_the_first_reason_that_applies(tmp_path: Path) -> None:
    rows = [
        ("", "", "x", 1),
        ("C1", "", "x", 2),
        ("C1", "P1", "x", 4),
        ("C1", "P1", "", 8),
        ("C1", "P1", "0", 16),
        ("C1", "P1", "1", 32),
    ]

    dataset = read_lines(tmp_path, SOLD, rows)

    assert left_out(dataset) == {
        "no_customer": 1,
        "no_product": 1,
        "unreadable_quantity": 1,
        "no_quantity": 1,
        "zero_quantity": 1,
    }
    assert [part.amount for part in dataset.report.left_out] == [1.0, 2.0, 4.0, 8.0, 16.0]
    assert (dataset.report.amount_read, dataset.report.amount_used) == (63.0, 32.0)
    assert adds_up(dataset)


def test_every_reason_is_a_located_warning_with_its_money(tmp_path: Path) -> None:
    rows = [("", "P1", 1, 10.5)] * 7 + [("C1", "P1", 1, 1)]

    dataset = read_lines(tmp_path, SOLD, rows)

    warning = issue(dataset, "no_customer")
    assert warning.message == "7 lines name no customer; left out."
    assert (warning.count, warning.amount, warning.severity) == (7, 73.5, "warning")
    assert [place.row for place in warning.places] == [2, 3, 4, 5, 6, 7, 8]
    assert warning.places[0].column == "customer_id"
    assert str(warning.places[0]) == "lines.csv, row 2, column customer_id"


def test_one_line_is_spoken_of_in_the_singular(tmp_path: Path) -> None:
    dataset = read_lines(tmp_path, HEADER, [("C1", "", 1), ("C1", "P1", 0), ("C1", "P1", 2)])

    assert issue(dataset, "no_product").message == "1 line names no product; left out."
    assert issue(dataset, "zero_quantity").message == "1 line has quantity zero; left out."


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["C1", "C2", ""]),
            st.sampled_from(["P1", "P2", ""]),
            st.sampled_from(["1", "2.5", "-1", "0", "", "many"]),
            st.decimals(-99_999, 99_999, places=2).map(str),
        ),
        max_size=30,
    )
)
def test_lines_and_money_always_add_up(tmp_path: Path, rows: list[tuple[str, str, str, str]]) -> None:
    assert adds_up(read_lines(tmp_path, SOLD, [*rows, ("C1", "P1", "1", "0.10")]))


def test_a_total_row_is_no_line_and_said_to_be_a_total(tmp_path: Path) -> None:
    rows = [
        ("C1", "P1", 1, 10),
        ("Total C1", "", 1, 10),
        ("", "Subtotal", 1, 10),
        ("Grand Total", "", "", 20),
        ("Summe", "", "", 20),
    ]

    dataset = read_lines(tmp_path, SOLD, rows)

    assert left_out(dataset) == {"total_row": 4}
    assert dataset.report.amount_used == 10.0
    assert list(dataset.customers["customer_id"]) == ["C1"]


def test_a_product_named_like_a_total_is_kept(tmp_path: Path) -> None:
    assert product_of(read_lines(tmp_path, HEADER, [("C1", "TOTAL CLEAN 5L", 1)])) == ["TOTAL CLEAN 5L"]


def test_money_is_the_amount_before_quantity_times_price(tmp_path: Path) -> None:
    header, rows = (*HEADER, "unit_price", "amount"), [("C1", "P1", 2, 5, 9.5), ("C1", "P1", 2, 5, "")]

    assert list(read_lines(tmp_path, header, rows).lines.amount) == [9.5, 10.0]


def test_money_is_quantity_times_the_price_of_the_line_before_the_list_price(tmp_path: Path) -> None:
    lines = write_csv(tmp_path / "lines.csv", PRICED, [("C1", "P1", 2, 5), ("C1", "P1", 2, ""), ("C1", "P2", 2, "")])
    products = write_csv(tmp_path / "products.csv", ("product_id", "brand", "list_price"), [("P1", "Acme", 7)])

    assert list(read(lines, products).lines.amount) == [10.0, 14.0, 0.0]


def test_without_amounts_and_prices_there_is_no_money(tmp_path: Path) -> None:
    dataset = with_quantities(tmp_path, "1", "2")

    assert dataset.lines.amount is None
    assert not dataset.has_amount
    assert dataset.report.amount_read == 0.0


def test_an_unreadable_amount_is_reported_and_the_line_used(tmp_path: Path) -> None:
    dataset = read_lines(tmp_path, SOLD, [("C1", "P1", 2, "5.50"), ("C1", "P1", 2, "free1")])

    assert list(dataset.lines.amount) == [5.5, 0.0]
    assert issue(dataset, "unreadable_amount").places[0].value == "free1"


def test_returns_are_netted_and_noted_with_their_money(tmp_path: Path) -> None:
    dataset = read_lines(tmp_path, SOLD, [("C1", "P1", 5, 50), ("C1", "P1", -2, -20)])

    assert list(dataset.lines.quantity) == [5.0, -2.0]
    note = issue(dataset, "returns")
    assert (note.count, note.amount, note.severity) == (1, -20.0, "note")


def test_a_negative_amount_makes_a_positive_quantity_a_return(tmp_path: Path) -> None:
    dataset = read_lines(tmp_path, SOLD, [("C1", "P1", 5, 50), ("C1", "P1", 2, -20)])

    assert list(dataset.lines.quantity) == [5.0, -2.0]
    assert dataset.report.amount_read == 30.0
    assert issue(dataset, "credits").count == 1


def test_a_negative_quantity_makes_an_amount_without_sign_negative(tmp_path: Path) -> None:
    dataset = read_lines(tmp_path, SOLD, [("C1", "P1", 5, 50), ("C1", "P1", -2, 20)])

    assert list(dataset.lines.amount) == [50.0, -20.0]


def test_a_free_line_is_a_purchase(tmp_path: Path) -> None:
    dataset = read_lines(tmp_path, SOLD, [("C1", "P1", 5, 0)])

    assert list(dataset.lines.quantity) == [5.0]


def test_without_a_quantity_column_each_line_counts_once_by_the_sign_of_its_money(tmp_path: Path) -> None:
    rows = [("C1", "P1", 50), ("C1", "P1", -20), ("C1", "P1", 0), ("C1", "P1", ""), ("C1", "P1", "x1")]

    dataset = read_lines(tmp_path, ("customer", "item", "amount"), rows)

    assert not dataset.has_quantity
    assert list(dataset.lines.quantity) == [1.0, -1.0]
    assert list(dataset.lines.amount) == [50.0, -20.0]
    assert left_out(dataset) == {"unreadable_amount": 1, "no_amount": 1, "zero_amount": 1}
    assert "no_quantity_column" in kinds(dataset)


@pytest.mark.parametrize("quantities", [("0", "0"), ("", "0"), ("x1", "y2")])
def test_a_file_without_one_usable_line_says_why(tmp_path: Path, quantities: tuple[str, ...]) -> None:
    with pytest.raises(NothingToAnalyse) as caught:
        with_quantities(tmp_path, *quantities)

    assert caught.value.sentence.startswith("None of the 2 lines can be used: ")
    assert caught.value.hint


def test_a_file_of_nothing_but_returns_says_so(tmp_path: Path) -> None:
    with pytest.raises(NothingToAnalyse) as caught:
        with_quantities(tmp_path, "-1", "-2", "0")

    assert "All 2 usable lines are returns: their quantities are negative." in caught.value.sentence
    assert "The other 1 is left out." in caught.value.sentence


def test_a_file_whose_only_usable_line_is_a_return_says_so_in_the_singular(tmp_path: Path) -> None:
    with pytest.raises(NothingToAnalyse) as caught:
        with_quantities(tmp_path, "-1")

    assert caught.value.sentence == "The only usable line is a return: its quantity is negative."


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("header", [HEADER, LINE_HEADER, PRICED, (*HEADER, "date")])
def test_a_header_without_lines_says_so(tmp_path: Path, header: tuple[str, ...]) -> None:
    with pytest.raises(NothingToAnalyse, match="no invoice lines"):
        read_lines(tmp_path, header, [])


def test_one_customer_and_one_product_are_enough_to_read(tmp_path: Path) -> None:
    dataset = with_quantities(tmp_path, "1")

    assert (len(dataset.customers), len(dataset.products), len(dataset.lines)) == (1, 1, 1)


def test_an_order_is_one_invoice_of_one_customer(tmp_path: Path) -> None:
    rows = [("I1", "C1", "P1", 1), ("I1", "C1", "P2", 1), ("I1", "C2", "P1", 1), ("I2", "C1", "P1", 1)]

    dataset = read_lines(tmp_path, ("invoice", *HEADER), rows)

    assert dataset.order_basis == "invoice"
    orders = list(dataset.lines.order)
    assert orders[0] == orders[1]
    assert len(set(orders)) == 3


def test_without_invoices_an_order_is_what_a_customer_buys_on_a_day(tmp_path: Path) -> None:
    rows = [
        ("C1", "P1", 1, "2024-01-01"),
        ("C1", "P2", 1, "2024-01-01"),
        ("C1", "P1", 1, "2024-01-02"),
        ("C2", "P1", 1, "2024-01-01"),
    ]

    dataset = read_lines(tmp_path, (*HEADER, "date"), rows)

    assert dataset.order_basis == "customer-day"
    assert len(set(dataset.lines.order[:2])) == 1
    assert len(set(dataset.lines.order)) == 3


def test_without_invoices_and_dates_each_line_is_an_order(tmp_path: Path) -> None:
    dataset = with_quantities(tmp_path, "1", "2", "3")

    assert dataset.order_basis == "line"
    assert len(set(dataset.lines.order)) == 3


def test_a_line_without_its_invoice_number_belongs_to_the_day(tmp_path: Path) -> None:
    rows = [
        ("I1", "C1", "P1", 1, "2024-01-01"),
        ("", "C1", "P1", 1, "2024-01-01"),
        ("", "C1", "P2", 1, "2024-01-01"),
        ("", "C1", "P1", 1, "2024-01-02"),
    ]

    dataset = read_lines(tmp_path, ("invoice", *HEADER, "date"), rows)

    orders = list(dataset.lines.order)
    assert orders[1] == orders[2]
    assert len(set(orders)) == 3


def test_the_report_says_which_column_was_taken_for_what(tmp_path: Path) -> None:
    dataset = read_lines(tmp_path, LINE_HEADER, [("I1", "C1", "P1", 2, 5, 10, "2024-01-01")])

    assert [(use.table, use.header, use.role.value) for use in dataset.report.columns][:2] == [
        ("lines.csv", "invoice_id", "invoice_id"),
        ("lines.csv", "customer_id", "customer_id"),
    ]
    assert len(dataset.report.columns) == 7

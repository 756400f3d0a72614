"""Reports by customer: what stands alone above lines, or only on the first of them, belongs to all of them."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import ReadOptions, inspect_files
from tests.engine.reading.files import customer_of, issue, kinds, left_out, read_text, roles_of, write_text
from tests.engine.reading.tables.reports import (
    Row,
    Sale,
    adds_up,
    by_customer,
    by_invoice,
    paged,
    read_report,
    read_sales,
    sales,
    total,
    true_sales,
)

LABELS = st.sampled_from(["Customer: {}", "Kunde: {}", "Client : {}", "Cliente: {}", "Klant: {}"])
TOTALS = st.sampled_from(["Total {}", "Summe {}", "» SUBTOTAL {}", "Sous-total {}", "Subtotale {}", "Totaal {}"])


@settings(max_examples=40)
@given(sales(), LABELS, TOTALS)
def test_a_customer_that_heads_its_lines_is_the_customer_of_each(lines: list[Sale], label: str, word: str) -> None:
    header = ["Date", "Invoice No.", "Item", "Quantity", "Amount"]
    rows: list[Row] = [["Sales report", "", "", "", ""], header]
    for customer, own in by_customer(lines):
        rows.append([label.format(customer), "", "", "", ""])
        rows += [["2024-01-05", line.invoice, line.product, str(line.quantity), line.amount] for line in own]
        rows.append(total(word.format(customer), own, 0, 5))
    rows.append(total("Grand Total", lines, 0, 5))

    with tempfile.TemporaryDirectory() as folder:
        dataset = read_report(folder, rows)

    assert read_sales(dataset) == true_sales(lines, code_only=True)
    assert left_out(dataset) == {"total_row": len(list(by_customer(lines))) + 1}
    assert issue(dataset, "group_row").count == len(list(by_customer(lines)))
    assert adds_up(dataset)


@settings(max_examples=40)
@given(sales(), st.integers(3, 12))
def test_customers_and_their_invoices_nested_over_pages_are_carried_down(lines: list[Sale], page: int) -> None:
    rows: list[Row] = []
    for customer, own in by_customer(lines):
        rows.append([f"Customer: {customer}", "", ""])
        for invoice, inner in by_invoice(own):
            rows.append([f"Invoice: {invoice}", "", ""])
            rows += [[line.product, str(line.quantity), line.amount] for line in inner]
            rows.append(total("Total invoice", inner, 0, 3))
        rows.append(total(f"Total {customer}", own, 0, 3))

    with tempfile.TemporaryDirectory() as folder:
        dataset = read_report(folder, paged(["Item", "Qty", "Amount"], rows, page, "Sales by customer and invoice"))

    assert read_sales(dataset) == true_sales(lines, code_only=True)
    assert dataset.order_basis == "invoice"
    assert len(set(dataset.lines.order)) == len({line.invoice for line in lines})
    assert adds_up(dataset)


@settings(max_examples=40)
@given(sales())
def test_sales_by_customer_detail_as_bookkeeping_programs_print_it(lines: list[Sale]) -> None:
    """The customer's name in a column of its own without a header, which its lines leave blank."""
    rows: list[Row] = [["ACME Corp", *[""] * 6], ["Sales by Customer Detail", *[""] * 6], [""] * 7]
    rows.append(["", "Type", "Date", "Num", "Item", "Qty", "Amount"])
    for customer, own in by_customer(lines):
        rows.append([customer, *[""] * 6])
        rows += [["", "Invoice", "01/31/2024", s.invoice, s.product, str(s.quantity), s.amount] for s in own]
        rows.append(total(f"Total {customer}", own, 0, 7))
    rows.append(total("TOTAL", lines, 0, 7))

    with tempfile.TemporaryDirectory() as folder:
        dataset = read_report(folder, rows)

    assert read_sales(dataset) == true_sales(lines)
    assert set(left_out(dataset)) == {"total_row"}
    assert adds_up(dataset)


def test_a_list_of_an_erp_with_the_header_under_each_customer_and_stars_for_totals(tmp_path: Path) -> None:
    text = """Kunde 4711 Müller GmbH;;
Material;Menge;Wert
M-1;2;5,50
M-2;3;7,00
*;5;12,50
Kunde 4712 Maier AG;;
Material;Menge;Wert
M-1;2;5,50
*;2;5,50
**;7;18,00
"""
    dataset = read_text(tmp_path, text)

    assert customer_of(dataset) == ["4711", "4711", "4712"]
    assert list(dataset.customers["customer_name"]) == ["Müller GmbH", "Maier AG"]
    assert dataset.report.amount_used == 18.0
    assert left_out(dataset) == {"total_row": 3}


@settings(max_examples=40)
@given(sales(), st.booleans())
def test_values_only_on_the_first_line_of_each_group_belong_to_all_its_lines(lines: list[Sale], totals: bool) -> None:
    header = ["Customer", "Invoice No.", "Date", "Item", "Quantity", "Amount"]
    rows: list[Row] = [header]
    if all(len(list(inner)) == 1 for _, inner in by_invoice(lines)):
        lines = [*lines, Sale(lines[-1].customer, lines[-1].invoice, "Last", 2, 100)]
    while len(lines) < max(len({line.invoice for line in lines}) + 2, 1.5 * len({line.invoice for line in lines})):
        lines = [*lines, Sale(lines[-1].customer, lines[-1].invoice, f"Very last {len(lines)}", 2, 100)]
    for customer, own in by_customer(lines):
        for n, (invoice, inner) in enumerate(by_invoice(own)):
            for m, line in enumerate(inner):
                first = [customer if n + m == 0 else "", *((invoice, "2024-01-05") if m == 0 else ("", ""))]
                rows.append([*first, line.product, str(line.quantity), line.amount])
        if totals:
            rows.append(total(f"Total {customer}", own, 0, 6))

    with tempfile.TemporaryDirectory() as folder:
        dataset = read_report(folder, rows)

    assert read_sales(dataset) == true_sales(lines)
    assert len(set(dataset.lines.order)) == len({line.invoice for line in lines})
    assert issue(dataset, "filled_down").count > 0


def test_customers_that_are_missing_here_and_there_are_not_filled_down(tmp_path: Path) -> None:
    rows = [f"{'' if i % 7 == 3 else f'C{i % 5}'};I{i};P{i % 4};2" for i in range(60)]

    dataset = read_text(tmp_path, "customer;invoice;product;quantity\n" + "\n".join(rows) + "\n")

    assert left_out(dataset) == {"no_customer": sum(row.startswith(";") for row in rows)}
    assert "filled_down" not in kinds(dataset)


def test_a_category_blank_in_places_is_not_filled_down(tmp_path: Path) -> None:
    rows = [f"C{i};P{i};{'Tools' if i % 3 == 0 else ''};2" for i in range(30)]
    sources = inspect_files([write_text(tmp_path / "l.csv", "customer;product;category;quantity\n" + "\n".join(rows))])

    assert sources.tables[0].cells.column(2).to_pylist().count("Tools") == 10


def test_a_line_with_nothing_but_its_customer_heads_no_others(tmp_path: Path) -> None:
    dataset = read_text(tmp_path, "customer;product;date;quantity\nC1;P1;2024-01-05;2\nC2;;;\nC3;P3;2024-01-05;4\n")

    assert customer_of(dataset) == ["C1", "C3"]
    assert left_out(dataset) == {"no_product": 1}


def test_the_customer_told_once_per_order_is_told_for_each_line_of_it(tmp_path: Path) -> None:
    """As web shops export orders; an order without a customer stays without one."""
    rows = ["1;a@x.y;P1;2", "1;;P2;3", "2;b@x.y;P1;2", "2;;P2;1", "3;;P1;9", "3;;P2;9", "4;a@x.y;P1;1", "5;b@x.y;P4;1"]

    dataset = read_text(tmp_path, "Order No.;Customer;Item;Qty\n" + "\n".join(rows) + "\n6;c@x.y;P5;1\n")

    assert customer_of(dataset) == ["a@x.y", "a@x.y", "b@x.y", "b@x.y", "a@x.y", "b@x.y", "c@x.y"]
    assert left_out(dataset) == {"no_customer": 2}


def test_groups_whose_lines_say_the_same_make_no_column(tmp_path: Path) -> None:
    text = ";Date;Name;Item;Qty\nBest Ltd;;;;\n;2024-01-05;Best Ltd;Bolt;2\n;2024-01-06;Best Ltd;Nut;2\nTotal Best Ltd;;;;4\n"

    sources = inspect_files([write_text(tmp_path / "l.csv", text)], ReadOptions())

    assert sources.tables[0].cells.num_rows == 3
    assert "customer_id" in roles_of(sources).values()


@pytest.mark.parametrize("name", ["Customer: C1", "Kunde C1", "Customer Nr. C1"])
def test_every_row_that_was_carried_down_can_be_found_in_the_file(tmp_path: Path, name: str) -> None:
    text = f"Item;Qty;Amount\n{name};;\nBolt;2;5\nNut;3;6\n{name.replace('1', '2')};;\nBolt;1;4\n"

    found = issue(inspect_files([write_text(tmp_path / "l.csv", text)]), "group_row")

    assert [place.row for place in found.places] == [2, 5]


@settings(max_examples=40)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=3, max_size=18))
def test_customers_and_products_missing_in_a_short_file_are_never_made_up(blanks: list[tuple[bool, bool]]) -> None:
    rows = [["I0", "C00", "P0", "1", "5.00"]]
    for i, (no_customer, no_product) in enumerate(blanks, 1):
        rows.append([f"I{i}", "" if no_customer else f"C{i:02}", "" if no_product else f"P{i}", "1", f"{i}.10"])

    with tempfile.TemporaryDirectory() as folder:
        dataset = read_report(folder, [["Invoice No.", "Customer", "Item", "Quantity", "Amount"], *rows])

    assert dataset.report.lines_used == sum(bool(row[1] and row[2]) for row in rows)

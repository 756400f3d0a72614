"""Invoice headers and invoice lines in two files: the same as one flat file, and every line and header accounted for."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Dataset, NothingToAnalyse
from tests.engine.reading.exports import Line, lines_of
from tests.engine.reading.files import attribute, customer_of, issue, kinds, left_out, read, write_csv, write_xlsx

HEADER = ("invoice_id", "customer_id", "region", "rep", "invoice_date")
LINE = ("invoice_id", "product_id", "quantity", "unit_price", "amount")
FLAT = (*HEADER, *LINE[1:])


def one_invoice_each(lines: Sequence[Line]) -> list[Line]:
    """The lines without those whose invoice number another customer or day has too."""
    owner: dict[str, tuple[object, ...]] = {}
    return [
        line for line in lines if owner.setdefault(line.invoice, (line.customer, line.day)) == (line.customer, line.day)
    ]


def header_row(line: Line) -> tuple[str, ...]:
    region = f"R{len(line.customer) % 3}"
    return (line.invoice, line.customer, region, f"Rep {line.customer[-1:]}", str(line.day))


def line_row(line: Line) -> tuple[str, ...]:
    return (line.invoice, line.product, str(line.quantity), str(line.price), str(line.amount))


def headers_of(lines: Iterable[Line]) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(map(header_row, lines)))


def split(folder: Path, lines: Sequence[Line], headers: Sequence[tuple[str, ...]] | None = None) -> list[Path]:
    return [
        write_csv(folder / "lines.csv", LINE, map(line_row, lines), ";"),
        write_csv(folder / "headers.csv", HEADER, headers_of(lines) if headers is None else headers, ";"),
    ]


def flat(folder: Path, lines: Sequence[Line]) -> Path:
    return write_csv(folder / "flat.csv", FLAT, [(*header_row(ln), *line_row(ln)[1:]) for ln in lines], ";")


def must_be_equal(one: Dataset, other: Dataset) -> None:
    for name in ("customer", "product", "order", "day", "quantity", "amount"):
        np.testing.assert_array_equal(getattr(one.lines, name), getattr(other.lines, name), name)
    for first, second in ((one.customers, other.customers), (one.products, other.products)):
        pd.testing.assert_frame_equal(first, second, check_like=True)
    assert one.order_basis == other.order_basis
    assert one.report.left_out == other.report.left_out
    assert (one.report.lines_used, one.report.amount_used) == (other.report.lines_used, other.report.amount_used)


@settings(max_examples=40)
@given(lines=lines_of(most=20), swapped=st.booleans())
def test_headers_and_lines_are_the_same_as_one_flat_file(lines: list[Line], swapped: bool) -> None:
    lines = one_invoice_each(lines)
    with tempfile.TemporaryDirectory() as name:
        paths = split(Path(name), lines)
        must_be_equal(read(*(reversed(paths) if swapped else paths)), read(flat(Path(name), lines)))


@settings(max_examples=25)
@given(lines=lines_of(most=20), data=st.data())
def test_headers_that_are_missing_or_idle_are_counted_with_their_lines_and_money(
    lines: list[Line], data: st.DataObject
) -> None:
    lines = one_invoice_each(lines)
    headers = headers_of(lines)
    kept = data.draw(st.lists(st.sampled_from(headers), unique=True, min_size=1))
    idle = [(f"idle {i}", "C idle", "R0", "Rep", "2024-01-01") for i in range(data.draw(st.integers(0, 3)))]
    known = {row[0] for row in kept}
    orphans = [line for line in lines if line.invoice not in known]
    if not any(line.quantity > 0 for line in lines if line.invoice in known):
        return
    with tempfile.TemporaryDirectory() as name:
        dataset = read(*split(Path(name), lines, [*kept, *idle]))

    assert left_out(dataset) == ({"no_customer": len(orphans)} if orphans else {})
    assert dataset.report.lines_read == len(lines)
    if orphans:
        found = issue(dataset, "lines_without_header")
        assert (found.count, found.amount) == (len(orphans), float(sum(line.amount for line in orphans)))
        assert f"of {len({line.invoice for line in orphans}):,} invoice" in found.message
        assert [place.value for place in found.places] == [line.invoice for line in orphans]
    if idle:
        assert [p.value for p in issue(dataset, "headers_without_lines").places] == [row[0] for row in idle]


@settings(max_examples=20)
@given(lines=lines_of(most=15), data=st.data())
def test_a_header_that_is_there_twice_multiplies_no_line(lines: list[Line], data: st.DataObject) -> None:
    lines = one_invoice_each(lines)
    headers = headers_of(lines)
    again = data.draw(st.lists(st.sampled_from(headers), unique=True, min_size=1, max_size=max(len(headers) // 2, 1)))
    wrong = [(row[0], "somebody else", *row[2:]) for row in again]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dataset = read(*split(folder, lines, [*headers, *wrong]))
        must_be_equal(dataset, read(flat(folder, lines)))

    found = issue(dataset, "repeated_invoices")
    assert (found.count, found.severity) == (len(again), "warning")
    assert [place.row for place in found.places] == list(range(len(headers) + 2, len(headers) + 2 + len(again)))


def test_what_a_line_says_itself_comes_before_what_its_header_says(tmp_path: Path) -> None:
    lines = write_csv(
        tmp_path / "lines.csv",
        ("invoice", "customer", "item", "qty"),
        [("1", "A", "P1", 1), ("1", "", "P2", 1), ("2", "", "P1", 3)],
    )
    headers = write_csv(
        tmp_path / "headers.csv", ("invoice", "customer", "date"), [("1", "B", "2024-01-05"), ("2", "C", "2024-01-06")]
    )

    dataset = read(lines, headers)

    assert customer_of(dataset) == ["A", "B", "C"]
    assert dataset.lines.day is not None
    assert [str(day) for day in dataset.lines.day] == ["2024-01-05", "2024-01-05", "2024-01-06"]


def test_two_sheets_of_one_workbook_are_headers_and_lines_too(tmp_path: Path) -> None:
    book = write_xlsx(
        tmp_path / "b.xlsx",
        {
            "Invoices": [("Invoice No.", "Customer No."), (1, 10), (2, 20)],
            "Items": [("Invoice No.", "Item", "Qty"), (1, "P1", 2), (1, "P2", 1), (2, "P1", 4)],
        },
    )

    assert customer_of(read(book)) == ["10", "10", "20"]


def test_header_totals_are_never_counted_as_money_and_said_where_they_differ(tmp_path: Path) -> None:
    lines = write_csv(
        tmp_path / "lines.csv",
        ("invoice", "item", "qty", "amount"),
        [("1", "P1", 1, 10), ("1", "P2", 1, 20), ("2", "P1", 1, 10)],
    )
    headers = [("1", "A", "30.00"), ("2", "B", "11.50")]
    path = write_csv(tmp_path / "headers.csv", ("invoice", "customer", "total"), headers)

    dataset = read(lines, path)

    assert dataset.report.amount_used == 40.0
    found = issue(dataset, "header_totals")
    assert (found.count, found.amount, found.places[0].value) == (1, 1.5, "11.50")
    assert "41.50 in all headers, 40.00 in their lines" in found.message
    write_csv(path, ("invoice", "customer", "total"), [("1", "A", "30.00"), ("2", "B", "10")])
    assert "header_totals" not in kinds(read(lines, path))


def test_header_totals_with_tax_are_recognised(tmp_path: Path) -> None:
    amounts = [Decimal(10 * i) for i in range(1, 6)]
    lines = write_csv(tmp_path / "l.csv", ("invoice", "item", "amount"), [(i, "P1", a) for i, a in enumerate(amounts)])
    headers = write_csv(
        tmp_path / "h.csv",
        ("invoice", "customer", "total"),
        [(i, "A", a * Decimal("1.19")) for i, a in enumerate(amounts)],
    )

    assert "19.0% more throughout, as with tax" in issue(read(lines, headers), "header_totals").message


def test_invoice_numbers_that_lost_their_zeros_in_one_file_still_meet(tmp_path: Path) -> None:
    lines = write_csv(tmp_path / "l.csv", ("invoice", "item", "qty"), [("7", "P1", 1), ("12", "P1", 1)])
    headers = write_csv(tmp_path / "h.csv", ("invoice", "customer"), [("0007", "A"), ("0012", "B")])

    dataset = read(lines, headers)

    assert customer_of(dataset) == ["A", "B"]
    assert "2 invoice numbers differ only by leading zeros" in issue(dataset, "headers_joined").message


def test_a_list_of_customers_with_their_last_invoice_stays_a_list(tmp_path: Path) -> None:
    lines = write_csv(
        tmp_path / "l.csv",
        ("invoice", "customer", "item", "qty"),
        [("1", "A", "P1", 1), ("2", "A", "P1", 1), ("3", "B", "P1", 2)],
    )
    customers = write_csv(
        tmp_path / "c.csv", ("customer", "region", "invoice"), [("A", "North", "2"), ("B", "South", "3")]
    )

    dataset = read(lines, customers)

    assert attribute(dataset, "region") == {"A": "North", "B": "South"}
    assert "lines_without_header" not in kinds(dataset)


def test_headers_of_other_invoices_leave_nothing_and_say_so(tmp_path: Path) -> None:
    lines = write_csv(tmp_path / "l.csv", ("invoice", "item", "qty"), [("1", "P1", 1)])
    headers = write_csv(tmp_path / "h.csv", ("invoice", "customer"), [("8", "A"), ("9", "B")])

    with pytest.raises(NothingToAnalyse, match=r"no customer \(1\)"):
        read(lines, headers)

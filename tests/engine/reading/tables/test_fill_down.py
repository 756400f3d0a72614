"""Customer and invoice are filled down where the first line of each invoice has them, and nowhere else."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.reading.files import customer_of, issue, kinds, left_out, read, write_csv

HEADER = ("Invoice", "Customer", "Date", "Item", "Qty", "Amount")


def line(invoice: int, customer: str, day: int, item: int) -> tuple[str, ...]:
    date = f"2024-{1 + day // 28:02d}-{1 + day % 28:02d}"
    return (f"I{1000 + invoice}", customer, date, f"P{item % 13}", str(1 + item % 4), "5.00")


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000), st.floats(0.3, 0.6))
def test_cash_sales_of_other_days_get_no_customer_they_never_had(seed: int, share: float) -> None:
    draw = random.Random(seed)
    rows = [line(i, f"C{draw.randint(1, 60)}", i, i) for i in range(150)]
    cash = [i > 0 and draw.random() < share for i in range(150)]
    written = [("", "", *row[2:]) if own else row for row, own in zip(rows, cash, strict=True)]
    with tempfile.TemporaryDirectory() as folder:
        dataset = read(write_csv(Path(folder) / "x.csv", HEADER, written))

    assert left_out(dataset) == {"no_customer": sum(cash)}
    assert customer_of(dataset) == [row[1] for row, own in zip(rows, cash, strict=True) if not own]
    assert "filled_down" not in kinds(dataset)
    said = issue(dataset, "not_filled_down")
    assert said.severity == "warning"
    assert [place.row for place in said.places] == [i for i, own in enumerate(cash, 2) if own]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1000))
def test_lines_of_one_day_below_the_first_of_their_invoice_are_filled(seed: int) -> None:
    draw = random.Random(seed)
    invoices = [(i, f"C{i * 7 % 40}", draw.randint(2, 5)) for i in range(30)]
    rows = [[line(i, customer, i, i + j) for j in range(count)] for i, customer, count in invoices]
    written = [row if j == 0 else ("", "", *row[2:]) for block in rows for j, row in enumerate(block)]
    with tempfile.TemporaryDirectory() as folder:
        dataset = read(write_csv(Path(folder) / "x.csv", HEADER, written))

    assert customer_of(dataset) == [row[1] for block in rows for row in block]
    assert "not_filled_down" not in kinds(dataset)


def test_a_statement_with_invoices_of_many_days_below_each_customer_is_filled(tmp_path: Path) -> None:
    rows = [line(i, f"C{i // 8:02d}", i, i) for i in range(120)]
    written = [row if i % 8 == 0 else (row[0], "", *row[2:]) for i, row in enumerate(rows)]

    dataset = read(write_csv(tmp_path / "x.csv", HEADER, written))

    assert customer_of(dataset) == [row[1] for row in rows]

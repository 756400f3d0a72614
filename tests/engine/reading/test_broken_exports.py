"""Exports with lines that cannot be used, in any dialect: each is counted, located, and its money accounted for."""

from __future__ import annotations

import csv
import io
import math
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Dataset
from tests.engine.reading.exports import Dialect, Line, dialects, lines_of
from tests.engine.reading.files import customer_of, issue, product_of, read, write_text

SPOILED = {
    "no_customer": {"customer": "", "name": ""},
    "no_product": {"product": "", "description": ""},
    "unreadable_quantity": {"quantity": "ask Jim"},
    "no_quantity": {"quantity": " "},
    "zero_quantity": {"quantity": "0"},
}
FATES = st.sampled_from(["used", "used", *SPOILED])


def spoiled_row(dialect: Dialect, line: Line, fate: str) -> list[str]:
    cells = dict(zip(dialect.order, dialect.row(line), strict=True))
    return list((cells | SPOILED.get(fate, {})).values())


def written(dialect: Dialect, rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=dialect.delimiter, lineterminator=dialect.line_end).writerows(rows)
    return text.getvalue().encode(dialect.encoding)


def dataset_of(rows: Sequence[Sequence[str]], dialect: Dialect) -> Dataset:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_bytes(written(dialect, rows))
        return read(path)


def with_amounts(dialect: Dialect) -> Dialect:
    """The dialect with an amount column, so that a line has money whatever its quantity says."""
    columns = [role for role in dialect.order if role not in ("price", "amount")]
    return replace(dialect, order=(*columns, "amount"), credits="both", preamble=(), page=0)


@settings(max_examples=35)
@given(dialects().map(with_amounts), lines_of(), st.data())
def test_every_spoiled_line_is_left_out_for_its_reason_and_its_money_counted(
    dialect: Dialect, lines: list[Line], data: st.DataObject
) -> None:
    fates = [data.draw(FATES) if line.invoice != "I-0" else "used" for line in lines]
    rows = [dialect.header(), *(spoiled_row(dialect, line, fate) for line, fate in zip(lines, fates, strict=True))]
    used = [line for line, fate in zip(lines, fates, strict=True) if fate == "used"]

    dataset = dataset_of(rows, dialect)
    report = dataset.report

    assert customer_of(dataset) == [line.customer for line in used]
    assert product_of(dataset) == [line.product for line in used]
    assert {part.reason: part.lines for part in report.left_out} == Counter(f for f in fates if f != "used")
    for part in report.left_out:
        assert part.amount == float(
            sum(ln.amount for ln, fate in zip(lines, fates, strict=True) if fate == part.reason)
        )
    assert report.amount_used == float(sum(line.amount for line in used))
    assert report.amount_read == pytest.approx(
        math.fsum([report.amount_used, *(part.amount for part in report.left_out)]), abs=0.001
    )


@settings(max_examples=25)
@given(dialects().map(with_amounts), lines_of(), st.data())
def test_the_first_spoiled_line_is_shown_in_its_own_row_and_cell(
    dialect: Dialect, lines: list[Line], data: st.DataObject
) -> None:
    spoiled = data.draw(st.integers(0, len(lines) - 1))
    blanks = data.draw(st.lists(st.integers(0, len(lines)), max_size=3))
    rows = [dialect.row(line) for line in lines]
    victim = replace(lines[spoiled], quantity=Decimal(1))
    rows[spoiled] = spoiled_row(dialect, victim, "unreadable_quantity")
    if not any(line.quantity > 0 for i, line in enumerate(lines) if i != spoiled):
        rows.append(dialect.row(replace(victim, invoice="I-9")))
    table: list[list[str] | None] = [dialect.header(), *rows]
    for at in sorted(blanks, reverse=True):
        table.insert(at + 1, None)
    expected = table.index(rows[spoiled]) + 1

    place = issue(dataset_of([row or [] for row in table], dialect), "unreadable_quantity").places[0]

    assert (place.row, place.column, place.value) == (
        expected,
        dialect.header()[dialect.order.index("quantity")],
        "ask Jim",
    )


@settings(max_examples=25)
@given(
    dialects().map(with_amounts), lines_of(), st.sampled_from(["Total", "Grand Total:", "Summe", "Totale", "TOTALS"])
)
def test_a_total_below_the_lines_is_read_and_left_out_and_not_counted_as_a_sale(
    dialect: Dialect, lines: list[Line], word: str
) -> None:
    total = sum((line.amount for line in lines), Decimal(0))
    footer = ["" for _ in dialect.order]
    footer[dialect.order.index("customer")] = word
    footer[dialect.order.index("amount")] = dialect.number(total)

    dataset = dataset_of([dialect.header(), *map(dialect.row, lines), footer], dialect)
    (left_out,) = dataset.report.left_out

    assert (left_out.reason, left_out.lines, left_out.amount) == ("total_row", 1, float(total))
    assert dataset.report.amount_used == float(total)
    assert dataset.report.amount_read == pytest.approx(2 * float(total))
    assert word not in set(dataset.customers["customer_id"])


@pytest.mark.parametrize("at", [0, 3, 9])
def test_a_row_cut_in_two_is_used_as_far_as_it_goes_and_its_rest_left_out(tmp_path: Path, at: int) -> None:
    rows = [f"C{i};P{i};{i + 1};2024-02-{i + 1:02};{i + 0.5}" for i in range(10)]
    rows[at] = rows[at].replace(";2024", "\n2024")
    text = "customer;product;quantity;date;amount\n" + "\n".join(rows) + "\n"

    dataset = read(write_text(tmp_path / "lines.csv", text))

    assert dataset.lines.amount is not None
    assert list(dataset.lines.quantity) == [i + 1 for i in range(10)]
    assert list(dataset.lines.amount) == [0.0 if i == at else i + 0.5 for i in range(10)]
    assert (dataset.report.lines_read, dataset.report.lines_used) == (11, 10)
    assert issue(dataset, "mended_row").places[0].row == at + 2
    assert issue(dataset, "damaged_row").places[0].row == at + 3
    assert issue(dataset, "no_date").count == 1


def test_a_quote_in_the_middle_of_each_of_many_cells_loses_no_line(tmp_path: Path) -> None:
    rows = [f'C{i},"{i}/2" pipe,P{i},{i + 1}\n' for i in range(200)]

    dataset = read(write_text(tmp_path / "lines.csv", "customer,description,product,quantity\n" + "".join(rows)))

    assert customer_of(dataset) == [f"C{i}" for i in range(200)]
    assert list(dataset.lines.quantity) == [i + 1 for i in range(200)]

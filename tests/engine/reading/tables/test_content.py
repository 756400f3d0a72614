"""What the cells say about a column: alone where there is no header, and beside the header where that is not clear."""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Role, Sources, inspect_files
from engine.reading.tables.samples import Cells
from engine.reading.values.dates import read_days
from tests.engine.reading.files import issue, roles_of

KINDS = ("invoice_id", "date", "customer_id", "product_id", "quantity", "unit_price", "amount")
Row = Sequence[str]


def dump(chance: random.Random, invoices: int = 60, lines: int = 3) -> list[dict[str, str]]:
    """Lines of invoices, as an export without a header would list them."""
    prices = {f"{900 + i}": 150 + 377 * i for i in range(40)}
    rows = []
    for invoice in range(invoices):
        head = {
            "invoice_id": f"R{5000 + invoice}",
            "date": f"2024-{invoice % 12 + 1:02}-{invoice % 28 + 1:02}",
            "customer_id": f"K{chance.randrange(15):03}",
        }
        for _ in range(lines):
            product, quantity = chance.choice(sorted(prices)), chance.randint(2, 40)
            money = {"unit_price": f"{prices[product] / 100:.2f}", "amount": f"{quantity * prices[product] / 100:.2f}"}
            rows.append(head | {"product_id": product, "quantity": str(quantity)} | money)
    return rows


def inspected(path: Path, rows: Sequence[dict[str, str]], header: Row, order: Row) -> Sources:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerows([header] if header else [])
        writer.writerows([row[kind] for kind in order] for row in rows)
    return inspect_files([path])


def found(sources: Sources) -> list[Role | None]:
    return [column.role for column in sources.tables[0].columns]


@settings(max_examples=20, deadline=None)
@given(st.permutations(KINDS), st.integers(0, 10_000))
def test_a_dump_without_a_header_is_recognised_by_its_cells(tmp_path_factory, order: list[str], seed: int) -> None:
    path = tmp_path_factory.mktemp("dump") / "dump.csv"

    sources = inspected(path, dump(random.Random(seed)), (), order)

    assert found(sources) == order
    assert all(column.confidence < 0.6 for column in sources.tables[0].columns)
    assert {i.kind for i in sources.issues} >= {"guessed_column"}


def test_headers_in_a_language_that_is_not_known_are_read_by_their_cells(tmp_path: Path) -> None:
    header = ("Lasku", "Pvm", "Asiakas", "Tuote", "Kpl", "Hinta", "Summa yht")

    sources = inspected(tmp_path / "lines.csv", dump(random.Random(1)), header, KINDS)

    assert found(sources) == list(KINDS)


def test_cells_do_not_overrule_a_header_that_says_something_else(tmp_path: Path) -> None:
    header = ("Invoice", "Date", "Phone", "Product", "Qty", "Price", "Amount")

    sources = inspected(tmp_path / "lines.csv", dump(random.Random(1)), header, KINDS)

    assert roles_of(sources)["Phone"] is None


def test_a_list_of_numbers_under_strange_headers_is_not_taken_for_sales(tmp_path: Path) -> None:
    rows = [",".join(str((i * j) % 17) for j in range(1, 6)) for i in range(60)]
    path = tmp_path / "numbers.csv"
    path.write_text("\n".join(["aa,bb,cc,dd,ee", *rows]), encoding="utf-8")

    assert inspect_files([path]).tables[0].kind == "unused"


@pytest.mark.parametrize("order", [("list", "paid"), ("paid", "list")])
def test_of_two_prices_that_with_which_the_amount_comes_out_is_the_price(tmp_path: Path, order: Row) -> None:
    rows = [
        row | {"list": f"{float(row['unit_price']) * 1.3:.2f}", "paid": row["unit_price"]}
        for row in dump(random.Random(2))
    ]
    kinds = ("customer_id", "product_id", "quantity", *order, "amount")
    header = ("Customer", "Product", "Qty", "Price", "Price EUR", "Amount")

    sources = inspected(tmp_path / "lines.csv", rows, header, kinds)

    assert sources.tables[0].columns[kinds.index("paid")].role == Role.UNIT_PRICE
    assert "the quantity times it is the amount" in sources.tables[0].columns[kinds.index("paid")].why
    assert not sources.issues


def test_a_date_column_without_dates_gives_way_to_one_that_has_them(tmp_path: Path) -> None:
    rows = [row | {"week": f"W{i % 50}"} for i, row in enumerate(dump(random.Random(3)))]
    kinds = ("customer_id", "product_id", "quantity", "week", "date")

    sources = inspected(tmp_path / "l.csv", rows, ("Customer", "Product", "Qty", "Date", "Delivery Date"), kinds)

    assert found(sources)[3:] == [None, Role.DATE]
    assert sources.tables[0].columns[4].why == "by its header, and each cell holds a date"


def test_a_bare_name_is_the_customers_where_it_is_the_same_on_all_lines_of_an_invoice(tmp_path: Path) -> None:
    rows = [
        row | {"who": f"Shop {row['customer_id']}", "what": f"Bolt {row['product_id']}"}
        for row in dump(random.Random(4))
    ]
    for kind, role in (("who", "customer_name"), ("what", "product_name")):
        kinds = ("invoice_id", "customer_id", "product_id", "quantity", kind)
        header = ("Invoice", "Customer No", "Item No", "Qty", "Name")

        assert roles_of(inspected(tmp_path / "l.csv", rows, header, kinds))["Name"] == role


def test_a_customer_that_is_little_more_than_a_guess_is_asked_about_with_an_example(tmp_path: Path) -> None:
    rows = [row | {"mail": f"{row['customer_id']}@shop.example"} for row in dump(random.Random(5))]

    sources = inspected(tmp_path / "l.csv", rows, ("Email", "SKU", "Qty"), ("mail", "product_id", "quantity"))

    warning = issue(sources, "guessed_column")
    assert "“Email”" in warning.message
    assert rows[0]["customer_id"] in warning.message
    assert warning.severity == "warning"


def test_clear_columns_are_not_asked_about(tmp_path: Path) -> None:
    header = ("Invoice No", "Date", "Customer", "Product", "Qty", "Price", "Amount")

    assert not inspected(tmp_path / "l.csv", dump(random.Random(6)), header, KINDS).issues


def test_cells_far_down_in_the_file_count_as_well(tmp_path: Path) -> None:
    rows = dump(random.Random(7), invoices=1000)
    late = [
        row | {"a": "1", "b": "A"} if i < 600 else row | {"a": "1", "b": f"B{i % 90}"} for i, row in enumerate(rows)
    ]
    header = ("Customer No", "Customer Code", "SKU", "Qty")

    sources = inspected(tmp_path / "l.csv", late, header, ("a", "b", "product_id", "quantity"))

    assert roles_of(sources)["Customer Code"] == "customer_id"


DAY_LIKE = st.text("0123456789", max_size=9) | st.text("0123456789-/., :TJane", max_size=12)
RECENT = st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31))
DATES = RECENT.map(str) | RECENT.map(lambda day: f"{day:%d.%m.%y}") | RECENT.map(lambda day: f"{day:%b %Y}")
NUMBERS = st.floats(-1e9, 1e9).map(str) | st.integers(-(10**6), 10**6).map(str)


@settings(max_examples=300)
@given(st.lists(DAY_LIKE | DATES | NUMBERS, min_size=1, max_size=12))
def test_the_share_of_dates_is_that_of_all_texts_that_are_read_as_days(texts: list[str]) -> None:
    texts = [text.strip() for text in texts]
    filled = [text for text in texts if text]
    days = int(np.count_nonzero(~np.isnat(read_days(pa.array(filled, pa.string())).values)))

    cells = Cells(texts, 1.0)
    assert cells.date_share == (days / len(filled) if filled else 0.0)
    assert cells.clear_date_share <= cells.date_share


@settings(max_examples=60)
@given(st.lists(DATES, max_size=8), st.lists(st.integers(0, 9_999_999).map(str), max_size=8))
def test_plain_numbers_among_dates_are_no_clear_dates_and_hide_none(dates: list[str], numbers: list[str]) -> None:
    expected = len(dates) / len(dates + numbers) if dates else 0.0

    assert Cells([*dates, *numbers], 1.0).clear_date_share == expected

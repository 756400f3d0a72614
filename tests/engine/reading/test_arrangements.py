"""The same sales as one flat file, as lists and lines, as months, as sheets: the same market baskets, which pandas adds up."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Dataset
from engine.market_baskets import market_baskets
from tests.engine.reading.exports import Line, lines_of
from tests.engine.reading.files import attribute, issue, kinds, read, write_xlsx

LINE_HEADER = ("invoice_id", "customer_id", "product_id", "quantity", "amount", "invoice_date")
CUSTOMER_HEADER = ("customer_id", "customer_name", "region", "credit_limit")
PRODUCT_HEADER = ("product_id", "product_name", "l2_category", "brand")
Row = tuple[str, ...]


def line_row(line: Line) -> Row:
    return (line.invoice, line.customer, line.product, str(line.quantity), str(line.amount), str(line.day))


def customer_row(customer: str) -> Row:
    return (customer, f"Name of {customer}", f"R{len(customer) % 3}", str(100 * len(customer)))


def product_row(product: str) -> Row:
    return (product, f"Thing {product}", f"Category {len(product) % 4}", f"Brand {product[-1]}")


def customers_of(lines: Iterable[Line]) -> list[Row]:
    return [customer_row(customer) for customer in dict.fromkeys(line.customer for line in lines)]


def products_of(lines: Iterable[Line]) -> list[Row]:
    return [product_row(product) for product in dict.fromkeys(line.product for line in lines)]


def save(path: Path, header: Row, rows: Iterable[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    return path


def three_files(folder: Path, lines: Sequence[Line]) -> list[Path]:
    return [
        save(folder / "invoices.csv", LINE_HEADER, map(line_row, lines)),
        save(folder / "products.csv", PRODUCT_HEADER, products_of(lines)),
        save(folder / "customers.csv", CUSTOMER_HEADER, customers_of(lines)),
    ]


def one_flat_file(folder: Path, lines: Sequence[Line]) -> list[Path]:
    header = (*LINE_HEADER, *CUSTOMER_HEADER[1:], *PRODUCT_HEADER[1:])
    rows = [(*line_row(ln), *customer_row(ln.customer)[1:], *product_row(ln.product)[1:]) for ln in lines]
    return [save(folder / "flat.csv", header, rows)]


def one_workbook(folder: Path, lines: Sequence[Line]) -> list[Path]:
    sheets = {
        "Customers": [CUSTOMER_HEADER, *customers_of(lines)],
        "Products": [PRODUCT_HEADER, *products_of(lines)],
        "Invoices": [LINE_HEADER, *map(line_row, lines)],
    }
    return [write_xlsx(folder / "book.xlsx", sheets)]


def yearly_files(folder: Path, lines: Sequence[Line]) -> list[Path]:
    years = sorted({line.day.year for line in lines})
    parts = [[line_row(line) for line in lines if line.day.year == year] for year in years]
    files = [save(folder / f"{y}.csv", LINE_HEADER, rows) for y, rows in zip(years, parts, strict=True)]
    return [*three_files(folder, lines)[1:], *files]


def yearly_sheets(folder: Path, lines: Sequence[Line]) -> list[Path]:
    sheets: dict[str, list[Row]] = {}
    for line in lines:
        sheets.setdefault(str(line.day.year), [LINE_HEADER]).append(line_row(line))
    return [write_xlsx(folder / "years.xlsx", sheets), *three_files(folder, lines)[1:]]


def halves_with_their_columns_turned(folder: Path, lines: Sequence[Line]) -> list[Path]:
    half = len(lines) // 2
    turned = tuple(reversed(LINE_HEADER))
    first = save(folder / "first.csv", LINE_HEADER, map(line_row, lines[:half]))
    second = save(folder / "second.csv", turned, [tuple(reversed(line_row(line))) for line in lines[half:]])
    return [*three_files(folder, lines)[1:], first, second]


Arrangement = Callable[[Path, Sequence[Line]], list[Path]]
ARRANGEMENTS: list[Arrangement] = [
    three_files,
    one_flat_file,
    one_workbook,
    yearly_files,
    yearly_sheets,
    halves_with_their_columns_turned,
]


def arranged(arrangement: Arrangement, lines: Sequence[Line]) -> Dataset:
    with tempfile.TemporaryDirectory() as folder:
        return read(*arrangement(Path(folder), lines))


def baskets_of(dataset: Dataset) -> pd.DataFrame:
    """What each customer bought of each product, by their ids."""
    baskets = market_baskets(dataset)
    assert baskets.spend is not None
    assert baskets.last is not None
    return pd.DataFrame(
        {
            "customer": dataset.customers["customer_id"].to_numpy()[baskets.customer],
            "product": dataset.products["product_id"].to_numpy()[baskets.product],
            "quantity": baskets.quantity,
            "spend": baskets.spend.round(2),
            "times": baskets.times.astype(int),
            "last": baskets.last.astype("datetime64[s]"),
        }
    )


def baskets_by_pandas(lines: Sequence[Line]) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "customer": [line.customer for line in lines],
            "product": [line.product for line in lines],
            "quantity": [float(line.quantity) for line in lines],
            "spend": [float(line.amount) for line in lines],
            "invoice": [line.invoice for line in lines],
            "day": pd.to_datetime([line.day for line in lines]),
        }
    )
    key = ["customer", "product"]
    sums = frame.groupby(key)[["quantity", "spend"]].sum().round(2)
    bought = frame[frame["quantity"] > 0].groupby(key).agg(times=("invoice", "nunique"), last=("day", "max"))
    joined = sums.join(bought).reset_index().sort_values(key, ignore_index=True)
    return joined.assign(times=joined["times"].fillna(0).astype(int), last=joined["last"].astype("datetime64[s]"))


@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
@settings(max_examples=20)
@given(lines=lines_of(most=20))
def test_market_baskets_are_what_pandas_adds_up_however_the_files_are_arranged(
    arrangement: Arrangement, lines: list[Line]
) -> None:
    dataset = arranged(arrangement, lines)

    pd.testing.assert_frame_equal(baskets_of(dataset), baskets_by_pandas(lines), check_dtype=False)
    assert dataset.report.lines_read == dataset.report.lines_used == len(lines)


@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
@settings(max_examples=6)
@given(lines=lines_of(most=8))
def test_customers_and_products_are_described_the_same_however_the_files_are_arranged(
    arrangement: Arrangement, lines: list[Line]
) -> None:
    dataset = arranged(arrangement, lines)

    for position, column in enumerate(CUSTOMER_HEADER[:3]):
        assert attribute(dataset, column) == {row[0]: row[position] for row in customers_of(lines)}
    for position, column in enumerate(PRODUCT_HEADER):
        assert attribute(dataset, column) == {row[0]: row[position] for row in products_of(lines)}
    assert not kinds(dataset) & {"unlisted_customers", "unlisted_products", "idle_customers", "several_region"}


@settings(max_examples=25)
@given(lines=lines_of(most=20), data=st.data())
def test_orphans_on_either_side_are_counted_with_their_money_and_nothing_is_lost(
    lines: list[Line], data: st.DataObject
) -> None:
    customers, products = customers_of(lines), products_of(lines)
    listed_customers = data.draw(st.lists(st.sampled_from(customers), unique=True, max_size=len(customers) - 1))
    listed_products = data.draw(st.lists(st.sampled_from(products), unique=True, max_size=len(products) - 1))
    idle = data.draw(st.integers(0, 4))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        strangers = [customer_row(f"never {i}") for i in range(idle)]
        dataset = read(
            save(folder / "customers.csv", CUSTOMER_HEADER, [*listed_customers, *strangers]),
            save(folder / "products.csv", PRODUCT_HEADER, listed_products),
            save(folder / "invoices.csv", LINE_HEADER, map(line_row, lines)),
        )

    for plural, listed, key in (
        ("customers", {row[0] for row in listed_customers}, "customer"),
        ("products", {row[0] for row in listed_products}, "product"),
    ):
        orphans = [line for line in lines if getattr(line, key) not in listed]
        found = issue(dataset, f"unlisted_{plural}")
        assert found.count == len({getattr(line, key) for line in orphans})
        assert found.amount == float(sum(line.amount for line in orphans))
        assert found.places[0].value == getattr(orphans[0], key)
        assert found.places[0].row == 2 + lines.index(orphans[0])
    assert ("idle_customers" in kinds(dataset)) == bool(idle)
    assert idle == 0 or issue(dataset, "idle_customers").count == idle
    assert len(dataset.customers) == len(customers) + idle
    pd.testing.assert_frame_equal(baskets_of(dataset), baskets_by_pandas(lines), check_dtype=False)


@settings(max_examples=15)
@given(lines=lines_of(most=15))
def test_returning_everything_leaves_baskets_of_nothing(lines: list[Line]) -> None:
    bought = [line for line in lines if line.quantity > 0]
    header = LINE_HEADER[:5]
    rows = [line_row(line)[:5] for line in bought]
    returned = [(f"R{i}", row[1], row[2], f"-{row[3]}", f"-{row[4]}") for i, row in enumerate(rows)]
    with tempfile.TemporaryDirectory() as folder:
        dataset = read(save(Path(folder) / "lines.csv", header, [*rows, *returned]))

    baskets = market_baskets(dataset)

    assert baskets.spend is not None
    assert not baskets.bought.any()
    np.testing.assert_allclose(baskets.quantity, 0.0, atol=1e-9)
    np.testing.assert_allclose(baskets.spend, 0.0, atol=1e-5)
    assert dataset.lines.amount is not None
    taken_back = dataset.lines.quantity < 0
    assert np.count_nonzero(taken_back) == len(bought)
    assert dataset.lines.amount[taken_back].sum() == pytest.approx(-float(sum(line.amount for line in bought)))
    assert dataset.report.amount_used == 0.0


def test_months_that_overlap_are_both_counted_and_a_copy_of_one_is_not(tmp_path: Path) -> None:
    row = ("I1", "C1", "P1", "2", "10.00", "2024-01-31")
    january = save(tmp_path / "january.csv", LINE_HEADER, [row])
    february = save(tmp_path / "february.csv", LINE_HEADER, [row, ("I2", "C1", "P1", "3", "15.00", "2024-02-01")])
    copy = save(tmp_path / "copy of january.csv", LINE_HEADER, [row])

    dataset = read(january, february, copy)

    assert dataset.report.lines_read == 3
    assert dataset.report.amount_used == 35.0
    assert issue(dataset, "same_file").places[0].file == "copy of january.csv"

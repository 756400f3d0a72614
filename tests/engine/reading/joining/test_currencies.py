"""Money in several currencies: said, with what there is of each, and never without."""

from __future__ import annotations

import random
import tempfile
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Dataset
from engine.health import data_health
from tests.engine.reading.files import issue, kinds, read, write_csv, write_xlsx

HEADER = ("invoice no", "customer id", "product id", "quantity", "amount")
WRITTEN = {
    "EUR": ("{} €", "€{}", "EUR {}", "{} eur"),
    "USD": ("${}", "US$ {}", "{} USD"),
    "GBP": ("£{}", "GBP {}"),
    "PLN": ("{} zł", "{} PLN"),
}


def drawn(seed: int, count: int) -> list[tuple[str, float]]:
    """A currency and an amount per line; the first currency is met most often."""
    draw = random.Random(seed)
    return [(draw.choices(list(WRITTEN), (8, 3, 2, 1))[0], draw.randint(100, 99_999) / 100) for _ in range(count)]


def rows(cells: list[str]) -> list[tuple[str, ...]]:
    return [(f"I{i}", f"C{i % 7}", f"P{i % 5}", "1", cell) for i, cell in enumerate(cells)]


def said_of(dataset: Dataset, money: list[tuple[str, float]]) -> None:
    """The issue tells the lines and the money of each currency, added up here once more."""
    sums: dict[str, list[float]] = defaultdict(list)
    for currency, amount in money:
        sums[currency].append(amount)
    if len(sums) < 2:
        assert "several_currencies" not in kinds(dataset)
        return
    found = issue(dataset, "several_currencies")
    most = max(len(amounts) for amounts in sums.values())
    for currency, amounts in sums.items():
        noun = "line" if len(amounts) == 1 else "lines"
        assert f"{len(amounts):,} {noun} in {currency} worth {sum(amounts):,.2f}" in found.message
    assert found.count == len(money) - most == len(found.places)
    assert found.severity == "warning"


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(5, 60))
def test_signs_and_codes_in_the_cells_are_counted_by_currency(seed: int, count: int) -> None:
    money, draw = drawn(seed, count), random.Random(seed)
    cells = [draw.choice(WRITTEN[currency]).format(f"{amount:.2f}") for currency, amount in money]
    with tempfile.TemporaryDirectory() as folder:
        dataset = read(write_csv(Path(folder) / "lines.csv", HEADER, rows(cells), ";"))

    assert dataset.report.amount_used == pytest.approx(sum(amount for _, amount in money))
    said_of(dataset, money)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(5, 60), st.sampled_from(["Currency", "Währung", "Devise", "WAERK"]))
def test_a_column_of_currencies_is_counted_by_currency(seed: int, count: int, name: str) -> None:
    money = drawn(seed, count)
    lines = [(*row[:4], amount, currency) for row, (currency, amount) in zip(rows([""] * count), money, strict=True)]
    with tempfile.TemporaryDirectory() as folder:
        dataset = read(write_xlsx(Path(folder) / "lines.xlsx", {"Lines": [(*HEADER, name), *lines]}))

    said_of(dataset, money)
    if "several_currencies" in kinds(dataset):
        assert f"by “{name}” to" in issue(dataset, "several_currencies").message


def test_files_whose_amounts_are_headed_by_other_currencies_are_said(tmp_path: Path) -> None:
    files = [
        write_csv(tmp_path / f"{code}.csv", (*HEADER[:4], f"Amount {code}"), rows(["10.00", "20.00"]))
        for code in ("EUR", "USD")
    ]

    assert issue(read(*files), "several_currencies").amount == 30.0


@pytest.mark.parametrize("name", ["Amount EUR", "Amount (LCY)", "Amount in local currency"])
def test_amounts_in_the_own_currency_are_one_currency_whatever_the_invoice_was_in(tmp_path: Path, name: str) -> None:
    lines = [(*row, "USD" if i % 3 else "EUR") for i, row in enumerate(rows(["5.00"] * 9))]

    dataset = read(write_csv(tmp_path / "lines.csv", (*HEADER[:4], name, "Currency"), lines))

    assert "several_currencies" not in kinds(dataset)


def test_a_sign_on_some_cells_alone_is_one_currency(tmp_path: Path) -> None:
    dataset = read(write_csv(tmp_path / "lines.csv", HEADER, rows(["€5.00", "6.00", "7.00 EUR"])))

    assert "several_currencies" not in kinds(dataset)


def test_several_currencies_cost_points_of_the_grade(tmp_path: Path) -> None:
    one = read(write_csv(tmp_path / "one.csv", HEADER, rows(["€5.00"] * 9)))
    two = read(write_csv(tmp_path / "two.csv", HEADER, rows(["€5.00"] * 5 + ["$5.00"] * 4)))

    assert data_health(two).points < data_health(one).points
    assert any("Keep one currency" in found.sentence for found in data_health(two).improvements)

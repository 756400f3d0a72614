"""From the user's file to the finished workbook: ids come out as they went in, and the figures still add up."""

from __future__ import annotations

import csv
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from engine import Options, analyse, export_workbook, inspect_files, read_dataset
from tests.engine.workbook.builders import rows

CUSTOMERS = [
    "00042",
    "42",
    "NA",
    "NULL",
    "1E5",
    "TRUE",
    "=1+1",
    "@SUM(A1)",
    "+5",
    "-3",
    "http://x.example",
    "12-05",
    "'t Hoekje",
]
PRODUCTS = ["007", "7", "N/A", "nan", "2E10", "FALSE", "=HYPERLINK(1)", "1/2"]
HEADER = ("invoice no", "customer id", "product id", "quantity", "amount", "date", "category")


def lines() -> list[tuple[str, ...]]:
    """Every customer buys most products, each another few not; one line in each ten cannot be used."""
    found = []
    for c, customer in enumerate(CUSTOMERS):
        for p, product in enumerate(PRODUCTS):
            if (c + p) % 4:
                quantity = "x" if (7 * c + p) % 10 == 0 else str(1 + (c * p) % 5)
                day = f"2024-{1 + p:02}-{13 + c % 9:02}"
                amount = str(Decimal(100 * (c + 1) + p) / 100)
                found.append((f"I{c}-{p}", customer, product, quantity, amount, day, f"Group {p % 3}"))
    return found


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("book")
    with (folder / "sales.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEADER, *lines()])
    dataset = read_dataset(inspect_files([folder / "sales.csv"]))
    export_workbook(analyse(dataset, Options()), folder / "out.xlsx")
    return folder / "out.xlsx"


def all_rows(book: Path, sheet: str) -> list[dict[str, object]]:
    page = openpyxl.load_workbook(book)[sheet]
    return [row for name in page.tables for row in rows(page, name)]


def test_ids_of_customers_and_products_stand_in_the_offers_as_in_the_file(book: Path) -> None:
    offers = all_rows(book, "Recommendations")

    assert offers
    assert {row["Customer ID"] for row in offers} <= set(CUSTOMERS)
    assert {row["Product ID"] for row in offers} <= set(PRODUCTS)
    assert {"00042", "NA", "1E5", "=1+1"} <= {row["Customer ID"] for row in offers}


def test_nobody_is_offered_what_the_file_says_they_buy(book: Path) -> None:
    bought = {(customer, product) for _, customer, product, quantity, *_ in lines() if quantity != "x"}
    offered = [(row["Customer ID"], row["Product ID"]) for row in all_rows(book, "Recommendations")]

    assert not bought & set(offered)
    assert max(Counter(offered).values()) == 1


def test_peers_and_adoption_of_every_offer_are_those_of_the_file(book: Path) -> None:
    """Of the peers that an offer counts, no more can buy the product than customers in the whole file do."""
    buyers = Counter(product for _, product in {(c, p) for _, c, p, q, *_ in lines() if q != "x"})

    for row in all_rows(book, "Recommendations"):
        buying, peers = row["Peers buying"], row["Peers"]
        assert isinstance(buying, int)
        assert isinstance(peers, int)
        assert 1 <= buying <= min(peers, buyers[str(row["Product ID"])])
        assert row["Adoption"] == pytest.approx(buying / peers)
        assert f"{buying} of {peers} " in str(row["Reason"])


def test_no_text_of_the_file_becomes_a_formula_or_a_link(book: Path) -> None:
    own = {f"={word}" for word in ("1+1", "HYPERLINK(1)")} | {"@SUM(A1)", "+5", "-3"}
    workbook = openpyxl.load_workbook(book)
    cells = [cell for page in workbook for row in page.iter_rows() for cell in row if cell.value in own]

    assert cells
    assert {cell.data_type for cell in cells} == {"s"}
    with zipfile.ZipFile(book) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.endswith(".rels")]
    assert not any(b"x.example" in part for part in parts)


def test_lines_and_money_of_the_data_health_sheet_are_those_of_the_file(book: Path) -> None:
    page = openpyxl.load_workbook(book)["Data health"]
    shown = {row[0]: (row[1], row[3]) for row in page.iter_rows(values_only=True)}
    used = [line for line in lines() if line[3] != "x"]
    spoiled = [line for line in lines() if line[3] == "x"]

    assert shown["Used"] == (len(used), float(sum(Decimal(line[4]) for line in used)))
    assert shown["Left out: unreadable quantity"] == (len(spoiled), float(sum(Decimal(line[4]) for line in spoiled)))
    assert str(shown["Summary"][0]).startswith(f"{len(lines())} lines were read: {len(used)} were used")

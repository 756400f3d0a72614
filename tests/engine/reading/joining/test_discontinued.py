from pathlib import Path

import pytest

from engine import Dataset, Role, assign_role, inspect_files, read_dataset
from tests.engine.reading.files import HEADER, attribute, kinds, read, roles_of, write_csv

PRODUCTS = [f"P{i}" for i in range(6)]


def listed(folder: Path, header: str, *cells: str, more: str = "") -> Dataset:
    """Lines of six products, and a list that says something of each."""
    lines = write_csv(folder / "lines.csv", HEADER, [(f"C{i % 3}", product, 1) for i, product in enumerate(PRODUCTS)])
    rows = [(product, f"Thing {product}", cell) for product, cell in zip(PRODUCTS, cells, strict=False)]
    return read(lines, write_csv(folder / "products.csv", ("product_id", "product_name", header), rows))


def gone(dataset: Dataset) -> list[str]:
    return sorted(product for product, ended in attribute(dataset, "discontinued").items() if ended)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Discontinued", ("yes", "no", "", "Y", "no", "")),
        ("Discontinued", ("x", "", "", "X", "", "")),
        ("Discontinued", ("1", "0", "0", "1", "0", "0")),
        ("discontinued on", ("2024-05-01", "", "", "31.12.2023", "", "")),
        ("Auslaufartikel", ("Ja", "Nein", "Nein", "ja", "Nein", "")),
        ("Artikel aktiv", ("nein", "ja", "ja", "Nein", "ja", "ja")),
        ("Status", ("Discontinued", "Active", "New", "OBSOLETE", "Active", "")),
        ("Artikelstatus", ("auslaufend", "aktiv", "aktiv", "In Auslauf", "neu", "aktiv")),
        ("Statut", ("fin de série", "actif", "actif", "Arrêté", "actif", "")),
        ("Active", ("no", "yes", "yes", "No", "yes", "yes")),
        ("Active", ("FALSE", "TRUE", "TRUE", "FALSE", "TRUE", "TRUE")),
        ("is_active", ("0", "1", "1", "0", "1", "1")),
        ("Lifecycle status", ("End of life", "current", "current", "phase-out", "current", "")),
    ],
)
def test_what_is_sold_no_longer_is_read_from_flags_words_and_dates(
    tmp_path: Path, header: str, cells: tuple[str, ...]
) -> None:
    assert gone(listed(tmp_path, header, *cells)) == ["P0", "P3"]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Status", ("open", "paid", "open", "paid", "open", "open")),
        ("Active", ("12", "3", "0", "7", "1", "2")),
        ("Active", ("yes", "yes", "yes", "yes", "yes", "yes")),
        ("Active", ("carbon", "no", "yes", "oxygen", "no", "yes")),
        ("Status", ("", "", "", "", "", "")),
        ("Lifecycle", tuple(f"obsolete {i}" for i in range(6))),
    ],
)
def test_other_columns_of_a_product_list_stay_what_they_are(
    tmp_path: Path, header: str, cells: tuple[str, ...]
) -> None:
    dataset = listed(tmp_path, header, *cells)
    assert "discontinued" not in dataset.products.columns
    assert header in dataset.products.columns


def test_a_status_in_lines_is_that_of_the_invoice_and_in_a_customer_list_of_the_customer(tmp_path: Path) -> None:
    rows = [(f"C{i % 3}", product, 1, "inactive") for i, product in enumerate(PRODUCTS)]
    lines = write_csv(tmp_path / "lines.csv", (*HEADER, "Status"), rows)
    customers = write_csv(
        tmp_path / "customers.csv", ("customer_id", "Active"), [("C0", "no"), ("C1", "yes"), ("C2", "yes")]
    )
    dataset = read(lines, customers)
    assert "discontinued" not in dataset.products.columns
    assert attribute(dataset, "Active") == {"C0": "no", "C1": "yes", "C2": "yes"}


def test_a_discontinued_column_of_the_lines_counts_for_the_product(tmp_path: Path) -> None:
    rows = [(f"C{i}", product, 1, "yes" if product == "P2" else "no") for i in range(3) for product in PRODUCTS]
    assert gone(read(write_csv(tmp_path / "lines.csv", (*HEADER, "Discontinued"), rows))) == ["P2"]


def test_two_columns_are_no_reason_to_ask(tmp_path: Path) -> None:
    dataset = listed(tmp_path, "Discontinued", "yes", "no", "no", "no", "no", "no")
    assert "two_columns" not in kinds(dataset)


def test_a_status_can_be_taken_back_and_another_column_be_chosen_by_hand(tmp_path: Path) -> None:
    listed(tmp_path, "Status", "Discontinued", "Active", "Active", "Active", "Active", "Active")
    sources = inspect_files([tmp_path / "lines.csv", tmp_path / "products.csv"])
    assert roles_of(sources, 1)["Status"] == "discontinued"
    assert "discontinued" not in read_dataset(assign_role(sources, 1, 2, None)).products.columns
    by_hand = read_dataset(assign_role(sources, 1, 1, Role.DISCONTINUED))
    assert gone(by_hand) == []


@pytest.mark.parametrize("header", ["Pack size", "VPE", "Units per case", "Colisage"])
def test_pack_sizes_are_numbers_and_blank_where_there_is_none(tmp_path: Path, header: str) -> None:
    packs = listed(tmp_path, header, "12", "6", "1", "", "n/a", "1.000").products["pack_size"]
    assert packs[:3].tolist() == [12.0, 6.0, 1.0]
    assert packs.isna().tolist()[3:5] == [True, True]


def test_packs_in_words_are_units_of_measure(tmp_path: Path) -> None:
    dataset = listed(tmp_path, "VPE", "Karton", "Stück", "Karton", "Sack", "Stück", "Stück")
    assert "pack_size" not in dataset.products.columns
    assert attribute(dataset, "unit_of_measure")["P3"] == "Sack"


def test_units_per_case_are_not_taken_for_the_quantity_sold(tmp_path: Path) -> None:
    header = ("customer_id", "product_id", "Units per case", "Units")
    rows = [(f"C{i % 3}", product, 12, i + 1) for i, product in enumerate(PRODUCTS)]
    dataset = read(write_csv(tmp_path / "lines.csv", header, rows))
    assert dataset.lines.quantity.sum() == 21.0
    assert set(attribute(dataset, "pack_size").values()) == {12.0}


def test_what_ends_after_the_data_is_still_sold(tmp_path: Path) -> None:
    rows = [(f"C{i % 3}", product, 1, "2024-06-30") for i, product in enumerate(PRODUCTS)]
    lines = write_csv(tmp_path / "lines.csv", (*HEADER, "date"), rows)
    ends = ("2024-06-30", "2024-07-01", "", "01.02.2024", "2030-12-31", "")
    ended = write_csv(tmp_path / "products.csv", ("product_id", "Discontinued on"), zip(PRODUCTS, ends, strict=True))
    assert gone(read(lines, ended)) == ["P0", "P3"]

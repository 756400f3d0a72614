"""What is known about customers and products, from their own lists or from the lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Dataset
from tests.engine.reading.files import HEADER, attribute, issue, kinds, read, read_lines, write_csv


def with_products(folder: Path, header: tuple[str, ...], *rows: tuple[object, ...]) -> Dataset:
    """One line for each product of a product list."""
    lines = write_csv(folder / "lines.csv", HEADER, [("C1", row[0], 1) for row in rows])
    return read(lines, write_csv(folder / "products.csv", ("product_id", *header), rows))


def test_a_flat_file_describes_customers_by_their_most_frequent_value(tmp_path: Path) -> None:
    rows = [
        ("C1", "P1", 1, "North"),
        ("C1", "P1", 1, "South"),
        ("C1", "P1", 1, "South"),
        ("C1", "P1", 1, ""),
        ("C2", "P1", 1, ""),
    ]

    dataset = read_lines(tmp_path, (*HEADER, "region"), rows)

    assert attribute(dataset, "region") == {"C1": "South", "C2": ""}
    note = issue(dataset, "several_region")
    assert note.message == "1 customer has more than one region in the lines; the most frequent is used."
    assert note.severity == "note"


def test_of_equally_frequent_values_the_first_in_the_alphabet_is_taken(tmp_path: Path) -> None:
    rows = [("C1", "P1", 1, "Zinc"), ("C1", "P1", 1, "Brass")]

    assert attribute(read_lines(tmp_path, (*HEADER, "description"), rows), "product_name") == {"P1": "Brass"}


def test_codes_with_several_descriptions_are_counted(tmp_path: Path) -> None:
    rows = [("C1", f"P{i}", 1, f"name {i} {j}") for i in range(3) for j in range(i + 1)]

    dataset = read_lines(tmp_path, (*HEADER, "description"), rows)

    assert issue(dataset, "several_product_name").count == 2


def test_names_that_are_missing_are_the_ids(tmp_path: Path) -> None:
    dataset = read_lines(tmp_path, HEADER, [("C1", "P1", 1)])

    assert attribute(dataset, "customer_name") == {"C1": "C1"}
    assert attribute(dataset, "product_name") == {"P1": "P1"}


def test_other_columns_of_a_list_are_kept_under_their_own_headers(tmp_path: Path) -> None:
    lines = write_csv(tmp_path / "lines.csv", HEADER, [("C1", "P1", 1)])
    customers = write_csv(
        tmp_path / "customers.csv", ("customer_id", "credit_limit", "Years as customer"), [("C1", "5000", "007")]
    )

    dataset = read(lines, customers)

    assert attribute(dataset, "credit_limit") == {"C1": "5000"}
    assert attribute(dataset, "Years as customer") == {"C1": "007"}


def test_a_column_whose_header_is_the_name_of_a_role_gets_a_number(tmp_path: Path) -> None:
    lines = write_csv(tmp_path / "lines.csv", HEADER, [("C1", "P1", 1)])
    customers = write_csv(tmp_path / "customers.csv", ("customer_id", "Sales Region", "Territory"), [("C1", "a", "b")])
    twice = write_csv(tmp_path / "more.csv", ("customer_id", "Quantity", "quantity "), [("C1", "7", "8")])

    assert list(read(lines, customers).customers.columns) == ["customer_id", "customer_name", "region", "Sales Region"]
    assert list(read(lines, twice).customers.columns)[2:] == ["Quantity (2)", "quantity (3)"]


def test_a_column_of_the_lines_that_is_always_the_same_for_a_product_describes_it(tmp_path: Path) -> None:
    rows = [(f"C{i % 3}", f"P{i % 4}", 1, f"shelf {i % 4}", f"city {i % 3}", f"note {i}") for i in range(24)]

    dataset = read_lines(tmp_path, (*HEADER, "shelf", "city", "note"), rows)

    assert attribute(dataset, "shelf") == {f"P{i}": f"shelf {i}" for i in range(4)}
    assert attribute(dataset, "city") == {f"C{i}": f"city {i}" for i in range(3)}
    assert "note" not in [*dataset.customers.columns, *dataset.products.columns]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TRUE", True),
        ("yes", True),
        ("1", True),
        ("120", True),
        ("", True),
        ("in stock", True),
        ("ja", True),
        ("FALSE", False),
        ("No", False),
        ("n", False),
        ("0", False),
        ("0.00", False),
        ("-3", False),
        ("out of stock", False),
        ("nein", False),
        ("nicht lieferbar", False),
        ("discontinued", False),
    ],
)
def test_whether_a_product_is_in_stock_is_read_from_words_and_quantities(
    tmp_path: Path, text: str, *, expected: bool
) -> None:
    assert attribute(with_products(tmp_path, ("in_stock",), ("P1", text)), "in_stock") == {"P1": expected}


def test_products_are_in_stock_where_nothing_is_said(tmp_path: Path) -> None:
    assert attribute(read_lines(tmp_path, HEADER, [("C1", "P1", 1)]), "in_stock") == {"P1": True}


def test_weights_margins_and_list_prices_are_numbers(tmp_path: Path) -> None:
    dataset = with_products(
        tmp_path, ("weight", "margin", "unit_price"), ("P1", "2.5", "30%", "$1.50"), ("P2", "", "x1", "7")
    )

    assert attribute(dataset, "weight")["P1"] == 2.5
    assert attribute(dataset, "margin")["P1"] == pytest.approx(0.3)
    assert attribute(dataset, "unit_price") == {"P1": 1.5, "P2": 7.0}
    assert dataset.products["weight"].isna().tolist() == [False, True]


def catalogue(folder: Path, *others: tuple[str, str]) -> dict[str, bool]:
    """Which of some products among fifty plain ones are goods."""
    rows = [(f"P{i}", f"Product {i}") for i in range(50)]
    goods = attribute(with_products(folder, ("product_name",), *rows, *others), "is_goods")
    return {code: goods[code] for code, _ in others}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("POST", "POSTAGE"),
        ("DOT", "DOTCOM POSTAGE"),
        ("M", "Manual"),
        ("D", "Discount"),
        ("S", "SAMPLES"),
        ("C2", "CARRIAGE"),
        ("BANK CHARGES", "Bank Charges"),
        ("AMAZONFEE", "AMAZON FEE"),
        ("CRUK", "CRUK Commission"),
        ("B", "Adjust bad debt"),
        ("PADS", "PADS TO MATCH ALL CUSHIONS"),
        ("gift_0001_20", "Dotcomgiftshop Gift Voucher £20.00"),
        ("9001", "Freight"),
        ("9002", "Shipping charges"),
        ("9003", "Versandkosten"),
        ("9004", "Frais de port"),
        ("9005", "Pfand 0.25 €"),
        ("9006", "Rabatt 3 %"),
        ("9007", "Mindermengenzuschlag"),
        ("9008", "Remise"),
        ("9009", "Gastos de envío"),
        ("9010", "Descuento 5%"),
        ("9011", "Spese di trasporto"),
        ("9012", "Custos de envio"),
        ("9013", "Despesas bancárias"),
        ("9014", "Desconto"),
        ("9015", "Verzendkosten"),
        ("9016", "Statiegeld"),
        ("9017", "Afrondingsverschil"),
        ("9018", "Fakturagebyr"),
        ("9019", "Öresutjämning"),
        ("9020", "Rundungsdifferenz"),
        ("9021", "Fuel surcharge"),
    ],
)
def test_postage_charges_and_the_like_are_no_goods(tmp_path: Path, code: str, name: str) -> None:
    assert catalogue(tmp_path, (code, name)) == {code: False}


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("D", "Drill"),
        ("M", "Mallet"),
        ("X1", "POSTAGE STAMP MUG"),
        ("X2", "Freight trolley"),
        ("X3", "Discount card holder"),
        ("X4", "Sample pot blue"),
        ("POSTER", "Poster"),
        ("X5", "Supplément vitamine C"),
        ("X6", "Transportband 5 m"),
        ("X7", "Pfandflasche Display"),
        ("X8", "Emballage bulle 50 m"),
        ("X9", "Seguro de puerta"),
    ],
)
def test_products_that_only_sound_like_charges_are_goods(tmp_path: Path, code: str, name: str) -> None:
    assert catalogue(tmp_path, (code, name)) == {code: True}


def test_what_is_no_goods_is_listed_and_its_lines_stay(tmp_path: Path) -> None:
    rows = [("C1", f"P{i}", f"Thing {i}", 1, 10) for i in range(20)] + [("C1", "POST", "Postage", 1, 4.5)]

    dataset = read_lines(tmp_path, ("customer", "item", "description", "qty", "amount"), rows)

    assert dataset.report.lines_used == 21
    note = issue(dataset, "not_goods")
    assert note.message.endswith("never offered: POST (Postage).")
    assert (note.count, note.amount) == (1, 4.5)


def test_a_long_list_of_what_is_no_goods_ends_in_one_ellipsis(tmp_path: Path) -> None:
    charges = ("Postage", "Freight", "Carriage", "Shipping", "Delivery", "Handling", "Packing", "Manual", "Discount")
    rows = [("C1", f"P{i}", f"Thing {i}", 1, 10) for i in range(100)]
    rows += [("C1", f"X{i}", name, 1, 1) for i, name in enumerate(charges)]

    dataset = read_lines(tmp_path, ("customer", "item", "description", "qty", "amount"), rows)

    message = issue(dataset, "not_goods").message
    assert message.startswith("9 products are postage")
    assert message.endswith(", …")


def test_where_most_products_sound_like_charges_they_are_what_is_sold(tmp_path: Path) -> None:
    rows = [("C1", name, 1) for name in ("Freight", "Shipping", "Handling", "Postage", "Packing")]

    dataset = read_lines(tmp_path, HEADER, rows)

    assert dataset.products["is_goods"].all()
    assert "not_goods" not in kinds(dataset)


def test_products_in_a_category_of_services_are_proposed_but_stay_goods(tmp_path: Path) -> None:
    rows = [
        ("P1", "Hammer", "Werkzeug"),
        ("P2", "Montage vor Ort", "Dienstleistungen"),
        ("P3", "Wartung", "Dienstleistungen"),
    ]

    dataset = with_products(tmp_path, ("product_name", "l2_category"), *rows)

    note = issue(dataset, "possible_services")
    assert note.message.startswith("2 products of the category “Dienstleistungen” may be services, not goods")
    assert (note.count, note.severity) == (2, "note")
    assert dataset.products["is_goods"].all()


def test_the_money_of_what_is_no_goods_stands_apart_in_the_report(tmp_path: Path) -> None:
    rows = [("C1", f"P{i}", f"Thing {i}", 1, 10) for i in range(20)] + [("C1", "POST", "Postage", 1, 4.5)] * 2

    report = read_lines(tmp_path, ("customer", "item", "description", "qty", "amount"), rows).report

    assert report.not_goods is not None
    assert (report.not_goods.lines, report.not_goods.amount, report.amount_used) == (2, 9.0, 209.0)


def test_a_report_of_goods_alone_has_nothing_apart(tmp_path: Path) -> None:
    assert read_lines(tmp_path, HEADER, [("C1", "P1", 1)]).report.not_goods is None

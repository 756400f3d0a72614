"""Which column of a table is what, and what that makes the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import ColumnError, ReadOptions, Role, assign_role, inspect_files, read_dataset
from tests.engine.reading.files import (
    customer_of,
    issue,
    product_of,
    roles_of,
    write_csv,
    write_text,
    write_xlsx,
)

LINES = ("customer_id", "product_id", "quantity")


def inspected(folder: Path, header: str, *rows: str, name: str = "lines.csv") -> dict[str, str | None]:
    text = "\n".join([header, *(rows or ("1;2;3;4;5;6;7;8",))])
    return roles_of(inspect_files([write_text(folder / name, text + "\n")]))


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    roles = inspected(tmp_path, "Date;Qty;Item;Amount;Customer", "2024-01-02;1;A;2.50;C1")

    assert roles == {
        "Date": "date",
        "Qty": "quantity",
        "Item": "product_id",
        "Amount": "amount",
        "Customer": "customer_id",
    }


def test_a_general_word_is_the_name_where_there_is_a_better_id(tmp_path: Path) -> None:
    roles = inspected(tmp_path, "Customer;Customer No;Product;SKU;Qty", "Ada Ltd;C1;Nail;P1;1")

    assert roles["Customer"] == "customer_name"
    assert roles["Customer No"] == "customer_id"
    assert roles["Product"] == "product_name"
    assert roles["SKU"] == "product_id"


def test_a_name_is_the_id_where_there_is_no_other(tmp_path: Path) -> None:
    roles = inspected(tmp_path, "Customer Name;Item Description;Qty", "Ada Ltd;Nail;1")

    assert roles == {"Customer Name": "customer_id", "Item Description": "product_id", "Qty": "quantity"}


def test_the_only_product_column_is_the_product_whatever_level_it_is(tmp_path: Path) -> None:
    header = (
        "household_id;basket_id;transaction_timestamp;product_type;product_category;department;quantity;sales_value"
    )

    roles = inspected(tmp_path, header, "900;31;2017-01-01 11:53;ROLLS: BAGELS;ROLLS;PASTRY;1;0.5")

    assert roles["product_type"] == "product_id"
    assert roles["product_category"] == "l2_category"
    assert roles["department"] is None


def test_a_column_of_words_is_no_quantity_or_date(tmp_path: Path) -> None:
    roles = inspected(tmp_path, "customer;item;volume;day;units", "C1;P1;loud;Monday;3")

    assert (roles["volume"], roles["day"], roles["units"]) == (None, None, "quantity")


def test_id_and_name_mean_what_the_file_is_about(tmp_path: Path) -> None:
    customers = inspected(tmp_path, "ID;Name;Region", "1;Ada;North", name="customers.csv")
    products = inspected(tmp_path, "ID;Name;Brand", "1;Nail;Acme", name="items.csv")
    unnamed = inspected(tmp_path, "Code;Name;Brand", "1;Nail;Acme", name="export.csv")

    assert customers == {"ID": "customer_id", "Name": "customer_name", "Region": "region"}
    assert products == {"ID": "product_id", "Name": "product_name", "Brand": "brand"}
    assert unnamed["Code"] == "product_id"


def test_name_and_number_in_lines_are_the_customer_and_the_invoice(tmp_path: Path) -> None:
    roles = inspected(tmp_path, "Date;Num;Name;Item;Qty;Sales Price;Amount", "1/2/2024;17;Ada;Nail;1;2;2")

    assert roles["Name"] == "customer_id"
    assert roles["Num"] == "invoice_id"


def test_two_equal_columns_are_named_and_the_fuller_one_is_used(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "l.csv", ("Cust No", "Customer Code", "item", "qty"), [("", "A", "P", 1), ("x", "B", "P", 2)]
    )

    sources = inspect_files([path])

    assert roles_of(sources)["Customer Code"] == "customer_id"
    warning = issue(sources, "two_columns")
    assert "“Cust No”" in warning.message
    assert "“Customer Code” is used" in warning.message
    assert "change it on the Data page" in warning.message
    assert warning.severity == "warning"


def test_of_two_equal_and_equally_full_columns_the_first_is_used(tmp_path: Path) -> None:
    roles = inspected(tmp_path, "customer;item;Qty;Quantity", "C1;P1;1;2")

    assert (roles["Qty"], roles["Quantity"]) == ("quantity", None)


def test_a_clearly_better_column_wins_without_a_warning(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "l.csv", (*LINES, "Country", "Region"), [("C", "P", 1, "DE", "North")])

    sources = inspect_files([path])

    assert roles_of(sources)["Region"] == "region"
    assert not sources.issues


def test_two_columns_under_the_same_header_are_both_kept(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "l.csv", ("customer", "item", "qty", "qty"), [("C", "P", 1, 2)])

    sources = inspect_files([path])

    assert [column.role for column in sources.tables[0].columns][2:] == [Role.QUANTITY, None]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("customer_id;product_id;quantity", "lines"),
        ("customer_id;product_id;amount", "lines"),
        ("customer_id;product_id;date", "lines"),
        ("customer_id;product_id;invoice_id", "lines"),
        ("invoice_id;product_id;quantity", "lines"),
        ("invoice_id;customer_id;date;total", "invoices"),
        ("customer_id;product_id;region", "unused"),
        ("product_id;date;brand", "products"),
        ("customer_id;customer_name;region", "customers"),
        ("product_id;product_name;brand;in_stock", "products"),
        ("colour;shape", "unused"),
    ],
)
def test_the_roles_make_the_kind_of_a_table(tmp_path: Path, header: str, kind: str) -> None:
    path = write_text(tmp_path / "x.csv", f"{header}\n{';'.join('1' * (header.count(';') + 1))}\n")

    assert inspect_files([path]).tables[0].kind == kind


def test_a_role_given_by_hand_is_taken_from_the_column_that_had_it(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "l.csv", (*LINES, "other"), [("C1", "P1", 1, "X1")])
    sources = inspect_files([path])

    changed = assign_role(sources, 0, 3, Role.CUSTOMER_ID)

    assert roles_of(changed)["other"] == "customer_id"
    assert roles_of(changed)["customer_id"] is None
    assert customer_of(read_dataset(changed)) == ["X1"]
    assert roles_of(sources)["customer_id"] == "customer_id", "the argument stays as it was"


def test_taking_a_role_away_changes_the_kind_of_the_table(tmp_path: Path) -> None:
    sources = inspect_files([write_csv(tmp_path / "l.csv", LINES, [("C1", "P1", 1)])])

    assert assign_role(sources, 0, 2, None).tables[0].kind == "unused"
    assert assign_role(sources, 0, 1, None).tables[0].kind == "customers"


def test_the_options_name_a_column_whatever_its_header(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "l.csv", (*LINES, "Our Thing"), [("C1", "P1", 1, "X9")])

    sources = inspect_files([path], ReadOptions(columns={"product_id": "our thing"}))

    assert product_of(read_dataset(sources)) == ["X9"]


def test_the_options_settle_a_tie_without_a_warning(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "l.csv", ("Cust No", "Customer Code", "item", "qty"), [("a", "A", "P", 1)])

    sources = inspect_files([path], ReadOptions(columns={"customer_id": "Customer Code"}))

    assert roles_of(sources)["Customer Code"] == "customer_id"
    assert not sources.issues


def test_a_header_of_the_options_that_no_file_has_is_refused_with_the_nearest(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "l.csv", LINES, [("C1", "P1", 1)])

    with pytest.raises(ColumnError) as caught:
        inspect_files([path], ReadOptions(columns={"quantity": "quantitty"}))

    assert "“quantitty”" in caught.value.sentence
    assert caught.value.hint == "Did you mean “quantity”?"


@pytest.mark.parametrize(
    ("header", "missing"),
    [
        ("product_id;quantity", "customer"),
        ("customer_id;quantity", "product"),
        ("customer_id;product_id;region", "quantity or amount"),
        ("quantity;date", "customer and product"),
        ("colour;shape", "customer, product and quantity or amount"),
    ],
)
def test_what_is_missing_for_lines_is_said_exactly(tmp_path: Path, header: str, missing: str) -> None:
    path = write_text(tmp_path / "x.csv", f"{header}\n{';'.join('1' * (header.count(';') + 1))}\n")

    with pytest.raises(ColumnError) as caught:
        read_dataset(inspect_files([path]))

    assert caught.value.sentence == f"No table has invoice lines: x.csv has no column for the {missing}."
    assert ", ".join(f"“{name}”" for name in header.split(";")) in caught.value.hint
    assert caught.value.hint.endswith("Say on the Data page which column is which.")


def test_the_table_nearest_to_lines_is_the_one_that_is_named(tmp_path: Path) -> None:
    customers = write_csv(tmp_path / "customers.csv", ("customer_id", "region"), [("C1", "North")])
    orders = write_csv(tmp_path / "orders.csv", ("customer_id", "product_id", "unit"), [("C1", "P1", "Each")])

    with pytest.raises(ColumnError, match=r"orders\.csv has no column for the quantity or amount"):
        read_dataset(inspect_files([customers, orders]))


def test_a_sheet_that_is_no_list_is_noted_and_not_used(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "b.xlsx", {"Lines": [LINES, ("C", "P", 1)], "Notes": [("colour", "shape"), ("a", "b")]}
    )

    note = issue(inspect_files([path]), "unused_table")

    assert "b.xlsx · Notes" in note.message
    assert note.severity == "note"


def test_what_only_the_first_line_of_an_order_says_is_not_taken_for_each_line(tmp_path: Path) -> None:
    header = ("Email", "Billing Name", "Total", "Lineitem quantity", "Lineitem price", "Lineitem sku")
    first = [(f"c{i}@x.com", f"Shop {i}", "100.00", i, "2.50", "P") for i in (1, 2)]
    more = [(f"c{i}@x.com", "", "", 1, "2.50", f"Q{line}") for i in (1, 2) for line in (1, 2)]
    path = write_csv(tmp_path / "orders.csv", header, [*first, *more])

    dataset = read_dataset(inspect_files([path]))

    assert dataset.report.lines_used == 6
    assert dataset.report.amount_used == 7 * 2.5
    assert dataset.customers["customer_name"].tolist() == ["Shop 1", "Shop 2"]


def test_the_total_of_an_item_is_preferred_to_a_total(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "l.csv", ("Customer ID", "Total", "Item Total", "SKU"), [("A", "9", "4", "P"), ("B", "9", "5", "Q")]
    )

    assert roles_of(inspect_files([path]))["Item Total"] == "amount"


def test_an_empty_column_with_a_bare_header_plays_no_role(tmp_path: Path) -> None:
    header = ("Customer Name", "Reference", "Description", "Quantity")
    path = write_csv(tmp_path / "l.csv", header, [("A", "", "Bolt", 1), ("B", "", "Nut", 2)])

    assert roles_of(inspect_files([path]))["Description"] == "product_id"


@pytest.mark.parametrize("name", ["Sub Total", "Base imponible"])
def test_the_net_total_of_a_line_is_its_money(tmp_path: Path, name: str) -> None:
    path = write_csv(tmp_path / "l.csv", ("Customer ID", "SKU", "Quantity", name), [("A", "P", 2, "7.00")])

    assert read_dataset(inspect_files([path])).report.amount_used == 7.0


def test_the_code_of_a_ledger_account_is_not_the_customer(tmp_path: Path) -> None:
    rows = [f"Shop {i % 9};P{i % 7};2;200" for i in range(40)]

    roles = inspected(tmp_path, "ContactName;ItemCode;Quantity;AccountCode", *rows)

    assert roles["ContactName"] == "customer_id"
    assert roles["AccountCode"] != "customer_id"


def test_an_export_for_one_customer_still_has_its_customer(tmp_path: Path) -> None:
    roles = inspected(tmp_path, "Customer No;SKU;Qty", *[f"C1;P{i % 7};2" for i in range(40)])

    assert roles["Customer No"] == "customer_id"


def test_of_two_equal_columns_the_one_that_tells_more_products_apart_is_the_id(tmp_path: Path) -> None:
    rows = [f"C{i % 9};{i % 3 + 1};SKU-{i};2" for i in range(40)]

    assert inspected(tmp_path, "Customer;Item #;SKU;Qty", *rows)["SKU"] == "product_id"


def test_the_name_of_a_contact_is_the_customers_only_where_nothing_better_is_there(tmp_path: Path) -> None:
    roles = inspected(tmp_path, "Customer ID;Customer Name;Contact Name;SKU;Qty", "C1;Ada Ltd;Ada;P1;2")

    assert roles["Customer Name"] == "customer_name"
    assert roles["Contact Name"] is None

"""Files that lack invoice lines, or customers, and are read all the same for what they hold."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from engine import ColumnError, OptionError, Options, analyse
from tests.engine.reading.files import attribute, customer_of, issue, kinds, product_of, read, write_csv, write_text

MEMBERS = (
    "ID,Year_Birth,Education,Income,Dt_Customer,Spend\n7,1957,PhD,58138,04-09-2012,12.50\n3,1954,,,21-08-2013,7.00\n"
)


def test_a_list_of_customers_alone_is_a_dataset_without_lines(tmp_path: Path) -> None:
    dataset = read(write_text(tmp_path / "members.csv", MEMBERS))

    assert not dataset.has_lines
    assert dataset.has_customers
    assert attribute(dataset, "Education") == {"3": "", "7": "PhD"}
    assert list(dataset.customers.columns)[2:] == ["Year_Birth", "Education", "Income", "Dt_Customer", "Spend"]
    assert (dataset.report.lines_read, dataset.report.left_out) == (0, ())
    assert kinds(dataset) == {"no_lines"}
    note = issue(dataset, "no_lines")
    assert (note.count, note.severity) == (2, "note")


def test_a_list_of_customers_says_the_same_in_another_dialect(tmp_path: Path) -> None:
    other = "\ufeff" + MEMBERS.replace(",", ";").replace("04-09-2012", "2012-09-04").replace("21-08-2013", "2013-08-21")
    one = read(write_text(tmp_path / "a.csv", MEMBERS))
    two = read(write_text(tmp_path / "b.csv", other.replace("12.50", "12,5").replace("7.00", "7,0")))

    pd.testing.assert_frame_equal(one.customers, two.customers)
    assert attribute(one, "Dt_Customer") == {"3": "2013-08-21", "7": "2012-09-04"}


def test_a_list_of_customers_can_be_analysed_without_an_offer_and_not_by_what_is_not_known(tmp_path: Path) -> None:
    dataset = read(write_text(tmp_path / "members.csv", MEMBERS))

    analysis = analyse(dataset, Options())
    assert sum(len(cluster.members) for cluster in analysis.segmentation.clusters) == len(dataset.customers)
    assert len(analysis.recommendations) == 0
    with pytest.raises(OptionError, match="hold no invoice lines"):
        analyse(dataset, Options(recipe="buying behaviour"))


@pytest.mark.parametrize(
    "text",
    [
        "ID,Name_of_thing\n1,a\n2,b\n",
        "ID,colour,shape\n1,red,round\n1,blue,square\n",
        "ID,colour,shape\n1,red,round\n,blue,square\n",
        "customer,region,quantity\nC1,North,2\nC2,South,3\n",
        "customer,region\nC1,North\nC2,South\n",
    ],
)
def test_a_table_that_lists_nobody_or_hardly_anything_is_still_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ColumnError):
        read(write_text(tmp_path / "x.csv", text))


@pytest.mark.parametrize(
    ("header", "hint"),
    [
        ("0XFD10", "Its only column is “0XFD10”."),
        ("to, be;sold", "Its columns are “to, be”, “sold”."),
        ("word " * 4_000 + ";x", "Its columns are “" + ("word " * 12).rstrip() + " …”, “x”."),
    ],
)
def test_the_columns_that_a_table_has_are_quoted_as_they_stand_and_never_fill_the_screen(
    tmp_path: Path, header: str, hint: str
) -> None:
    rows = [";".join([str(row)] * (header.count(";") + 1)) for row in range(4)]
    path = write_text(tmp_path / "x.csv", "\n".join([header, *rows]))

    with pytest.raises(ColumnError) as caught:
        read(path)

    assert caught.value.hint == f"{hint} Say on the Data page which column is which."


def test_without_customers_each_invoice_stands_for_one_and_a_warning_says_so(tmp_path: Path) -> None:
    rows = [("1", "milk", "dairy"), ("1", "bread", "bakery"), ("2", "milk", "dairy")]

    dataset = read(write_csv(tmp_path / "b.csv", ("basket_id", "item", "category"), rows))

    assert not dataset.has_customers
    assert (customer_of(dataset), product_of(dataset)) == (["1", "1", "2"], ["milk", "bread", "milk"])
    assert dataset.lines.quantity.tolist() == [1.0, 1.0, 1.0]
    assert dataset.order_basis == "invoice"
    assert dataset.lines.order[0] == dataset.lines.order[1] != dataset.lines.order[2]
    assert dataset.lines.amount is None
    warning = issue(dataset, "no_customer_column")
    assert (warning.severity, warning.count) == ("warning", 3)
    assert "“basket_id”" in warning.message


def test_a_customer_list_is_of_no_use_to_lines_that_name_no_customer(tmp_path: Path) -> None:
    lines = write_csv(tmp_path / "l.csv", ("invoice", "item", "qty"), [("1", "P1", 1), ("1", "P2", 1)])
    customers = write_csv(tmp_path / "c.csv", ("customer", "region"), [("1", "North")])

    dataset = read(lines, customers)

    assert list(dataset.customers.columns) == ["customer_id", "customer_name"]
    assert issue(dataset, "unused_table").message == "c.csv is not used: the lines do not name customers."


def test_customers_products_and_dates_without_figures_are_lines_of_one_unit(tmp_path: Path) -> None:
    rows = [("C1", "P1", "2024-01-05"), ("C2", "P1", "2024-01-06")]

    dataset = read(write_csv(tmp_path / "l.csv", ("customer", "item", "date"), rows))

    assert dataset.lines.quantity.tolist() == [1.0, 1.0]
    assert not dataset.has_quantity


def test_lines_without_figures_beside_lines_with_them_are_not_counted(tmp_path: Path) -> None:
    lines = write_csv(tmp_path / "l.csv", ("customer", "item", "qty"), [("C1", "P1", 1)])
    prices = write_csv(tmp_path / "p.csv", ("customer", "item", "price", "date"), [("C1", "P9", 5, "2024-01-01")])

    dataset = read(lines, prices)

    assert dataset.report.lines_read == 1
    assert "p.csv is not used" in issue(dataset, "unused_table").message


def test_a_product_list_with_a_supplier_invoice_and_a_date_is_no_list_of_baskets(tmp_path: Path) -> None:
    lines = write_csv(tmp_path / "l.csv", ("customer", "item", "qty"), [("C1", "P1", 1)])
    products = write_csv(
        tmp_path / "p.csv",
        ("item", "description", "invoice", "date"),
        [("P1", "Nail", "S1", "2024-01-01"), ("P2", "Bolt", "S1", "2024-01-01")],
    )

    dataset = read(lines, products)

    assert attribute(dataset, "product_name") == {"P1": "Nail", "P2": "Bolt"}
    assert dataset.report.lines_read == 1

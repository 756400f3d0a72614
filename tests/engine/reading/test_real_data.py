"""Real exports, read to the counts that are known of them. Skipped where the data is not there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from engine import Dataset, ReadOptions, Role, inspect_files
from engine.reading.joining.documents import read_documents
from engine.reading.joining.stack import Stack
from engine.reading.text_columns import plain
from engine.reading.values.figures import read_figures
from engine.reading.values.typed import LINE_NUMBERS, type_lines
from tests.engine.reading.files import issue, left_out, read


@pytest.fixture(scope="module")
def online_retail(shared_data: Path) -> Dataset:
    return read(shared_data / "online_retail.xlsx")


@pytest.fixture(scope="module")
def trade(shared_data: Path) -> Dataset:
    return read(*[shared_data / "trade_sample" / f"{name}.csv" for name in ("products", "invoices", "customers")])


@pytest.fixture(scope="module")
def groceries(shared_data: Path) -> Dataset:
    return read(shared_data / "household_groceries.csv.gz", shared_data / "household_demographics.csv")


def test_online_retail_is_read_to_the_last_line(online_retail: Dataset) -> None:
    assert online_retail.report.lines_read == 541_909
    assert left_out(online_retail) == {"no_customer": 135_080}
    assert len(online_retail.customers) == 4_372
    assert online_retail.order_basis == "invoice"


def test_online_retail_has_the_money_it_has(online_retail: Dataset) -> None:
    assert online_retail.report.amount_read == 9_747_747.93
    assert online_retail.report.amount_used == 8_300_065.81
    assert online_retail.report.left_out[0].amount == 1_447_682.12


def test_online_retail_sales_are_told_from_returns(online_retail: Dataset) -> None:
    bought = online_retail.lines.quantity > 0

    assert np.count_nonzero(bought) == 397_924
    assert len(np.unique(online_retail.lines.customer[bought])) == 4_339
    assert len(np.unique(online_retail.lines.product[bought])) == 3_665
    told = issue(online_retail, "credit_notes").count, issue(online_retail, "cancellations").count // 2
    assert sum(told) == 406_829 - 397_924


def test_online_retail_documents_are_those_of_its_numbers_and_signs(shared_data: Path) -> None:
    """All 541,909 lines are looked at, also those without a customer."""
    sources = inspect_files([shared_data / "online_retail.xlsx"])
    cells = plain(sources.tables[0].cells).to_pandas()
    cells.columns = [column.header for column in sources.tables[0].columns]
    numbers = cells["InvoiceNo"].str.startswith("C"), cells["Quantity"].astype(float), cells["UnitPrice"].astype(float)

    lines = Stack(sources.tables)
    invoice = lines.ids(Role.INVOICE_ID)
    figures = read_figures(type_lines(lines, LINE_NUMBERS, ReadOptions()), invoice, None)
    documents, signed = read_documents(lines, invoice, figures)

    assert np.count_nonzero(documents.credit) == 9_288 == np.count_nonzero(numbers[0])
    assert np.count_nonzero(numbers[1] < 0) == 10_624
    assert np.count_nonzero(numbers[2] <= 0) == 2_517
    assert np.count_nonzero(signed.quantity < 0) == 10_624 + np.count_nonzero((numbers[1] > 0) & (numbers[2] < 0))
    assert np.count_nonzero(signed.free) == np.count_nonzero(numbers[2] == 0)
    assert not documents.turned.any()
    assert documents.told_by == "by their numbers (C…)"


def test_online_retail_repeats_are_counted_and_left_out_on_request(online_retail: Dataset, shared_data: Path) -> None:
    assert issue(online_retail, "duplicates").count == 5_268
    dropped = read(shared_data / "online_retail.xlsx", options=ReadOptions(duplicates="drop"))

    assert left_out(dropped)["duplicates"] == 5_268
    assert dropped.report.amount_read == online_retail.report.amount_read
    assert dropped.report.lines_read == dropped.report.lines_used + sum(left_out(dropped).values())


def test_online_retail_without_returns_and_credit_notes_has_only_sales(shared_data: Path) -> None:
    options = ReadOptions(credit_notes="drop", returns="drop", cancellations="drop")
    dataset = read(shared_data / "online_retail.xlsx", options=options)

    gone = left_out(dataset)
    assert set(gone) == {"no_customer", "credit_notes", "cancellations"}
    assert gone["credit_notes"] + gone["cancellations"] // 2 == 406_829 - 397_924
    assert len(dataset.lines) == 397_924 - gone["cancellations"] // 2
    assert (dataset.lines.quantity > 0).all()


def test_online_retail_money_of_postage_and_charges_stands_apart(online_retail: Dataset) -> None:
    charges = online_retail.report.not_goods
    assert charges is not None
    assert charges.amount == issue(online_retail, "not_goods").amount
    of_goods = online_retail.products["is_goods"].to_numpy()[online_retail.lines.product]
    assert charges.lines == np.count_nonzero(~of_goods)


def test_online_retail_codes_with_several_descriptions_are_counted(online_retail: Dataset) -> None:
    assert issue(online_retail, "several_product_name").count == 647


def test_online_retail_postage_and_charges_are_no_goods(online_retail: Dataset) -> None:
    products = online_retail.products
    others = set(products.loc[~products["is_goods"], "product_id"])

    assert others >= {"POST", "DOT", "M", "C2", "D", "BANK CHARGES", "CRUK", "PADS"}
    assert len(others) < 15


def test_online_retail_spans_its_year(online_retail: Dataset) -> None:
    assert online_retail.period == (np.datetime64("2010-12-01"), np.datetime64("2011-12-09"))


def test_the_trade_sample_is_read_from_three_files(trade: Dataset) -> None:
    assert (trade.report.lines_read, trade.report.lines_used) == (50_000, 50_000)
    assert len(trade.customers) == 5_000
    assert len(np.unique(trade.lines.customer)) == 1_244
    assert len(trade.products) == 5_463
    assert int((~trade.products["in_stock"]).sum()) == 286
    assert len(np.unique(trade.lines.order)) == 50_000
    assert trade.products["l2_category"].nunique() == 15
    assert trade.products["l3_category"].nunique() == 108
    assert (trade.customers["region"].nunique(), trade.customers["end_use"].nunique()) == (8, 11)


def test_the_trade_sample_keeps_other_columns_as_attributes(trade: Dataset) -> None:
    assert {"city", "state", "years_as_customer", "credit_limit"} <= set(trade.customers.columns)


def test_groceries_are_read_from_a_packed_file(groceries: Dataset) -> None:
    assert groceries.report.lines_read == 1_469_307
    assert len(groceries.customers) == 2_469
    assert set(left_out(groceries)) == {"no_product", "zero_quantity"}
    assert {"age", "income", "kids_count"} <= set(groceries.customers.columns)


def test_groceries_have_the_households_baskets_and_products_that_are_in_the_file(
    groceries: Dataset, shared_data: Path
) -> None:
    """2,242 product types and a blank one. The 2,378 of the set's description cannot be counted from this file in any
    way (not by case, not with category or department); it is likely to count the product master of 92,331 products.
    """
    frame = pd.read_csv(shared_data / "household_groceries.csv.gz", dtype=str, keep_default_na=False)
    bought = frame[(frame["product_type"] != "") & (frame["quantity"].astype(float) != 0)]
    report = groceries.report

    assert report.lines_used + sum(part.lines for part in report.left_out) == 1_469_307
    assert frame["basket_id"].nunique() == 155_848
    assert len(np.unique(groceries.lines.order)) == bought["basket_id"].nunique()
    assert frame["product_type"].nunique() == 2_243
    assert len(groceries.products) == bought["product_type"].nunique()
    assert int((groceries.customers["age"] != "").sum()) == 801
    assert issue(groceries, "unlisted_customers").count == 2_469 - 801


@pytest.mark.parametrize("name", ["marketing_campaign_tab.csv", "marketing_campaign_semicolon_bom.csv"])
def test_the_member_survey_is_a_list_of_customers(shared_data: Path, name: str) -> None:
    dataset = read(shared_data / name)

    assert not dataset.has_lines
    assert len(dataset.customers) == 2_240
    assert len(dataset.customers.columns) == 29 + 1
    assert int((dataset.customers["Income"] == "").sum()) == 24
    assert int((dataset.customers["Income"] == "666666").sum()) == 1
    assert dataset.customers["Year_Birth"].min() == "1893"
    assert {"Alone", "Absurd", "YOLO"} <= set(dataset.customers["Marital_Status"])
    assert issue(dataset, "no_lines").count == 2_240


def test_the_member_survey_is_the_same_from_both_dialects(shared_data: Path) -> None:
    tab, semicolon = (
        read(shared_data / f"marketing_campaign_{name}.csv").customers for name in ("tab", "semicolon_bom")
    )

    pd.testing.assert_frame_equal(tab, semicolon)
    assert pd.to_datetime(tab["Dt_Customer"], format="%Y-%m-%d").notna().all()


def test_the_demographics_alone_are_a_list_of_customers(shared_data: Path) -> None:
    dataset = read(shared_data / "household_demographics.csv")

    assert not dataset.has_lines
    assert len(dataset.customers) == 801
    assert {"age", "income", "home_ownership", "kids_count"} <= set(dataset.customers.columns)


def test_baskets_without_customers_are_read(shared_data: Path) -> None:
    dataset = read(shared_data / "groceries_long.csv")

    assert not dataset.has_customers
    assert (len(dataset.customers), len(dataset.products), len(dataset.lines)) == (9_835, 169, 43_367)
    assert len(np.unique(dataset.lines.order)) == 9_835
    assert dataset.lines.quantity.sum() == 43_367
    assert (dataset.products["l3_category"].nunique(), dataset.products["l2_category"].nunique()) == (55, 10)
    assert issue(dataset, "no_customer_column").severity == "warning"


def test_groceries_of_quantity_zero_and_repeated_ones_are_those_that_pandas_counts(
    groceries: Dataset, shared_data: Path
) -> None:
    lines = pd.read_csv(shared_data / "household_groceries.csv.gz", dtype=str, keep_default_na=False)
    nothing = lines["quantity"].astype(float) <= 0
    unnamed = lines["product_type"].str.strip() == ""

    assert nothing.sum() == 8_869
    assert left_out(groceries) == {"no_product": unnamed.sum(), "zero_quantity": (nothing & ~unnamed).sum()}
    assert issue(groceries, "duplicates").count == lines.duplicated().sum()

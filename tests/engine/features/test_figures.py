import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from engine.dataset import ColumnUse
from engine.features import customer_figures
from engine.market_baskets import market_baskets
from engine.roles import Role
from tests.engine.builders import make_dataset
from tests.engine.features.describe_lines import CATEGORIES, LINES, PRODUCTS, any_lines, dataset_of


def figures_of(dataset):
    return customer_figures(dataset, market_baskets(dataset))


@pytest.fixture
def figures():
    return figures_of(make_dataset(LINES, products={**CATEGORIES, "weight": [0.5, 4.0]}))


def test_figures_of_a_customer_are_those_counted_by_hand(figures):
    assert figures.orders.tolist() == [2, 1]
    assert figures.spend.tolist() == [102.0, 30.0]
    assert figures.ticket_size.tolist() == [51.0, 30.0]
    assert figures.products.tolist() == figures.categories.tolist() == [2, 1]
    assert figures.first_order.astype(str).tolist() == ["2024-01-01", "2024-01-31"]
    assert figures.last_order.astype(str).tolist() == ["2024-01-11", "2024-01-31"]


def test_days_are_counted_to_the_last_day_of_the_data_not_to_today(figures):
    assert figures.recency_days.tolist() == [20.0, 0.0]
    assert figures.tenure_days.tolist() == [30.0, 0.0]


def test_days_between_orders_need_two_of_them(figures):
    np.testing.assert_array_equal(figures.days_between_orders, [10.0, np.nan])


def test_what_came_back_is_a_share_of_what_was_bought(figures):
    np.testing.assert_allclose(figures.return_rate, [4 / 13, 0])


def test_weights_are_those_of_what_was_kept(figures):
    assert figures.weight.tolist() == [6 * 0.5 + 3 * 4.0, 4.0]
    np.testing.assert_allclose(figures.spend_per_weight, [102 / 15, 30 / 4])
    np.testing.assert_allclose(figures.average_price, [102 / 9, 30.0])


def test_products_of_unknown_weight_count_neither_in_weight_nor_in_spend_per_weight():
    lines = [("A", "p", 2, "2024-01-01", 10.0), ("A", "r", 9, "2024-01-01", 900.0), ("B", "s", 1, "2024-01-01", 5.0)]
    figures = figures_of(dataset_of(lines))
    np.testing.assert_array_equal(figures.weight, [1.0, np.nan])
    np.testing.assert_array_equal(figures.spend_per_weight, [10.0, np.nan])


@pytest.mark.parametrize("weights", [[np.nan, np.inf], [0.0, -1.0]])
def test_weights_that_are_none_are_not_known(weights):
    figures = figures_of(make_dataset(LINES, products={"weight": weights}))
    assert figures.weight is None
    assert figures.spend_per_weight is None


@pytest.mark.parametrize(("header", "unit"), [("Net weight (KG)", "kg"), ("ntgew", ""), ("weight_lbs", "lb")])
def test_the_unit_of_weights_is_read_from_their_header(header, unit):
    dataset = make_dataset(LINES, products={"weight": [1.0, 1.0]})
    object.__setattr__(dataset.report, "columns", (ColumnUse("products", header, Role.WEIGHT),))
    assert figures_of(dataset).weight_unit == unit


def test_what_the_files_do_not_say_is_not_known():
    figures = figures_of(make_dataset([("A", "x", 3), ("B", "x", 1)]))
    assert figures.spend is None
    assert figures.ticket_size.tolist() == [3.0, 1.0]
    unknown = ("categories", "first_order", "last_order", "recency_days", "tenure_days", "days_between_orders")
    assert all(getattr(figures, name) is None for name in (*unknown, "weight", "average_price", "return_rate"))


def test_who_only_returns_has_no_dates_and_no_return_rate():
    figures = figures_of(make_dataset([("A", "x", -3, "2024-01-01", -3.0), ("B", "x", 1, "2024-01-02", 1.0)]))
    assert np.isnan([figures.recency_days[0], figures.tenure_days[0], figures.return_rate[0]]).all()
    assert figures.buys.tolist() == [False, True]


def test_without_lines_there_are_no_figures_and_no_error():
    dataset = make_dataset(LINES)
    empty = type(dataset.lines)(*(np.empty(0, dtype=np.int32),) * 3, None, np.empty(0), None)
    figures = figures_of(
        type(dataset)(empty, dataset.customers, dataset.products.iloc[:0], "line", False, dataset.report)
    )
    assert figures.orders.tolist() == [0, 0]
    assert not figures.buys.any()


@given(any_lines)
def test_figures_are_those_of_a_naive_count_in_pandas(lines):
    figures = figures_of(dataset_of(lines))
    table = pd.DataFrame(lines, columns=["customer", "product", "quantity", "day", "amount"])
    table["day"] = pd.to_datetime(table["day"])
    table["category"] = table["product"].map(dict(zip("pqrs", PRODUCTS["l2_category"], strict=True)))
    end = table["day"].max()
    for code, (_, own) in enumerate(table.groupby("customer")):
        bought = own[own["quantity"] > 0]
        net = own.groupby(["product", "category"])["quantity"].sum().reset_index()
        kept = net[net["product"].isin(bought["product"]) & (net["quantity"] > 0)]
        days = bought["day"].drop_duplicates().sort_values()
        assert figures.orders[code] == len(days)
        assert figures.products[code] == len(kept)
        if figures.categories is not None:
            assert figures.categories[code] == kept.loc[kept["category"] != "", "category"].nunique()
        assert figures.spend[code] == pytest.approx(own["amount"].sum())
        expected = {
            "tenure_days": (end - days.min()).days if len(days) else np.nan,
            "recency_days": (end - days.max()).days if len(days) else np.nan,
            "days_between_orders": days.diff().dt.days.mean(),
            "average_price": own["amount"].sum() / total if (total := own["quantity"].sum()) > 0 else np.nan,
        }
        for name, value in expected.items():
            assert getattr(figures, name)[code] == pytest.approx(value, nan_ok=True)
        if figures.return_rate is not None:
            back = -own.loc[own["quantity"] < 0, "quantity"].sum() / max(bought["quantity"].sum(), 1e-9)
            assert figures.return_rate[code] == pytest.approx(back if len(bought) else np.nan, nan_ok=True)

import numpy as np
import pytest

from engine.features import customer_figures, describe
from engine.market_baskets import market_baskets
from engine.options import FeatureOptions, Options
from engine.recipes import resolve
from tests.engine.builders import make_dataset

LINES = [
    ("A", "nails", 10, "2024-01-01", 20.0),
    ("A", "paint", 3, "2024-01-11", 90.0),
    ("A", "nails", -4, "2024-01-12", -8.0),
    ("B", "paint", 1, "2024-01-31", 30.0),
]
CATEGORIES = {"l2_category": ["Fasteners", "Paints"]}


def described(lines=LINES, products=CATEGORIES, **options):
    dataset = make_dataset(lines, products=products)
    baskets = market_baskets(dataset)
    figures = customer_figures(dataset, baskets)
    return describe(dataset, baskets, figures, resolve(Options(**options), dataset)), figures


def test_the_category_mix_is_the_pivot_of_net_quantities():
    features, _ = described()
    assert features.names == ("Fasteners", "Paints")
    assert features.plain.tolist() == [[6, 3], [0, 1]]


def test_what_is_clustered_is_the_log_and_what_is_shown_stays_plain():
    features, _ = described()
    np.testing.assert_allclose(features.scaled, np.log(1 + features.plain))


def test_raw_quantities_remain_a_choice():
    features, _ = described(features=FeatureOptions(measure="quantity"))
    np.testing.assert_array_equal(features.scaled, features.plain)


def test_more_returned_than_bought_is_not_a_negative_log():
    features, _ = described([("A", "nails", -4), ("A", "paint", 1)])
    assert features.plain.tolist() == [[-4, 1]]
    assert (features.scaled >= 0).all()


def test_products_without_a_category_are_counted_as_such():
    features, _ = described([("A", "a", 1), ("A", "b", 2), ("A", "c", 5)], {"l2_category": ["X", "", "X"]})
    assert dict(zip(features.names, features.plain[0], strict=True)) == {"X": 6.0, "No category": 2.0}


def test_postage_is_no_category_of_the_basket():
    features, _ = described(
        [("A", "nails", 1), ("A", "post", 1)], {"l2_category": ["Fasteners", "Services"], "is_goods": [True, False]}
    )
    assert features.names == ("Fasteners",)


def test_without_categories_behaviour_is_described_and_the_reason_is_said():
    features, _ = described(products={})
    assert features.families == ("buying behaviour",)
    assert features.names == ("Orders", "Spend", "Ticket size", "Products", "Recency", "Tenure")
    assert "no categories" in features.notes[0]


def test_behaviour_asked_for_needs_no_excuse():
    features, _ = described(recipe="buying behaviour")
    assert features.families == ("buying behaviour",)
    assert features.notes == ()


def test_figures_of_a_customer_are_those_counted_by_hand():
    _, figures = described()
    assert figures.orders.tolist() == [2, 1]
    assert figures.spend.tolist() == [102.0, 30.0]
    assert figures.ticket_size.tolist() == [51.0, 30.0]
    assert figures.products.tolist() == [2, 1]
    assert figures.last_order.astype(str).tolist() == ["2024-01-11", "2024-01-31"]


def test_recency_is_counted_from_the_last_day_of_the_data_not_from_today():
    _, figures = described()
    assert figures.recency_days.tolist() == [20.0, 0.0]


def test_without_money_behaviour_counts_quantity():
    features, figures = described([("A", "x", 3, "2024-01-01"), ("B", "x", 1, "2024-01-02")], {})
    assert features.names == ("Quantity", "Ticket size", "Recency", "Tenure")
    assert figures.spend is None
    assert figures.ticket_size.tolist() == [3.0, 1.0]


def test_without_dates_there_is_no_recency():
    features, _ = described([("A", "x", 3), ("B", "x", 1)], {})
    assert "Recency" not in features.names


@pytest.mark.parametrize("recipe", ["category basket", "buying behaviour"])
def test_no_feature_is_ever_nan(recipe):
    features, _ = described(
        [("A", "x", -3, "2024-01-01", -3.0), ("B", "x", 1, "2024-01-02", 0.0)], {"l2_category": ["X"]}, recipe=recipe
    )
    assert np.isfinite(features.scaled).all()
    assert np.isfinite(features.plain).all()

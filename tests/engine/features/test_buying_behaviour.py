import numpy as np
import pytest

from engine.options import FeatureOptions
from tests.engine.features.describe_lines import LINES, attribute, column, described

WEIGHTS = {"weight": [0.5, 4.0]}


def comparing(*behaviours, **others):
    return {"recipe": "buying behaviour", "features": FeatureOptions(behaviours=behaviours, **others)}


def test_without_categories_behaviour_is_described_and_the_reason_is_said():
    features, _ = described(products={})
    assert features.families == ("buying behaviour",)
    assert features.names == ("Orders", "Spend", "Ticket size", "Products", "Recency", "Tenure")
    assert "no categories" in features.notes[0]


def test_behaviour_asked_for_needs_no_excuse():
    features, _ = described(recipe="buying behaviour")
    assert features.families == ("buying behaviour",)
    assert features.notes == ()


def test_those_asked_for_are_compared_in_their_order_and_all_the_others_known():
    features, _ = described(products=WEIGHTS, **comparing("return rate", "orders"))
    assert features.names == ("Return rate", "Orders")
    assert {a.name: a.unit for a in features.attributes if a.family == "buying behaviour"} == {
        "Orders": "orders",
        "Spend": "",
        "Quantity": "units",
        "Ticket size": "",
        "Products": "products",
        "Recency": "days",
        "Tenure": "days",
        "Days between orders": "days",
        "Weight": "",
        "Spend per weight": "",
        "Average price": "",
        "Return rate": "%",
    }


def test_counts_are_compared_by_their_logs_and_rates_as_they_are():
    features, _ = described(**comparing("products", "recency", "return rate"))
    np.testing.assert_allclose(column(features, "Products"), np.log([3, 2]))
    np.testing.assert_allclose(column(features, "Recency"), np.log([21, 1]))
    np.testing.assert_allclose(column(features, "Return rate"), [4 / 13, 0])
    np.testing.assert_allclose(features.plain[:, 2], [400 / 13, 0])
    assert all(c.standardise for c in features.columns)


@pytest.mark.parametrize("factor", [0.001, 1000.0])
def test_neither_the_currency_nor_the_unit_of_weight_matters(factor):
    asked = comparing("spend", "ticket size", "weight", "spend per weight", "average price")
    features, _ = described(products=WEIGHTS, **asked)
    lines = [(*line[:4], line[4] * factor) for line in LINES]
    other, _ = described(lines, {"weight": [0.5 / factor, 4.0 / factor]}, **asked)
    np.testing.assert_allclose(other.scaled, features.scaled)


def test_without_money_behaviour_counts_quantity_once():
    lines = [("A", "x", 3, "2024-01-01"), ("B", "x", 1, "2024-01-02"), ("B", "y", 1, "2024-01-03")]
    features, _ = described(lines, {}, **comparing("spend", "quantity", "ticket size"))
    assert features.names == ("Quantity", "Ticket size")
    assert features.units == ("units", "units")


def test_without_dates_there_is_no_recency():
    features, _ = described([("A", "x", 3), ("B", "x", 1)], {})
    assert "Recency" not in features.names


def test_who_ordered_once_is_compared_as_if_the_gap_were_the_days_since_at_least_the_usual_one():
    lines = [
        *(("often", "x", 1, f"2024-01-{day:02}", 1.0) for day in (1, 11, 21)),
        ("long ago", "x", 1, "2023-01-31", 1.0),
        ("lately", "x", 1, "2024-01-31", 1.0),
    ]
    features, figures = described(lines, {}, **comparing("days between orders"))
    assert dict(zip(("lately", "long ago", "often"), features.plain[:, 0], strict=True)) == {
        "often": 10.0,
        "long ago": 365.0,
        "lately": 10.0,
    }
    assert np.isnan(attribute(features, "Days between orders").values[:2]).all()
    assert "2 of 3 customers ordered only once" in " ".join(features.notes)
    assert np.isnan(figures.days_between_orders[:2]).all()


def test_who_has_no_weight_is_compared_as_the_median_and_it_is_said():
    lines = [("A", "p", 2), ("B", "p", 4), ("C", "p", 6), ("D", "q", 6)]
    features, _ = described(lines, {"weight": [1.0, np.nan]}, **comparing("weight"))
    assert features.plain[:, 0].tolist() == [2, 4, 6, 4]
    assert "Weight: not known of 1 of 4 customers, compared as the median of the others." in features.notes


def test_no_feature_is_ever_nan_where_goods_only_come_back():
    lines = [("A", "x", -3, "2024-01-01", -3.0), ("B", "x", 1, "2024-01-02", 0.0), ("C", "x", 2, "2024-01-05", 2.0)]
    features, _ = described(lines, {"l2_category": ["X"]}, recipe="buying behaviour")
    assert np.isfinite(features.scaled).all()
    assert np.isfinite(features.plain).all()

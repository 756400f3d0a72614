import numpy as np
import pandas as pd
import pytest
from hypothesis import given

from engine.errors import OptionError
from engine.features.category_mix import MOST_COLUMNS
from engine.options import FeatureOptions
from tests.engine.features.describe_lines import (
    LINES,
    any_lines,
    attribute,
    column,
    dataset_of,
    describe_dataset,
    described,
    measured,
)

SHARES = ("share", "square-root share")
LEAVE = {"extremes": "leave"}


def test_the_category_mix_is_the_pivot_of_net_quantities():
    features, _ = described()
    assert features.names == ("Fasteners", "Paints")
    assert features.plain.tolist() == [[6, 3], [0, 1]]
    assert features.units == ("units", "units")


def test_what_is_clustered_is_the_log_and_what_is_shown_stays_plain():
    features, _ = described()
    np.testing.assert_allclose(features.scaled, np.log(1 + features.plain))


def test_raw_quantities_remain_a_choice():
    features, _ = described(features=measured("quantity"))
    np.testing.assert_array_equal(features.scaled, features.plain)


def test_spend_counts_money():
    features, _ = described(features=measured("spend"))
    assert features.plain.tolist() == features.scaled.tolist() == [[12, 90], [0, 30]]
    assert features.units == ("", "")


def test_spend_without_money_is_refused_with_a_way_out():
    with pytest.raises(OptionError, match="neither amounts nor prices") as refused:
        described([("A", "nails", 1), ("A", "paint", 1)], features=measured("spend"))
    assert "log quantity" in refused.value.hint


def test_shares_are_shown_in_percent_and_compared_standardised():
    features, _ = described(features=measured("share"))
    np.testing.assert_allclose(features.plain, [[100 * 6 / 9, 100 * 3 / 9], [0, 100]])
    np.testing.assert_allclose(features.scaled, features.plain / 100)
    assert set(features.units) == {"%"}
    assert all(c.standardise for c in features.columns)


def test_square_root_shares_are_compared_by_the_distance_of_hellinger():
    features, _ = described(features=measured("square-root share"))
    p, q = features.plain / 100
    hellinger = np.sqrt(1 - np.sum(np.sqrt(p * q)))
    assert np.linalg.norm(np.subtract(*features.scaled)) / np.sqrt(2) == pytest.approx(hellinger)


@pytest.mark.parametrize("measure", ["quantity", "log quantity", "square-root share", "spend"])
def test_only_shares_are_standardised(measure):
    features, _ = described(features=measured(measure))
    assert not any(c.standardise for c in features.columns)


def test_more_returned_than_bought_is_not_a_negative_log_nor_a_negative_share():
    lines = [("A", "nails", -4), ("A", "paint", 1), ("B", "nails", 2)]
    features, _ = described(lines)
    assert features.plain.tolist() == [[-4, 1], [2, 0]]
    assert (features.scaled >= 0).all()
    shares, _ = described(lines, features=measured("share"))
    assert shares.plain.tolist() == [[0, 100], [100, 0]]


def test_products_without_a_category_are_counted_as_such():
    features, _ = described([("A", "a", 1), ("A", "b", 2), ("A", "c", 5)], {"l2_category": ["X", "", "X"]})
    assert dict(zip(features.names, features.plain[0], strict=True)) == {"X": 6.0, "No category": 2.0}


def test_postage_is_no_category_of_the_basket():
    features, _ = described(
        [("A", "nails", 1), ("A", "post", 1)], {"l2_category": ["Fasteners", "Services"], "is_goods": [True, False]}
    )
    assert features.names == ("Fasteners",)


def test_levels_stand_side_by_side_and_one_name_in_two_levels_stays_apart():
    products = {"l2_category": ["Bosch", "Paints"], "brand": ["Bosch", "Behr"]}
    features, _ = described(LINES, products, features=measured("quantity", levels=("l2_category", "brand")))
    assert features.names == ("Bosch", "Paints", "Brand: Behr", "Brand: Bosch")
    assert features.plain.tolist() == [[6, 3, 3, 6], [0, 1, 1, 0]]


def test_shares_are_of_all_that_is_bought_at_their_own_level():
    products = {"l2_category": ["Fasteners", "Paints"], "brand": ["Bosch", ""]}
    features, _ = described(LINES, products, features=measured("share", levels=("l2_category", "brand")))
    assert features.names[2:] == ("Brand: Bosch", "Brand: No brand")
    np.testing.assert_allclose(features.plain[:, :2].sum(axis=1), 100)
    np.testing.assert_allclose(features.plain[:, 2:].sum(axis=1), 100)


def test_single_products_are_named_by_name_and_by_id_where_two_share_it():
    lines = [("A", "p1", 1), ("A", "p2", 2), ("B", "p3", 4)]
    products = {"l2_category": ["X", "X", "X"], "product_name": ["Hammer", "Hammer", ""]}
    features, _ = described(lines, products, features=FeatureOptions(levels=("l2_category", "product_id")))
    assert features.names == ("X", "Product: Hammer (p1)", "Product: Hammer (p2)", "Product: p3")


def test_of_500_categories_those_with_the_most_customers_are_kept_and_the_rest_is_added_up():
    products = [f"p{i:03}" for i in range(500)]
    lines = [("A", product, 1) for product in products] + [("B", product, 2) for product in products[300:]]
    features, _ = described(lines, {"l2_category": [f"Category {p}" for p in products]}, features=measured("quantity"))
    assert features.names[:-1] == tuple(f"Category {p}" for p in products[300:])
    assert len(features.names) == MOST_COLUMNS + 1
    assert features.names[-1] == "Other categories"
    assert features.plain[:, -1].tolist() == [300, 0]
    assert "the other 300 categories are added up as “Other categories”" in " ".join(features.notes)


def test_a_category_nobody_buys_is_no_feature():
    features, _ = described([("A", "nails", 2), ("B", "nails", 1)], {"l2_category": ["Fasteners"]})
    assert features.names == ("Fasteners",)


@given(any_lines)
def test_quantities_are_those_of_a_pivot_table_of_pandas(lines):
    options = measured("quantity", levels=("l2_category",), **LEAVE)
    features, _ = describe_dataset(dataset_of(lines), recipe="category basket", features=options)
    table = pd.DataFrame(lines, columns=["customer", "product", "quantity", "day", "amount"])
    names = dict(zip("pqrs", ["Fasteners", "Paints", "No category", "Paints"], strict=True))
    naive = table.pivot_table(
        index="customer", columns=table["product"].map(names), values="quantity", aggfunc="sum", fill_value=0
    )
    for name in naive.columns:
        known = [a.values for a in features.attributes if a.name == name] or [np.zeros(len(naive))]
        assert known[0].tolist() == naive[name].tolist()


@pytest.mark.parametrize("measure", SHARES)
@given(lines=any_lines)
def test_shares_sum_to_one_for_whoever_has_something_left(measure, lines):
    options = FeatureOptions(measure=measure, levels=("l2_category", "brand"), **LEAVE)
    features, _ = describe_dataset(dataset_of(lines), recipe="category basket", features=options)
    percent = np.array([a.values for a in features.attributes if a.family == "category mix"])
    brand = np.array([a.name.startswith("Brand") for a in features.attributes if a.family == "category mix"])
    for level in (brand, ~brand):
        total = percent[level].sum(axis=0)
        assert np.all(np.isclose(total, 100) | (total == 0))
    assert (percent >= 0).all()


def test_the_attribute_is_what_is_shown():
    features, _ = described(features=measured("share"))
    np.testing.assert_array_equal(attribute(features, "Paints").values, features.plain[:, 1])
    np.testing.assert_allclose(column(features, "Paints"), [1 / 3, 1])

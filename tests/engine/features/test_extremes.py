from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from sklearn.cluster import KMeans

from engine.clustering.points import points
from engine.features import Feature
from engine.features.extremes import FEWEST, MOST_SET_ASIDE, capped, key_accounts, usual_range
from engine.options import FeatureOptions
from tests.engine.features.describe_lines import column, described

RANDOM = np.random.default_rng(0)


def columns(n, *, family="buying behaviour", standardise=True, unit=""):
    return [Feature(f"F{i}", family, unit, f"F{i}", standardise) for i in range(n)]


def mix(n):
    return columns(n, family="category mix", standardise=False, unit="units")


def cap(features, values, clustered=None):
    everyone = np.ones(len(values), dtype=bool) if clustered is None else clustered
    return capped(features, values, usual_range(features, values, everyone), everyone)


def bricks(n_usual=60, measure="quantity", extremes="cap"):
    """Customers who buy a little of everything, half of them bricks, and one who buys 300,000 bricks."""
    lines = [
        (f"C{i:03}", category, 1 + (7 * i + j) % 20)
        for i in range(n_usual)
        for j, category in enumerate(("bricks", "nails", "paint"))
        if category != "bricks" or i % 2
    ]
    lines.append(("the builder", "bricks", 300_000))
    return described(
        lines,
        {"l2_category": ["Bricks", "Nails", "Paints"]},
        features=FeatureOptions(measure=measure, extremes=extremes),
    )[0]


def test_one_customer_of_300000_bricks_owns_no_cluster():
    everyone = np.arange(61)
    left, treated = bricks(extremes="leave"), bricks()
    sizes = [np.bincount(KMeans(3, n_init=3, random_state=0).fit_predict(points(f, everyone))) for f in (left, treated)]
    assert sizes[0].min() == 1
    assert sizes[1].min() > 1


def test_what_is_shown_of_an_extreme_customer_stays_as_it_is_and_the_cap_is_said():
    features = bricks()
    assert features.plain[-1, 0] == 300_000
    assert column(features, "Bricks")[:-1].tolist() == features.plain[:-1, 0].tolist()
    assert features.notes[-1].startswith("1 customer lies far outside the usual range and counts as its edge")
    assert features.notes[-1].endswith("in Bricks (1).")


def test_left_alone_nothing_is_capped_and_nothing_said():
    features = bricks(extremes="leave")
    assert column(features, "Bricks")[-1] == 300_000
    assert features.notes == ()
    assert np.isinf(features.reach)


def test_a_category_only_one_customer_buys_is_capped_by_the_range_of_the_others():
    values = np.zeros((40, 2))
    values[:, 0] = np.arange(1, 41)
    values[0, 1] = 300_000
    found, sentences = cap(mix(2), values)
    assert found[0, 1] == pytest.approx(20.5 + 5 * (39 - 20.5) / 1.6448536, rel=0.1)
    assert "F1 (1)" in sentences[0]


def test_key_accounts_are_set_aside_shown_and_named():
    features = bricks(extremes="set aside")
    assert np.flatnonzero(features.set_aside).tolist() == [60]
    assert features.plain[60, 0] == 300_000
    assert "set aside as key accounts, shown but in no cluster: Name of the builder." in features.notes[0]
    assert len(features.notes) == 1


def test_mostly_zeros_are_not_flattened():
    values = np.zeros((1000, 1))
    values[:60, 0] = RANDOM.normal(5, 1, 60)
    found, sentences = cap(columns(1), values)
    assert found is values
    assert sentences == ()


def test_the_few_who_buy_much_of_a_category_are_a_group_and_no_extremes():
    values = np.full((100, 1), 5.0) + RANDOM.random((100, 1))
    values[:10] = 300.0
    assert cap(mix(1), values)[0] is values


def test_zeros_stay_zeros_where_buyers_are_all_alike():
    values = np.zeros((100, 1))
    values[:50, 0] = RANDOM.normal(5, 0.01, 50)
    assert (cap(mix(1), values)[0][50:] == 0).all()


def test_who_is_far_below_is_capped_too():
    values = np.append(RANDOM.normal(100, 1, 99), 3.0)[:, None]
    assert cap(columns(1), values)[0][-1] > 90


def test_from_a_few_customers_nobody_can_tell_what_is_usual():
    values = np.append(np.ones(FEWEST - 2), 1e6)[:, None]
    assert cap(columns(1), values)[0] is values


def test_customers_who_are_not_clustered_neither_count_nor_decide():
    values = np.append(RANDOM.normal(0, 1, 100), np.full(100, 1e6))[:, None]
    clustered = np.arange(200) < 100
    found, sentences = cap(columns(1), values, clustered)
    assert found.max() < 20
    assert sentences == ()


def test_at_most_a_small_share_is_set_aside_those_farthest_out():
    values = np.append(RANDOM.normal(0, 1, 960), np.arange(1_000, 1_040))[:, None]
    usual = usual_range(columns(1), values, np.ones(1000, dtype=bool))
    found = key_accounts(columns(1), values, usual, np.ones(1000, dtype=bool))
    assert np.flatnonzero(found).tolist() == list(range(1000 - int(MOST_SET_ASIDE * 1000), 1000))


def test_who_returns_much_or_buys_little_is_no_key_account():
    values = np.append(RANDOM.normal(0, 1, 99), 1e6)[:, None]
    everyone = np.ones(100, dtype=bool)
    rate = columns(1, unit="%")
    assert not key_accounts(rate, values, usual_range(rate, values, everyone), everyone).any()
    assert not key_accounts(columns(1), -values, usual_range(columns(1), -values, everyone), everyone).any()


def test_the_only_buyer_of_a_category_lies_no_farther_out_than_may_be():
    lines = [(f"C{i:04}", "nails", 1 + i % 7) for i in range(1000)] + [("C0000", "roofing", 50)]
    options = FeatureOptions(measure="share")
    features, _ = described(lines, {"l2_category": ["Nails", "Roofing"]}, features=options)
    assert points(features, np.arange(1000)).max() == 5
    assert points(replace(features, reach=np.inf), np.arange(1000)).max() > 30


finite = st.floats(-1e9, 1e9, width=32)


@given(
    arrays.arrays(np.float64, arrays.array_shapes(min_dims=2, max_dims=2, max_side=40), elements=finite), st.randoms()
)
def test_a_cap_keeps_the_order_of_customers_and_does_not_hang_on_their_sequence(values, random):
    features = mix(values.shape[1])
    found, _ = cap(features, values)
    assert np.isfinite(found).all()
    for i in range(values.shape[1]):
        assert (np.diff(found[np.argsort(values[:, i], kind="stable"), i]) >= 0).all()
    rows = list(range(len(values)))
    random.shuffle(rows)
    np.testing.assert_array_equal(cap(features, values[rows])[0], found[rows])

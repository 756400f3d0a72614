from statistics import median

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.typical import grouped_median, in_packs, packs_in_words, sellable


@given(st.lists(st.tuples(st.integers(0, 5), st.floats(-1e6, 1e6)), max_size=50), st.sets(st.integers(0, 7)))
def test_medians_are_those_of_the_statistics_module(pairs, wanted):
    keys = np.array(sorted(wanted), dtype=np.int64)
    found = grouped_median(
        np.array([k for k, _ in pairs], dtype=np.int64), np.array([v for _, v in pairs], dtype=float), keys
    )
    for key, value in zip(keys, found, strict=True):
        own = [v for k, v in pairs if k == key]
        assert (np.isnan(value) and not own) or np.isclose(value, median(own))


def test_what_is_offered_is_whole_and_at_least_one_where_goods_are_sold_whole():
    assert sellable(np.array([0.4, 2.5]), np.array([1.0, 3.0])).tolist() == [1.0, 3.0]
    assert sellable(np.array([0.404, 2.5]), np.array([1.0, 3.5])).tolist() == [0.4, 2.5]


SIZES = st.one_of(st.just(np.nan), st.just(0.0), st.integers(1, 144).map(float), st.floats(0.1, 50))


@given(st.floats(0.01, 10_000), SIZES)
def test_a_suggestion_is_the_fewest_whole_packs_that_hold_it(quantity, size):
    found = in_packs(np.array([quantity]), np.array([size]))[0]
    if not size > 0:
        assert found == quantity
        return
    packs = found / size
    assert abs(packs - round(packs)) < 1e-4
    assert found >= quantity - 1e-4 * size
    assert found - size < quantity or round(packs) == 1


def test_less_than_a_pack_is_a_pack_and_whole_packs_stay_as_they_are():
    quantity, size = np.array([1.0, 24.0, 25.0, 0.3, 0.6, np.nan]), np.array([12.0, 12.0, 12.0, 0.1, 0.5, 6.0])
    assert in_packs(quantity, size)[:5].tolist() == [12.0, 24.0, 36.0, 0.3, 1.0]
    assert np.isnan(in_packs(quantity, size)[5])
    assert in_packs(quantity, None) is quantity


def test_packs_are_said_in_words_where_there_is_something_to_say():
    assert packs_in_words(24.0, 12.0) == "2 packs of 12"
    assert packs_in_words(1_000.0, 1_000.0) == "1 pack of 1,000"
    assert packs_in_words(0.6, 0.2) == "3 packs of 0.2"
    assert [packs_in_words(*pair) for pair in ((5.0, 1.0), (5.0, np.nan), (5.0, 0.0), (5.0, 12.0), (np.nan, 3.0))] == [
        ""
    ] * 5

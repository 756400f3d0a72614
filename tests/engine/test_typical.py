from statistics import median

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.typical import grouped_median, sellable


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

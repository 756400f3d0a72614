import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import OptionError
from engine.features.bands import (
    INCOME_EDGES,
    band_labels,
    band_of,
    checked_edges,
    equal_edges,
    income_edges,
    round_edges,
)

NUMBERS = st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=60)


def test_incomes_have_the_usual_edges_where_customers_are_in_each_band():
    assert income_edges(np.linspace(10_000, 100_000, 200)) == INCOME_EDGES


def test_incomes_in_another_currency_have_edges_of_their_own():
    assert income_edges(np.linspace(1e6, 9e6, 200)) == (2.5e6, 4e6, 6e6, 8e6)


def test_a_value_that_is_an_edge_begins_the_next_band():
    assert band_of(np.array([24_999, 25_000, 80_000, np.nan]), INCOME_EDGES).tolist()[:3] == [0, 1, 4]


def test_bands_are_named_by_where_they_begin_and_end():
    assert band_labels((25_000.0, 40_000.0)) == ("under 25,000", "25,000–40,000", "40,000 and more")
    assert band_labels((0.5,)) == ("under 0.5", "0.5 and more")
    assert band_labels(()) == ("all",)


@pytest.mark.parametrize("edges", [(), (2.0, 1.0), (1.0, 1.0), (1.0, float("nan")), (float("inf"),)])
def test_edges_that_are_no_rising_numbers_are_refused(edges):
    with pytest.raises(OptionError):
        checked_edges("Income", edges)


@given(NUMBERS)
def test_bands_are_those_of_pandas_cut(numbers):
    values = np.array(numbers)
    edges = round_edges(values)
    expected = pd.cut(values, [-np.inf, *edges, np.inf], right=False, labels=False)
    np.testing.assert_array_equal(band_of(values, edges), expected)
    assert len(band_labels(edges)) == len(edges) + 1


@given(NUMBERS)
def test_proposed_edges_rise_and_leave_no_end_band_empty(numbers):
    values = np.array(numbers)
    for edges in (round_edges(values), equal_edges(values)):
        assert list(edges) == sorted(set(edges))
        assert not edges or (values < edges[0]).any()
        assert not edges or (values >= edges[-1]).any()


def test_equal_groups_hold_a_quarter_each_where_no_values_are_shared():
    values = np.random.default_rng(3).normal(size=400)
    assert np.bincount(band_of(values, equal_edges(values)).astype(int)).tolist() == [100, 100, 100, 100]


def test_without_any_number_there_are_no_edges():
    nothing = np.array([np.nan])
    assert round_edges(nothing) == equal_edges(nothing) == income_edges(nothing) == ()

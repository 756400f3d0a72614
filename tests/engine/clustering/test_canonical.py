import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.clustering.canonical import canonical_order, first_of_equals


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**20), st.integers(0, 50))
def test_rows_come_in_the_same_order_however_they_are_shuffled(seed, rows):
    rng = np.random.default_rng(seed)
    points = rng.integers(-2, 3, size=(rows, 2)) * 0.25
    shuffled = rng.permutation(points)
    assert (points[canonical_order(points)] == shuffled[canonical_order(shuffled)]).all()


def test_the_last_bit_of_a_sum_changes_no_order():
    points = np.random.default_rng(0).normal(size=(500, 6))
    assert (canonical_order(points) == canonical_order(np.nextafter(points, np.inf))).all()


def test_rows_that_differ_by_less_than_the_grid_are_still_in_one_order():
    points = np.arange(50)[:, None] * 1e-9
    assert (points[canonical_order(points)] == points[::-1][canonical_order(points[::-1])]).all()


def test_nought_and_minus_nought_are_equal_and_each_row_knows_the_first_of_its_equals():
    points = np.array([[0.0, 1.0], [5.0, 5.0], [-0.0, 1.0], [5.0, 5.0]])
    firsts = first_of_equals(points[canonical_order(points)])
    assert firsts.tolist() == [0, 0, 2, 2]

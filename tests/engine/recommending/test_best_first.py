"""The first few of many scores against a plain sort, and lists that fill up one another."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse

from engine.recommending.best_first import best_first, filled_up, first_free

TABLES = st.tuples(st.integers(1, 5), st.integers(1, 7)).flatmap(
    lambda shape: st.tuples(
        arrays(np.float32, shape, elements=st.sampled_from([-1.0, 0.0, 0.5, 2.0])), arrays(np.bool_, shape)
    )
)


@given(TABLES, st.integers(1, 9))
def test_the_best_are_those_of_a_plain_sort_with_ties_by_column(tables, n: int) -> None:
    scored, free = tables
    found = best_first(scored, free, n)
    for row in range(len(scored)):
        order = sorted(np.flatnonzero(free[row]), key=lambda column: (-scored[row, column], column))[:n]
        assert found[row].tolist() == [*order, *[-1] * (n - len(order))]


def test_empty_places_are_filled_in_order_with_what_is_not_there_yet() -> None:
    lists = np.array([[3, 1, -1, -1], [1, 2, 3, 4], [-1, -1, -1, -1]], dtype=np.int32)
    more = np.array([[1, 5, 3, 6], [9, 9, 9, 9], [7, -1, -1, -1]], dtype=np.int32)
    assert filled_up(lists, more).tolist() == [[3, 1, 5, 6], [1, 2, 3, 4], [7, -1, -1, -1]]


@given(TABLES, st.integers(1, 9))
def test_the_first_that_are_free_are_found_in_the_order_of_the_list(tables, n: int) -> None:
    touched = tables[1]
    listed = np.flatnonzero(np.arange(touched.shape[1]) != 1)[::-1]
    found = first_free(sparse.csr_array(touched.astype(np.int8)), listed, n)
    for row in range(len(touched)):
        free = [place for place, product in enumerate(listed) if not touched[row, product]][:n]
        assert found[row].tolist() == [*free, *[-1] * (n - len(free))]

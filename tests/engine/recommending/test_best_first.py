"""The first few of many scores against a plain sort, and lists that fill up one another."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse

from engine.recommending.affinity import AffinitySettings, fit_affinity, scores
from engine.recommending.affinity_ranking import BATCH, best_by_affinity
from engine.recommending.best_first import best_first, filled_up

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


def ranked(bought: np.ndarray, group_of: list[int] | None, n: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """The ranking, and the scores it is of."""
    purchases = sparse.csr_array(bought)
    affinity = fit_affinity(purchases, np.ones(bought.shape[1]), AffinitySettings(ridge=1.0))
    groups = None if group_of is None else np.array(group_of)
    customers = np.arange(len(bought))
    found = best_by_affinity(affinity, purchases, purchases, customers, n, group_of=groups)
    return found, scores(affinity, purchases)


def test_only_what_peers_buy_and_speaks_for_itself_is_offered() -> None:
    bought = np.array([[1.0, 0, 0, 0], [1, 1, 0, 0], [1, 0, 1, 1], [1, 0, 1, 1], [1, 0, 1, 0]])
    free, _ = ranked(bought, None)
    within, _ = ranked(bought, [0, 0, 1, 1, 1])  # of the cluster only the first two: product 1
    assert free[0].tolist() == [2, 1, 3]
    assert set(within[0].tolist()) <= {1, -1}


def test_a_customer_in_no_cluster_has_no_peers_to_go_by() -> None:
    bought = np.array([[1.0, 0, 0, 0], [1, 1, 0, 0], [1, 0, 1, 1], [1, 0, 1, 1], [1, 0, 1, 0]])
    assert ranked(bought, [-1, 0, 1, 1, 1])[0][0].tolist() == [-1, -1, -1]


@pytest.mark.parametrize("customers", [1, BATCH, BATCH + 1])
def test_batches_give_what_one_table_would(customers: int) -> None:
    bought = (np.random.default_rng(0).random((customers, 12)) < 0.3).astype(float)
    found, scored = ranked(bought, None, n=4)
    columns = np.flatnonzero(bought.any(axis=0))
    expected = best_first(scored, bought[:, columns] == 0, 4)
    assert (found >= 0).tolist() == (expected >= 0).tolist()
    assert found[found >= 0].tolist() == columns[expected[expected >= 0]].tolist()

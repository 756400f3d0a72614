"""The measures against their definitions, and against scikit-learn's NDCG."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from sklearn.metrics import ndcg_score

from engine.proving.metrics import measure
from tests.engine.proving import naive

PRODUCTS = 8
LISTS = st.lists(
    st.tuples(
        st.permutations(range(PRODUCTS)).map(lambda order: order[:4]),
        st.sets(st.integers(0, PRODUCTS - 1), min_size=1),
        st.integers(0, 4),
    ),
    min_size=1,
    max_size=6,
)


def held_against(ranked: list[list[int]], bought: list[set[int]], *, spend: float | None = None):
    table = np.zeros((len(bought), PRODUCTS), dtype=bool)
    for row, products in enumerate(bought):
        table[row, list(products)] = True
    money = None if spend is None else sparse.csr_array(table * spend)
    return measure(np.array(ranked, dtype=np.int32), sparse.csr_array(table), money)


@given(LISTS)
def test_every_measure_is_that_of_its_definition(cases: list[tuple[list[int], set[int], int]]) -> None:
    ranked = [[*order[:filled], *[-1] * (4 - filled)] for order, _, filled in cases]
    bought = [products for _, products, _ in cases]
    found = held_against(ranked, bought)
    for row in range(len(cases)):
        assert found.ndcg[row] == pytest.approx(naive.ndcg(ranked[row], bought[row]))
        assert found.recall[row] == pytest.approx(naive.recall(ranked[row], bought[row]))
        assert found.precision[row] == pytest.approx(naive.precision(ranked[row], bought[row]))
        assert found.hit_rate[row] == bool(set(ranked[row]) & bought[row])


@given(st.permutations(range(PRODUCTS)), st.sets(st.integers(0, PRODUCTS - 1), min_size=1))
def test_ndcg_is_that_of_scikit_learn(order: list[int], bought: set[int]) -> None:
    relevance = np.array([[float(p in bought) for p in range(PRODUCTS)]])
    score = np.array([[float(-order.index(p)) for p in range(PRODUCTS)]])
    assert held_against([order[:5]], [bought]).ndcg[0] == pytest.approx(ndcg_score(relevance, score, k=5))


def test_money_counts_what_was_on_the_list_and_bought() -> None:
    found = held_against([[0, 1, 2], [3, -1, -1]], [{0, 2, 5}, {0}], spend=10.0)
    assert found.money is not None
    assert found.new_money is not None
    assert found.money.tolist() == [20.0, 0.0]
    assert found.new_money.tolist() == [30.0, 10.0]


def test_an_empty_place_is_no_hit_on_the_first_product() -> None:
    found = held_against([[-1, -1, -1]], [{0}], spend=10.0)
    assert (found.hit_rate[0], found.customers_covered, found.products_covered) == (0.0, 0.0, 0.0)


def test_coverage_counts_customers_with_a_list_and_products_on_any() -> None:
    found = held_against([[0, 1], [1, 2], [-1, -1], [0, -1]], [{7}] * 4)
    assert found.customers_covered == 0.75
    assert found.products_covered == 3 / PRODUCTS


def test_without_customers_there_is_nothing_to_measure() -> None:
    found = measure(np.empty((0, 10), dtype=np.int32), sparse.csr_array((0, 5), dtype=bool), None)
    assert (found.customers_covered, len(found.ndcg)) == (0.0, 0)

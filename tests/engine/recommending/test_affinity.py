"""Affinity against a textbook EASE written with plain inverses, and against what must hold for any purchases."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from scipy import sparse

from engine.progress import Cancelled
from engine.recommending.affinity import AffinitySettings, because, fit_affinity, scores, with_momentum

PURCHASES = st.tuples(st.integers(1, 12), st.integers(1, 9)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.sampled_from([0.0, 0.0, 0.25, 0.5, 1.0]))
)
RIDGES = st.sampled_from([0.5, 3.0, 50.0])
TOLERANCE = {"rtol": 1e-4, "atol": 1e-5}


def textbook(bought: NDArray[np.float64], ridge: float) -> NDArray[np.float64]:
    """Steck 2019, algorithm 1, line by line."""
    gram = bought.T @ bought
    gram[np.diag_indices_from(gram)] += ridge
    inverse = np.linalg.inv(gram)
    weights = inverse / -np.diag(inverse)
    weights[np.diag_indices_from(weights)] = 0
    return weights


def fit(bought: NDArray[np.float64], *, momentum: NDArray[np.float64] | None = None, most: int = 100, **given: float):
    momentum = np.ones(bought.shape[1]) if momentum is None else momentum
    return fit_affinity(sparse.csr_array(bought), momentum, AffinitySettings(**given), most=most)


def all_scores(bought: NDArray[np.float64], **given: float) -> NDArray[np.float64]:
    """Customers × products, with NaN for products nobody buys."""
    affinity = fit(bought, **given)
    found = np.full(bought.shape, np.nan)
    found[:, affinity.products] = scores(affinity, sparse.csr_array(bought))
    return found


@given(PURCHASES, RIDGES)
def test_scores_are_those_of_the_textbook(bought: NDArray[np.float64], ridge: float) -> None:
    sold = bought.any(axis=0)
    expected = np.where(sold, bought @ textbook(bought, ridge), np.nan)
    np.testing.assert_allclose(all_scores(bought, ridge=ridge), expected, **TOLERANCE)


def test_more_products_than_one_block_have_the_weights_of_the_textbook() -> None:
    rng = np.random.default_rng(1)
    bought = (rng.random((600, 1_300)) < 0.03) * rng.random((600, 1_300))
    found = fit(bought, ridge=20.0, most=2_000)
    np.testing.assert_allclose(found.weights, textbook(bought, 20.0), **TOLERANCE)


@given(PURCHASES, RIDGES)
def test_no_product_speaks_for_itself(bought: NDArray[np.float64], ridge: float) -> None:
    assert not np.diag(fit(bought, ridge=ridge).weights).any()


@given(PURCHASES, RIDGES, st.randoms(use_true_random=False))
def test_the_order_of_customers_and_of_products_changes_nothing(
    bought: NDArray[np.float64], ridge: float, random: object
) -> None:
    rng = np.random.default_rng(random.getrandbits(32))
    rows, columns = rng.permutation(bought.shape[0]), rng.permutation(bought.shape[1])
    shuffled = all_scores(bought[rows][:, columns], ridge=ridge)
    np.testing.assert_allclose(shuffled, all_scores(bought, ridge=ridge)[rows][:, columns], **TOLERANCE)


@given(PURCHASES, RIDGES, st.sampled_from([0.0, 0.5, 1.0]))
def test_the_terms_of_a_score_add_up_to_it(bought: NDArray[np.float64], ridge: float, power: float) -> None:
    momentum = np.linspace(0.5, 2.0, bought.shape[1])
    affinity = fit(bought, momentum=momentum, ridge=ridge, power=power)
    rows = sparse.csr_array(bought)
    found = scores(affinity, rows)
    for customer in range(bought.shape[0]):
        for place, product in enumerate(affinity.products):
            own, terms = because(affinity, rows[[customer]], int(product))
            assert terms.sum() == pytest.approx(found[customer, place], rel=1e-4, abs=1e-5)
            assert (np.diff(terms) <= 0).all()
            assert set(own) == set(np.flatnonzero(bought[customer]))


def test_a_score_is_explained_by_the_product_that_others_buy_with_it() -> None:
    brush, paint, roller, nails = range(4)
    bought = np.zeros((20, 4))
    bought[:8, [brush, paint]] = 1.0
    bought[8:19, nails] = 1.0
    bought[15:19, roller] = 1.0
    bought[19, [brush, nails]] = 1.0
    own, terms = because(fit(bought, ridge=1.0), sparse.csr_array(bought[[19]]), paint)
    assert own[0] == brush
    assert terms[0] > 0 > terms[1]


def test_momentum_multiplies_scores_by_its_power_and_needs_no_new_fit() -> None:
    bought = (np.random.default_rng(2).random((30, 6)) < 0.4).astype(float)
    momentum = np.array([1.0, 4.0, 0.25, 1.0, 9.0, 1.0])
    plain, half = all_scores(bought, power=0.0), all_scores(bought, power=0.5, momentum=momentum)
    np.testing.assert_allclose(half, plain * np.sqrt(momentum), **TOLERANCE)
    again = with_momentum(fit(bought, power=0.0), momentum, 30, 0.5)
    np.testing.assert_allclose(scores(again, sparse.csr_array(bought)), half, **TOLERANCE)
    assert (again.settings.window, again.settings.power) == (30, 0.5)


def test_beyond_the_limit_the_products_with_the_most_customers_are_fitted() -> None:
    bought = np.array([[1.0, 0, 1, 0], [1, 0, 1, 1], [1, 1, 0, 0]])
    assert fit(bought, most=2).products.tolist() == [0, 2]


def test_a_product_that_was_not_fitted_has_no_reasons() -> None:
    bought = np.array([[1.0, 0, 1], [1, 0, 1]])
    assert [len(part) for part in because(fit(bought), sparse.csr_array(bought[[0]]), 1)] == [0, 0]


def test_where_nobody_buys_anything_there_is_nothing_to_score() -> None:
    assert all_scores(np.zeros((3, 4))).shape == (3, 4)
    assert fit(np.zeros((3, 4))).products.tolist() == []


def test_products_with_the_same_buyers_get_the_same_finite_score() -> None:
    bought = np.array([[1.0, 1, 0, 1], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1]])
    found = all_scores(bought, ridge=0.5)
    assert np.isfinite(found).all()
    np.testing.assert_allclose(found[:, 0], found[:, 1], **TOLERANCE)


def test_a_customer_with_one_product_and_one_with_every_product_are_scored() -> None:
    bought = np.array([[1.0, 0, 0], [1, 1, 1], [1, 1, 0]])
    assert np.isfinite(all_scores(bought)).all()


def test_a_ridge_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="ridge"):
        fit(np.ones((2, 2)), ridge=0.0)


def test_dense_and_sparse_customers_are_scored_alike() -> None:
    rng = np.random.default_rng(3)
    bought = (rng.random((40, 50)) < 0.3).astype(float)
    affinity = fit(bought, ridge=5.0)
    alone = np.zeros((40, 50))
    alone[0] = bought[0]
    np.testing.assert_allclose(
        scores(affinity, sparse.csr_array(alone))[0], scores(affinity, sparse.csr_array(bought))[0], **TOLERANCE
    )


def test_purchases_are_not_written_into_and_cancelling_passes() -> None:
    bought = sparse.csr_array(np.array([[1.0, 0.5], [1.0, 0.0]]))
    before = bought.toarray().copy()

    def stop(stage: str, fraction: float) -> None:
        raise Cancelled

    fit_affinity(bought, np.ones(2), AffinitySettings())
    assert (bought.toarray() == before).all()
    with pytest.raises(Cancelled):
        fit_affinity(bought, np.ones(2), AffinitySettings(), report=stop)

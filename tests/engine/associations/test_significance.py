from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact, hypergeom

from engine.associations.significance import p_values, significant

Counts = tuple[int, int, int, int]


@st.composite
def counts(draw: st.DrawFn) -> Counts:
    baskets = draw(st.integers(1, 5000))
    a, b = draw(st.integers(0, baskets)), draw(st.integers(0, baskets))
    return draw(st.integers(max(0, a + b - baskets), min(a, b))), a, b, baskets


def chance(both: int, a: int, b: int, baskets: int) -> float:
    return float(p_values(np.array([both]), np.array([a]), np.array([b]), baskets)[0])


@given(counts())
def test_the_chance_is_the_upper_tail_of_the_hypergeometric_distribution(given_counts: Counts) -> None:
    both, a, b, baskets = given_counts
    expected = hypergeom.sf(both - 1, baskets, b, a)
    assert chance(*given_counts) == pytest.approx(expected, rel=1e-8, abs=1e-14)


def test_the_chance_is_that_of_fishers_exact_test() -> None:
    expected = fisher_exact([[31, 4], [1872, 7928]], alternative="greater").pvalue
    assert chance(31, 35, 1903, 9835) == pytest.approx(expected, rel=1e-9)


def test_rules_are_tested_one_by_one_whatever_stands_beside_them() -> None:
    rng = np.random.default_rng(0)
    a, b = rng.integers(1, 400, 200), rng.integers(1, 400, 200)
    both = np.minimum(np.minimum(a, b), rng.integers(1, 40, 200))
    found = p_values(both, a, b, 1000)
    assert found == pytest.approx([chance(*row, 1000) for row in np.column_stack((both, a, b)).tolist()], rel=1e-12)


def test_counts_in_millions_are_tested_too() -> None:
    both, a, b = np.array([30_500, 29_500]), np.array([300_000, 300_000]), np.array([300_000, 300_000])
    assert p_values(both, a, b, 3_000_000) == pytest.approx(hypergeom.sf(both - 1, 3_000_000, b, a), rel=1e-6)


def test_benjamini_and_hochberg_keep_the_rules_of_their_own_example() -> None:
    """Section 3.1 of their paper of 1995: of 15 tests, four are kept at 0.05, where Bonferroni keeps three."""
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.759,
        1,
    ]
    assert np.flatnonzero(significant(np.array(p), 0.05)).tolist() == [0, 1, 2, 3]


def test_no_rules_are_no_trouble() -> None:
    nothing = np.empty(0, dtype=np.int64)
    assert len(significant(p_values(nothing, nothing, nothing, 10), 0.05)) == 0

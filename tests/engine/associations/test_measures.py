from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from engine.associations.measures import Measures, measures, strength

Counts = tuple[int, int, int, int]


@st.composite
def counts(draw: st.DrawFn) -> Counts:
    """Baskets with both, with A, with B, and all."""
    both, only_a, only_b, neither = (draw(st.integers(least, 3000)) for least in (1, 0, 0, 0))
    return both, both + only_a, both + only_b, both + only_a + only_b + neither


def of(given_counts: Counts) -> Measures:
    both, a, b, baskets = given_counts
    return measures(np.array([both], float), np.array([a], float), np.array([b], float), float(baskets))


@given(counts())
def test_the_measures_are_those_of_exact_fractions(given_counts: Counts) -> None:
    found = of(given_counts)
    both, a, b, baskets = map(Fraction, given_counts)
    together, one, other = both / baskets, a / baskets, b / baskets
    confidence = both / a
    leverage = together - one * other
    against = max(together * (1 - one), one * (other - together))
    exact = {
        "support": together,
        "confidence": confidence,
        "lift": confidence / other,
        "leverage": leverage,
        "conviction": (1 - other) / (1 - confidence) if confidence < 1 else np.inf,
        "zhang": leverage / against if against else 0,
        "jaccard": both / (a + b - both),
    }
    for name, value in exact.items():
        assert getattr(found, name)[0] == pytest.approx(float(value), rel=1e-10, abs=1e-12), name
    assert found.confidence[0] <= 1


@pytest.mark.parametrize(
    ("given_counts", "published"),
    [
        ((4, 5, 4, 5), (0.8, 0.8, 1.0, 0.0, 1.0, 0.0, 0.8)),
        ((4, 4, 5, 5), (0.8, 1.0, 1.0, 0.0, np.inf, 0.0, 0.8)),
        ((3, 4, 3, 5), (0.6, 0.75, 1.25, 0.12, 1.6, 1.0, 0.75)),
        ((3, 3, 4, 5), (0.6, 1.0, 1.25, 0.12, np.inf, 0.5, 0.75)),
    ],
    ids=["kidney beans → eggs", "eggs → kidney beans", "eggs → onion", "onion → eggs"],
)
def test_the_measures_are_those_in_the_user_guide_of_mlxtend(
    given_counts: Counts, published: tuple[float, ...]
) -> None:
    found = of(given_counts)
    names = ("support", "confidence", "lift", "leverage", "conviction", "zhang", "jaccard")
    assert [getattr(found, name)[0] for name in names] == pytest.approx(published, abs=1e-12)


@given(counts())
def test_the_strength_is_the_log_likelihood_ratio_of_the_four_cells_with_the_sign_of_the_link(
    given_counts: Counts,
) -> None:
    both, a, b, baskets = given_counts
    table = np.array([[both, a - both], [b - both, baskets - a - b + both]])
    found = strength(np.array([both], float), np.array([a], float), np.array([b], float), float(baskets))[0]
    if (table.sum(axis=0) == 0).any() or (table.sum(axis=1) == 0).any():
        assert found == pytest.approx(0, abs=1e-6)
        return
    ratio = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    assert abs(found) == pytest.approx(ratio, rel=1e-6, abs=1e-6)
    assert np.sign(found) == np.sign(both * baskets - a * b)


def test_a_rule_of_many_baskets_and_a_clear_effect_is_stronger_than_one_of_few_or_of_what_everybody_buys() -> None:
    many_and_clear, few, everybody = of((140, 200, 300, 10_000)), of((5, 5, 5, 10_000)), of((1250, 5000, 2000, 10_000))
    assert everybody.leverage[0] > many_and_clear.leverage[0]
    assert few.lift[0] > many_and_clear.lift[0]
    assert many_and_clear.strength[0] > max(few.strength[0], everybody.strength[0])

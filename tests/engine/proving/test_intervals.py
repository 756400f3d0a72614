"""Bootstrap intervals beside what theory says of the mean."""

from __future__ import annotations

import numpy as np
import pytest

from engine.proving.intervals import bootstrap


def test_the_interval_of_a_share_is_as_wide_as_theory_says() -> None:
    values = np.repeat([1.0, 0.0], [120, 280])[:, None]
    (found,) = bootstrap(values, seed=0)
    half = 1.96 * np.sqrt(0.3 * 0.7 / 400)
    assert found.value == pytest.approx(0.3)
    assert found.low == pytest.approx(0.3 - half, abs=0.008)
    assert found.high == pytest.approx(0.3 + half, abs=0.008)


def test_the_same_seed_gives_the_same_interval_whatever_is_asked_for_beside_it() -> None:
    values = np.random.default_rng(1).random((50, 3))
    together = bootstrap(values, seed=3)
    assert bootstrap(values, seed=3) == together
    assert bootstrap(values[:, [1]], seed=3)[0].low == pytest.approx(together[1].low)
    assert bootstrap(values, seed=4) != together


def test_what_is_the_same_for_all_customers_is_certain() -> None:
    (found,) = bootstrap(np.full((20, 1), 0.5), seed=0)
    assert (found.value, found.low, found.high) == (0.5, 0.5, 0.5)


def test_a_paired_difference_is_surer_than_the_two_figures_apart() -> None:
    rng = np.random.default_rng(5)
    worse = rng.random(300)
    better = worse + 0.02
    a, b, difference = bootstrap(np.column_stack([worse, better, better - worse]), seed=0)
    assert a.high > b.low
    assert difference.low > 0


def test_nobody_to_count_gives_nothing_and_no_nan() -> None:
    assert [i.value for i in bootstrap(np.empty((0, 2)), seed=0)] == [0.0, 0.0]


def test_the_surer_an_interval_is_the_wider_it_is() -> None:
    values = np.random.default_rng(1).random((80, 2))
    for usual, sure in zip(bootstrap(values, 0), bootstrap(values, 0, 0.996), strict=True):
        assert sure.value == usual.value
        assert sure.low < usual.low
        assert sure.high > usual.high

"""Tuning: what is tried, what is kept, and that the days that prove it are never seen."""

from __future__ import annotations

import numpy as np
import pytest

from engine import Cancelled, silent
from engine.market_baskets import market_baskets
from engine.proving.holdout import hold_out
from engine.proving.tuning import HALF_LIVES, POWERS, RIDGES, WINDOWS, _climb, _kept, tune
from engine.recommending.affinity import AffinitySettings, fit_affinity, scores
from engine.recommending.evidence_at import decayed_purchases
from tests.engine.builders import make_dataset
from tests.engine.proving.builders import noise, tastes
from tests.engine.proving.naive import ndcg


def before(lines=None):
    held = hold_out(make_dataset(lines or tastes()), 60)
    assert held is not None
    return held.before


def test_the_settings_kept_are_the_best_that_were_tried_and_lie_on_the_grid() -> None:
    found = tune(before(), 60, 5, 0, silent)
    assert found.customers > 20
    best = max(found.tried, key=lambda one: one.ndcg)
    plain = max((one for one in found.tried if not one.settings.power), key=lambda one: one.ndcg)
    assert found.settings in (best.settings, plain.settings)
    for one in found.tried:
        assert one.settings.ridge in RIDGES
        assert one.settings.half_life in HALF_LIVES
        assert one.settings.window in WINDOWS
        assert one.settings.power in POWERS
        assert 0 <= one.ndcg <= 1
    assert len(set(found.tried)) == len(found.tried)


def test_the_same_lines_give_the_same_settings_in_any_order() -> None:
    assert tune(before(tastes()[::-1]), 60, 5, 0, silent) == tune(before(), 60, 5, 0, silent)


def test_too_little_history_leaves_the_settings_as_they_are() -> None:
    short = [(*line[:3], max(line[3], "2024-10-01"), line[4]) for line in tastes()]
    found = tune(before(short), 60, 5, 0, silent)
    assert (found.settings, found.tried, found.customers) == (AffinitySettings(), (), 0)


def test_momentum_is_left_out_where_nothing_rises() -> None:
    found = tune(before(noise()), 60, 5, 0, silent)
    assert {one.settings.power for one in found.tried} == set(POWERS)
    assert found.settings.power == 0


def settings(power: float) -> AffinitySettings:
    return AffinitySettings(90.0, 100.0, 14, power)


@pytest.mark.parametrize(("gain", "power"), [(0.2, 0.5), (0.01, 0.0), (-0.1, 0.0)])
def test_momentum_is_kept_only_where_customers_clearly_gain_by_it(gain: float, power: float) -> None:
    plain = np.random.default_rng(0).random(100)
    better = plain + gain + np.random.default_rng(1).normal(0, 0.3, 100)
    assert _kept({settings(0.0): plain, settings(0.5): better}) == settings(power)


def test_settings_are_judged_by_two_earlier_stretches_where_there_are_two() -> None:
    once = tune(before(), 60, 5, 0, silent)
    first = hold_out(before(), 60)
    assert first is not None
    second = hold_out(first.before, 60)
    assert second is not None
    asked = next(one for one in once.tried if one.settings == AffinitySettings(180.0, 300.0, WINDOWS[0], 0.0))
    expected = []
    for inner in (first, second):
        baskets = market_baskets(inner.before)
        purchases = decayed_purchases(baskets, 180.0)
        affinity = fit_affinity(purchases, np.ones(baskets.n_products), asked.settings)
        found = scores(affinity, purchases)
        for customer in inner.judged:
            touched = set(baskets.product[baskets.customer == customer].tolist())
            order = np.lexsort((affinity.products, -found[customer]))
            ranked = [int(p) for p in affinity.products[order] if int(p) not in touched][:5]
            expected.append(ndcg(ranked, inner.bought[[customer]].indices.tolist()))
    assert asked.ndcg == pytest.approx(np.mean(expected))


def test_tuning_can_be_cancelled() -> None:
    def stop(stage: str, fraction: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        tune(before(), 60, 5, 0, stop)


@pytest.mark.parametrize(
    ("heights", "start", "top"),
    [
        ([1, 2, 3, 2, 1], 1, 2),
        ([5, 4, 3, 2, 1], 2, 0),
        ([1, 2, 3, 4, 5], 2, 4),
        ([9, 1, 3, 1, 9], 2, 2),
        ([2, 2, 2], 1, 1),
    ],
)
def test_a_climb_ends_where_both_neighbours_are_no_higher(heights: list[float], start: int, top: int) -> None:
    assert _climb(lambda i: heights[i], start, len(heights)) == top

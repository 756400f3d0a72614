"""Tuning: what is tried, what is kept, and that the days that prove it are never seen."""

from __future__ import annotations

import pytest

from engine import Cancelled, silent
from engine.proving.holdout import hold_out
from engine.proving.tuning import HALF_LIVES, POWERS, RIDGES, WINDOWS, _climb, tune
from engine.recommending.affinity import AffinitySettings
from tests.engine.builders import make_dataset
from tests.engine.proving.builders import noise, tastes


def before(lines=None):
    held = hold_out(make_dataset(lines or tastes()), 60)
    assert held is not None
    return held.before


def test_the_settings_kept_are_the_best_that_were_tried_and_lie_on_the_grid() -> None:
    found = tune(before(), 60, 5, 0, silent)
    assert found.customers > 20
    best = max(found.tried, key=lambda one: one.ndcg)
    assert found.settings == best.settings
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
    settings = {one.settings.power for one in tune(before(noise()), 60, 5, 0, silent).tried}
    assert settings == set(POWERS)


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

from dataclasses import replace

import numpy as np
import pytest

import engine
from gui.frames import proof as frames
from tests.engine.builders import make_dataset
from tests.gui.proven import proven


def test_bars_are_of_a_hundred_customers_with_their_interval_and_the_best_comes_first():
    record = frames.hit_bars(proven())
    rates = {frames.words_of(result.method): result.hit_rate for result in proven().methods}
    assert set(record.names) == set(rates)
    np.testing.assert_allclose(record.values, [100 * rates[name].value for name in record.names])
    assert (record.low <= record.values).all()
    assert (record.values <= record.high).all()
    assert (np.diff(record.values) <= 0).all()


def test_what_anybody_could_use_is_grey():
    record = frames.hit_bars(proven())
    grey = {name for name, ours in zip(record.names, record.ours, strict=True) if not ours}
    assert grey == {"Bestsellers", "Cluster bestsellers"}


def test_the_better_method_comes_with_the_settings_it_was_tuned_to():
    best = replace(proven(), best="affinity")
    tuned = best.tuning.settings
    asked = replace(engine.Options(), recommending=engine.RecommendOptions(method="peers", per_customer=7))
    taken = frames.better(best, asked, "peers").recommending
    assert (taken.method, taken.ridge, taken.momentum_days) == ("affinity", tuned.ridge, tuned.window)
    assert taken.per_customer == 7
    assert frames.better(best, asked, "affinity") is None


def test_every_method_and_every_segment_has_a_row():
    methods = {column.key: column for column in frames.method_columns(proven())}
    assert [methods["method"].text(at) for at in range(len(proven().methods))] == [
        frames.words_of(result.method) for result in proven().methods
    ]
    assert methods["ndcg"].values == pytest.approx([result.ndcg.value for result in proven().methods])
    segments = {column.key: column for column in frames.segment_columns(proven())}
    assert segments["customers"].values.sum() == proven().customers
    assert "peers" in segments


def test_of_what_could_not_be_proven_there_is_nothing_to_note_or_to_use():
    nothing = engine.back_test(proven_without_dates(), engine.Options())
    assert not nothing.methods
    assert frames.notes(nothing) == ""
    assert frames.better(nothing, engine.Options(), "affinity") is None


def proven_without_dates():
    return make_dataset([("A", "brush", 1.0), ("B", "paint", 2.0)])


def test_every_play_and_grade_has_a_row_with_the_share_that_was_taken():
    plays = {column.key: column for column in frames.play_columns(proven())}
    assert list(plays["offers"].values) == [row.offers for row in proven().plays]
    assert plays["taken"].values == pytest.approx([100 * row.taken for row in proven().plays])


def test_of_too_few_customers_no_method_is_offered_as_the_better_one():
    few = replace(proven(), best="peers", customers=9)
    assert frames.better(few, engine.Options(), "affinity") is None

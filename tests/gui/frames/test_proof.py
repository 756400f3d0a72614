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


def test_the_headline_is_about_the_list_as_it_is_made_now_also_where_another_method_is_better():
    best = replace(proven(), best="affinity")
    said = frames.headline(best, "peers")
    used = round(100 * best.of("peers").hit_rate.value)
    other = round(100 * best.of("affinity").hit_rate.value)
    assert f"{used} of 100 customers" in said
    assert said.endswith(f"affinity {other}.")
    assert frames.headline(replace(best, best="peers"), "peers") == best.sentence


def test_the_better_method_comes_with_the_settings_it_was_tuned_to():
    best = replace(proven(), best="affinity")
    tuned = best.tuning.settings
    options = engine.options_from_mapping({"recommending": frames.better_options(best, "peers")}).recommending
    assert (options.method, options.ridge, options.momentum_days) == ("affinity", tuned.ridge, tuned.window)
    assert frames.better_options(best, "affinity") == {}
    assert frames.better_options(replace(best, best="cluster bestsellers"), "peers") == {}


def test_every_method_and_every_segment_has_a_row():
    methods = {column.key: column for column in frames.method_columns(proven())}
    assert [methods["method"].text(at) for at in range(len(proven().methods))] == [
        frames.words_of(result.method) for result in proven().methods
    ]
    assert methods["ndcg"].values == pytest.approx([result.ndcg.value for result in proven().methods])
    segments = {column.key: column for column in frames.segment_columns(proven())}
    assert segments["customers"].values.sum() == proven().customers
    assert "peers" in segments


def test_what_could_not_be_proven_says_why_and_nothing_else():
    nothing = engine.back_test(proven_without_dates(), engine.Options())
    assert not nothing.methods
    assert frames.headline(nothing, "peers") == nothing.sentence
    assert frames.notes(nothing) == ""


def proven_without_dates():
    return make_dataset([("A", "brush", 1.0), ("B", "paint", 2.0)])

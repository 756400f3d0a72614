from dataclasses import fields
from typing import get_args

import pytest

import engine
from engine import FeatureOptions, OptionError, Options, options_from_mapping
from engine.options.describing import Treatment
from gui.frames.describing import TICKED, USES, as_proposed, entries, treated, with_columns, with_ticks
from tests.gui.analyses import bare, listed, trade


def test_each_list_offers_what_the_data_have_in_words():
    dataset = trade().dataset
    assert entries("families", dataset) == [
        ("category mix", "Category mix"),
        ("buying behaviour", "Buying behaviour"),
        ("customer profile", "Customer profile"),
    ]
    assert entries("levels", dataset) == [("l2_category", "L2 category"), ("product_id", "Product")]
    assert ("recency", "Recency") in entries("behaviours", dataset)
    assert ("l2_category", "L2 category") not in entries("levels", bare().dataset)


def test_a_list_of_customers_has_no_purchases_to_count():
    dataset = listed().dataset
    assert entries("levels", dataset) == entries("behaviours", dataset) == []
    assert len(entries("families", dataset)) == 3


def test_every_use_of_a_column_has_its_words():
    assert set(USES) == set(get_args(Treatment)) - {"auto"}


def test_a_column_tells_what_is_proposed_and_why_and_which_value_counts_as_what():
    shown = {one.column: one for one in treated(engine.column_treatments(listed().dataset, FeatureOptions()))}
    trades = shown["Trade"]
    assert dict(trades.choices)[trades.used].endswith("(proposed)")
    assert sum(words.endswith("(proposed)") for _, words in trades.choices) == 1
    assert ("Butcher", "Butcher", 16) in trades.values
    assert all(one.why for one in shown.values())


@pytest.mark.parametrize("name", TICKED)
def test_an_untouched_list_stays_with_the_recipe_and_a_changed_one_is_taken(name):
    shown = engine.resolve(Options(), trade().dataset).features
    now = {key: list(getattr(shown, key)) for key in TICKED}
    assert with_ticks(Options(), shown, now) == Options()
    (other,) = [key for key, _ in entries(name, trade().dataset) if key not in now[name]][:1]
    changed = with_ticks(Options(), shown, now | {name: [other]})
    assert getattr(changed.features, name) == (other,)


def test_what_is_changed_of_a_column_is_added_to_what_was_changed_before():
    first = with_columns(Options(), {"Income": "bands"}, {"Income": "25,000; 40,000"}, {"Status": {"YOLO": "Single"}})
    second = with_columns(first, {"Age": "leave out"}, {"Age": "18 30"}, {"Status": {"Widow": "Alone"}})
    assert second.features.columns == {"Income": "bands", "Age": "leave out"}
    assert second.features.edges == {"Income": (25_000.0, 40_000.0), "Age": (18.0, 30.0)}
    assert second.features.groups == {"Status": {"YOLO": "Single", "Widow": "Alone"}}


def test_bands_that_are_emptied_are_those_proposed_again():
    changed = with_columns(Options(), {}, {"Income": "1 2", "Age": "18"}, {})
    assert with_columns(changed, {}, {"Income": ""}, {}).features.edges == {"Age": (18.0,)}


@pytest.mark.parametrize("text", ["low", "3 2", "2 2", "nan", "1 inf", "1e999"])
def test_bands_that_do_not_rise_from_number_to_number_are_refused_in_a_sentence(text):
    with pytest.raises(OptionError, match="“Income” must begin at numbers, each larger than the one before"):
        with_columns(Options(), {}, {"Income": text}, {})


def test_as_proposed_forgets_all_that_was_said_of_columns_and_nothing_else():
    said = {"columns": {"Income": "scale"}, "edges": {"Income": [1]}, "groups": {"S": {"a": "b"}}, "levels": ["brand"]}
    given = options_from_mapping({"features": {**said, "measure": "spend"}, "clustering": {"model": "BIRCH"}})
    found = as_proposed(given)
    assert (found.features.measure, found.clustering.model) == ("spend", "BIRCH")
    default = FeatureOptions()
    kept = {"measure", "extremes"}
    assert all(
        getattr(found.features, f.name) == getattr(default, f.name) for f in fields(default) if f.name not in kept
    )

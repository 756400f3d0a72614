from dataclasses import fields, is_dataclass

from engine import Options, options_from_mapping
from gui.frames.options import (
    TITLES,
    column_entries,
    columns_in_use,
    option_fields,
    option_values,
    segments_sentence,
    split_by,
    with_values,
)
from tests.gui.analyses import bare, trade

DESCRIBING = {f"features.{name}" for name in ("families", "levels", "behaviours", "columns", "edges", "groups")}
TOGETHER = {f"associating.{name}" for name in ("not_items", "items_after_all", "most_itemsets")}
NOT_OFFERED = {f"recommending.{name}" for name in ("not_offered", "categories_not_offered", "do_not_sell", "dismissed")}
ELSEWHERE = {"recipe", "segment_by", "reading.columns", "clustering.personas"} | DESCRIBING | TOGETHER | NOT_OFFERED
"""The recipe is in the top bar, segments have their boxes, columns the Data page; what describes customers and what is not
offered have dialogs of their own. Changed in an options file alone are the scheme of personas, what is an item, and the ceiling of combinations."""


def every_option(record, prefix=""):
    for field in fields(record):
        value = getattr(record, field.name)
        yield from every_option(value, f"{field.name}.") if is_dataclass(value) else [f"{prefix}{field.name}"]


def test_every_option_can_be_set_somewhere_in_the_window():
    assert set(every_option(Options())) == set(TITLES) | ELSEWHERE


def test_each_field_says_what_it_does_and_keeps_to_the_range_of_its_option():
    made = {field.name: field for field in option_fields(Options())}
    assert all(field.sentence.endswith(".") for field in made.values())
    assert (made["clustering.most_clusters"].least, made["clustering.most_clusters"].most) == (0, 20)
    assert made["recommending.value_cap"].kind == "percent"
    assert ("comma", "Comma") in made["reading.decimal"].choices


def test_no_two_fields_answer_to_the_same_key():
    keys = [title[title.index("&") + 1].casefold() for title in TITLES.values() if "&" in title]
    assert len(keys) == len(set(keys))


def test_the_values_of_the_fields_make_the_same_options_again():
    options = options_from_mapping(
        {"recipe": "buying behaviour", "recommending": {"prior": 2, "value_cap": 0.5}, "reading": {"decimal": "comma"}}
    )
    assert with_values(Options(recipe="buying behaviour"), option_values(options)) == options


def test_a_column_says_how_many_segments_it_makes_and_one_chosen_already_is_offered_too():
    assert column_entries({"region": 2, "Colour": 1204}, ("rep",)) == [
        ("region", "Region (2)"),
        ("Colour", "Colour (1,204)"),
        ("rep", "Rep"),
    ]


def test_columns_just_as_the_default_makes_them_stay_the_default():
    dataset = trade().dataset
    assert columns_in_use(Options(), dataset) == ("region",)
    assert split_by(Options(), dataset, ("region",)) == Options()
    assert split_by(Options(), dataset, ("region", "rep")).segment_by == ("region", "rep")
    assert split_by(Options(), dataset, ()).segment_by == ()
    assert split_by(Options(), bare().dataset, ()) == Options()


def test_segments_are_counted_in_words_and_small_ones_are_warned_of():
    assert segments_sentence(1, 10) == "1 segment: all customers together."
    assert segments_sentence(2, 100) == "2 segments, about 50 customers in each."
    assert segments_sentence(9, 10).startswith("9 segments, about 1 customer in each. Customers with few peers")


def test_a_switch_is_a_choice_of_yes_and_no():
    made = {field.name: field for field in option_fields(Options())}["associating.drop_variants"]
    assert (made.value, [words for _, words in made.choices]) == ("no", ["No", "Yes"])
    assert with_values(Options(), {"associating.drop_variants": "yes"}).associating.drop_variants is True

from dataclasses import fields, is_dataclass

import pytest

from engine import OptionError, Options, options_from_mapping, options_from_toml


def refusal(content):
    with pytest.raises(OptionError) as caught:
        options_from_mapping(content)
    return str(caught.value)


def test_an_empty_file_means_the_defaults(tmp_path):
    path = tmp_path / "empty.toml"
    path.write_text("")
    assert options_from_toml(path) == Options()


def test_every_option_can_be_set_in_the_file(tmp_path):
    path = tmp_path / "all.toml"
    path.write_text(
        """
        recipe = "buying behaviour"
        segment_by = ["customer_type"]
        [reading]
        decimal = "comma"
        day_order = "month first"
        encoding = "cp850"
        separator = "bar"
        returns = "drop"
        credit_notes = "keep"
        cancellations = "drop"
        free_goods = "drop"
        duplicates = "drop"
        fold_ids = "yes"
        laid_across = "to lines"
        columns = { customer_id = "Kunde", quantity = "Menge" }
        [features]
        families = ["category mix"]
        levels = "brand"
        measure = "quantity"
        behaviours = ["orders", "recency"]
        extremes = "leave"
        columns = { Income = "bands" }
        edges = { Income = [25000, 40_000.5] }
        groups = { Marital_Status = { YOLO = "Single" } }
        [clustering]
        model = "BIRCH"
        choose_k = "fixed"
        most_clusters = 6
        fewest_customers = 9
        elbow = 0.2
        resamples = 5
        personas = { Champions = "R 5, F 4-5, M 4-5: invite them" }
        seed = 7
        [associating]
        basket = "customer day"
        level = "brand"
        least_support = 0.01
        least_count = 3
        least_confidence = 0.5
        longest = 4
        most_itemsets = 1000
        false_discovery = 0.01
        drop_variants = true
        half_life = 90
        not_items = ["Carrier bag"]
        items_after_all = "POST"
        most_rules = 20
        most_targets = 7
        [recommending]
        method = "affinity"
        prove = false
        half_life = 30
        ridge = 100
        momentum_days = 30
        momentum = 0.5
        per_customer = 5
        per_play = 1
        per_rep = 50
        lapsed_after = 2
        spend_gap = 0.3
        prior = 2
        fewest_peers = 10
        per_category = 2
        value_cap = 0.5
        named_peers = 3
        discontinued_after = 90
        not_offered = ["P1", "P2"]
        categories_not_offered = "Paint"
        do_not_sell = "list.csv"
        dismissed = ["C1 | P3"]
        """
    )
    options = options_from_toml(path)
    assert all(changed != default for changed, default in leaves(options, Options()))
    assert options.reading.columns == {"customer_id": "Kunde", "quantity": "Menge"}
    assert options.recommending.prior == 2.0


def leaves(one, two):
    for field in fields(one):
        a, b = getattr(one, field.name), getattr(two, field.name)
        yield from leaves(a, b) if is_dataclass(a) else [(a, b)]


def test_an_unknown_key_is_refused_with_the_nearest_one():
    assert "“recommending.per_custommer”" in refusal({"recommending": {"per_custommer": 3}})
    assert "Did you mean “recommending.per_customer”?" in refusal({"recommending": {"per_custommer": 3}})


def test_a_key_like_no_other_is_refused_with_all_that_exist():
    assert "recipe, segment_by" in refusal({"zzz": 1})


@pytest.mark.parametrize(
    ("content", "nearest"),
    [
        ({"recommending": {"per_customer": 0}}, "The nearest valid value is 1."),
        ({"recommending": {"per_customer": 1000}}, "The nearest valid value is 100."),
        ({"clustering": {"most_clusters": -3}}, "The nearest valid value is 0."),
        ({"recommending": {"value_cap": float("nan")}}, "The nearest valid value is 0.0."),
        ({"recipe": "catgory basket"}, "Did you mean “category basket”?"),
        ({"features": {"measure": "log quantty"}}, "Did you mean “log quantity”?"),
        ({"reading": {"columns": {"custmer_id": "X"}}}, "Did you mean “customer_id”?"),
    ],
)
def test_a_value_out_of_range_is_refused_with_the_nearest_one(content, nearest):
    assert nearest in refusal(content)


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ({"recommending": {"per_customer": "ten"}}, "must be a whole number"),
        ({"recommending": {"per_customer": True}}, "must be a whole number"),
        ({"recommending": {"per_customer": 2.5}}, "must be a whole number"),
        ({"associating": {"drop_variants": 1}}, "must be true or false"),
        ({"associating": {"drop_variants": "yes"}}, "must be true or false"),
        ({"recommending": {"prior": "5"}}, "must be a number"),
        ({"recipe": 3}, "must be text in quotes"),
        ({"segment_by": [1]}, "must be a list of texts"),
        ({"recommending": 10}, "Write it as a table: [recommending]."),
    ],
)
def test_a_value_of_another_type_is_refused_in_words(content, wanted):
    assert wanted in refusal(content)


def test_segment_columns_may_be_written_as_one_text():
    assert options_from_mapping({"segment_by": "region, rep"}).segment_by == ("region", "rep")


def test_a_broken_file_is_refused_with_its_name(tmp_path):
    path = tmp_path / "broken.toml"
    path.write_text("recipe = ")
    with pytest.raises(OptionError, match=r"broken\.toml is not valid TOML"):
        options_from_toml(path)


def test_a_missing_file_is_refused_with_its_name(tmp_path):
    with pytest.raises(OptionError, match=r"none\.toml cannot be opened"):
        options_from_toml(tmp_path / "none.toml")


def test_a_do_not_sell_list_is_beside_the_options_file_unless_its_folder_is_given(tmp_path):
    path = tmp_path / "options.toml"
    path.write_text('[recommending]\ndo_not_sell = "list.csv"\n')
    assert options_from_toml(path).recommending.do_not_sell == str(tmp_path / "list.csv")
    elsewhere = tmp_path / "folder" / "list.csv"
    path.write_text(f"[recommending]\ndo_not_sell = '{elsewhere}'\n")
    assert options_from_toml(path).recommending.do_not_sell == str(elsewhere)

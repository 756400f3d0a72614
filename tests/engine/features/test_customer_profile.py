import numpy as np
import pytest

from engine import column_treatments, inspect_files, read_dataset
from engine.errors import OptionError
from engine.features.customer_profile import customer_profile
from engine.options import FeatureOptions
from tests.engine.features.customer_lists import attribute, profile, shown, treatment


def placed(numbers):
    """Gower's scaling between the first and the last percentile."""
    low, high = np.percentile(numbers, [1, 99])
    return (np.asarray(numbers) - low) / (high - low)


def test_a_number_is_compared_by_its_place_in_its_usual_range_and_shown_as_it_is():
    block = profile({"Employees": [str(number // 2) for number in range(202)]})
    assert [(c.name, c.standardise) for c in block.columns] == [("Employees", False)]
    np.testing.assert_allclose(block.scaled[:, 0], placed(np.arange(202) // 2))
    assert block.plain[:, 0].tolist() == [number // 2 for number in range(202)]


def test_a_skewed_number_is_compared_by_its_log():
    numbers = np.random.default_rng(0).lognormal(3, 1.5, 200).round(2)
    block = profile({"Floor space": [str(number) for number in numbers]})
    np.testing.assert_allclose(block.scaled[:, 0], placed(np.log1p(numbers)))
    np.testing.assert_allclose(block.plain[:, 0], numbers)
    assert any("log scale" in note for note in block.notes)


def test_one_slip_alone_makes_no_log_scale_and_does_not_squeeze_the_others():
    numbers = [*range(100, 300), 666666]
    block = profile({"Floor space": [str(number) for number in numbers]})
    np.testing.assert_allclose(block.scaled[:, 0], placed(numbers))
    assert np.ptp(block.scaled[:-1, 0]) > 0.9


def test_no_kind_of_column_outweighs_another():
    rng = np.random.default_rng(5)
    columns = {
        "Employees": [str(n) for n in rng.integers(1, 500, 400)],
        "Education": list(rng.choice(["Basic", "Graduation", "Master", "PhD"], 400)),
        "Trade": list(rng.choice([f"Trade {letter}" for letter in "ABCDEFGH"], 400)),
        "Newsletter": list(rng.choice(["yes", "no"], 400)),
    }
    block = profile(columns)
    for name in columns:
        own = block.scaled[:, [c.attribute == name for c in block.columns]]
        farthest = max(np.linalg.norm(own - one, axis=1).max() for one in own)
        assert farthest == pytest.approx(1.0, abs=0.05)


def test_each_group_of_a_category_is_one_column_of_nought_and_a_hundred_per_cent():
    block = profile({"Trade": ["Painter", "Roofer", "Painter", "Mason"]})
    assert [c.name for c in block.columns] == ["Trade: Mason", "Trade: Painter", "Trade: Roofer"]
    assert {c.unit for c in block.columns} == {"%"}
    assert block.plain.tolist() == [[0, 100, 0], [0, 0, 100], [0, 100, 0], [100, 0, 0]]


@pytest.mark.parametrize("groups", [2, 5, 12])
def test_customers_of_different_groups_are_one_apart_however_many_groups_there_are(groups):
    block = profile({"Trade": [f"Trade {chr(65 + i % groups)}" for i in range(5 * groups)]})
    assert np.linalg.norm(block.scaled[0] - block.scaled[1]) == pytest.approx(1.0)
    assert block.scaled.var(axis=0).sum() <= 1.0


def test_levels_of_education_are_folded_to_four_and_kept_in_order():
    block = profile({"Education": ["PhD", "Graduation", "2n Cycle", "Basic", "Master"]})
    assert shown(block, "Education") == ["Doctor", "Bachelor", "Master", "Basic or secondary", "Master"]
    np.testing.assert_allclose(block.scaled[:, 0], [1, 1 / 3, 2 / 3, 0, 2 / 3])
    assert block.plain[:, 0].tolist() == [4, 2, 3, 1, 3]
    assert attribute(block, "Education").ordered


def test_birth_years_become_generations_and_ages_at_the_last_date_of_the_data():
    block = profile(
        {
            "Year_Birth": ["1950", "1970", "1985", "1999"],
            "Joined": ["2012-01-01", "2013-05-01", "2014-06-29", "2014-01-01"],
        }
    )
    assert shown(block, "Generation") == ["Boomers", "Generation X", "Millennials", "Generation Z"]
    assert attribute(block, "Age").values.tolist() == [64, 44, 29, 15]
    assert block.columns[0].name == "Age"


def test_ages_become_generations_where_a_date_tells_the_year_of_the_data_and_bands_where_none_does():
    ages = ["64", "44", "29", "15"]
    dated = profile({"Age": ages, "Joined": ["2014-01-01", "2013-05-01", "2014-06-29", "2014-01-01"]})
    assert shown(dated, "Generation") == ["Boomers", "Generation X", "Millennials", "Generation Z"]
    assert shown(profile({"Age": ages}), "Age, in bands") == ["55–65", "35–45", "25–35", "under 25"]


def test_birth_dates_are_read_as_birth_years():
    block = profile({"Geburtsdatum": ["31.12.1950", "13.01.1970", "15.01.1985"]})
    assert shown(block, "Generation") == ["Boomers", "Generation X", "Millennials"]


def test_a_date_becomes_the_days_up_to_the_last_date_of_the_data():
    block = profile({"Dt_Customer": ["2014-06-01", "2014-06-30", "2014-05-31"]})
    assert attribute(block, "Days since Dt Customer").values.tolist() == [29, 0, 30]


def test_children_and_teenagers_become_has_children_which_is_compared_instead_of_them():
    block = profile({"Kidhome": ["0", "1", "0", "2"], "Teenhome": ["0", "0", "1", "2"]})
    assert shown(block, "Has children") == ["No", "Yes", "Yes", "Yes"]
    assert [c.name for c in block.columns] == ["Has children"]
    assert {"Kidhome", "Teenhome"} <= {a.name for a in block.attributes}


def test_whether_there_are_children_is_unknown_only_where_no_column_says_so():
    block = profile({"Kids": ["", "", "0", "2"], "Teens": ["0", "1", "0", "0"]})
    assert shown(block, "Has children") == [None, "Yes", "No", "Yes"]


def test_what_customers_did_is_profiled_and_not_compared():
    columns = {
        "Trade": ["Painter", "Roofer", "Roofer"],
        "MntWines": ["10", "20", "40"],
        "NumWebPurchases": ["1", "2", "3"],
        "AcceptedCmp3": ["0", "1", "0"],
        "Response": ["1", "0", "0"],
        "Recency": ["5", "6", "70"],
        "Umsatz 2024": ["100", "200", "400"],
    }
    block = profile(columns)
    outcomes = {a.name for a in block.attributes if a.outcome}
    assert outcomes == {"MntWines", "NumWebPurchases", "AcceptedCmp3", "Response", "Recency", "Umsatz 2024"}
    assert {c.attribute for c in block.columns} == {"Trade"}


def test_an_outcome_is_compared_where_the_options_ask():
    block = profile({"MntWines": ["10", "20", "40"]}, columns={"MntWines": "scale"})
    assert [c.name for c in block.columns] == ["MntWines"]


def test_columns_alike_by_their_first_word_go_with_those_that_are_outcomes():
    columns = {
        f"Num{what}": [str(i * (n + 2)) for i in range(6)]
        for n, what in enumerate(("WebPurchases", "StorePurchases", "Calls"))
    }
    assert treatment(columns, "NumCalls").proposed == "profile only"


def test_of_columns_that_say_the_same_only_the_coarsest_is_compared():
    columns = {
        "City": ["Rome", "Milan", "Paris", "Lyon"] * 5,
        "Country": ["Italy", "Italy", "France", "France"] * 5,
    }
    assert treatment(columns, "City").proposed == "profile only"
    assert treatment(columns, "Country").proposed == "categories"


# the user's choice


def test_edges_of_the_user_make_the_bands():
    block = profile({"Employees": ["1", "9", "10", "99", "500"]}, edges={"Employees": (10.0, 100.0)})
    assert shown(block, "Employees, in bands") == ["under 10", "under 10", "10–100", "10–100", "100 and more"]
    np.testing.assert_allclose(block.scaled[:, 0], [0, 0, 0.5, 0.5, 1])
    assert block.plain[:, 0].tolist() == [1, 9, 10, 99, 500]


def test_edges_that_do_not_rise_are_refused():
    with pytest.raises(OptionError, match="does not rise"):
        profile({"Employees": ["1", "2", "3"]}, edges={"Employees": (10.0, 5.0)})


def test_groups_of_the_user_win_over_the_folding():
    groups = {"Marital_Status": {"Together": "Single", "YOLO": "Single", "Widow": ""}}
    block = profile({"Marital_Status": ["Married", "Together", "YOLO", "Widow"]}, groups=groups)
    assert shown(block, "Marital Status") == ["Partnered", "Single", "Single", None]


def test_what_the_folding_did_is_said_and_counted():
    statuses = ["Married", "Together", "Single", "YOLO", "YOLO", ""]
    block = profile({"Marital_Status": statuses})
    assert "Married and Together count as Partnered" in attribute(block, "Marital Status").note
    found = treatment({"Marital_Status": statuses}, "Marital_Status")
    assert {g.value: (g.group, g.customers) for g in found.groups} == {
        "Married": ("Partnered", 1),
        "Single": ("Single", 1),
        "Together": ("Partnered", 1),
        "YOLO": ("", 2),
    }
    assert "“YOLO” (2 customers) is taken for unknown" in found.note
    assert "1 customer has no value here" in found.note


def test_a_treatment_that_does_not_fit_is_refused_in_words():
    with pytest.raises(OptionError, match="does not hold numbers"):
        profile({"Trade": ["Painter", "Roofer"]}, columns={"Trade": "scale"})


@pytest.mark.parametrize(
    "values",
    [["1", "2", "7", ""], ["yes", "no", "no", ""], ["2020-01-02", "2021-05-31", "2024-01-01", ""], ["a", "b", "c", ""]],
)
def test_every_treatment_that_is_called_possible_is_possible(values):
    for asked in treatment({"Column": values}, "Column").possible:
        assert np.isfinite(profile({"Column": values}, columns={"Column": asked}).scaled).all()


def test_an_option_for_a_column_that_is_not_there_is_passed_over_and_said():
    block = profile({"Trade": ["Painter", "Roofer"]}, columns={"Colour": "leave out"})
    assert any("“Colour”" in note for note in block.notes)


# real data


def read(path):
    return read_dataset(inspect_files([path]))


def test_both_dialects_of_the_marketing_campaign_give_the_same_profile(shared_data):
    one, other = (
        customer_profile(read(shared_data / f"marketing_campaign_{dialect}.csv"), FeatureOptions())
        for dialect in ("tab", "semicolon_bom")
    )
    np.testing.assert_array_equal(one.plain, other.plain)
    np.testing.assert_array_equal(one.scaled, other.scaled)
    assert (one.columns, one.notes) == (other.columns, other.notes)
    for a, b in zip(one.attributes, other.attributes, strict=True):
        assert (a.name, a.labels, a.note) == (b.name, b.labels, b.note)
        np.testing.assert_array_equal(a.values, b.values)


def test_the_marketing_campaign_is_used_as_its_published_facts_ask(shared_data):
    dataset = read(shared_data / "marketing_campaign_tab.csv")
    used = {t.column: t.used for t in column_treatments(dataset, FeatureOptions())}
    compared = {column: how for column, how in used.items() if how not in ("profile only", "leave out")}
    assert compared == {
        "Year_Birth": "age",
        "Education": "education",
        "Marital_Status": "marital status",
        "Income": "bands",
        "Dt_Customer": "tenure",
        "Has children": "yes or no",
    }
    assert {column for column, how in used.items() if how == "leave out"} == {"Z_CostContact", "Z_Revenue"}
    block = customer_profile(dataset, FeatureOptions())
    assert np.isnan(attribute(block, "Income").values).sum() == 24
    assert np.isnan(attribute(block, "Generation").values).sum() == 3
    assert np.isnan(attribute(block, "Marital Status").values).sum() == 4


def test_bands_of_households_keep_their_order(shared_data):
    block = customer_profile(read(shared_data / "household_demographics.csv"), FeatureOptions())
    income = attribute(block, "Income")
    assert income.ordered
    assert income.labels[:3] == ("Under 15K", "15-24K", "25-34K")
    assert income.labels[-2:] == ("200-249K", "250K+")
    assert attribute(block, "Household size").labels == ("1", "2", "3", "4", "5+")

import numpy as np
import pytest

from tests.engine.features.customer_lists import attribute, profile, shown, treatment


def test_a_constant_column_is_left_out_and_said():
    block = profile({"Z_CostContact": ["3"] * 12, "Employees": [str(i % 5) for i in range(12)]})
    assert [a.name for a in block.attributes] == ["Employees"]
    assert "Left out: “Z_CostContact”, as it says “3” of every customer." in block.notes


def test_a_column_without_any_value_is_left_out_and_said():
    block = profile({"Fax": ["", None, "n/a", "NaN"], "Employees": ["1", "2", "3", "5"]})
    assert [a.name for a in block.attributes] == ["Employees"]
    assert any("“Fax”" in note and "holds nothing" in note for note in block.notes)


@pytest.mark.parametrize(
    "ids",
    [
        [f"DE{i:06d}" for i in range(50)],
        [str(1000 + i) for i in range(50)],
        [str(4915112345678 + 99_371 * i) for i in range(50)],
        [f"buyer{i}@example.com" for i in range(50)],
    ],
)
def test_an_identifier_is_left_out_and_said(ids):
    block = profile({"Reference": ids, "Employees": [str(i % 7) for i in range(50)]})
    assert [a.name for a in block.attributes] == ["Employees"]
    assert any("“Reference”" in note and "of its own" in note for note in block.notes)


def test_a_number_that_differs_for_each_customer_but_measures_is_no_identifier():
    incomes = [str(20_000 + 977 * i + i * i) for i in range(50)]
    assert treatment({"Income": incomes}, "Income").proposed == "bands"
    assert treatment({"Floor space": incomes}, "Floor space").proposed == "scale"


def test_free_text_is_left_out():
    texts = [f"Called on day {i}, wants a price for item {i % 3}" for i in range(20)] + [
        "Called, will order next week"
    ] * 5
    assert treatment({"Remarks": texts}, "Remarks").proposed == "leave out"


def test_an_income_of_666666_is_in_the_last_band_and_said():
    incomes = [str(20_000 + 700 * i) for i in range(100)] + ["666666"]
    block = profile({"Income": incomes})
    assert shown(block, "Income, in bands")[-1] == "80,000 and more"
    assert block.scaled.max() == 1.0
    assert "1 value far above the others (666,666) counts as “80,000 and more”." in attribute(block, "Income").note


def test_a_birth_year_of_1893_is_taken_for_unknown_and_said():
    block = profile({"Year_Birth": ["1893", "1970", "1985", "1950"], "Joined": ["2014-01-01", "2014-06-29"] * 2})
    assert shown(block, "Generation")[0] is None
    assert np.isnan(attribute(block, "Age").values[0])
    assert "1 value of Year Birth (1893) is not plausible" in attribute(block, "Age").note
    assert np.isfinite(block.scaled).all()


def test_the_marital_status_yolo_is_in_no_group():
    block = profile({"Marital_Status": ["Married", "Together", "Single", "YOLO"]})
    assert shown(block, "Marital Status")[3] is None
    assert block.scaled[3].tolist() == [0, 0]


def test_one_customer_has_attributes_of_nothing_and_nothing_to_compare():
    block = profile({"Trade": ["Painter"], "Income": ["50000"], "Joined": ["2024-01-01"]})
    assert block.plain.shape == block.scaled.shape == (1, 0)
    assert block.notes[-1] == "No column of the list of customers is compared, so all count as alike."


def test_customers_that_are_all_identical_are_not_compared():
    block = profile({"Trade": ["Painter"] * 30, "Income": ["50000"] * 30, "Kids": ["1"] * 30, "Teens": ["0"] * 30})
    assert block.scaled.shape == (30, 0)


def test_a_category_of_500_values_is_profiled_only():
    columns = {"Town": [f"Town {chr(65 + i % 20)}{i % 500}" for i in range(2_000)]}
    found = treatment(columns, "Town")
    assert found.proposed == "profile only"
    assert "500 different values" in found.why
    assert len(attribute(profile(columns), "Town").labels) <= 12
    assert profile(columns, columns={"Town": "categories"}).scaled.shape[1] <= 12


def test_nan_and_infinity_are_unknown_and_compared_as_the_median():
    block = profile({"Employees": [1.0, 2.0, 3.0, float("nan"), float("inf"), float("-inf")]})
    assert np.isnan(attribute(block, "Employees").values).tolist() == [False] * 3 + [True] * 3
    assert block.plain[:, 0].tolist() == [1, 2, 3, 2, 2, 2]
    assert len(set(block.scaled[1:, 0].tolist()) - {block.scaled[2, 0]}) == 1


def test_cells_that_are_no_number_in_a_column_of_numbers_are_counted():
    block = profile({"Employees": [*(str(i % 9) for i in range(40)), "many"]})
    assert "1 value could not be read" in attribute(block, "Employees").note


def test_two_columns_that_would_bear_one_name_bear_their_headers():
    block = profile(
        {
            "Age": ["30", "40", "50"],
            "Year_Birth": ["1984", "1974", "1964"],
            "Joined": ["2014-01-01", "2014-02-01", "2014-03-01"],
        }
    )
    names = [a.name for a in block.attributes]
    assert len(set(names)) == len(names)
    assert {"Generation (Age)", "Generation (Year_Birth)"} <= set(names)

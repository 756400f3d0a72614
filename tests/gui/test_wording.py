from pathlib import Path
from typing import get_args

import pytest

from engine.options.all_options import Recipe
from gui.resources import sample_files
from gui.wording import (
    RECIPES,
    WELCOME,
    at_rest,
    files_name,
    loaded,
    proposed,
    suggested_issue_list,
    suggested_workbook,
)


@pytest.mark.parametrize(
    ("paths", "name", "stem"),
    [
        ((), "", "peerbasket"),
        ((Path("2024/sales.csv"),), "sales.csv", "sales"),
        ((Path("2024/a.csv"), Path("2024/b.csv"), Path("2024/c.csv")), "a.csv + 2 more", "2024"),
        (sample_files(), "sample", "sample"),
    ],
)
def test_files_are_named_in_a_few_words_and_so_is_what_is_saved(session, paths, name, stem):
    session.paths = paths
    assert files_name(session) == name
    assert suggested_workbook(session) == f"{stem} - recommendations.xlsx"
    assert suggested_issue_list(session) == f"{stem} - issues.csv"


def test_what_is_loaded_is_counted_with_separators(sample_session):
    assert loaded(sample_session) == "sample  ·  847 lines  ·  10 customers"


def test_before_anything_ran_the_bottom_line_says_how_to_begin(session, sample_session):
    sample_session.sources, sources = None, sample_session.sources
    assert at_rest(sample_session) == WELCOME
    sample_session.sources = sources
    assert at_rest(sample_session) == ""


def test_every_recipe_has_readable_words():
    assert list(RECIPES) == ["auto", *get_args(Recipe)[1:]]
    assert all(words[0].isupper() for words in RECIPES.values())


def test_before_anything_is_loaded_no_recipe_is_proposed(session):
    assert proposed(session) == ("", "")


def test_the_recipe_that_fits_is_proposed_with_its_reason(sample_session):
    recipe, why = proposed(sample_session)
    assert RECIPES[recipe] == "Category basket"
    assert why.startswith("Products have categories")

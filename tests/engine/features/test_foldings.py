import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.features.foldings import (
    EDUCATION,
    MARITAL_STATUS,
    MOST_GROUPS,
    OTHER,
    ValueGroup,
    education_of,
    in_words,
    listing,
    marital_status_of,
    with_rare_folded,
    yes_or_no_of,
)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Basic", 0),
        ("High School", 0),
        ("Abitur", 0),
        ("bachillerato", 0),
        ("ensino médio", 0),
        ("Uneducated", 0),
        ("Graduation", 1),
        ("Bachelor's degree", 1),
        ("Licence", 1),
        ("laurea", 1),
        ("HBO", 1),
        ("2n Cycle", 2),
        ("Master", 2),
        ("Post-Graduate", 2),
        ("Laurea magistrale", 2),
        ("mestrado", 2),
        ("PhD", 3),
        ("Ph.D.", 3),
        ("Doktor", 3),
        ("dottorato di ricerca", 3),
    ],
)
def test_education_is_folded_to_four_levels_in_seven_languages(text, level):
    assert education_of(text) == EDUCATION[level]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Alone", 0),
        ("Unmarried", 0),
        ("never married", 0),
        ("ledig", 0),
        ("célibataire", 0),
        ("Together", 1),
        ("MARRIED", 1),
        ("verheiratet", 1),
        ("casada", 1),
        ("samenwonend", 1),
        ("geschieden", 2),
        ("divorcé", 2),
        ("separada", 2),
        ("Widow", 3),
        ("viúvo", 3),
        ("weduwe", 3),
    ],
)
def test_marital_status_is_folded_to_four_groups_in_seven_languages(text, status):
    assert marital_status_of(text) == MARITAL_STATUS[status]


@pytest.mark.parametrize("text", ["YOLO", "Absurd", "", "42", "?"])
def test_what_names_no_group_is_unknown(text):
    assert marital_status_of(text) == education_of(text) == ""


@pytest.mark.parametrize(("text", "answer"), [("Ja", "Yes"), ("não", "No"), ("1", "Yes"), ("X", "Yes"), ("maybe", "")])
def test_yes_and_no_are_told_by_their_words(text, answer):
    assert yes_or_no_of(text) == answer


def test_rare_values_are_folded_to_other_and_one_rare_value_alone_is_not():
    assert with_rare_folded(("a", "b", "c"), np.array([998, 1, 1])) == {"a": "a", "b": OTHER, "c": OTHER}
    assert with_rare_folded(("a", "b"), np.array([999, 1])) == {"a": "a", "b": "b"}


@given(st.lists(st.integers(1, 500), min_size=1, max_size=80))
def test_there_are_never_more_groups_than_said_and_none_kept_is_smaller_than_one_folded(counts):
    texts = [f"v{i}" for i in range(len(counts))]
    folded = with_rare_folded(texts, np.array(counts))
    assert list(folded) == texts
    assert len(set(folded.values())) <= MOST_GROUPS
    kept = [count for text, count in zip(texts, counts, strict=True) if folded[text] == text]
    others = [count for text, count in zip(texts, counts, strict=True) if folded[text] == OTHER]
    assert not (kept and others) or min(kept) >= max(others)


def test_a_folding_is_said_in_words_without_the_values_that_stay_what_they_are():
    pairs = [
        ValueGroup("Married", "Partnered", 3),
        ValueGroup("Together", "Partnered", 2),
        ValueGroup("Single", "Single", 1),
    ]
    assert in_words([*pairs, ValueGroup("YOLO", "", 1)]) == "Married and Together count as Partnered."
    assert in_words(pairs[2:]) == ""


def test_long_lists_are_cut_and_the_rest_counted():
    assert listing(["a"]) == "a"
    assert listing(["a", "b", "c"]) == "a, b and c"
    assert listing([str(i) for i in range(9)], most=3) == "0, 1, 2 and 6 others"

"""Names that are nearly the same under different ids."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Issue
from engine.reading.joining.near_duplicates import fingerprint, near_duplicates


def found(*names: str) -> list[Issue]:
    ids = [f"C{at}" for at in range(len(names))]
    return list(near_duplicates("customer", "customers", ids, names))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ACME Ltd", "Acme Limited"),
        ("Müller & Söhne GmbH", "MULLER SOHNE"),
        ("O'Brien Paints", "OBrien paints"),
        ("Smith, John", "John Smith"),
        ("Café Central S.A.", "Cafe Central SA"),
        ("Großhandel  Nord AG", "Grosshandel-Nord"),
    ],
)
def test_one_name_in_two_spellings_is_noticed(first: str, second: str) -> None:
    (issue,) = found(first, "Somebody Else", second)
    assert issue.count == 2
    assert f"“{first}” (C0) and “{second}” (C2)" in issue.message
    assert issue.severity == "note"


@pytest.mark.parametrize(
    ("first", "second"),
    [("Bolt M8", "Bolt M10"), ("Smith Paints", "Smith Plumbing"), ("Store 12", "Store 21"), ("C0", "C0"), ("", "")],
)
def test_different_names_are_left_alone(first: str, second: str) -> None:
    assert found(first, second) == []


def test_a_name_that_very_many_share_is_no_slip() -> None:
    assert found(*["Cash sale"] * 50) == []


def test_each_group_has_a_place_that_names_its_members() -> None:
    (issue,) = found("ACME", "Acme Ltd", "Bravo Inc", "Bravo")
    assert [place.value for place in issue.places] == ["ACME (C0); Acme Ltd (C1)", "Bravo Inc (C2); Bravo (C3)"]


@given(st.text(max_size=30))
def test_a_fingerprint_does_not_change_when_it_is_taken_again(name: str) -> None:
    assert fingerprint(fingerprint(name)) == fingerprint(name)


@given(st.lists(st.text("abcdefgh", min_size=2, max_size=8), min_size=1, max_size=5), st.randoms())
def test_the_order_of_the_words_does_not_matter(words: list[str], chance) -> None:
    other = list(words)
    chance.shuffle(other)
    assert fingerprint(" ".join(words)) == fingerprint(", ".join(other).upper())

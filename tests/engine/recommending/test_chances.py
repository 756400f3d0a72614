import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.recommending.chances import LEAST_OFFERS, PRIOR, UNKNOWN, Outcomes, chances

OFFER = st.tuples(st.integers(0, 3), st.booleans(), st.integers(0, 2), st.integers(1, 15), st.booleans())


def as_tested(offers):
    play, wider, grade, place, taken = (list(column) for column in zip(*offers, strict=True)) if offers else [[]] * 5
    return Outcomes(
        np.array(play, dtype=np.int8),
        np.array(wider, dtype=bool),
        np.array(grade, dtype=np.int8),
        np.array(place, dtype=np.int32),
        np.array(taken, dtype=bool),
    )


def chance(found, play=0, grade=0, place=1, *, wider=False):
    return float(found.of(np.array([play]), np.array([wider]), np.array([grade]), np.array([place]))[0])


def test_many_offers_of_a_kind_speak_for_themselves():
    found = chances(as_tested([(0, False, 0, 1, i % 4 == 0) for i in range(4_000)]))
    assert chance(found) == pytest.approx(0.25)


def test_few_offers_lean_on_their_grade_and_that_on_its_play():
    offers = [(0, False, 0, 8, i < 100) for i in range(1_000)] + [(0, False, 0, 1, True), (0, False, 1, 1, True)]
    found = chances(as_tested(offers))
    play = 102 / 1_002
    grade = (101 + PRIOR * play) / (1_001 + PRIOR)
    assert chance(found) == pytest.approx((1 + PRIOR * grade) / (1 + PRIOR))
    other = (1 + PRIOR * play) / (1 + PRIOR)
    assert chance(found, grade=2) == pytest.approx(play)
    assert chance(found, grade=1) == pytest.approx((1 + PRIOR * other) / (1 + PRIOR))


def test_a_play_that_was_hardly_tested_has_no_chance_rather_than_none():
    found = chances(as_tested([(1, False, 0, 1, True)] * (LEAST_OFFERS - 1)))
    assert np.isnan(chance(found, play=1))
    assert np.isnan(UNKNOWN.table).all()


def test_wider_rings_have_chances_of_their_own():
    found = chances(as_tested([(0, False, 2, 1, True)] * 50 + [(0, True, 2, 1, False)] * 50))
    assert chance(found, grade=2) > 0.9
    assert chance(found, grade=2, wider=True) < 0.1


@given(st.lists(OFFER, max_size=200))
def test_chances_lie_between_nothing_and_all(offers):
    table = chances(as_tested(offers)).table
    known = table[~np.isnan(table)]
    assert ((known >= 0) & (known <= 1)).all()

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.features.ranges import ordered_texts


@pytest.mark.parametrize(
    "in_order",
    [
        ("19-24", "25-34", "35-44", "45-54", "55-64", "65+"),
        ("Under 15K", "15-24K", "50-74K", "100-124K", "250K+"),
        ("1-9 employees", "10-49 employees", "50 to 249 employees", "250+ employees"),
        ("bis 1.000", "1.000 - 5.000", "über 5.000"),
        ("moins de 20k", "20k à 40k", "plus de 40k"),
        ("0-1 años", "2-5 años", "6+ años"),
        ("1", "2", "3+"),
        ("€0-€50K", "€50K-€1M", "over €1M"),
        ("gering", "mittel", "hoch"),
        ("Bronze", "Silver", "Gold"),
        ("S", "M", "L", "XL"),
        ("C", "B", "A"),
        ("1 - start", "2 - growing", "3 - mature"),
    ],
)
def test_ranges_and_scales_are_put_in_their_own_order(in_order):
    shuffled = random.Random(1).sample(in_order, len(in_order))
    assert ordered_texts(shuffled) == in_order


@pytest.mark.parametrize(
    "texts",
    [
        ("1", "2", "3"),  # plain numbers are no ranges
        ("10-20", "15-30"),  # ranges that overlap
        ("2014-05", "2014-06"),  # months
        ("2 Adults Kids", "2 Adults No Kids"),
        ("Painter", "Roofer"),
        ("M", "F"),
        ("low", "tall"),
        ("35-44",),
        (),
    ],
)
def test_texts_without_an_order_of_their_own_get_none(texts):
    assert ordered_texts(texts) is None


@given(st.lists(st.integers(1, 999_000), min_size=3, max_size=12, unique=True), st.randoms(use_true_random=False))
def test_bands_cut_anywhere_come_out_in_the_order_of_their_numbers(cuts, shuffle):
    cuts.sort()
    bands = [f"under {cuts[0]}", *(f"{low}-{high}" for low, high in pairwise(cuts)), f"{cuts[-1]}+"]
    shuffled = list(bands)
    shuffle.shuffle(shuffled)
    assert ordered_texts(shuffled) == tuple(bands)


@given(st.lists(st.text(max_size=12), max_size=8, unique=True))
def test_whatever_the_texts_none_is_lost_or_made_up(texts):
    order = ordered_texts(texts)
    assert order is None or sorted(order) == sorted(texts)

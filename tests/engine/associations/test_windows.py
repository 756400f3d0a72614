from itertools import pairwise
from statistics import median

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.associations.windows import LONGEST, SHORTEST, windows


def windows_slowly(customers, days):
    """The same from the definition: the pauses of every customer, their median, and a walk through its days."""
    own = {c: sorted({d for who, d in zip(customers, days, strict=True) if who == c}) for c in set(customers)}
    pauses = [b - a for seen in own.values() for a, b in pairwise(seen)]
    gap = min(max(round(median(pauses)), SHORTEST), LONGEST) if pauses else SHORTEST
    names = {}
    for customer, seen in own.items():
        start = seen[0]
        for before, day in zip([seen[0], *seen], seen, strict=False):
            start = day if day - before > gap else start
            names[customer, day] = (customer, start)
    return gap, [names[customer, day] for customer, day in zip(customers, days, strict=True)]


def found(customers, days):
    return windows(np.array(customers, dtype=np.int32), np.array(days).astype("datetime64[D]"))


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(-400, 400)), min_size=1, max_size=60))
def test_windows_are_those_that_a_walk_through_the_days_finds(purchases):
    customers, days = zip(*purchases, strict=True)
    gap, expected = windows_slowly(customers, days)
    made = found(customers, days)
    assert made.gap == gap
    pairs = set(zip(made.code.tolist(), expected, strict=True))
    assert len(pairs) == len(set(made.code.tolist())) == len(set(expected))


def test_a_pause_as_long_as_the_median_gap_stays_in_the_basket_and_a_longer_one_starts_anew():
    made = found([0, 0, 0, 0], [0, 10, 20, 31])
    assert made.gap == made.median == 10
    assert made.code.tolist() == [0, 0, 0, 1]


def test_the_gap_stays_within_a_week_and_a_quarter():
    assert (found([0, 0], [0, 1]).gap, found([0, 0], [0, 1]).median) == (7, 1)
    assert (found([0, 0], [0, 300]).gap, found([0, 0], [0, 300]).median) == (90, 300)


def test_customers_never_share_a_window_and_without_a_gap_it_is_a_week():
    made = found([3, 1], [5, 5])
    assert made.code.tolist() == [1, 0]
    assert made.gap == 7
    assert np.isnan(made.median)


def test_no_purchases_make_no_windows():
    assert found([], []).code.tolist() == []

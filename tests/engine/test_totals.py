import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.totals import earliest_by, latest_by, total_by

N = 4
codes = st.integers(0, N - 1)


@given(st.lists(st.tuples(codes, st.integers(-1000, 1000))))
def test_a_total_is_the_sum_of_the_values_of_its_code(pairs):
    found = total_by(np.array([c for c, _ in pairs], dtype=np.int32), np.array([v for _, v in pairs], dtype=float), N)
    assert found.tolist() == [sum(value for code, value in pairs if code == at) for at in range(N)]


@given(st.lists(st.tuples(codes, st.one_of(st.none(), st.dates()))))
def test_the_latest_and_the_earliest_day_are_the_greatest_and_least_known_ones_of_their_code(pairs):
    days = np.array([day for _, day in pairs], dtype="datetime64[D]")
    codes_of_days = np.array([code for code, _ in pairs], dtype=np.int32)
    known = [[day for code, day in pairs if code == at and day is not None] for at in range(N)]
    assert latest_by(codes_of_days, days, N).tolist() == [max(days, default=None) for days in known]
    assert earliest_by(codes_of_days, days, N).tolist() == [min(days, default=None) for days in known]

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.dataset import codes_of
from tests.engine.builders import make_dataset


def over(first, last):
    return make_dataset([("A", "p", 1, first), ("B", "q", 1, last)])


def test_a_leap_year_lasts_a_year():
    assert over("2024-01-01", "2024-12-31").years == pytest.approx(1.0, abs=0.003)


def test_the_last_day_counts_as_a_whole_one():
    assert over("2023-01-01", "2026-12-31").years == pytest.approx(1461 / 365.25)


def test_a_few_days_are_not_blown_up_to_a_year():
    assert over("2024-01-01", "2024-01-03").years == pytest.approx(28 / 365.25)


def test_without_dates_the_export_is_taken_for_a_year():
    dataset = make_dataset([("A", "p", 1)])
    assert (dataset.period, dataset.years, dataset.has_dates) == (None, 1.0, False)


def test_unreadable_dates_do_not_move_the_period():
    dataset = make_dataset([("A", "p", 1, "NaT"), ("A", "p", 1, "2024-02-01"), ("A", "p", 1, "2024-03-01")])
    assert [str(day) for day in dataset.period] == ["2024-02-01", "2024-03-01"]


def test_dates_that_are_all_unreadable_are_no_period():
    assert make_dataset([("A", "p", 1, "NaT")]).period is None


def test_blanks_of_a_customer_column_are_empty_text():
    dataset = make_dataset([("A", "p", 1), ("B", "p", 1)], customers={"region": ["North", None]})
    assert dataset.customer_values("region").tolist() == ["North", ""]
    assert dataset.customer_values("no such column") is None


@given(st.lists(st.text(max_size=4), min_size=1, max_size=30))
def test_codes_lead_back_to_their_values_and_do_not_depend_on_the_order(values):
    codes, distinct = codes_of(pd.Series(values, dtype=object))
    assert [distinct[code] for code in codes] == values
    assert sorted(distinct) == list(distinct)
    assert codes_of(pd.Series(values[::-1], dtype=object))[1].tolist() == distinct.tolist()
    assert codes.dtype == np.int32

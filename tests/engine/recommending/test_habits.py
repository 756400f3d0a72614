import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.market_baskets import market_baskets
from engine.recommending.habits import habits, purchase_days
from tests.engine.builders import make_dataset

START = np.datetime64("2024-01-01")
LINES = st.lists(
    st.tuples(st.sampled_from("ABC"), st.sampled_from("pqr"), st.sampled_from([-1.0, 1.0, 2.0]), st.integers(0, 300)),
    min_size=1,
    max_size=40,
)


def dated(lines):
    return make_dataset([(c, p, q, str(START + days)) for c, p, q, days in lines])


@settings(max_examples=80, deadline=None)
@given(LINES)
def test_days_interval_and_idle_are_those_that_pandas_finds(lines):
    dataset = dated(lines)
    baskets = market_baskets(dataset)
    found = habits(dataset, baskets)
    table = pd.DataFrame(lines, columns=["customer", "product", "quantity", "day"])
    end = table["day"].max()
    customers, products = sorted({line[0] for line in lines}), sorted({line[1] for line in lines})
    for at, (c, p) in enumerate(zip(baskets.customer, baskets.product, strict=True)):
        mine = table[(table["customer"] == customers[c]) & (table["product"] == products[p])]
        days = sorted(mine.loc[mine["quantity"] > 0, "day"].unique()) if mine["quantity"].sum() > 0 else []
        assert found.days[at] == len(days)
        assert found.idle[at] == pytest.approx(end - days[-1] if days else np.nan, nan_ok=True)
        gap = pd.Series(days, dtype=float).diff().median() if len(days) > 1 else np.nan
        assert found.interval[at] == pytest.approx(gap, nan_ok=True)
        assert np.isnat(found.last[at]) if not days else found.last[at] == START + days[-1]


def test_two_invoices_of_one_day_are_one_day():
    found = habits(*_with_baskets([("A", "p", 1.0, 0), ("A", "p", 2.0, 0), ("A", "p", 1.0, 10)]))
    assert (found.days.tolist(), found.interval.tolist()) == ([2], [10.0])


def test_a_date_by_a_slip_years_ahead_makes_nobody_idle():
    lines = [("A", "p", 1.0, 10 * i) for i in range(30)] + [("B", "p", 1.0, i % 290) for i in range(1500)]
    found = habits(*_with_baskets([*lines, ("C", "p", 1.0, 5_000)]))
    assert found.idle[0] <= 10
    assert found.days[-1] == 0


def test_without_dates_there_are_no_habits():
    dataset = make_dataset([("A", "p", 1.0)])
    assert habits(dataset, market_baskets(dataset)) is None
    assert purchase_days(dataset, market_baskets(dataset)) is None


def _with_baskets(lines):
    dataset = dated(lines)
    return dataset, market_baskets(dataset)

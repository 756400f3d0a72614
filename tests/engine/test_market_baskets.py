import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.features import customer_figures
from engine.market_baskets import market_baskets
from tests.engine.builders import make_dataset

LINES = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "C"]),
        st.sampled_from(["p", "q", "r", "s"]),
        st.integers(-5, 20).filter(bool),
        st.sampled_from(["2024-01-01", "2024-02-10", "2024-03-05"]),
        st.integers(1, 9),
    ).map(lambda t: (t[0], t[1], float(t[2]), t[3], float(t[2] * t[4]))),
    min_size=1,
    max_size=40,
)


def entries(lines):
    dataset = make_dataset(lines)
    baskets = market_baskets(dataset)
    ids = (
        dataset.customers["customer_id"].to_numpy()[baskets.customer],
        dataset.products["product_id"].to_numpy()[baskets.product],
    )
    return baskets, list(zip(*ids, strict=True))


@given(LINES)
def test_quantities_and_spend_are_what_pandas_adds_up(lines):
    baskets, keys = entries(lines)
    frame = pd.DataFrame(lines, columns=["customer", "product", "quantity", "day", "amount"])
    expected = frame.groupby(["customer", "product"])[["quantity", "amount"]].sum()
    assert keys == list(expected.index)
    np.testing.assert_allclose(baskets.quantity, expected["quantity"])
    np.testing.assert_allclose(baskets.spend, expected["amount"])


@given(LINES)
def test_times_bought_counts_orders_with_a_positive_line_only(lines):
    baskets, keys = entries(lines)
    for key, times in zip(keys, baskets.times, strict=True):
        assert times == len({day for *who, quantity, day, _ in lines if tuple(who) == key and quantity > 0})


@given(LINES)
def test_the_last_purchase_is_never_the_day_of_a_return(lines):
    baskets, keys = entries(lines)
    for key, last in zip(keys, baskets.last, strict=True):
        days = [np.datetime64(day) for *who, quantity, day, _ in lines if tuple(who) == key and quantity > 0]
        assert (np.isnat(last) and not days) or last == max(days)


@given(LINES, st.randoms(use_true_random=False))
def test_the_order_of_the_lines_changes_nothing(lines, random):
    shuffled = list(lines)
    random.shuffle(shuffled)
    (one, keys), (two, other_keys) = entries(lines), entries(shuffled)
    assert keys == other_keys
    np.testing.assert_allclose(one.quantity, two.quantity)
    np.testing.assert_array_equal(one.times, two.times)


def test_what_was_returned_in_full_does_not_count_as_bought():
    baskets, _ = entries(
        [("A", "p", 5, "2024-01-01", 50.0), ("A", "p", -5, "2024-01-09", -50.0), ("A", "q", 1, "2024-01-01", 1.0)]
    )
    assert baskets.times.tolist() == [1, 1]
    assert baskets.bought.tolist() == [False, True]


def test_a_return_alone_is_no_purchase():
    baskets, _ = entries([("A", "p", -5, "2024-01-01", -50.0), ("A", "q", 1, "2024-01-01", 1.0)])
    assert baskets.times.tolist() == [0, 1]
    assert np.isnat(baskets.last[0])


def test_two_lines_of_one_order_are_one_purchase_of_their_sum():
    baskets, _ = entries([("A", "p", 2, "2024-01-01"), ("A", "p", 3, "2024-01-01"), ("A", "p", 4, "2024-01-02")])
    assert baskets.times.tolist() == [2]
    assert sorted(baskets.purchases.quantity.tolist()) == [4.0, 5.0]


@pytest.mark.parametrize("column", ["spend", "last"])
def test_without_money_or_dates_there_is_none_rather_than_zero(column):
    baskets, _ = entries([("A", "p", 2), ("B", "p", 3)])
    assert getattr(baskets, column) is None


def test_the_entries_of_a_customer_are_where_start_says():
    baskets, keys = entries([("B", "p", 1), ("A", "q", 1), ("B", "r", 1), ("C", "p", 2)])
    assert [keys[baskets.start[c] : baskets.start[c + 1]] for c in range(3)] == [
        [("A", "q")],
        [("B", "p"), ("B", "r")],
        [("C", "p")],
    ]
    assert baskets.matrix(baskets.quantity).toarray().tolist() == [[0, 1, 0], [1, 0, 1], [2, 0, 0]]


def test_postage_and_charges_are_in_no_basket_and_make_no_order() -> None:
    lines = [("A", "nails", 2, "2024-01-01", 10.0), ("A", "post", 1, "2024-01-02", 4.0)]
    dataset = make_dataset(lines, products={"is_goods": [True, False]})

    baskets = market_baskets(dataset)
    figures = customer_figures(dataset, baskets)

    assert [list(baskets.product), list(baskets.quantity), list(baskets.times)] == [[0], [2.0], [1]]
    assert (figures.orders[0], figures.spend[0], figures.products[0]) == (1, 10.0, 1)


def test_a_line_of_which_only_the_money_counts_is_neither_purchase_nor_order() -> None:
    lines = [
        ("A", "nails", 2, "2024-01-01", 10.0),
        ("A", "nails", 0, "2024-02-01", -5.0),
        ("A", "glue", 0, "2024-03-01", -1.0),
    ]

    dataset = make_dataset(lines)
    baskets = market_baskets(dataset)
    figures = customer_figures(dataset, baskets)

    assert dict(zip(baskets.product, baskets.bought, strict=True)) == {1: True, 0: False}
    assert list(baskets.quantity[baskets.bought]) == [2.0]
    assert (figures.orders[0], figures.spend[0], figures.products[0]) == (1, 4.0, 1)
    assert str(figures.last_order[0]) == "2024-01-01"

"""Hiding the last days: what is known before, what counts as bought for the first time, and what is too thin."""

from __future__ import annotations

import numpy as np
import pytest

from engine.proving.holdout import LEAST_PRODUCTS, hold_out, propose_days
from tests.engine.builders import Line, make_dataset

CUT = "2025-05-02"
EARLY: list[Line] = [("A", p, 1.0, "2025-01-10", 5.0) for p in ("p1", "p2", "p3")]
EARLY += [("B", p, 1.0, "2025-02-10", 5.0) for p in ("p1", "p2")]
EARLY += [("C", p, 1.0, "2025-03-10", 5.0) for p in ("p1", "p4", "p5")]
LATE: list[Line] = [
    ("A", "p1", 1.0, "2025-06-01", 5.0),  # bought before
    ("A", "p4", 2.0, "2025-06-01", 30.0),
    ("A", "p4", 1.0, "2025-06-02", 12.0),
    ("A", "p9", 1.0, "2025-06-02", 7.0),  # first sold after the cut
    ("B", "p5", 1.0, "2025-06-03", 7.0),  # too little known of B
    ("C", "p2", 1.0, "2025-06-03", 7.0),
    ("C", "p2", -1.0, "2025-06-04", -7.0),  # returned in full
    ("D", "p1", 1.0, "2025-07-01", 9.0),  # a new customer
]


def pairs(found) -> set[tuple[str, str]]:
    rows, columns = found.bought.nonzero()
    customers, products = found.before.customers["customer_id"], found.before.products["product_id"]
    return {(customers[r], products[c]) for r, c in zip(rows, columns, strict=True)}


def test_first_purchases_after_the_cut_are_counted_and_nothing_else() -> None:
    found = hold_out(make_dataset(EARLY + LATE), 60)
    assert found is not None
    assert str(found.cut) == CUT
    assert pairs(found) == {("A", "p4"), ("B", "p5")}
    assert found.spend is not None
    assert found.spend.sum() == 49.0
    assert [found.before.customers["customer_id"][c] for c in found.judged] == ["A"]
    assert found.unknown == 1
    assert LEAST_PRODUCTS == 3


def test_what_was_returned_in_full_before_the_cut_is_not_new_after_it() -> None:
    returned: list[Line] = [("A", "p4", 1.0, "2025-01-11", 5.0), ("A", "p4", -1.0, "2025-01-12", -5.0)]
    found = hold_out(make_dataset(EARLY + returned + LATE), 60)
    assert found is not None
    assert ("A", "p4") not in pairs(found)


def test_before_is_the_same_dataset_as_one_that_never_had_the_later_lines() -> None:
    hidden, never = hold_out(make_dataset(EARLY + LATE), 60), make_dataset(EARLY)
    assert hidden is not None
    assert hidden.before.customers.equals(never.customers)
    assert hidden.before.products.equals(never.products)
    for name in ("customer", "product", "order", "day", "quantity", "amount"):
        assert np.array_equal(getattr(hidden.before.lines, name), getattr(never.lines, name)), name


def test_a_customer_and_a_product_of_the_hidden_days_are_not_known_before() -> None:
    found = hold_out(make_dataset(EARLY + LATE), 60)
    assert found is not None
    assert "D" not in set(found.before.customers["customer_id"])
    assert "p9" not in set(found.before.products["product_id"])


def test_stock_of_today_is_not_known_before() -> None:
    products = sorted({line[1] for line in EARLY + LATE})
    found = hold_out(make_dataset(EARLY + LATE, products={"in_stock": [False] * len(products)}), 60)
    assert found is not None
    assert found.before.products["in_stock"].all()


def test_without_dates_nothing_is_hidden_and_the_reason_is_said() -> None:
    undated = make_dataset([line[:3] for line in EARLY])
    assert hold_out(undated, 60) is None
    assert propose_days(undated).days == 0
    assert "no dates" in propose_days(undated).why


def test_lines_without_a_readable_date_are_left_out() -> None:
    found = hold_out(make_dataset([*EARLY, *LATE, ("A", "p5", 1.0, "NaT", 5.0)]), 60)
    assert found is not None
    assert len(found.before.lines) == len(EARLY)
    all_unread = make_dataset([("A", "p", 1.0, "NaT", 1.0)])
    assert hold_out(all_unread, 60) is None
    assert propose_days(all_unread).days == 0


@pytest.mark.parametrize(("length", "days"), [(400, 60), (240, 60), (239, 30), (120, 30), (60, 14), (30, 0), (1, 0)])
def test_the_shorter_the_history_the_fewer_days_are_hidden(length: int, days: int) -> None:
    first = np.datetime64("2025-01-01")
    dataset = make_dataset([("A", "p", 1.0, str(first)), ("A", "p", 1.0, str(first + length - 1))])
    proposed = propose_days(dataset)
    assert proposed.days == days
    assert f"{length} day" in proposed.why


def test_a_single_date_in_the_far_future_does_not_move_the_cut() -> None:
    lines = [("A", f"p{i % 5}", 1.0, str(np.datetime64("2025-01-01") + i % 300)) for i in range(3000)]
    stray = make_dataset([*lines, ("A", "p1", 1.0, "2099-12-31")])
    found, plain = hold_out(stray, 60), hold_out(make_dataset(lines), 60)
    assert found is not None
    assert plain is not None
    assert found.cut == plain.cut
    assert propose_days(stray) == propose_days(make_dataset(lines))


def test_all_lines_on_one_day_leave_nothing_to_hide() -> None:
    assert hold_out(make_dataset([("A", "p", 1.0, "2025-01-01")]), 60) is None


def test_the_dataset_is_not_written_into() -> None:
    given, fresh = make_dataset(EARLY + LATE), make_dataset(EARLY + LATE)
    hold_out(given, 60)
    assert given.products.equals(fresh.products)
    assert np.array_equal(given.lines.customer, fresh.lines.customer)


def test_only_returns_after_the_cut_are_no_first_purchases() -> None:
    late: list[Line] = [("A", "p4", -1.0, "2025-07-01", -5.0)]
    found = hold_out(make_dataset(EARLY + late), 60)
    assert found is not None
    assert found.bought.nnz == 0
    assert len(found.judged) == 0

"""What purchases say on a day: ages, half-lives and momentum counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from engine.market_baskets import market_baskets
from engine.recommending.evidence_at import PRIOR_BUYERS, decayed_purchases, last_day, product_momentum
from tests.engine.builders import make_dataset

LINES = [
    ("A", "nails", 5.0, "2025-01-01"),
    ("A", "nails", 5.0, "2025-03-02"),
    ("A", "paint", 1.0, "2025-01-31"),
    ("B", "nails", 2.0, "2025-01-31"),
    ("B", "glue", 2.0, "2025-03-02"),
    ("B", "glue", -2.0, "2025-03-02"),
]
NAMES = ["glue", "nails", "paint"]


def baskets(lines=LINES):
    return market_baskets(make_dataset(lines))


def test_a_purchase_counts_half_after_a_half_life_and_by_its_last_day_alone() -> None:
    found = decayed_purchases(baskets(), 30.0).toarray()
    np.testing.assert_allclose(found, [[0.0, 1.0, 0.5], [0.0, 0.5, 0.0]])


def test_without_a_half_life_or_without_dates_all_purchases_count_alike() -> None:
    expected = [[0.0, 1.0, 1.0], [0.0, 1.0, 0.0]]
    undated = baskets([line[:3] for line in LINES])
    assert decayed_purchases(baskets(), 0.0).toarray().tolist() == expected
    assert decayed_purchases(undated, 30.0).toarray().tolist() == expected
    assert product_momentum(undated, 30).tolist() == [1.0, 1.0, 1.0]
    assert last_day(undated) is None


def test_what_was_returned_in_full_is_no_purchase() -> None:
    assert decayed_purchases(baskets(), 0.0).toarray()[1, NAMES.index("glue")] == 0


def test_a_purchase_of_unknown_day_counts_as_one_as_old_as_the_data() -> None:
    found = decayed_purchases(baskets([*LINES, ("B", "paint", 1.0, "NaT")]), 30.0).toarray()
    assert found[1, NAMES.index("paint")] == pytest.approx(0.5)


def test_momentum_is_recent_buyers_over_the_usual_number_with_prior_buyers_on_both_sides() -> None:
    lines = [
        *((f"C{i}", "rising", 1.0, "2025-03-01") for i in range(10)),
        *((f"C{i}", "fading", 1.0, "2025-01-01") for i in range(10)),
    ]
    found = product_momentum(baskets(lines), 30)  # fading, rising: 10 of 20 pairs are recent, so 5 of 10 are usual
    np.testing.assert_allclose(found, [PRIOR_BUYERS / (5 + PRIOR_BUYERS), (10 + PRIOR_BUYERS) / (5 + PRIOR_BUYERS)])


def test_only_returns_have_no_purchases_and_no_momentum() -> None:
    only_returns = baskets([("A", "nails", -1.0, "2025-01-01"), ("B", "glue", -1.0, "2025-01-02")])
    assert decayed_purchases(only_returns, 30.0).nnz == 0
    assert product_momentum(only_returns, 30).tolist() == [1.0, 1.0]


def test_the_baskets_are_not_written_into() -> None:
    given, fresh = baskets(), baskets()
    decayed_purchases(given, 30.0)
    for name in ("customer", "product", "start", "quantity"):
        assert np.array_equal(getattr(given, name), getattr(fresh, name)), name

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from engine import Cancelled
from engine.associations import dense, projecting
from engine.associations.itemsets import Itemsets, frequent_itemsets
from tests.engine.associations.naive import as_sets, matrix, naive_itemsets

NO_CEILING = 10**9

baskets = st.tuples(st.integers(0, 25), st.integers(1, 8)).flatmap(lambda shape: arrays(np.bool_, shape))


def found_in(bought: NDArray[np.bool_], *, least: float = 1, longest: int = 5, most: int = NO_CEILING) -> Itemsets:
    return frequent_itemsets(matrix(bought), least=least, longest=longest, most=most)


@given(baskets, st.sampled_from([0.5, 1, 2, 3, 7]), st.integers(1, 6))
@settings(deadline=None)
def test_the_itemsets_and_their_counts_are_those_of_trying_every_combination(
    bought: NDArray[np.bool_], least: float, longest: int
) -> None:
    assert as_sets(found_in(bought, least=least, longest=longest)) == naive_itemsets(bought, None, least, longest)


@given(baskets, st.data())
@settings(deadline=None)
def test_with_weights_a_count_is_the_sum_of_the_weights_of_the_baskets(
    bought: NDArray[np.bool_], data: st.DataObject
) -> None:
    weight = data.draw(arrays(np.float64, len(bought), elements=st.floats(0, 2).map(lambda x: round(x, 3))))
    found = frequent_itemsets(matrix(bought), weight, least=0.7005, longest=4, most=NO_CEILING)
    naive = naive_itemsets(bought, weight, 0.7005, 4)
    assert as_sets(found) == {items: pytest.approx(count, abs=1e-9) for items, count in naive.items()}
    assert found.baskets == pytest.approx(weight.sum())
    plain = naive_itemsets(bought, None, 1, 4)
    for rows, counts in zip(found.members, found.plain, strict=True):
        assert [plain[tuple(row)] for row in rows.tolist()] == counts.tolist()


@pytest.mark.parametrize(
    ("where", "name", "value", "ways"),
    [
        (projecting, "DEARER", -1e9, None),
        (projecting, "DEARER", 1e9, None),
        (projecting, "WORK", 3, -1e9),
        (projecting, "CELLS", 50, 1e9),
        (dense, "CELLS", 5, 1e9),
        (dense, "WORK", 50, 1e9),
    ],
)
def test_the_counts_are_the_same_however_the_work_is_cut(
    monkeypatch: pytest.MonkeyPatch, where: ModuleType, name: str, value: float, ways: float | None
) -> None:
    bought = np.random.default_rng(0).random((60, 12)) < 0.4
    expected = naive_itemsets(bought, None, 3, 4)
    monkeypatch.setattr(where, name, value)
    if ways is not None:
        monkeypatch.setattr(projecting, "DEARER", ways)
    assert as_sets(found_in(bought, least=3, longest=4)) == expected


@given(baskets, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_baskets_and_of_items_does_not_matter(bought: NDArray[np.bool_], random: object) -> None:
    rng = np.random.default_rng(random.getrandbits(32))  # type: ignore[attr-defined]
    rows, columns = rng.permutation(bought.shape[0]), rng.permutation(bought.shape[1])
    weight = rng.random(len(bought)) * 3
    found = frequent_itemsets(matrix(bought), weight, least=0.3, longest=3, most=20)
    shuffled = frequent_itemsets(matrix(bought[rows][:, columns]), weight[rows], least=0.3, longest=3, most=20)
    renamed = {tuple(sorted(columns[list(items)].tolist())): count for items, count in as_sets(shuffled).items()}
    assert renamed == as_sets(found)
    assert shuffled.baskets == found.baskets


@given(baskets, st.integers(0, 40))
@settings(deadline=None)
def test_of_too_many_itemsets_the_most_frequent_are_kept_and_of_those_the_shorter(
    bought: NDArray[np.bool_], most: int
) -> None:
    every = naive_itemsets(bought, None, 1, 4)
    ranks = {items: (count, -len(items)) for items, count in every.items()}
    best = sorted(ranks.values(), reverse=True)
    first_left_out = best[most] if len(best) > most else (0, 0)
    found = found_in(bought, longest=4, most=most)
    assert as_sets(found) == {items: every[items] for items, rank in ranks.items() if rank > first_left_out}
    assert (found.ceiling is not None) == (len(every) > most)


def test_the_ceiling_says_which_support_would_have_fitted() -> None:
    bought = np.zeros((100, 10), dtype=bool)
    for item in range(10):
        bought[: 50 - 4 * item, item] = True
    found = found_in(bought, least=5, longest=3, most=20)
    assert found.ceiling == 20
    assert found.sentence == (
        "More than 20 combinations are in 5 of 100 baskets or more: the rarest are left out. "
        "All fit from 38 baskets (38%) on."
    )
    assert found_in(bought, least=38, longest=3, most=20).ceiling is None
    assert found_in(bought, least=34, longest=3, most=20).ceiling == 20


def test_a_support_that_keeps_no_pair_says_what_the_largest_is() -> None:
    bought = np.array([[1, 1, 0], [1, 1, 0], [1, 0, 1], [0, 1, 1]], dtype=bool)
    assert found_in(bought, least=2.2, longest=3).sentence == (
        "No two items are together in 3 of 4 baskets; the two most often together are in 2 (50%)."
    )
    assert found_in(bought, least=4, longest=3).members == ()


@pytest.mark.parametrize(
    "bought", [np.zeros((0, 3), bool), np.zeros((4, 0), bool), np.zeros((4, 3), bool), np.eye(3, dtype=bool)]
)
def test_baskets_without_two_items_say_so(bought: NDArray[np.bool_]) -> None:
    assert found_in(bought).sentence == "No basket holds two items."


def test_a_basket_of_3000_products_ends_by_the_ceiling() -> None:
    bought = np.zeros((5, 3000), dtype=bool)
    bought[0] = True
    bought[1:, :3] = True
    found = found_in(bought, longest=3, most=4000)
    assert [len(counts) for counts in found.counts] == [3000, 3, 1]
    assert found.ceiling == 4000


def test_one_product_in_every_basket_is_counted_with_every_other() -> None:
    bought = np.eye(40, 41, dtype=bool)
    bought[:, 40] = True
    assert found_in(bought).members[1].tolist() == [[item, 40] for item in range(40)]


def test_cancelling_leaves_at_any_piece_of_the_work() -> None:
    bought = np.random.default_rng(0).random((200, 20)) < 0.4
    reports: list[float] = []

    def stopping_at(number: int) -> None:
        def report(stage: str, fraction: float) -> None:
            reports.append(fraction)
            if len(reports) == number:
                raise Cancelled

        frequent_itemsets(matrix(bought), least=5, longest=4, most=NO_CEILING, report=report)

    stopping_at(0)
    number = len(reports)
    assert number > 20
    assert reports == sorted(reports)
    assert reports[0] >= 0
    assert 0.5 < reports[-1] <= 1
    for stop in (1, 2, number // 2, number):
        reports.clear()
        with pytest.raises(Cancelled):
            stopping_at(stop)

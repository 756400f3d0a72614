"""No more than so many offers of one category, against a naive version, and on real offers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import analyse, options_from_mapping
from engine.recommending.variety import category_codes, varied
from tests.engine.builders import make_dataset


@given(
    st.lists(st.integers(-1, 2), min_size=1, max_size=8),
    st.lists(st.integers(0, 2), min_size=3, max_size=3),
    st.integers(1, 3),
    st.randoms(use_true_random=False),
)
def test_what_is_too_much_of_a_category_comes_after_the_others_in_its_order(category, before, most, random) -> None:
    columns = list(range(len(category)))
    random.shuffle(columns)
    count = dict(enumerate(before))
    kept, late = [], []
    for column in columns:
        held = count.get(category[column], 0)
        (late if category[column] >= 0 and held >= most else kept).append(column)
        count[category[column]] = held + 1
    row = np.array([[*columns, -1]], dtype=np.int32)
    found = varied(row, np.array(category, dtype=np.int32), np.array([before]), most)
    assert found[0].tolist() == [*kept, *late, -1]


def shop(categories: list[str] | None):
    """Thirty customers that buy six of sixteen products each."""
    rng = np.random.default_rng(3)
    lines = [(f"C{c:02}", f"P{p:02}", 1.0) for c in range(30) for p in rng.permutation(16)[:6]]
    return make_dataset(lines, products=None if categories is None else {"l2_category": categories})


def offers(per_category: int, method: str = "peers", categories: list[str] | None = None):
    asked = {"recipe": "buying behaviour", "clustering": {"most_clusters": 1}}
    recommending = {"method": method, "per_customer": 3, "per_category": per_category, "prove": False}
    dataset = shop(["Paint"] * 8 + list("ABCDEFGH") if categories is None else categories)
    return analyse(dataset, options_from_mapping(asked | {"recommending": recommending})).recommendations.table


@pytest.mark.parametrize("method", ["peers", "affinity"])
def test_a_category_gets_its_number_of_places_while_there_are_others(method: str) -> None:
    table, free = offers(1, method), offers(0, method)
    paint = (table["product"] < 8).groupby(table["customer"]).sum()
    assert (paint <= 1).all()
    assert ((free["product"] < 8).groupby(free["customer"]).sum() > 1).any()
    assert table.groupby("customer")["rank"].apply(list).map(lambda ranks: ranks == [1, 2, 3]).all()


@pytest.mark.parametrize(("categories", "most"), [(99, 6), (100, 3)])
def test_left_open_the_limit_is_three_of_narrow_categories_and_none_of_broad_ones(categories: int, most: int) -> None:
    """Six products of one category that everybody but one customer buys, and one of each other that half of them do."""
    lines = [(f"C{c:02}", f"a{p}", 1.0) for c in range(1, 30) for p in range(6)]
    lines += [(f"C{c:02}", f"z{p:03}", 1.0) for c in range(1, 30, 2) for p in range(categories - 1)]
    lines += [("C00", "own", 1.0)]
    products = sorted({line[1] for line in lines})
    names = ["Paint" if name[0] == "a" else "Paint" if name == "own" else name for name in products]
    asked = {"recipe": "buying behaviour", "clustering": {"most_clusters": 1}, "recommending": {"prove": False}}
    analysis = analyse(make_dataset(lines, None, {"l2_category": names}), options_from_mapping(asked))
    mine = analysis.recommendations.of_customer(0)
    assert sum(products[product][0] == "a" for product in mine["product"]) == most
    assert len(mine) == 10


def test_places_stay_filled_where_there_is_but_one_category() -> None:
    assert offers(1, categories=["Paint"] * 16).equals(offers(0, categories=["Paint"] * 16))


def test_products_of_no_known_category_are_not_limited_and_without_categories_nothing_is() -> None:
    assert offers(1, categories=[""] * 16).equals(offers(0, categories=[""] * 16))
    assert category_codes(shop(None)) is None


def test_the_narrowest_level_of_categories_counts() -> None:
    dataset = make_dataset(
        [("A", "p", 1.0), ("B", "q", 1.0)], products={"l2_category": ["X"] * 2, "l3_category": ["Y", "Z"]}
    )
    assert category_codes(dataset, narrow=True).tolist() == [0, 1]
    assert category_codes(dataset).tolist() == [0, 0]

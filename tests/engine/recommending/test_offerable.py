import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.market_baskets import market_baskets
from engine.options import RecommendOptions, options_from_mapping
from engine.recommending.dismissed import dismissed_pairs
from engine.recommending.offerable import KeptOut, kept_out, offerable, unknown_texts, without_lists
from tests.engine.builders import make_dataset

PRODUCTS = ("a", "b", "c", "d")
LINES = [("C1", product, 1.0) for product in PRODUCTS]


def dated(**days):
    """Each product sold to five customers on a day of 2024."""
    return make_dataset([(f"C{i}", product, 1.0, day) for product, day in days.items() for i in range(5)])


def open_products(dataset, **options):
    mask = offerable(dataset, market_baskets(dataset), RecommendOptions(**options))
    return set(dataset.products["product_id"][mask])


def reasons(dataset, **options):
    return kept_out(dataset, market_baskets(dataset), RecommendOptions(**options))


def test_goods_in_stock_are_offered_and_discontinued_ones_are_not():
    dataset = make_dataset(
        LINES,
        products={
            "is_goods": [False, True, True, True],
            "in_stock": [True, False, True, True],
            "discontinued": [False, False, True, False],
        },
    )
    assert open_products(dataset) == {"d"}


def test_a_product_that_nobody_bought_for_longer_than_asked_is_not_offered():
    dataset = dated(a="2024-01-01", b="2024-03-02", c="2024-03-01", d="2024-08-29")
    assert open_products(dataset, discontinued_after=180) == {"b", "d"}
    assert open_products(dataset, discontinued_after=0) == set(PRODUCTS)


def test_the_last_sale_to_anybody_counts_not_the_first_and_no_return():
    lines = [("C1", "a", 1.0, "2024-01-01"), ("C2", "a", 1.0, "2024-12-01"), ("C1", "b", 1.0, "2024-01-01")]
    lines += [("C1", "b", -1.0, "2024-12-30"), ("C1", "c", 1.0, "2024-12-31")]
    assert open_products(make_dataset(lines), discontinued_after=60) == {"a", "c"}


def test_without_dates_nothing_is_taken_for_discontinued():
    assert open_products(make_dataset(LINES), discontinued_after=1) == set(PRODUCTS)


def test_a_slip_far_in_the_future_does_not_make_all_others_discontinued():
    lines = [("C1", "a", 1.0, "2024-05-01")] * 1500 + [("C1", "b", 1.0, "2042-05-01")]
    assert open_products(make_dataset(lines), discontinued_after=30) == {"a", "b"}


def test_products_are_named_by_id_or_name_whatever_the_case():
    assert open_products(make_dataset(LINES), not_offered=("A", "name of  B")) == {"c", "d"}


def test_a_name_that_is_also_an_id_means_the_id():
    dataset = make_dataset(LINES, products={"product_name": ["b", "x", "x", "y"]})
    assert open_products(dataset, not_offered=("b",)) == {"a", "c", "d"}
    assert open_products(dataset, not_offered=("x",)) == {"a", "d"}


@pytest.mark.parametrize(("named", "left"), [("Paint", {"d"}), ("gloss", {"a", "d"}), ("Tools", {"b", "c", "a"})])
def test_categories_of_any_level_are_left_out(named, left):
    dataset = make_dataset(
        LINES,
        products={
            "l2_category": ["Paint", "Paint", "Paint", "Tools"],
            "l3_category": ["Matt", "Gloss", "Gloss", None],
        },
    )
    assert open_products(dataset, categories_not_offered=(named,)) == left


def test_a_blank_names_no_category():
    dataset = make_dataset(LINES, products={"l2_category": ["Paint", "", None, "Tools"]})
    assert open_products(dataset, categories_not_offered=("",)) == set(PRODUCTS)


def test_each_product_is_counted_once_for_the_first_reason_there_is():
    dataset = make_dataset(LINES, products={"in_stock": [False, True, True, True], "l2_category": ["X", "X", "Y", "Y"]})
    assert reasons(dataset, not_offered=("a", "c"), categories_not_offered=("x",)) == (
        KeptOut("out of stock", 1),
        KeptOut("on a do-not-sell list", 1),
        KeptOut("in a category that is not offered", 1),
    )


def test_how_long_nobody_bought_it_is_said():
    dataset = dated(a="2024-01-01", b="2024-12-31")
    assert reasons(dataset, discontinued_after=90) == (KeptOut("not sold to anybody for 90 days", 1),)


WORDS = st.lists(st.sampled_from(["a", "B", "zz", "Name of c", "P", "q", ""]), max_size=4)


@given(WORDS, WORDS, st.integers(0, 400))
def test_what_is_kept_out_and_what_may_be_offered_are_all_products(listed, categories, days):
    dataset = make_dataset(
        [("C1", "a", 1.0, "2024-01-01"), ("C1", "b", 1.0, "2024-08-01"), ("C1", "c", 1.0, "2024-12-31")],
        products={"l2_category": ["P", "Q", "Q"]},
    )
    options = {
        "not_offered": tuple(listed),
        "categories_not_offered": tuple(categories),
        "discontinued_after": days,
    }
    kept = sum(part.products for part in reasons(dataset, **options))
    assert kept + len(open_products(dataset, **options)) == 3


def pairs_of(dataset, *dismissed):
    found = dismissed_pairs(dataset, RecommendOptions(dismissed=dismissed))
    customers, products = dataset.customers["customer_id"], dataset.products["product_id"]
    return {(customers[c], products[p]) for c, p in zip(*found.nonzero(), strict=True)}, found


def test_a_dismissed_pair_is_one_customer_and_one_product_however_often_it_is_said():
    dataset = make_dataset([*LINES, ("C2", "a", 1.0)])
    pairs, found = pairs_of(dataset, "C1 | a", "c1|A", "C2 | Name of b", "C9 | a", "C1", "")
    assert pairs == {("C1", "a"), ("C2", "b")}
    assert found.max() == 1
    assert found.shape == (2, 4)


def test_ids_may_hold_a_bar_themselves():
    dataset = make_dataset([("N|1", "x|y", 1.0), ("N", "y", 1.0)])
    assert pairs_of(dataset, "N|1 | x|y")[0] == {("N|1", "x|y")}


def test_nothing_dismissed_is_an_empty_matrix():
    pairs, found = pairs_of(make_dataset(LINES))
    assert not pairs
    assert found.shape == (1, 4)
    assert found.dtype == np.int8


def test_what_these_files_do_not_have_is_said_as_it_was_written():
    dataset = make_dataset(LINES, products={"l2_category": ["Paint"] * 4})
    options = RecommendOptions(
        not_offered=("a", "X-9"), categories_not_offered=("paint", "Pets"), dismissed=("C1 | a", "C7 | a")
    )
    assert unknown_texts(dataset, options) == ("X-9", "Pets", "C7 | a")


def test_without_the_lists_only_what_was_decided_by_hand_is_gone():
    options = RecommendOptions(
        per_customer=3, not_offered=("a",), categories_not_offered=("P",), do_not_sell="x.csv", dismissed=("C1 | a",)
    )
    assert without_lists(options) == RecommendOptions(per_customer=3)


def test_the_lists_can_stand_in_an_options_file():
    options = options_from_mapping({"recommending": {"not_offered": ["a", "b"], "dismissed": ["C1 | a"]}})
    assert options.recommending.not_offered == ("a", "b")
    assert options.recommending.dismissed == ("C1 | a",)


def test_what_was_always_bought_rarely_is_not_taken_for_discontinued():
    start, often = "2022-01-01", [f"2022-{month:02}-01" for month in range(1, 13)]
    lines = [("C1", "rare", 1.0, "2022-12-01"), *(("C1", "often", 1.0, day) for day in often)]
    lines += [("C2", "always", 1.0, start), ("C2", "always", 1.0, "2023-12-31")]
    assert open_products(make_dataset(lines), discontinued_after=270) == {"rare", "always"}

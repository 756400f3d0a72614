import pytest

import engine
from engine import Options, RecommendOptions, options_from_mapping
from gui.frames.not_offered import kept_out_sentence, listed, refusals
from gui.not_offered import names_more, with_more
from tests.gui.analyses import trade


def positions(analysis, wanted):
    """Positions of the offers of customer–product pairs."""
    customers, products = analysis.dataset.customers["customer_id"], analysis.dataset.products["product_id"]
    table = analysis.recommendations.table
    return [
        at for at, row in enumerate(table.itertuples()) if (customers[row.customer], products[row.product]) in wanted
    ]


def pairs(analysis):
    customers, products = analysis.dataset.customers["customer_id"], analysis.dataset.products["product_id"]
    table = analysis.recommendations.table
    return [(customers[row.customer], products[row.product]) for row in table.itertuples()]


def test_one_offer_can_be_refused_for_the_customer_the_product_and_the_category():
    analysis = trade()
    customer, product = pairs(analysis)[0]
    found = refusals(analysis, [0])
    category = analysis.dataset.products.set_index("product_id").loc[product, "l2_category"]
    assert [words for words, _ in found] == [
        f"Not “Name of {product}” to “Name of {customer}” again",
        f"Not “Name of {product}” to anybody",
        f"Nothing of the category “{category}” to anybody",
    ]
    assert [dict(lists) for _, lists in found] == [
        {"dismissed": (f"{customer} | {product}",)},
        {"not_offered": (product,)},
        {"categories_not_offered": (category,)},
    ]


def test_several_offers_are_counted_and_refused_together():
    analysis = trade()
    found = refusals(analysis, range(len(analysis.recommendations)))
    assert set(found[0][1]["dismissed"]) == {f"{c} | {p}" for c, p in pairs(analysis)}
    assert set(found[1][1]["not_offered"]) == {p for _, p in pairs(analysis)}
    assert found[1][0] == f"Not {len({p for _, p in pairs(analysis)})} products to anybody"


def test_nothing_chosen_is_nothing_to_refuse():
    assert refusals(trade(), []) == []


@pytest.mark.parametrize("at", [0, 1, 2])
def test_what_a_refusal_says_is_not_offered_after_it(at):
    analysis = trade()
    lists = refusals(analysis, [0])[at][1]
    left = engine.withdraw(analysis, with_more(Options(), lists).recommending)
    assert pairs(analysis)[0] not in pairs(left)
    assert len(left.recommendations) < len(analysis.recommendations)


def test_lists_grow_by_what_is_new_and_a_file_takes_the_place_of_another():
    options = with_more(Options(), {"not_offered": ["a", "b"], "do_not_sell": "one.csv"})
    options = with_more(options, {"not_offered": ["b", "c"], "do_not_sell": ""})
    assert options.recommending.not_offered == ("a", "b", "c")
    assert options.recommending.do_not_sell == "one.csv"
    assert names_more(options, Options())
    assert not names_more(Options(), options)


def test_entries_bear_the_names_that_the_files_know():
    lists = {"not_offered": ["brush", "X9"], "categories_not_offered": ["Tools"], "dismissed": ["N1 | brush", "Q | X9"]}
    found = {
        name: [words for _, words in entries]
        for name, _, entries in listed(options_from_mapping({"recommending": lists}), trade().dataset)
    }
    assert found == {
        "not_offered": ["brush (Name of brush)", "X9"],
        "categories_not_offered": ["Tools"],
        "dismissed": ["N1 (Name of N1) | brush (Name of brush)", "Q | X9"],
    }


def test_without_files_entries_are_as_they_were_written():
    assert [entries for *_, entries in listed(Options(), None)] == [[], [], []]


def test_what_a_run_kept_out_is_said_with_its_reasons_and_what_nobody_knows():
    lists = RecommendOptions(not_offered=("brush", "x", "y", "z", "q"), categories_not_offered=("Tools",))
    assert kept_out_sentence(engine.withdraw(trade(), lists)) == (
        "In this run 2 products are offered to nobody: 1 on a do-not-sell list · 1 in a category that is not offered. "
        "These files have no “x”, “y”, “z” and 1 more."
    )
    assert kept_out_sentence(None) == ""
    assert kept_out_sentence(trade()) == ""

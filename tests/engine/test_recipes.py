import pytest

from engine import OptionError, Options
from engine.recipes import resolve
from tests.engine.builders import make_dataset

LINES = [("A", "p", 1), ("B", "q", 1), ("B", "r", 1)]
CUSTOMERS = {"region": ["North", "South"], "end_use": ["Paint", "Build"], "Credit limit": ["1", "2"]}


def resolved(options=Options(), customers=CUSTOMERS, products=None):
    return resolve(options, make_dataset(LINES, customers, products))


def test_categories_make_a_category_basket():
    assert resolved(products={"l2_category": ["X", "Y", "Y"]}).recipe == "category basket"


def test_the_finer_level_serves_where_there_is_no_coarser_one():
    options = resolved(products={"l3_category": ["X", "Y", "Y"]})
    assert (options.recipe, options.features.levels) == ("category basket", ("l3_category",))


@pytest.mark.parametrize("products", [{}, {"l2_category": ["X", "", ""]}])
def test_no_categories_or_too_few_make_it_buying_behaviour(products):
    assert resolved(products=products).recipe == "buying behaviour"


def test_a_category_basket_without_categories_is_refused_with_a_way_out():
    with pytest.raises(OptionError, match="buying behaviour"):
        resolved(Options(recipe="category basket"))


def test_segments_are_region_and_end_use_where_both_exist():
    assert resolved().segment_by == ("region", "end_use")
    assert resolved(customers={"end_use": ["a", "b"]}).segment_by == ("end_use",)
    assert resolved(customers={}).segment_by == ()


def test_any_customer_column_can_make_segments():
    assert resolved(Options(segment_by=("credit limit",))).segment_by == ("Credit limit",)


def test_a_segment_column_that_does_not_exist_is_refused_with_the_nearest():
    with pytest.raises(OptionError, match="Did you mean “region”"):
        resolved(Options(segment_by=("regoin",)))


def test_resolving_twice_changes_nothing():
    once = resolved(products={"l2_category": ["X", "Y", "Y"]})
    assert resolved(once, products={"l2_category": ["X", "Y", "Y"]}) == once

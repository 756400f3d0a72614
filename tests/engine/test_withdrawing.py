import pytest

import engine
from engine import ClusterOptions, Options, RecommendOptions
from tests.engine.builders import make_dataset
from tests.engine.recommending.test_not_offered import KINDS, LINES


@pytest.fixture(scope="module")
def analysis():
    options = Options(
        clustering=ClusterOptions(most_clusters=1), recommending=RecommendOptions(prove=False, method="peers")
    )
    return engine.analyse(make_dataset(LINES, products=KINDS), options)


def offers(analysis):
    """Customer, product and rank of each offer."""
    customers, products = analysis.dataset.customers["customer_id"], analysis.dataset.products["product_id"]
    table = analysis.recommendations.table
    return [(customers[row.customer], products[row.product], row.rank) for row in table.itertuples()]


def test_nothing_goes_where_nothing_is_forbidden(analysis):
    assert offers(engine.withdraw(analysis, RecommendOptions())) == offers(analysis)


@pytest.mark.parametrize(
    ("lists", "left"),
    [
        ({"not_offered": ("saw",)}, {"drill", "glue", "old"}),
        ({"categories_not_offered": ("tools",)}, {"glue"}),
        ({"dismissed": ("C7 | glue",)}, {"saw", "drill", "old"}),
        ({"dismissed": ("C1 | glue",)}, {"saw", "drill", "glue", "old"}),
        ({"not_offered": ("saw", "drill", "glue", "old")}, set()),
    ],
)
def test_what_is_forbidden_goes_and_the_ranks_close_up(analysis, lists, left):
    found = [offer for offer in offers(engine.withdraw(analysis, RecommendOptions(**lists))) if offer[0] == "C7"]
    assert {product for _, product, _ in found} == left
    assert [rank for _, _, rank in found] == list(range(1, len(left) + 1))
    order = [product for customer, product, _ in offers(analysis) if customer == "C7" and product in left]
    assert [product for _, product, _ in found] == order


def test_what_is_left_is_what_a_run_with_these_lists_offers_where_all_were_offered(analysis):
    lists = RecommendOptions(prove=False, method="peers", not_offered=("saw",), dismissed=("C7 | old",))
    anew = engine.analyse(analysis.dataset, Options(clustering=ClusterOptions(most_clusters=1), recommending=lists))
    assert offers(engine.withdraw(analysis, lists)) == offers(anew)


def test_the_options_say_what_was_taken_out_and_keep_what_a_file_had_named(analysis):
    first = engine.withdraw(analysis, RecommendOptions(not_offered=("saw",)))
    second = engine.withdraw(first, RecommendOptions(not_offered=("drill",), dismissed=("C7 | old",)))
    assert second.options.recommending.not_offered == ("saw", "drill")
    assert second.options.recommending.dismissed == ("C7 | old",)
    assert second.options.recommending.method == "peers"


def test_the_analysis_itself_stays_as_it_was(analysis):
    before = offers(analysis)
    engine.withdraw(analysis, RecommendOptions(not_offered=("saw",)))
    assert offers(analysis) == before
    assert analysis.options.recommending.not_offered == ()


def test_what_is_kept_out_is_counted_and_what_is_unknown_is_named(analysis):
    found = engine.withdraw(analysis, RecommendOptions(not_offered=("saw", "zebra")))
    assert [(part.reason, part.products) for part in engine.products_kept_out(found)] == [("on a do-not-sell list", 1)]
    assert engine.unknown_on_lists(found) == ("zebra",)

"""What must not be offered, in a whole run, whatever ranks the offers."""

import pytest

from engine.analysis import analyse
from engine.errors import FileError
from engine.options import ClusterOptions, Options, RecommendOptions
from engine.proving.holdout import hold_out
from engine.proving.methods import know
from engine.recommending.affinity import AffinitySettings
from tests.engine.builders import make_dataset

METHODS = pytest.mark.parametrize("method", ["peers", "affinity", "rules"])
DAYS = [f"2024-{month:02}-{day:02}" for month in range(1, 7) for day in (3, 17)]
LINES = [
    *((f"C{i}", product, 1.0, day, 10.0) for i in range(8) for product in ("base", "nails") for day in DAYS),
    *((f"C{i}", product, 1.0, DAYS[-1], 20.0) for i in range(7) for product in ("saw", "drill", "glue")),
    *((f"C{i}", "old", 1.0, DAYS[0], 20.0) for i in range(7)),
]
KINDS = {"l2_category": ["basics", "tools", "stuff", "basics", "tools", "tools"]}
"""Of base, drill, glue, nails, old, saw."""


def offered(dataset=None, **recommending):
    """What C7, who buys the basics alone, is offered."""
    options = Options(
        clustering=ClusterOptions(most_clusters=1), recommending=RecommendOptions(prove=False, **recommending)
    )
    found = analyse(dataset or make_dataset(LINES, products=KINDS), options)
    products, customers = found.dataset.products["product_id"], found.dataset.customers["customer_id"].tolist()
    return {products[code] for code in found.recommendations.of_customer(customers.index("C7"))["product"]}


@METHODS
def test_all_that_peers_buy_is_offered_where_nothing_speaks_against_it(method):
    assert offered(method=method) == {"saw", "drill", "glue", "old"}


@METHODS
@pytest.mark.parametrize(
    ("lists", "left"),
    [
        ({"not_offered": ("saw",)}, {"drill", "glue", "old"}),
        ({"categories_not_offered": ("Tools",)}, {"glue"}),
        ({"dismissed": ("C7 | saw", "C7 | glue")}, {"drill", "old"}),
        ({"dismissed": ("C6 | saw", "C9 | glue", "C7 | no such product")}, {"saw", "drill", "glue", "old"}),
        ({"discontinued_after": 100}, {"saw", "drill", "glue"}),
    ],
)
def test_what_must_not_be_offered_is_not_whatever_ranks_the_list(method, lists, left):
    assert offered(method=method, **lists) == left


@METHODS
def test_a_discontinued_product_is_not_offered(method):
    discontinued = [False, True, False, False, False, False]
    dataset = make_dataset(LINES, products=KINDS | {"discontinued": discontinued})
    assert offered(dataset, method=method) == {"saw", "glue", "old"}


def test_the_place_of_what_is_not_offered_goes_to_the_next_best():
    first = offered(per_customer=1, method="peers")
    second = offered(per_customer=1, method="peers", not_offered=tuple(first))
    assert len(second) == 1
    assert not first & second


def test_a_do_not_sell_file_is_heeded_and_what_it_names_can_be_read_off_the_options(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("Item no.\nsaw\nnothing we sell\n")
    options = Options(recommending=RecommendOptions(prove=False, do_not_sell=str(path)))
    found = analyse(make_dataset(LINES), options)
    assert found.options.recommending.not_offered == ("saw", "nothing we sell")
    saw = found.dataset.products["product_id"].tolist().index("saw")
    assert saw not in set(found.recommendations.table["product"])


def test_a_do_not_sell_file_that_has_gone_stops_the_run_with_a_sentence(tmp_path):
    options = Options(recommending=RecommendOptions(do_not_sell=str(tmp_path / "list.csv")))
    with pytest.raises(FileError, match="is not there any more"):
        analyse(make_dataset(LINES), options)


def test_nothing_is_left_to_offer_and_the_run_ends_all_the_same():
    assert offered(not_offered=("saw", "drill", "glue", "old", "base", "nails")) == set()


def test_a_back_test_knows_nothing_of_what_is_discontinued_or_turned_down_today():
    dataset = make_dataset(LINES, products=KINDS | {"discontinued": [True] * 6})
    held = hold_out(dataset, 30)
    assert "discontinued" not in held.before.products.columns
    asked = RecommendOptions(not_offered=("saw",), dismissed=("C7 | glue",), discontinued_after=50)
    known = know(held.before, Options(recommending=asked), AffinitySettings(), lambda *_: None)
    assert known.options.recommending == RecommendOptions(discontinued_after=50)


SCHEDULE = [f"2024-{month:02}-{day:02}" for month in range(1, 7) for day in (3, 17)]
HABITS = [
    *((f"C{i}", "base", 1.0, day, 10.0) for i in range(8) for day in SCHEDULE),
    *((f"C{i}", "often", 10.0, day, 100.0) for i in range(8) for day in SCHEDULE if i < 7 or day < "2024-05-20"),
    *((f"C{i}", "left", 10.0, day, 100.0) for i in range(8) for day in SCHEDULE if i < 7 or day < "2024-02-20"),
    *((f"C{i}", "little", 10.0 if i < 7 else 0.1, day, 100.0 if i < 7 else 1.0) for i in range(8) for day in SCHEDULE),
    *((f"C{i}", "new", 1.0, SCHEDULE[-1], 20.0) for i in range(7)),
]


def plays(**recommending):
    """Product → play, of what C7 is offered."""
    options = Options(
        clustering=ClusterOptions(most_clusters=1), recommending=RecommendOptions(prove=False, **recommending)
    )
    found = analyse(make_dataset(HABITS), options)
    products, customers = found.dataset.products["product_id"], found.dataset.customers["customer_id"].tolist()
    rows = found.recommendations.of_customer(customers.index("C7"))
    return dict(zip(products[rows["product"]], rows["play"].astype(str), strict=True))


def test_no_play_offers_what_must_not_be_offered():
    offered = plays()
    assert set(offered.values()) == {"whitespace", "spend gap", "lapsed", "reorder due"}
    for product in offered:
        assert product not in plays(not_offered=(product,))
        assert product not in plays(dismissed=(f"C7 | {product}",))
        assert product in plays(dismissed=(f"C6 | {product}",))

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.clustering import segment_and_cluster
from engine.errors import NothingToAnalyse
from engine.features import customer_figures, describe
from engine.market_baskets import market_baskets
from engine.options import Options
from engine.progress import Cancelled, silent
from engine.recipes import resolve
from tests.engine.builders import make_dataset


def segmented(lines, customers=None, products=None, options=Options(), report=silent):
    dataset = make_dataset(lines, customers, products)
    baskets = market_baskets(dataset)
    figures = customer_figures(dataset, baskets)
    options = resolve(options, dataset)
    return segment_and_cluster(dataset, figures, describe(dataset, baskets, figures, options), options, report)


BUILDERS = [(f"B{i}", item, 50.0 + i) for i in range(5) for item in ("nails", "wood")]
PAINTERS = [(f"P{i}", item, 40.0 + i) for i in range(4) for item in ("paint", "brush")]
TRADES = {"l2_category": ["Painting", "Fasteners", "Painting", "Timber"]}


def test_builders_and_painters_come_apart():
    found = segmented(BUILDERS + PAINTERS, products=TRADES)
    assert len(found.clusters) == 3
    for cluster in found.clusters:
        assert len({code < 5 for code in cluster.members}) == 1


def test_every_customer_that_buys_is_in_one_cluster_of_its_own_segment():
    found = segmented(BUILDERS + PAINTERS, {"region": list("NNSSSNSSN")}, TRADES)
    assert sorted(np.concatenate([c.members for c in found.clusters])) == list(range(9))
    for cluster in found.clusters:
        assert set(found.segment_of[cluster.members]) == {cluster.segment}
        assert set(found.cluster_of[cluster.members]) == {cluster.id}


def test_means_are_the_means_of_the_members_in_plain_units():
    found = segmented(BUILDERS + PAINTERS, products=TRADES)
    fasteners_painting_timber = [(50 + i, 0, 50 + i) for i in range(5)] + [(0, 2 * (40 + i), 0) for i in range(4)]
    for cluster in found.clusters:
        bought = [fasteners_painting_timber[code] for code in cluster.members]
        np.testing.assert_allclose(cluster.means, [sum(amounts) / len(bought) for amounts in zip(*bought, strict=True)])


def test_one_segment_where_no_segment_column_exists():
    found = segmented(BUILDERS, products={"l2_category": ["Fasteners", "Timber"]})
    assert [segment.name for segment in found.segments] == ["All customers"]


def test_a_blank_region_is_a_segment_with_a_name():
    found = segmented(BUILDERS, {"region": ["North", "", "", "North", "North"]})
    assert [segment.name for segment in found.segments] == ["No region", "North"]


@pytest.mark.parametrize(("column", "name"), [("end_use", "No end-use"), ("Sales_Area", "No Sales_Area")])
def test_a_blank_is_named_by_its_role_or_else_by_the_header_in_the_file(column, name):
    found = segmented(BUILDERS, {column: ["North", "", "", "North", "North"]}, options=Options(segment_by=(column,)))
    assert [segment.name for segment in found.segments] == [name, "North"]


def test_segments_are_named_by_all_their_columns():
    found = segmented([("A", "p", 1), ("B", "p", 1)], {"region": ["N", "S"], "end_use": ["Paint", "Build"]})
    assert [segment.name for segment in found.segments] == ["N · Paint", "S · Build"]


def test_two_customers_stay_one_cluster_and_the_verdict_says_so():
    found = segmented([("A", "p", 1), ("B", "q", 500)])
    assert len(found.clusters) == 1
    assert "too few" in found.segments[0].verdict


def test_customers_that_are_all_alike_stay_one_cluster():
    found = segmented([(f"C{i}", "p", 5) for i in range(20)])
    assert len(found.clusters) == 1
    assert "could not be told apart" in found.segments[0].verdict


def test_a_customer_with_nothing_but_returns_is_in_no_cluster():
    found = segmented([("A", "p", 1), ("B", "p", -1), ("C", "p", 2)])
    assert found.cluster_of.tolist() == [0, -1, 0]
    assert found.segment_of.tolist() == [0, -1, 0]


def test_only_returns_cannot_be_analysed_and_it_is_said_in_a_sentence():
    with pytest.raises(NothingToAnalyse, match="No customer has a purchase left"):
        segmented([("A", "p", -1), ("B", "p", -3)])


def test_clusters_are_numbered_by_spend_and_the_same_on_every_run():
    lines = [(c, p, q, "2024-01-01", q * 2.0) for c, p, q in BUILDERS + PAINTERS]
    found, again = segmented(lines, products=TRADES), segmented(lines, products=TRADES)
    assert [c.spend for c in found.clusters] == sorted((c.spend for c in found.clusters), reverse=True)
    assert found.cluster_of.tolist() == again.cluster_of.tolist()
    assert [c.label for c in found.clusters] == [c.label for c in again.clusters]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_the_order_of_the_lines_changes_no_cluster(seed):
    lines = BUILDERS + PAINTERS
    shuffled = random.Random(seed).sample(lines, len(lines))
    assert (
        segmented(lines, products=TRADES).cluster_of.tolist()
        == segmented(shuffled, products=TRADES).cluster_of.tolist()
    )


def test_cluster_names_differ_inside_a_segment():
    rng = np.random.default_rng(3)
    lines = [
        (f"C{i}", f"p{j}", float(rng.integers(1, 100))) for i in range(40) for j in rng.choice(8, 4, replace=False)
    ]
    products = sorted({line[1] for line in lines})
    found = segmented(lines, products={"l2_category": [f"Category {p}" for p in products]})
    names = [c.name for c in found.clusters]
    assert len(set(names)) == len(names) == 4


def test_a_cluster_is_named_for_what_it_buys_more_of():
    found = segmented(BUILDERS + PAINTERS, products=TRADES)
    painters = next(c for c in found.clusters if 5 in c.members)
    assert painters.name.startswith("Painting")
    assert any(driver.sentence.startswith("Painting: 100 % of what they buy") for driver in painters.drivers)


def test_a_typical_customer_is_a_member():
    found = segmented(BUILDERS + PAINTERS, products=TRADES)
    assert all(cluster.typical in cluster.members for cluster in found.clusters)


def test_a_cancel_between_segments_passes_through():
    def stop(stage, fraction):
        raise Cancelled

    with pytest.raises(Cancelled):
        segmented(BUILDERS, report=stop)

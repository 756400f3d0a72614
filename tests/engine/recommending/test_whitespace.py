import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.analysis import analyse
from engine.offer_evidence import evidence
from engine.options import ClusterOptions, Options, RecommendOptions
from engine.progress import Cancelled
from tests.engine.apart import apart
from tests.engine.builders import make_dataset
from tests.engine.recommending.naive import median_order, recommend_slowly

CUSTOMERS, PRODUCTS = [f"C{i}" for i in range(9)], [f"p{i}" for i in range(7)]


def somebody_buys(lines):
    net = {}
    for customer, product, quantity in lines:
        net[customer, product] = net.get((customer, product), 0) + quantity
    return max(net.values()) > 0


RANDOM_LINES = st.lists(
    st.tuples(st.sampled_from(CUSTOMERS), st.sampled_from(PRODUCTS), st.integers(-3, 12).filter(bool)),
    min_size=8,
    max_size=60,
).filter(somebody_buys)


def run(lines, customers=None, products=None, **recommending):
    return analyse(make_dataset(lines, customers, products), Options(recommending=RecommendOptions(**recommending)))


def run_as_one_cluster(lines, customers=None, products=None, **recommending):
    options = Options(clustering=ClusterOptions(most_clusters=1), recommending=RecommendOptions(**recommending))
    return analyse(make_dataset(lines, customers, products), options)


def offers_of(analysis, name):
    ids = analysis.dataset.customers["customer_id"].to_numpy()
    products = analysis.dataset.products["product_id"].to_numpy()
    table = analysis.recommendations.table
    return [products[row.product] for row in table[ids[table["customer"]] == name].itertuples()]


@settings(max_examples=60, deadline=None)
@given(RANDOM_LINES, st.integers(1, 5))
def test_offers_are_those_of_the_definition_said_slowly(lines, per_customer):
    analysis = run(lines, per_customer=per_customer)
    ids = analysis.dataset.customers["customer_id"].tolist()
    products = analysis.dataset.products["product_id"].to_numpy()
    cluster_of = dict(zip(ids, analysis.segmentation.cluster_of.tolist(), strict=True))
    rings = [("cluster", cluster_of), ("segment", dict.fromkeys(ids, 0)), ("everyone", dict.fromkeys(ids, 0))]
    expected = recommend_slowly(lines, rings, per_customer=per_customer)
    table = analysis.recommendations.table
    for code, name in enumerate(ids):
        rows = analysis.recommendations.of_customer(code)
        found = [(products[r.product], r.ring, r.buyers, r.peers) for r in rows.itertuples()]
        assert found == [offer[:4] for offer in expected.get(name, [])]
        np.testing.assert_allclose(rows["strength"], [offer[4] for offer in expected.get(name, [])])
        assert rows["rank"].tolist() == list(range(1, len(rows) + 1))
    assert table["customer"].is_monotonic_increasing


@settings(max_examples=40, deadline=None)
@given(RANDOM_LINES, st.sets(st.sampled_from(range(9))), st.booleans())
def test_customers_in_no_cluster_are_offered_what_their_segment_buys_in_the_categories_that_they_buy(
    lines, outside, with_categories
):
    products = sorted({line[1] for line in lines})
    category_of = {product: "odd" if int(product[1]) % 2 else "even" for product in products}
    given_categories = {"l2_category": list(category_of.values())} if with_categories else None
    analysis = run(lines, products=given_categories, per_category=0)
    ids = analysis.dataset.customers["customer_id"].tolist()
    analysis = apart(analysis, noise=[code for code in outside if code < len(ids)])
    cluster_of = {
        name: f"{name} alone" if cluster < 0 else cluster
        for name, cluster in zip(ids, analysis.segmentation.cluster_of.tolist(), strict=True)
    }
    rings = [("cluster", cluster_of), ("segment", dict.fromkeys(ids, 0)), ("everyone", dict.fromkeys(ids, 0))]
    expected = recommend_slowly(lines, rings, category_of if with_categories else None)
    names = analysis.dataset.products["product_id"].to_numpy()
    for code, name in enumerate(ids):
        rows = analysis.recommendations.of_customer(code)
        found = [(names[r.product], r.ring, r.buyers, r.peers) for r in rows.itertuples()]
        assert found == [offer[:4] for offer in expected.get(name, [])]
        for row in rows.itertuples():
            assert ("because it is in no cluster" in row.reason) == (analysis.segmentation.cluster_of[code] < 0)


@settings(max_examples=40, deadline=None)
@given(RANDOM_LINES)
def test_nobody_is_offered_what_it_ever_touched(lines):
    analysis = run(lines)
    touched = {line[:2] for line in lines}
    ids, products = (analysis.dataset.customers["customer_id"], analysis.dataset.products["product_id"])
    for row in analysis.recommendations.table.itertuples():
        assert (ids[row.customer], products[row.product]) not in touched


SEVEN = [(f"C{i}", "nails", 10.0) for i in range(7)]


def test_fourteen_of_nineteen_beats_one_of_one():
    lines = [(f"N{i:02}", "common", 1.0) for i in range(14)] + [(f"N{i:02}", "base", 1.0) for i in range(20)]
    lines += [("S1", "base", 1.0), ("S2", "base", 1.0), ("S2", "rare", 50.0)]
    analysis = run_as_one_cluster(lines, {"region": ["N"] * 20 + ["S"] * 2})
    table, products = analysis.recommendations.table, analysis.dataset.products["product_id"].to_numpy()
    strength = {(row.ring, products[row.product]): row.strength for row in table.itertuples()}
    assert strength["cluster", "common"] > strength["cluster", "rare"]


@pytest.mark.parametrize(("who_does", "offered"), [(1, False), (12, True)])
def test_what_a_cluster_is_known_by_not_buying_is_not_offered_because_one_of_it_does(who_does, offered):
    lines = [(f"{side}{i:02}", f"p{i % 4}", 1.0) for side in "NS" for i in range(60)]
    lines += [(f"S{i:02}", "petrol", 1.0) for i in range(60)] + [(f"N{i:02}", "petrol", 1.0) for i in range(who_does)]
    lines += [(f"N{i:02}", "bread", 1.0) for i in range(60)]
    analysis = analyse(
        make_dataset(lines, {"region": ["North"] * 60 + ["South"] * 60}),
        Options(segment_by=("region",), clustering=ClusterOptions(most_clusters=1)),
    )
    assert ("petrol" in offers_of(analysis, "N59")) == offered


def test_a_return_is_no_evidence_and_what_was_returned_is_not_offered_again():
    lines = [*SEVEN, ("C0", "drill", 1.0), ("C0", "drill", -1.0), ("C1", "saw", 1.0)]
    analysis = run_as_one_cluster(lines)
    assert "drill" not in {product for i in range(7) for product in offers_of(analysis, f"C{i}")}
    assert "saw" in offers_of(analysis, "C0")


def test_products_out_of_stock_and_charges_are_not_offered():
    lines = [*SEVEN, ("C0", "a", 1.0), ("C0", "b", 1.0), ("C0", "c", 1.0)]
    analysis = run_as_one_cluster(
        lines, products={"in_stock": [False, True, True, True], "is_goods": [True, False, True, True]}
    )
    assert offers_of(analysis, "C3") == ["c"]


def test_equal_adoption_is_ranked_by_what_peers_spend():
    lines = [(c, p, q, "2024-01-01", q * 10.0) for c, p, q in [*SEVEN, ("C0", "dear", 5.0), ("C1", "cheap", 1.0)]]
    assert offers_of(run_as_one_cluster(lines), "C3") == ["dear", "cheap"]


TWO_TRADES = [
    *((f"B{i}", product, 30.0) for i in range(4) for product in ("nails", "wood")),
    ("B0", "screws", 5.0),
    *((f"P{i}", product, 30.0) for i in range(4) for product in ("paint", "brush")),
    ("P0", "roller", 5.0),
]
TRADES = {
    "l2_category": {
        "brush": "Painting",
        "nails": "Building",
        "paint": "Painting",
        "roller": "Painting",
        "screws": "Building",
        "wood": "Building",
    }
}


def two_trades():
    products = sorted({line[1] for line in TWO_TRADES})
    return run(TWO_TRADES, products={"l2_category": [TRADES["l2_category"][p] for p in products]})


def test_painters_brushes_are_never_offered_to_builders_even_to_fill_up():
    analysis = two_trades()
    assert len(analysis.segmentation.clusters) == 2
    assert offers_of(analysis, "B1") == ["screws"]
    assert offers_of(analysis, "P1") == ["roller"]


def test_a_builder_in_no_cluster_is_not_offered_brushes_either():
    analysis = two_trades()
    builder = analysis.dataset.customers["customer_id"].tolist().index("B1")
    analysis = apart(analysis, key_accounts=[builder])
    assert offers_of(analysis, "B1") == ["screws"]
    (reason,) = analysis.recommendations.of_customer(builder)["reason"]
    assert reason == (
        "1 of 7 customers overall buys it: Name of B0; typical order 5. "
        "From a wider ring (segment), because it is in no cluster."
    )


def test_a_wider_ring_fills_up_only_when_peers_offer_too_few_and_is_named_and_graded_lower():
    lines = [("A", "x", 1.0), ("B", "x", 1.0), ("B", "y", 2.0), ("C", "x", 1.0), ("C", "y", 4.0), ("C", "z", 6.0)]
    customers = {"region": ["N", "S", "S"]}
    analysis = run(lines, customers)
    rows = analysis.recommendations.of_customer(0)
    assert rows["ring"].tolist() == ["everyone", "everyone"]
    assert rows["grade"].tolist() == ["C", "C"]
    assert "wider ring" in rows["reason"].iloc[0]
    of_b = analysis.recommendations.of_customer(1)
    assert of_b["ring"].tolist() == ["cluster"]


def test_the_end_use_ring_comes_before_everyone():
    lines = [("A", "x", 1.0), ("B", "x", 1.0), ("B", "y", 2.0), ("C", "x", 1.0), ("C", "z", 6.0), ("D", "x", 1.0)]
    customers = {"region": ["N", "S", "W", "E"], "end_use": ["Paint", "Paint", "Build", "Build"]}
    rows = run(lines, customers).recommendations.of_customer(0)
    assert rows["ring"].tolist() == ["end-use", "everyone"]
    assert "Paint customers" in rows["reason"].iloc[0]


def test_suggested_quantity_is_the_median_order_of_the_peers_that_buy():
    lines = [*SEVEN, ("C0", "saw", 2.0), ("C0", "saw", 12.0), ("C1", "saw", 30.0), ("C2", "saw", -4.0)]
    rows = run_as_one_cluster(lines).recommendations.of_customer(5)
    assert rows["quantity"].tolist() == [median_order(lines, {f"C{i}" for i in range(7)}, "saw")]


def test_quantities_sold_by_weight_keep_their_decimals():
    lines = [*SEVEN, ("C0", "sand", 2.25), ("C1", "sand", 3.25)]
    assert run_as_one_cluster(lines).recommendations.of_customer(5)["quantity"].tolist() == [2.75]


def test_the_reason_names_the_biggest_buyers_and_the_typical_order():
    lines = [*SEVEN, ("C0", "saw", 2.0), ("C1", "saw", 30.0), ("C2", "saw", 10.0)]
    reason = run_as_one_cluster(lines).recommendations.of_customer(5)["reason"].iloc[0]
    assert reason == "3 of 6 peers buy it, among them Name of C1 and Name of C2; typical order 10."


def test_a_reason_whose_peers_are_all_named_says_so():
    reason = run_as_one_cluster([*SEVEN, ("C0", "saw", 2.0)]).recommendations.of_customer(5)["reason"].iloc[0]
    assert reason == "1 of 6 peers buys it: Name of C0; typical order 2."


def test_no_peers_need_be_named():
    reason = (
        run_as_one_cluster([*SEVEN, ("C0", "saw", 2.0)], named_peers=0).recommendations.of_customer(5)["reason"].iloc[0]
    )
    assert reason == "1 of 6 peers buys it; typical order 2."


def test_every_offer_can_be_traced_to_its_peers_and_their_quantities():
    lines = [*SEVEN, ("C0", "saw", 2.0), ("C1", "saw", 30.0), ("C2", "saw", 10.0), ("C2", "saw", 5.0)]
    analysis = run_as_one_cluster(lines)
    position = analysis.recommendations.table.index[analysis.recommendations.table["customer"] == 5][0]
    peers = evidence(analysis, position)
    assert peers[["customer_id", "quantity", "times"]].values.tolist() == [
        ["C1", 30.0, 1],
        ["C2", 15.0, 2],
        ["C0", 2.0, 1],
    ]


@settings(max_examples=25, deadline=None)
@given(RANDOM_LINES)
def test_evidence_has_as_many_peers_as_the_offer_says(lines):
    analysis = run(lines)
    for position, row in enumerate(analysis.recommendations.table.itertuples()):
        assert len(evidence(analysis, position)) == row.buyers


PRICED = [
    (c, p, q, day, q * 10.0)
    for c, p, q in [*SEVEN, ("C0", "saw", 4.0), ("C1", "saw", 8.0)]
    for day in ("2023-01-01", "2024-12-31")
]


def test_a_new_product_is_worth_the_share_that_its_buyers_spend_on_it_of_what_the_customer_spends():
    monthly = [(c, p, q, f"2024-{month:02}-01", money) for c, p, q, _, money in PRICED for month in range(1, 13)]
    row = run_as_one_cluster(monthly, value_cap=10.0).recommendations.of_customer(5).iloc[0]
    spend = {c: sum(line[4] for line in monthly if line[0] == c) for c in ("C0", "C1", "C5")}
    on_it = {c: sum(line[4] for line in monthly if line[:2] == (c, "saw")) for c in ("C0", "C1")}
    share = (on_it["C0"] / spend["C0"] + on_it["C1"] / spend["C1"]) / 2
    assert row["worth"] == pytest.approx(share * spend["C5"] / (336 / 365.25), abs=0.005)
    assert row["value"] == pytest.approx(row["strength"] * row["worth"], abs=0.005)


def test_a_new_product_is_worth_no_less_than_one_order_of_it():
    row = run_as_one_cluster(PRICED, value_cap=10.0).recommendations.of_customer(5).iloc[0]
    assert row["worth"] == (40 + 80) / 2


def test_the_values_of_a_customer_never_exceed_their_cap():
    analysis = run_as_one_cluster(PRICED, value_cap=0.01)
    total = analysis.recommendations.of_customer(5)["value"].sum()
    assert total <= 0.01 * 200 / (731 / 365.25) + 0.01


def test_without_money_there_is_no_value_rather_than_zero():
    assert run_as_one_cluster([*SEVEN, ("C0", "saw", 1.0)]).recommendations.table["value"].isna().all()


@pytest.mark.parametrize(("buyers", "grade"), [(4, "A"), (2, "B"), (1, "C")])
def test_grades_follow_the_evidence(buyers, grade):
    lines = [*SEVEN, *((f"C{i}", "saw", 1.0) for i in range(buyers))]
    assert run_as_one_cluster(lines).recommendations.of_customer(6)["grade"].tolist() == [grade]


def test_one_customer_alone_gets_no_offers_and_no_error():
    assert len(run_as_one_cluster([("A", "p", 1.0), ("A", "q", 1.0)]).recommendations) == 0


def test_one_product_alone_gives_no_offers_and_no_error():
    assert len(run_as_one_cluster([("A", "p", 1.0), ("B", "p", 1.0)]).recommendations) == 0


def test_a_cancel_while_recommending_passes_through():
    def stop(stage, fraction):
        if stage.startswith("Recommending"):
            raise Cancelled

    with pytest.raises(Cancelled):
        analyse(make_dataset([*SEVEN, ("C0", "saw", 1.0)]), Options(), stop)

"""The whole run on real exports, held against pandas' own sums. Skipped where the public data sets are absent."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import engine
from engine import Options

DATA = Path(__file__).parents[3] / "shared" / "data"
SETS = {
    "online retail": [DATA / "online_retail.xlsx"],
    "trade sample": [DATA / "trade_sample" / f"{name}.csv" for name in ("invoices", "products", "customers")],
    "households": [DATA / "household_groceries.csv.gz", DATA / "household_demographics.csv"],
}


@pytest.fixture(scope="module", params=SETS)
def analysis(request):
    paths = SETS[request.param]
    if not paths[0].exists():
        pytest.skip("the public data sets are not beside the project")
    return engine.analyse(engine.read_dataset(engine.inspect_files(paths)), Options())


@pytest.fixture(scope="module")
def lines(analysis):
    """The lines of goods as a plain frame of ids, for pandas to count on its own."""
    dataset = analysis.dataset
    is_goods = dataset.products["is_goods"].to_numpy()
    every = pd.DataFrame(
        {
            "customer": dataset.lines.customer,
            "product": dataset.lines.product,
            "quantity": dataset.lines.quantity,
            "amount": dataset.lines.amount,
            "order": dataset.lines.order,
        }
    )
    return every[is_goods[dataset.lines.product]]


@pytest.fixture(scope="module")
def buys(lines):
    """(customer, product) pairs bought and not returned in full."""
    pairs = lines.groupby(["customer", "product"])["quantity"].agg(["sum", "max"])
    kept = pairs[(pairs["sum"] > 0) & (pairs["max"] > 0)].index
    return pd.DataFrame({"bought": True}, index=kept).reset_index()


def test_lines_and_money_read_are_used_and_left_out_to_the_cent(analysis):
    report = analysis.dataset.report
    assert report.lines_read == report.lines_used + sum(part.lines for part in report.left_out)
    assert report.amount_read == pytest.approx(
        report.amount_used + sum(part.amount for part in report.left_out), abs=0.005
    )
    assert report.lines_used == len(analysis.dataset.lines)
    assert report.amount_used == pytest.approx(analysis.dataset.lines.amount.sum(), abs=0.005)


def test_market_baskets_are_pandas_own_sums(analysis, lines):
    expected = lines.groupby(["customer", "product"])[["quantity", "amount"]].sum()
    np.testing.assert_allclose(analysis.baskets.quantity, expected["quantity"], atol=1e-6)
    np.testing.assert_allclose(analysis.baskets.spend, expected["amount"], atol=1e-4)


def test_orders_are_those_with_something_bought(analysis, lines):
    expected = lines[lines["quantity"] > 0].groupby("customer")["order"].nunique()
    np.testing.assert_array_equal(analysis.figures.orders[expected.index], expected)


def test_every_buying_customer_is_in_exactly_one_cluster(analysis, buys):
    found = analysis.segmentation
    members = np.concatenate([cluster.members for cluster in found.clusters])
    assert sorted(members) == sorted(buys["customer"].unique())
    assert (found.cluster_of >= 0).sum() == len(members)


def test_segments_are_the_values_of_their_columns(analysis):
    found, customers = analysis.segmentation, analysis.dataset.customers
    for segment in found.segments:
        for column, value in zip(found.columns, segment.values, strict=True):
            assert set(customers[column].iloc[segment.members].fillna("").astype(str)) == {value}


def new_products(analysis):
    table = analysis.recommendations.table
    return table[table["play"] == "whitespace"]


def test_only_what_a_customer_never_had_is_new_to_it_and_nothing_is_offered_twice(analysis, lines):
    had = lines[["customer", "product"]].drop_duplicates()
    offers = analysis.recommendations.table[["customer", "product", "play"]].merge(had, how="left", indicator=True)
    assert ((offers["play"] == "whitespace") == (offers["_merge"] == "left_only")).all()
    assert not offers[["customer", "product"]].duplicated().any()


def test_nothing_out_of_stock_and_no_charges_are_offered(analysis):
    offered = analysis.dataset.products.iloc[analysis.recommendations.table["product"].unique()]
    assert offered["in_stock"].all()
    assert offered["is_goods"].all()


def test_adoption_in_the_cluster_is_what_pandas_counts(analysis, buys):
    cluster_of = analysis.segmentation.cluster_of
    counted = buys.assign(cluster=cluster_of[buys["customer"]]).groupby(["cluster", "product"]).size().rename("counted")
    offers = new_products(analysis)
    offers = offers[offers["ring"] == "cluster"].assign(cluster=lambda t: cluster_of[t["customer"]])
    checked = offers.join(counted, on=["cluster", "product"])
    sizes = np.bincount(cluster_of[cluster_of >= 0])
    assert (checked["buyers"] == checked["counted"]).all()
    assert (checked["peers"] == sizes[checked["cluster"]] - 1).all()


def test_a_wider_ring_only_fills_places_in_categories_that_the_cluster_buys(analysis, buys):
    products = analysis.dataset.products
    if "l2_category" not in products.columns:
        pytest.skip("products carry no category")
    category, cluster_of = products["l2_category"].fillna("").to_numpy(), analysis.segmentation.cluster_of
    reach = set(zip(cluster_of[buys["customer"]], category[buys["product"]], strict=True))
    wider = analysis.recommendations.table
    wider = wider[wider["ring"] != "cluster"]
    assert set(zip(cluster_of[wider["customer"]], category[wider["product"]], strict=True)) <= reach


def test_ranks_count_from_one_within_each_customer(analysis):
    table = analysis.recommendations.table
    assert table["customer"].is_monotonic_increasing
    assert (table["rank"] == table.groupby("customer").cumcount() + 1).all()


def test_places_are_filled_as_far_as_there_is_something_to_offer(analysis):
    options, table = analysis.options.recommending, analysis.recommendations.table
    assert new_products(analysis).groupby("customer").size().max() == options.per_customer
    others = table[table["play"] != "whitespace"].groupby(["customer", "play"], observed=True).size()
    assert others.max() <= options.per_play


def test_no_list_is_worth_more_than_its_share_of_the_customers_own_spend(analysis):
    table, years = analysis.recommendations.table, analysis.dataset.years
    total = table.groupby("customer")["value"].sum()
    most = 0.25 * np.maximum(analysis.figures.spend[total.index], 0) / years
    assert (total <= most + 0.005 * 10 + 1e-9).all()


def test_figures_of_every_offer_are_finite_and_every_reason_is_a_sentence(analysis):
    table = analysis.recommendations.table
    numbers = table[["adoption", "strength", "revenue", "quantity"]].to_numpy(dtype=float)
    assert np.isfinite(numbers).all()
    assert np.isfinite(table["value"][table["chance"].notna()]).all()
    assert table["reason"].str.endswith(".").all()
    peers = r"^(Goes with .+, which it buys\. )?[\d,]+ of [\d,]+ .+ buys? it.*; typical order [\d,.]+.*\.$"
    assert new_products(analysis)["reason"].str.match(peers).all()


def test_evidence_is_as_long_as_the_offer_says(analysis):
    table = analysis.recommendations.table
    for position in np.random.default_rng(0).choice(len(table), 12, replace=False):
        peers = engine.evidence(analysis, int(position))
        assert len(peers) == table["buyers"].iloc[position]
        assert (peers["quantity"] > 0).all()


def test_rules_hold_overall_and_inside_clusters(analysis):
    found = analysis.associations
    assert len(found.overall) > 10
    assert sum(len(rules) > 0 for rules in found.by_cluster) > 3
    assert len(found) <= found.options.most_rules * (1 + len(found.by_cluster))
    assert np.isfinite(found.table[["confidence", "support", "lift", "overall"]].to_numpy()).all()
    assert found.table["confidence"].between(found.options.least_confidence, 1).all()


def test_the_basket_is_the_invoice_unless_invoices_hold_one_line(analysis):
    lines = analysis.dataset.lines
    one_line = (np.bincount(lines.order) == 1).mean() > 0.8
    assert analysis.associations.baskets.kind == ("customer window" if one_line else "invoice")


def test_counts_of_rules_are_what_pandas_counts(analysis, lines, buys):
    found = analysis.associations
    if found.baskets.kind != "invoice":
        pytest.skip("pandas groups by invoice here")
    kept = lines[(lines["quantity"] > 0) & (lines["amount"] >= 0)].merge(buys, on=["customer", "product"])
    orders_of = kept.groupby("product")["order"].agg(set)
    cluster_of = analysis.segmentation.cluster_of
    cluster_of_order = kept.drop_duplicates("order").set_index("order")["customer"].map(lambda c: cluster_of[c])
    for row in np.random.default_rng(0).choice(len(found), 25, replace=False):
        rule = found.table.iloc[row]
        first = set.intersection(
            *(orders_of[found.baskets.product[item]] for item in found.antecedent[row] if item >= 0)
        )
        both = first & orders_of[found.baskets.product[int(rule["consequent"])]]
        if rule["cluster"] >= 0:
            first, both = ({o for o in some if cluster_of_order[o] == rule["cluster"]} for some in (first, both))
        assert (rule["antecedent_count"], rule["both"]) == (len(first), len(both))


def test_no_target_ever_had_what_it_is_offered(analysis, lines):
    found = analysis.associations
    item = found.baskets.item_of_product[lines["product"]]
    had = pd.DataFrame({"customer": lines["customer"].to_numpy(), "item": item}).drop_duplicates()
    targets = found.targets.table
    offered = targets.assign(item=found.table["consequent"].to_numpy()[targets["row"]])
    assert len(offered) > 100
    assert offered.merge(had, on=["customer", "item"]).empty
    assert (targets.groupby("row").size() <= found.options.most_targets).all()

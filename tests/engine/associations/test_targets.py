from dataclasses import replace
from statistics import median

import numpy as np
import pytest

from engine.analysis import analyse
from engine.associations.by_cluster import OVERALL
from engine.market_baskets import market_baskets
from engine.options import AssociationOptions, Options, RecommendOptions
from engine.reassociating import associate_anew
from tests.engine.associations.builders import analysed, sales, shop

FEW = {"basket": "invoice", "least_count": 2, "least_support": 0.001, "least_confidence": 0.1, "false_discovery": 1.0}


@pytest.fixture(scope="module", params=range(3))
def analysis(request):
    return analysed(shop(request.param), **FEW)


def by_customer(dataset):
    """What each customer bought and kept, and what it ever touched, from the lines."""
    kept, touched = {}, {}
    for customer, product, quantity in zip(
        dataset.lines.customer.tolist(), dataset.lines.product.tolist(), dataset.lines.quantity.tolist(), strict=True
    ):
        touched.setdefault(customer, set()).add(product)
        kept[customer, product] = kept.get((customer, product), 0.0) + quantity
    bought = {customer: {p for p in products if kept[customer, p] > 0} for customer, products in touched.items()}
    return bought, touched


def test_targets_bought_the_first_items_and_never_touched_the_last_and_all_are_counted(analysis):
    found, cluster_of = analysis.associations, analysis.segmentation.cluster_of
    bought, touched = by_customer(analysis.dataset)
    some = 0
    for row, (cluster, last) in enumerate(found.table[["cluster", "consequent"]].itertuples(index=False)):
        first = {found.baskets.product[item] for item in found.antecedent[row] if item >= 0}
        wanted = {
            customer
            for customer in bought
            if first <= bought[customer]
            and found.baskets.product[last] not in touched[customer]
            and cluster in (OVERALL, cluster_of[customer])
        }
        assert set(found.targets_of(row)["customer"]) == wanted
        assert found.table["targets"].iloc[row] == found.targets.count[row] == len(wanted)
        some += len(wanted)
    assert some > 10


def test_those_who_spend_most_come_first_and_a_list_ends_at_its_limit():
    lines = [(f"C{i}", "1", p, 1.0 + i) for i in range(5) for p in "ab"]
    lines += [(f"C{i}", "1", "a", float(spend)) for i, spend in zip(range(5, 9), (3, 9, 9, 1), strict=True)]
    dataset = sales(lines)
    options = AssociationOptions(basket="invoice", false_discovery=1.0, most_targets=3)
    found = analyse(dataset, Options(associating=options)).associations
    (row,) = np.flatnonzero((found.antecedent[:, 0] == 0) & (found.table["cluster"] == OVERALL))
    listed = found.targets_of(int(row))
    assert dataset.customers["customer_id"].iloc[listed["customer"]].tolist() == ["C6", "C7", "C5"]
    assert found.table["targets"].iloc[row] == 4
    assert np.isnan(listed["spend"]).all()


def test_what_they_spend_is_their_spend_in_all():
    plain = shop()
    priced = replace(plain, lines=replace(plain.lines, amount=plain.lines.quantity * 2.5))
    analysis = analysed(priced, **FEW)
    table = analysis.associations.targets.table
    np.testing.assert_array_equal(table["spend"], analysis.figures.spend[table["customer"]])
    spend = table.groupby("row")["spend"]
    assert spend.apply(lambda own: own.is_monotonic_decreasing).all()


def test_the_suggested_quantity_is_the_median_order_of_the_clusters_buyers(analysis):
    found, dataset = analysis.associations, analysis.dataset
    market, cluster_of = market_baskets(dataset), analysis.segmentation.cluster_of
    orders = {}
    for pair, quantity in zip(market.purchases.pair, market.purchases.quantity, strict=True):
        if market.bought[pair]:
            for scope in (OVERALL, cluster_of[market.customer[pair]]):
                orders.setdefault((scope, market.product[pair]), []).append(quantity)
    for row, (cluster, last) in enumerate(found.table[["cluster", "consequent"]].itertuples(index=False)):
        expected = max(np.floor(median(orders[cluster, found.baskets.product[last]]) + 0.5), 1)
        assert (found.targets_of(row)["quantity"] == expected).all()


def test_what_was_returned_in_full_is_never_offered_again_and_is_no_reason_either():
    lines = [(f"C{i}", "1", p, 1.0) for i in range(6) for p in "ab"]
    lines += [("D", "1", "a", 1.0), ("D", "1", "b", 1.0), ("D", "2", "b", -1.0)]
    lines += [
        ("E", "1", "a", 1.0),
        ("E", "2", "a", -1.0),
        ("E", "3", "c", 1.0),
        ("F", "1", "a", 1.0),
        ("G", "1", "c", 1.0),
    ]
    dataset = sales(lines)
    found = analyse(
        dataset, Options(associating=AssociationOptions(basket="invoice", false_discovery=1.0))
    ).associations
    assert len(found) > 0
    ids = dataset.customers["customer_id"].to_numpy()
    assert set(ids[found.targets.table["customer"]]) == {"F"}


def test_what_is_out_of_stock_has_no_targets():
    lines = [(f"C{i}", "1", p, 1.0) for i in range(6) for p in "ab"]
    lines += [("D", "1", "a", 1.0), ("E", "1", "b", 1.0), ("F", "1", "c", 1.0)]
    options = Options(associating=AssociationOptions(basket="invoice", false_discovery=1.0))
    found = analyse(sales(lines, products={"in_stock": [True, False, True]}), options).associations
    overall = found.table[found.table["cluster"] == OVERALL]
    assert dict(zip(overall["consequent"], overall["targets"], strict=True)) == {0: 1, 1: 0}


@pytest.mark.parametrize("level", ["product", "l2"])
def test_what_must_not_be_offered_has_no_targets(level):
    lines = [(f"C{i}", "1", p, 1.0) for i in range(6) for p in "ab"]
    lines += [("D", "1", "a", 1.0), ("E", "1", "b", 1.0), ("F", "1", "c", 1.0)]
    options = Options(
        associating=AssociationOptions(basket="invoice", level=level, false_discovery=1.0),
        recommending=RecommendOptions(not_offered=("b",)),
    )
    found = analyse(sales(lines, products={"l2_category": ["Paint", "Brushes", "Rope"]}), options)
    for run in (found, associate_anew(found, options.associating)):
        table = run.associations.table
        assert sorted(table[table["cluster"] == OVERALL]["targets"]) == [0, 1]


def test_categories_have_targets_but_no_quantity():
    lines = [(f"C{i}", "1", p, 1.0) for i in range(6) for p in "ab"] + [("D", "1", "a", 1.0), ("E", "1", "c", 1.0)]
    dataset = sales(lines, products={"l2_category": ["Paint", "Brushes", "Rope"]})
    options = Options(associating=AssociationOptions(basket="invoice", level="l2", false_discovery=1.0))
    found = analyse(dataset, options).associations
    assert set(dataset.customers["customer_id"].iloc[found.targets.table["customer"]]) == {"D"}
    assert found.targets.table["quantity"].isna().all()


def test_where_no_column_names_the_customer_there_is_nobody_to_call():
    lines = [(f"{i}", f"{i}", p, 1.0) for i in range(9) for p in "ab"] + [
        ("20", "20", "a", 1.0),
        ("21", "21", "c", 1.0),
    ]
    analysis = analyse(
        replace(sales(lines), has_customers=False), Options(associating=AssociationOptions(false_discovery=1.0))
    )
    found = analysis.associations
    assert len(found.overall) > 0
    assert set(found.table["cluster"]) == {OVERALL}
    assert len(found.targets.table) == 0
    assert "nobody to call" in " ".join(found.notes)

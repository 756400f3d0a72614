import numpy as np
import pytest

from engine import analyse, options_from_mapping
from engine.progress import silent
from engine.recommending.by_rules import MOST_RULES, days_since, enough_rules
from engine.recommending.rule_evidence import best_rules
from tests.gui.associated import together
from tests.gui.proven import OPTIONS, shop

RULES = {"basket": "customer", "least_support": 0.01, "least_count": 3, "false_discovery": 1.0, "least_confidence": 0.2}
BY_PEERS = options_from_mapping({"associating": RULES}, OPTIONS)
BY_RULES = options_from_mapping({"recommending": {"method": "rules", "fewest_peers": 0}}, BY_PEERS)


@pytest.fixture(scope="module")
def ranked():
    return analyse(shop().dataset, BY_RULES)


@pytest.fixture(scope="module")
def expected(ranked):
    """For each customer every product that its peers buy and it never touched, by the score of its best rule."""
    baskets, cluster_of = ranked.baskets, ranked.segmentation.cluster_of
    rules = enough_rules(
        ranked.dataset, baskets, ranked.figures, ranked.segmentation, options=BY_RULES.associating, report=silent
    )
    assert len(rules) > 0
    touched = set(zip(baskets.customer.tolist(), baskets.product.tolist(), strict=True))
    found = {}
    for customer in range(baskets.n_customers):
        peers = set(np.flatnonzero(cluster_of == cluster_of[customer]).tolist()) - {customer}
        buyers = {p: sum((c, p) in touched for c in peers) for p in range(baskets.n_products)}
        open_ = np.array([p for p, n in buyers.items() if n and (customer, p) not in touched], dtype=int)
        score = best_rules(
            rules,
            baskets,
            np.full(len(open_), customer),
            open_,
            cluster_of=cluster_of,
            recency_days=days_since(ranked.dataset, baskets),
        )[1]
        found[customer] = {int(p): float(s) for p, s in zip(open_, score, strict=True) if s > 0}
    return found


def offered(analysis, customer):
    return analysis.recommendations.of_customer(customer)["product"].tolist()


def test_what_rules_lead_to_comes_first_by_the_score_of_the_best_rule(ranked, expected):
    led = 0
    for customer, scores in expected.items():
        own = offered(ranked, customer)[: len(scores)]
        assert set(own) <= set(scores)
        values = [scores[product] for product in own]
        assert values == sorted(scores.values(), reverse=True)[: len(own)]
        led += len(own)
    assert led > 60


def test_places_that_no_rule_fills_are_filled_by_what_peers_buy(ranked, expected):
    by_peers = analyse(shop().dataset, BY_PEERS)
    for customer, scores in expected.items():
        left = offered(ranked, customer)[len(scores) :]
        rest = [product for product in offered(by_peers, customer) if product not in scores]
        assert left == rest[: len(left)]


def test_the_rule_that_ranks_an_offer_is_its_reason_also_where_it_is_not_listed(ranked, expected):
    table = ranked.recommendations.table
    for _, offer in table.iloc[::13].iterrows():
        assert ("also buy" in offer["reason"]) == (offer["product"] in expected[offer["customer"]])


def test_rules_that_rank_are_of_products_and_many():
    analysis = together()
    rules = enough_rules(
        analysis.dataset,
        analysis.baskets,
        analysis.figures,
        analysis.segmentation,
        options=analysis.options.associating,
        report=silent,
    )
    assert rules.options.most_rules == MOST_RULES
    assert rules.baskets.level == "product"

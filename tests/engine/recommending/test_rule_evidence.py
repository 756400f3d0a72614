import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import analyse, options_from_mapping
from engine.recommending.rule_evidence import NO_RULE, best_rules
from tests.engine.builders import make_dataset
from tests.gui.associated import together

OPTIONS = options_from_mapping(
    {
        "recipe": "buying behaviour",
        "clustering": {"choose_k": "fixed", "most_clusters": 2, "fewest_customers": 3, "resamples": 0},
        "associating": {"basket": "customer day", "level": "product", "least_support": 0.01, "least_count": 2, "false_discovery": 1.0},
    }
)  # fmt: skip


def asked(analysis, customer, product, recency=None):
    return best_rules(
        analysis.associations,
        analysis.baskets,
        np.asarray(customer),
        np.asarray(product),
        cluster_of=analysis.segmentation.cluster_of,
        recency_days=recency,
    )


def naive(analysis, customer, product, recency=None):
    """One offer and one rule after the other."""
    found, market = analysis.associations, analysis.baskets
    bought = {
        (c, p): 0.0 if recency is None else age
        for c, p, yes, age in zip(
            market.customer.tolist(),
            market.product.tolist(),
            market.bought.tolist(),
            [0.0] * len(market.customer) if recency is None else recency.tolist(),
            strict=True,
        )
        if yes
    }
    result = []
    for who, what in zip(customer, product, strict=True):
        best = (NO_RULE, 0.0)
        for row, rule in found.table.iterrows():
            firsts = [int(found.baskets.product[item]) for item in found.antecedent[row] if item >= 0]
            in_scope = rule["cluster"] in (-1, analysis.segmentation.cluster_of[who])
            fits = found.baskets.product[int(rule["consequent"])] == what
            if not (in_scope and fits and all((who, first) in bought for first in firsts)):
                continue
            largest = found.table.loc[found.table["cluster"] == rule["cluster"], "support"].max()
            score = 0.45 * rule["confidence"] + 0.2 * rule["support"] / largest + 0.2 * max(1 - 1 / rule["lift"], 0)
            if recency is not None:
                score += 0.15 * 0.5 ** (max(bought[who, first] for first in firsts) / 90)
            if score > best[1] + 1e-12:
                best = (row, score)
        result.append(best)
    return result


@st.composite
def shops(draw):
    """Customers that buy two to four of five products on each of some days."""
    seed = draw(st.integers(0, 10_000))
    rng = np.random.default_rng(seed)
    lines = []
    for customer in range(draw(st.integers(6, 12))):
        for day in range(1, 1 + int(rng.integers(1, 5))):
            basket = rng.choice(5, int(rng.integers(2, 5)), replace=False)
            lines += [(f"C{customer:02}", f"P{product}", 1.0, f"2024-03-{day * 5:02}", 5.0) for product in basket]
    return analyse(make_dataset(lines), OPTIONS)


@settings(max_examples=15, deadline=None)
@given(shops(), st.booleans())
def test_the_best_rule_of_each_offer_is_that_of_a_naive_search(analysis, dated):
    n_customers, n_products = len(analysis.dataset.customers), len(analysis.dataset.products)
    customer, product = (a.ravel() for a in np.indices((n_customers, n_products)))
    recency = None
    if dated:
        recency = (analysis.dataset.period[1] - analysis.baskets.last).astype(float)
    row, score = asked(analysis, customer, product, recency)
    expected = naive(analysis, customer.tolist(), product.tolist(), recency)
    np.testing.assert_allclose(score, [best for _, best in expected], atol=1e-9)
    assert (row >= 0).tolist() == [best[0] >= 0 for best in expected]
    assert ((score >= 0) & (score <= 1)).all()


def offer_of(analysis, customer_id, product_id):
    customer = analysis.dataset.customers["customer_id"].tolist().index(customer_id)
    product = analysis.dataset.products["product_id"].tolist().index(product_id)
    table = analysis.recommendations.of_customer(customer)
    return table[table["product"] == product].iloc[0]


def test_the_reason_of_an_offer_ends_with_the_rule_that_speaks_for_it():
    offer = offer_of(together(), "P6", "roller")
    assert offer["rule"] >= 0
    assert offer["reason"].startswith("6 of 7 peers buy it")
    assert "with “Name of paint”, 18 also hold “Name of roller” (75 %;" in offer["reason"]


def test_an_offer_without_a_rule_says_nothing_of_one():
    table = together().recommendations.table
    assert (table.loc[table["rule"] == NO_RULE, "reason"].str.contains("also hold")).sum() == 0


@pytest.mark.parametrize("level", ["l2"])
def test_rules_between_categories_are_no_evidence_for_a_product(level):
    options = options_from_mapping({"associating": {"level": level}}, OPTIONS)
    analysis = analyse(together().dataset, options)
    assert len(analysis.associations)
    assert (analysis.recommendations.table["rule"] == NO_RULE).all()

"""Rules as evidence for an offer: what the customer already buys that is bought together with it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from engine.associations.associations import Associations
from engine.associations.by_cluster import OVERALL
from engine.market_baskets import MarketBaskets

NO_RULE = -1
CONFIDENCE, SUPPORT, LIFT, RECENCY = 0.45, 0.20, 0.20, 0.15
"""What each part of a rule's score counts, as is known from the trade."""
TRIGGER_HALF_LIFE = 90
"""Days after which the last purchase of the trigger counts half."""


def best_rules(
    associations: Associations,
    market: MarketBaskets,
    customer: NDArray[np.integer],
    product: NDArray[np.integer],
    *,
    cluster_of: NDArray[np.int32],
    recency_days: NDArray[np.float64] | None,
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """For each offer (n) the rule that speaks most for it, and its score from 0 to 1.

    customer, product  of the offers;  cluster_of  int32 (n_customers), -1 for none
    recency_days       float64, days since each entry of `market` was last bought; None without dates

    Rules of the customer's own cluster and of all customers count, where it bought all of their first items and the
    last is the product offered. Score: 0.45 × confidence + 0.20 × support (÷ the largest of its scope) + 0.20 × (1 − 1 ÷
    lift) + 0.15 × how lately the trigger was bought (1 today, half after 90 days; 0 without dates), the weights usual in the trade.
    Returns (row of `associations.table` or -1, score or 0). Rules between categories or brands are no evidence for one
    product. Cost: one look-up per offer, rule for its product and first item.
    """
    n = len(customer)
    none = np.full(n, NO_RULE, dtype=np.int64), np.zeros(n)
    if associations.baskets.level != "product" or not len(associations) or not n:
        return none
    rules = _rules(associations)
    offers = pd.DataFrame({"offer": np.arange(n), "customer": customer, "product": product})
    own = offers.assign(scope=cluster_of[customer])
    both = pd.concat([own[own["scope"] != OVERALL], offers.assign(scope=OVERALL)])
    pairs = both.merge(rules, on=["product", "scope"])
    age = np.zeros(len(pairs))
    holds = np.ones(len(pairs), dtype=bool)
    key = market.customer.astype(np.int64) * market.n_products + market.product
    of_customer = pairs["customer"].to_numpy(dtype=np.int64) * market.n_products
    for first in first_products(associations, pairs["row"].to_numpy()).T:
        known = first >= 0
        wanted = of_customer + np.maximum(first, 0)
        place = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
        bought = (key[place] == wanted) & market.bought[place]
        holds &= bought | ~known
        if recency_days is not None:
            age = np.where(known & bought, np.maximum(age, recency_days[place]), age)
    recent = 0.0 if recency_days is None else np.where(np.isnan(age), 0.0, 0.5 ** (age / TRIGGER_HALF_LIFE))
    pairs["score"] = np.minimum(pairs["base"] + RECENCY * recent, 1.0)
    best = pairs[holds].sort_values(["offer", "score", "row"], ascending=[True, False, True]).drop_duplicates("offer")
    row, score = none
    row[best["offer"].to_numpy()] = best["row"].to_numpy()
    score[best["offer"].to_numpy()] = best["score"].to_numpy()
    return row, score


def first_products(associations: Associations, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Products on the left of some rules, int64 (n_rows, longest), −1 where a rule has fewer."""
    item = associations.antecedent[rows].astype(np.int64)
    return np.where(item >= 0, associations.baskets.product[np.maximum(item, 0)], -1)


def _rules(associations: Associations) -> pd.DataFrame:
    """Product, scope, row and the part of the score that is the same for every customer."""
    table = associations.table
    most = table.groupby("cluster")["support"].transform("max")
    base = (
        CONFIDENCE * table["confidence"]
        + SUPPORT * table["support"] / most
        + LIFT * np.maximum(1 - 1 / table["lift"], 0.0)
    )
    product = associations.baskets.product[table["consequent"].to_numpy()]
    return pd.DataFrame(
        {
            "product": product,
            "scope": table["cluster"].to_numpy(),
            "row": np.arange(len(table)),
            "base": base.to_numpy(),
        }
    )

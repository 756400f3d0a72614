"""Offers ranked by rules: what is bought together with the customer's own products."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from engine.associations.associations import Associations, associate
from engine.associations.by_cluster import OVERALL
from engine.clustering import Segmentation
from engine.dataset import Dataset
from engine.features import Figures
from engine.market_baskets import MarketBaskets
from engine.options import AssociationOptions
from engine.progress import Report
from engine.recommending.candidates import Liking
from engine.recommending.rule_evidence import best_rules, first_products

MOST_RULES = 3_000
"""Rules of each scope that rank offers; many more than a manager reads: on Online Retail NDCG@10 is 0.055 with 50, 0.087 with 3,000."""
BATCH = 500
"""Customers that are looked at together; bounds memory to this × the products that rules lead to × their rules."""


def enough_rules(
    dataset: Dataset,
    baskets: MarketBaskets,
    figures: Figures,
    segmentation: Segmentation,
    *,
    options: AssociationOptions,
    report: Report,
) -> Associations:
    """The rules by which offers are ranked: of single products, `MOST_RULES` of each scope."""
    asked = replace(options, level="product", most_rules=max(options.most_rules, MOST_RULES), most_targets=1)
    return associate(dataset, baskets, figures, segmentation, options=asked, report=report)


def liked_by_rules(dataset: Dataset, baskets: MarketBaskets, segmentation: Segmentation, rules: Associations) -> Liking:
    """The score of the best rule that leads from what a customer buys to a product (see `best_rules`); 0 without one.

    Cost: one look-up per customer, untouched product that a rule of its scope leads to from what it buys, and rule.
    """
    led_to = _LedTo(baskets, segmentation, rules)
    touched = baskets.matrix(np.ones(len(baskets.customer), dtype=np.int8))
    recency = days_since(dataset, baskets)

    def liking(customers: NDArray[np.integer], products: NDArray[np.integer]) -> NDArray[np.floating]:
        found = np.zeros((len(customers), len(products)))
        for start in range(0, len(customers), BATCH):
            batch = customers[start : start + BATCH]
            row, column = np.nonzero(led_to.by(batch, products) & (touched[batch][:, products].toarray() == 0))
            found[start + row, column] = best_rules(
                rules,
                baskets,
                batch[row],
                products[column],
                cluster_of=segmentation.cluster_of,
                recency_days=recency,
            )[1]
        return found

    return liking


class _LedTo:
    """Which products rules lead to from what a customer buys."""

    def __init__(self, baskets: MarketBaskets, segmentation: Segmentation, rules: Associations) -> None:
        first = first_products(rules, np.arange(len(rules.table)))
        rule, place = np.nonzero(first >= 0)
        shape = (baskets.n_products, len(first))
        self._needs = sparse.csr_array((np.ones(len(rule), np.int32), (first[rule, place], rule)), shape)
        self._length = (first >= 0).sum(axis=1)
        self._last = rules.baskets.product[rules.table["consequent"].to_numpy()]
        self._scope, self._cluster_of = rules.table["cluster"].to_numpy(), segmentation.cluster_of
        self._bought = baskets.matrix(baskets.bought.astype(np.int32))

    def by(self, customers: NDArray[np.integer], products: NDArray[np.integer]) -> NDArray[np.bool_]:
        """Whether some rule of its cluster or of all customers leads to each product, bool (n_customers, n_products)."""
        scopes = np.append(np.unique(self._cluster_of[customers]), OVERALL)
        usable = np.flatnonzero(np.isin(self._scope, scopes))
        held = (self._bought[customers] @ self._needs[:, usable]).tocoo()
        row, rule = held.coords
        all_held = held.data >= self._length[usable[rule]]
        found = np.zeros((len(customers), self._needs.shape[0]), dtype=bool)
        found[row[all_held], self._last[usable[rule[all_held]]]] = True
        return np.asarray(found[:, products])


def days_since(dataset: Dataset, baskets: MarketBaskets) -> NDArray[np.float64] | None:
    """Days since each entry of `baskets` was last bought, NaN where it never was; None without dates."""
    if baskets.last is None or dataset.period is None:
        return None
    days = (dataset.period[1] - baskets.last).astype("timedelta64[D]")
    return np.where(np.isnat(days), np.nan, days.astype(np.float64))

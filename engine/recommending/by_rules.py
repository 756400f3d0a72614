"""Offers ranked by rules: what is bought together with the customer's own products."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from engine.associations.associations import Associations, associate
from engine.clustering import Segmentation
from engine.dataset import Dataset
from engine.features import Figures
from engine.market_baskets import MarketBaskets
from engine.options import AssociationOptions
from engine.progress import Report
from engine.recommending.candidates import Liking
from engine.recommending.rule_evidence import best_rules

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

    Cost: one look-up per customer, product that a rule leads to and that it never touched, and rule.
    """
    leads_to = np.zeros(baskets.n_products, dtype=bool)
    leads_to[rules.baskets.product[np.unique(rules.table["consequent"].to_numpy())]] = True
    touched = baskets.matrix(np.ones(len(baskets.customer), dtype=np.int8))
    recency = days_since(dataset, baskets)

    def liking(customers: NDArray[np.integer], products: NDArray[np.integer]) -> NDArray[np.floating]:
        found = np.zeros((len(customers), len(products)))
        led = np.flatnonzero(leads_to[products])
        for start in range(0, len(customers), BATCH):
            batch = customers[start : start + BATCH]
            row, column = np.nonzero(touched[batch][:, products[led]].toarray() == 0)
            found[start + row, led[column]] = best_rules(
                rules,
                baskets,
                batch[row],
                products[led[column]],
                cluster_of=segmentation.cluster_of,
                recency_days=recency,
            )[1]
        return found

    return liking


def days_since(dataset: Dataset, baskets: MarketBaskets) -> NDArray[np.float64] | None:
    """Days since each entry of `baskets` was last bought, NaN where it never was; None without dates."""
    if baskets.last is None or dataset.period is None:
        return None
    days = (dataset.period[1] - baskets.last).astype("timedelta64[D]")
    return np.where(np.isnat(days), np.nan, days.astype(np.float64))

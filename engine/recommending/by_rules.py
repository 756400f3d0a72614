"""Offers ranked by rules: what is bought together with the customer's own products, among what its cluster's peers buy."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from engine.associations.associations import Associations, associate
from engine.clustering import Segmentation
from engine.dataset import Dataset
from engine.features import Figures
from engine.market_baskets import MarketBaskets
from engine.options import AssociationOptions
from engine.progress import Report
from engine.recommending.adoption import Adoption
from engine.recommending.candidates import Offers, may_be_offered
from engine.recommending.reranking import followed_by, of_cluster
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


def rerank_by_rules(
    dataset: Dataset,
    baskets: MarketBaskets,
    segmentation: Segmentation,
    *,
    adoption: Adoption,
    offers: Offers,
    rules: Associations,
    per_customer: int,
    report: Report,
) -> Offers:
    """The offers of peers with those of rules before them: `per_customer` for every customer at most.

    First come the products that a rule leads to from what the customer buys and that somebody else of its cluster buys,
    by the score of the best rule (see `best_rules`), then by adoption; then what `choose` found, where places are left.
    Cost: one look-up per customer, product that a rule leads to, and rule.
    """
    leads_to = rules.baskets.product[np.unique(rules.table["consequent"].to_numpy())]
    leads_to = leads_to[may_be_offered(dataset)[leads_to]].astype(np.int64)
    clustered = np.flatnonzero(segmentation.cluster_of >= 0)
    touched = baskets.matrix(np.ones(len(baskets.customer), dtype=np.int8))
    recency = days_since(dataset, baskets)
    parts: list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]] = []
    for start in range(0, len(clustered) if len(leads_to) else 0, BATCH):
        report("Recommending by rules", start / len(clustered))
        batch = clustered[start : start + BATCH]
        row, column = np.nonzero(_open(touched, adoption, segmentation, batch, leads_to))
        customer, product = batch[row], leads_to[column]
        score = best_rules(rules, baskets, customer, product, cluster_of=segmentation.cluster_of, recency_days=recency)[
            1
        ]
        parts.append((customer[score > 0], product[score > 0], score[score > 0]))
    if not parts:
        return offers
    customer, product, score = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    unranked = np.zeros_like(customer)
    found = of_cluster(adoption, segmentation, customer.astype(np.int32), product.astype(np.int32), unranked)
    order = np.lexsort((product, -found.strength, -score, customer))
    place = np.arange(len(order)) - np.searchsorted(customer[order], customer[order])
    columns = {f.name: getattr(found, f.name)[order] for f in fields(Offers)}
    return followed_by(
        Offers(**columns | {"rank": (place + 1).astype(np.int32)}), offers, per_customer, len(dataset.products)
    )


def days_since(dataset: Dataset, baskets: MarketBaskets) -> NDArray[np.float64] | None:
    """Days since each entry of `baskets` was last bought, NaN where it never was; None without dates."""
    if baskets.last is None or dataset.period is None:
        return None
    days = (dataset.period[1] - baskets.last).astype("timedelta64[D]")
    return np.where(np.isnat(days), np.nan, days.astype(np.float64))


def _open(
    touched: sparse.csr_array,
    adoption: Adoption,
    segmentation: Segmentation,
    batch: NDArray[np.int64],
    products: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Which of `products` each customer of the batch never touched and somebody of its cluster buys."""
    peers_buy = adoption.buyers[0][segmentation.cluster_of[batch]][:, products].toarray() > 0
    return np.asarray(peers_buy & (touched[batch][:, products].toarray() == 0))

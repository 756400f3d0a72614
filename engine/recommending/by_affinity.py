"""Offers ranked by affinity: what goes best with the customer's own products, among what its cluster's peers buy."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from engine.clustering import Segmentation
from engine.dataset import Dataset
from engine.market_baskets import MarketBaskets
from engine.options import RecommendOptions
from engine.progress import Report
from engine.recommending.adoption import Adoption
from engine.recommending.affinity import Affinity, AffinitySettings, fit_affinity, terms_of
from engine.recommending.affinity_ranking import best_by_affinity
from engine.recommending.best_first import NONE
from engine.recommending.candidates import Offers, may_be_offered
from engine.recommending.evidence_at import decayed_purchases, product_momentum
from engine.recommending.reranking import followed_by, of_cluster

NAMED = 2
"""Own products that a reason names."""


def settings_of(options: RecommendOptions) -> AffinitySettings:
    """The settings of affinity that the options ask for."""
    return AffinitySettings(options.half_life, options.ridge, options.momentum_days, options.momentum)


def with_settings(options: RecommendOptions, settings: AffinitySettings) -> RecommendOptions:
    """The options that ask for these settings of affinity."""
    return replace(
        options,
        half_life=round(settings.half_life),
        ridge=settings.ridge,
        momentum_days=settings.window,
        momentum=settings.power,
    )


def fitted(baskets: MarketBaskets, settings: AffinitySettings, report: Report) -> Affinity:
    """The affinity of all customers' purchases; see `fit_affinity`."""
    purchases = decayed_purchases(baskets, settings.half_life)
    return fit_affinity(purchases, product_momentum(baskets, settings.window), settings, report=report)


def rerank(
    dataset: Dataset,
    baskets: MarketBaskets,
    segmentation: Segmentation,
    *,
    adoption: Adoption,
    offers: Offers,
    affinity: Affinity,
    per_customer: int,
    report: Report,
) -> Offers:
    """The offers of peers with those of affinity before them: `per_customer` for every customer at most.

    First come the products that somebody else of the customer's cluster buys and that score above 0, best first; then
    what `choose` found, in its order, where places are left: products without a score, and wider rings. What is offered at all
    is as in `choose`. Customers in no cluster keep their offers as they are.
    Cost: O(own products × fitted products) for each customer.
    """
    purchases = decayed_purchases(baskets, affinity.settings.half_life)
    touched = baskets.matrix(np.ones(len(baskets.customer), dtype=np.int8))
    clustered = np.flatnonzero(segmentation.cluster_of >= 0).astype(np.int32)
    best = best_by_affinity(
        affinity,
        purchases,
        touched,
        clustered,
        per_customer,
        group_of=segmentation.cluster_of,
        offerable=may_be_offered(dataset),
        report=report,
    )
    row, place = np.nonzero(best != NONE)
    found = of_cluster(adoption, segmentation, clustered[row], best[row, place], place)
    return followed_by(found, offers, per_customer, len(dataset.products))


def because_of(dataset: Dataset, baskets: MarketBaskets, affinity: Affinity, offers: Offers) -> NDArray[np.object_]:
    """For each offer “Goes with “A” and “B”, which it buys. ”, to stand before the peers, or "" where nothing that the customer buys speaks for it.

    Named are the own products with the largest terms of its score (see `because`). Cost: one small product for each customer.
    """
    purchases = decayed_purchases(baskets, affinity.settings.half_life)
    names = dataset.products["product_name"].astype(str).to_numpy()
    place = np.full(len(names), NONE)
    place[affinity.products] = np.arange(len(affinity.products))
    texts = np.full(len(offers.customer), "", dtype=object)
    starts = np.searchsorted(offers.customer, np.arange(baskets.n_customers + 1))
    for customer in np.unique(offers.customer).tolist():
        span = np.arange(starts[customer], starts[customer + 1])
        span = span[place[offers.product[span]] != NONE]
        held = slice(purchases.indptr[customer], purchases.indptr[customer + 1])
        own, weight = purchases.indices[held], purchases.data[held]
        own, weight = own[place[own] != NONE], weight[place[own] != NONE]
        terms = terms_of(affinity, place[own], weight, place[offers.product[span]])
        for at, column in zip(span.tolist(), terms.T, strict=True):
            order = np.lexsort((own, -column))[:NAMED]
            if telling := [f"“{names[own[i]]}”" for i in order if column[i] > 0]:
                texts[at] = f"Goes with {' and '.join(telling)}, which it buys. "
    return texts

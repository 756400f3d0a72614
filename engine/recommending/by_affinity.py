"""Offers ranked by affinity: what goes best with the customer's own products."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from engine.dataset import Dataset
from engine.market_baskets import MarketBaskets
from engine.options import RecommendOptions
from engine.progress import Report
from engine.recommending.affinity import Affinity, AffinitySettings, fit_affinity, scores, terms_of
from engine.recommending.best_first import NONE
from engine.recommending.candidates import Liking, Offers
from engine.recommending.evidence_at import decayed_purchases, product_momentum

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


def liked_by_affinity(baskets: MarketBaskets, affinity: Affinity) -> Liking:
    """The scores of an affinity (see `scores`); 0 for products that it was not fitted on."""
    purchases = decayed_purchases(baskets, affinity.settings.half_life)
    place = _places(affinity, baskets.n_products)

    def liking(customers: NDArray[np.integer], products: NDArray[np.integer]) -> NDArray[np.floating]:
        found = np.zeros((len(customers), len(products)), dtype=np.float32)
        fitted_ones = np.flatnonzero(place[products] != NONE)
        found[:, fitted_ones] = scores(affinity, purchases[customers])[:, place[products[fitted_ones]]]
        return found

    return liking


def because_of(dataset: Dataset, baskets: MarketBaskets, affinity: Affinity, offers: Offers) -> NDArray[np.object_]:
    """For each offer “Goes with “A” and “B”, which it buys. ”, to stand before the peers, or "" where nothing that the customer buys speaks for it.

    Named are the own products with the largest terms of its score (see `because`), each less what it is for customers in the
    mean: milk, which everybody buys, speaks for nothing in particular. Cost: one small product for each customer.
    """
    purchases = decayed_purchases(baskets, affinity.settings.half_life)
    usual = np.asarray(purchases.mean(axis=0)).ravel()
    names = dataset.products["product_name"].astype(str).to_numpy()
    place = _places(affinity, baskets.n_products)
    texts = np.full(len(offers.customer), "", dtype=object)
    starts = np.searchsorted(offers.customer, np.arange(baskets.n_customers + 1))
    for customer in np.unique(offers.customer).tolist():
        span = np.arange(starts[customer], starts[customer + 1])
        span = span[place[offers.product[span]] != NONE]
        held = slice(purchases.indptr[customer], purchases.indptr[customer + 1])
        own, weight = purchases.indices[held], purchases.data[held]
        own, weight = own[place[own] != NONE], weight[place[own] != NONE]
        terms = terms_of(affinity, place[own], weight - usual[own], place[offers.product[span]])
        for at, column in zip(span.tolist(), terms.T, strict=True):
            order = np.lexsort((own, -column))[:NAMED]
            if telling := [f"“{names[own[i]]}”" for i in order if column[i] > 0]:
                texts[at] = f"Goes with {' and '.join(telling)}, which it buys. "
    return texts


def _places(affinity: Affinity, n_products: int) -> NDArray[np.int64]:
    """The place of each product (n_products) in `affinity.products`, NONE for those that were not fitted."""
    place = np.full(n_products, NONE, dtype=np.int64)
    place[affinity.products] = np.arange(len(affinity.products))
    return place

"""What the peers behind an offer typically order, and what share of their money they spend on the product."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.features import Figures
from engine.market_baskets import MarketBaskets
from engine.recommending.adoption import Adoption
from engine.recommending.candidates import Offers
from engine.typical import grouped_median


@dataclass(frozen=True, eq=False, slots=True)
class PeerFigures:
    """Parallel to the offers; NaN where nobody of the ring buys the product.

    order_size  float64, the median order of the product
    order_spend  float64, the median of spend ÷ orders of the product, over those that buy it; NaN without money
    share       float64, the median of spend on it ÷ all spend, over those that buy it; NaN without money
    """

    order_size: NDArray[np.float64]
    order_spend: NDArray[np.float64]
    share: NDArray[np.float64]


def peer_figures(baskets: MarketBaskets, figures: Figures, adoption: Adoption, offers: Offers) -> PeerFigures:
    """The medians over the buyers in each offer's ring and group. Cost: one sort of the baskets per ring."""
    order_size, order_spend, share = np.full((3, len(offers.customer)), np.nan)
    bought, purchases = baskets.bought, baskets.purchases
    counts = bought[purchases.pair]
    shares = share_of_spend(baskets, figures)
    for number, ring in enumerate(adoption.rings):
        here = np.flatnonzero((offers.ring == number) & (offers.group >= 0))
        if not len(here):
            continue
        asked = offers.group[here].astype(np.int64) * baskets.n_products + offers.product[here]
        wanted, place = np.unique(asked, return_inverse=True)
        key = ring.group_of[baskets.customer].astype(np.int64) * baskets.n_products + baskets.product
        order_size[here] = grouped_median(key[purchases.pair[counts]], purchases.quantity[counts], wanted)[place]
        if shares is not None:
            known = bought & np.isfinite(shares)
            share[here] = grouped_median(key[known], shares[known], wanted)[place]
        if baskets.spend is not None:
            each = baskets.spend[bought] / baskets.times[bought]
            order_spend[here] = grouped_median(key[bought], each, wanted)[place]
    return PeerFigures(order_size, order_spend, share)


def share_of_spend(baskets: MarketBaskets, figures: Figures) -> NDArray[np.float64] | None:
    """For each entry of `baskets` its spend ÷ all spend of its customer; NaN where that is none; None without money."""
    if baskets.spend is None or figures.spend is None:
        return None
    all_spend = figures.spend[baskets.customer]
    unknown = np.full(len(all_spend), np.nan)
    return np.asarray(np.divide(baskets.spend, all_spend, out=unknown, where=all_spend > 0))

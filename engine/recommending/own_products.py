"""Plays on products that the customer buys already: lapsed, reorder due, spend gap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.clustering import Segmentation
from engine.dataset import Dataset
from engine.features import Figures
from engine.market_baskets import MarketBaskets
from engine.options import RecommendOptions
from engine.recommending.adoption import Adoption
from engine.recommending.candidates import Offers
from engine.recommending.dismissed import dismissed_pairs
from engine.recommending.habits import Habits
from engine.recommending.offerable import offerable
from engine.recommending.peer_figures import peer_figures, share_of_spend
from engine.recommending.recommendations import PLAYS
from engine.sparse_values import values_at
from engine.typical import grouped_median

LEAST_DAYS_DUE = 3
"""Days on which a product must have been bought for its rhythm to say that an order is due."""
LEAST_IDLE = 30.0
"""Days without a product before it can have lapsed: whoever buys petrol every other day has not given it up after a week."""
LEAST_BUYERS, LEAST_ADOPTION = 5, 0.25
"""A spend gap is told from peers only where so many of them, and such a share, buy the product."""


@dataclass(frozen=True, eq=False, slots=True)
class OwnOffers:
    """Offers of products that the customer buys, by customer, play and place within the play.

    offers  as in `Offers`; `rank` is the place within the play, `ring` the cluster, without peers for customers in none
    play    int8, position in PLAYS
    entry   int64, position in `MarketBaskets`
    worth   float64, money: of a lapsed product what the customer spent on it in a year, of one that is due the order,
            of a spend gap the gap in a year; NaN without money
    """

    offers: Offers
    play: NDArray[np.int8]
    entry: NDArray[np.int64]
    worth: NDArray[np.float64]


def own_offers(
    dataset: Dataset,
    baskets: MarketBaskets,
    figures: Figures,
    segmentation: Segmentation,
    *,
    adoption: Adoption,
    habits: Habits | None,
    options: RecommendOptions,
) -> OwnOffers:
    """For each customer and play the products worth most, at most `per_play` of them; each product in one play only.

    Lapsed: bought on two days or more, and not for `lapsed_after` × the customer's own median interval, nor for `LEAST_IDLE`
    days. Reorder due: bought on at least three days, and the interval has passed, but not so often. Spend gap: bought,
    neither of those, and at less than `spend_gap` × what the customer would spend at its peers' median share of spend,
    where a quarter of them, and five, buy it. Ranked by money (buy of it without). Cost: one sort of the baskets.
    """
    usable = baskets.bought & offerable(dataset, baskets, options)[baskets.product]
    usable &= segmentation.segment_of[baskets.customer] >= 0
    usable &= values_at(dismissed_pairs(dataset, options), baskets.customer, baskets.product) == 0
    play = np.full(len(baskets.customer), -1, dtype=np.int8)
    worth = np.full(len(play), np.nan)
    gap = _gap(dataset, baskets, figures, segmentation, adoption=adoption, options=options)
    wide = usable & (gap > 0)
    play[wide], worth[wide] = PLAYS.index("spend gap"), gap[wide]
    if habits is not None:
        passed = np.divide(habits.idle, habits.interval, out=np.zeros(len(play)), where=habits.interval > 0)
        lapsed = usable & (passed > options.lapsed_after) & (habits.idle >= LEAST_IDLE)
        due = usable & (passed >= 1) & (passed <= options.lapsed_after) & (habits.days >= LEAST_DAYS_DUE)
        play[lapsed], play[due] = PLAYS.index("lapsed"), PLAYS.index("reorder due")
        if baskets.spend is not None:
            worth[lapsed] = baskets.spend[lapsed] / dataset.years
            worth[due] = (baskets.spend / np.maximum(baskets.times, 1))[due]
    found = np.flatnonzero(play >= 0)
    size = baskets.quantity[found] if baskets.spend is None else worth[found]
    customer = baskets.customer[found]
    order = np.lexsort((baskets.product[found], -size, play[found], customer))
    found = found[order]
    key = baskets.customer[found].astype(np.int64) * len(PLAYS) + play[found]
    place = np.arange(len(found)) - np.searchsorted(key, key)
    found, place = found[place < options.per_play], place[place < options.per_play]
    offers = _with_peers(adoption, segmentation, baskets.customer[found], baskets.product[found], place)
    return OwnOffers(offers, play[found], found, worth[found])


def own_order_size(baskets: MarketBaskets, entry: NDArray[np.int64]) -> NDArray[np.float64]:
    """The median order of each entry of `baskets`."""
    wanted, place = np.unique(entry, return_inverse=True)
    return grouped_median(baskets.purchases.pair, baskets.purchases.quantity, wanted)[place]


def _gap(
    dataset: Dataset,
    baskets: MarketBaskets,
    figures: Figures,
    segmentation: Segmentation,
    *,
    adoption: Adoption,
    options: RecommendOptions,
) -> NDArray[np.float64]:
    """Money in a year by which each entry falls short of its peers; 0 where it does not, or too few of them buy it."""
    gap = np.zeros(len(baskets.customer))
    own = share_of_spend(baskets, figures)
    if own is None or figures.spend is None:
        return gap
    entry = np.flatnonzero(baskets.bought & (segmentation.cluster_of[baskets.customer] >= 0) & np.isfinite(own))
    peers = _with_peers(adoption, segmentation, baskets.customer[entry], baskets.product[entry], np.zeros_like(entry))
    enough = (peers.buyers >= LEAST_BUYERS) & (peers.buyers >= LEAST_ADOPTION * peers.peers)
    usual = peer_figures(baskets, figures, adoption, peers).share
    short = enough & (own[entry] < options.spend_gap * usual)
    gap[entry[short]] = ((usual - own[entry]) * figures.spend[baskets.customer[entry]] / dataset.years)[short]
    return gap


def _with_peers(
    adoption: Adoption,
    segmentation: Segmentation,
    customer: NDArray[np.int32],
    product: NDArray[np.int32],
    place: NDArray[np.int64],
) -> Offers:
    """Offers of products that the customer buys, with the figures of its cluster; it is not its own peer, and in none has none."""
    group = segmentation.cluster_of[customer]
    buyers, strength, earned = np.zeros((3, len(customer)))
    for cluster in np.unique(group[group >= 0]):
        here = np.flatnonzero(group == cluster)
        for column, values in zip((buyers, strength, earned), adoption.of_group(0, int(cluster)), strict=True):
            column[here] = values[product[here]]
    return Offers(
        customer=customer.astype(np.int32),
        product=product.astype(np.int32),
        rank=(place + 1).astype(np.int32),
        ring=np.zeros(len(customer), dtype=np.int8),
        group=group.astype(np.int32),
        buyers=np.maximum(buyers - 1, 0).astype(np.int32),
        peers=np.where(group >= 0, adoption.rings[0].sizes[group] - 1, 0).astype(np.int32),
        strength=strength,
        earned=earned,
    )

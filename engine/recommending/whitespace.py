"""The whitespace play: what peers buy and this customer never bought."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from engine.associations.associations import Associations
from engine.associations.rule_words import rule_sentences
from engine.clustering import Segmentation
from engine.dataset import Dataset
from engine.features import Figures
from engine.market_baskets import MarketBaskets
from engine.options import AssociationOptions, RecommendOptions
from engine.progress import Report
from engine.recommending.adoption import Adoption
from engine.recommending.by_affinity import because_of
from engine.recommending.by_rules import days_since
from engine.recommending.candidates import Offers
from engine.recommending.ranking import ranked_offers
from engine.recommending.reasons import reasons
from engine.recommending.recommendations import Recommendations
from engine.recommending.rule_evidence import NO_RULE, best_rules
from engine.totals import total_by
from engine.typical import grouped_median, sellable

GRADES = ("A", "B", "C")
STRONG_ADOPTION, STRONG_PEERS = 0.4, 5
"""Grade A: at least 40 % of at least five peers buy it, the defaults usual in the trade."""
FAIR_ADOPTION, FAIR_BUYERS = 0.1, 2
"""Grade B: at least one peer in ten, and no fewer than two."""


def recommend(
    dataset: Dataset,
    baskets: MarketBaskets,
    figures: Figures,
    segmentation: Segmentation,
    *,
    options: RecommendOptions,
    report: Report,
    associations: Associations | None = None,
) -> Recommendations:
    """Offer each customer what the peers of its cluster buy and it does not, best first.

    Ranking: shrunken adoption, then what those peers spend on the product (see `choose`). Suggested quantity: the
    peers' median order of that product. Expected value in a year: shrunken adoption × the median of what its buyers
    among the peers spend on it in a year, scaled down where a customer's list would be worth more than `value_cap` of
    its own yearly spend. Grade A: 40 % of at least five peers buy it; B: one peer in ten, at least two; C: fewer, or
    a wider ring. With the method “affinity” the offers of a ring are ranked by it, and the reason
    begins with the own products that speak for it. Where a rule of `associations` speaks for an offer, its sentence
    follows the peers (see `best_rules`).
    """
    associating = AssociationOptions() if associations is None else associations.options
    ranked = ranked_offers(
        dataset, baskets, figures, segmentation, options=options, associating=associating, report=report
    )
    adoption, offers = ranked.adoption, ranked.offers
    report("Writing the reasons", 0.0)
    typical, spending = _typical(baskets, adoption, offers)
    order_size = sellable(typical, baskets.purchases.quantity)
    rule = _rules(dataset, baskets, segmentation, offers, associations)
    table = pd.DataFrame(
        {
            "customer": offers.customer,
            "product": offers.product,
            "play": _category(np.zeros(len(offers.customer), dtype=np.int8), ("whitespace",)),
            "rank": offers.rank,
            "ring": _category(offers.ring, tuple(ring.name for ring in adoption.rings)),
            "buyers": offers.buyers,
            "peers": offers.peers,
            "adoption": offers.buyers / np.maximum(offers.peers, 1),
            "strength": offers.strength,
            "revenue": offers.earned,
            "quantity": order_size,
            "value": _value(dataset, figures, offers, spending, options.value_cap),
            "grade": _category(_grade(offers), GRADES),
            "rule": rule,
        }
    )
    alone = segmentation.cluster_of < 0
    table["reason"] = reasons(
        dataset, baskets, adoption, offers, order_size=order_size, named=options.named_peers, alone=alone
    )
    if ranked.affinity is not None:
        table["reason"] = because_of(dataset, baskets, ranked.affinity, offers) + table["reason"]
    speaking = associations if ranked.rules is None else ranked.rules
    if speaking is not None:
        by = rule if speaking is associations else _rules(dataset, baskets, segmentation, offers, speaking)
        table["reason"] += _said(speaking, segmentation, by)
    return Recommendations(table)


def _rules(
    dataset: Dataset,
    baskets: MarketBaskets,
    segmentation: Segmentation,
    offers: Offers,
    associations: Associations | None,
) -> NDArray[np.int64]:
    if associations is None:
        return np.full(len(offers.customer), NO_RULE, dtype=np.int64)
    return best_rules(
        associations,
        baskets,
        offers.customer,
        offers.product,
        cluster_of=segmentation.cluster_of,
        recency_days=days_since(dataset, baskets),
    )[0]


def _said(associations: Associations, segmentation: Segmentation, rule: NDArray[np.int64]) -> NDArray[np.object_]:
    """The sentence of each rule with a space before it, "" for none; each is written once."""
    distinct, place = np.unique(rule, return_inverse=True)
    known = distinct[distinct != NO_RULE]
    sentences = [f" {sentence}" for sentence in rule_sentences(associations, segmentation, known.tolist())]
    texts = np.array([*[""] * (len(distinct) - len(known)), *sentences], dtype=object)
    return np.asarray(texts[place])


def _typical(
    baskets: MarketBaskets, adoption: Adoption, offers: Offers
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each offer the median order of its buyers among the peers, and the median of what they spend on it in all."""
    order_size = np.full(len(offers.customer), np.nan)
    spending = order_size.copy()
    bought = baskets.bought
    purchases = baskets.purchases
    counts = bought[purchases.pair]
    for number, ring in enumerate(adoption.rings):
        here = np.flatnonzero(offers.ring == number)
        if not len(here):
            continue
        wanted, place = np.unique(
            offers.group[here].astype(np.int64) * baskets.n_products + offers.product[here], return_inverse=True
        )
        key = ring.group_of[baskets.customer].astype(np.int64) * baskets.n_products + baskets.product
        order_size[here] = grouped_median(key[purchases.pair[counts]], purchases.quantity[counts], wanted)[place]
        if baskets.spend is not None:
            spending[here] = grouped_median(key[bought], baskets.spend[bought], wanted)[place]
    return order_size, spending


def _value(
    dataset: Dataset, figures: Figures, offers: Offers, spending: NDArray[np.float64], cap: float
) -> NDArray[np.float64]:
    if figures.spend is None:
        return np.full(len(spending), np.nan)
    value = np.maximum(offers.strength * spending / dataset.years, 0.0)
    total = total_by(offers.customer, value, len(figures.spend))
    most = cap * np.maximum(figures.spend, 0.0) / dataset.years
    scale = np.divide(most, total, out=np.ones_like(total), where=total > most)
    return np.asarray(np.round(value * scale[offers.customer], 2))


def _grade(offers: Offers) -> NDArray[np.int8]:
    strong = (offers.peers >= STRONG_PEERS) & (offers.buyers >= STRONG_ADOPTION * offers.peers)
    fair = (offers.buyers >= FAIR_BUYERS) & (offers.buyers >= FAIR_ADOPTION * offers.peers)
    grade = np.where(strong, 0, np.where(fair, 1, 2))
    return np.where(offers.ring > 0, 2, grade).astype(np.int8)


def _category(codes: NDArray[np.int8], names: tuple[str, ...]) -> pd.Categorical[Any]:
    return pd.Categorical.from_codes(codes.tolist(), dtype=pd.CategoricalDtype(list(names), ordered=True))

"""What is said of each offer: its reason, and the rule that speaks for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.associations.associations import Associations
from engine.associations.rule_words import rule_sentences
from engine.clustering import Segmentation
from engine.dataset import Dataset
from engine.market_baskets import MarketBaskets
from engine.recommending.by_affinity import because_of
from engine.recommending.by_rules import days_since
from engine.recommending.candidates import Offers
from engine.recommending.listing import NEW, Listed
from engine.recommending.own_reasons import own_reasons
from engine.recommending.ranking import Ranked
from engine.recommending.reasons import reasons
from engine.recommending.rule_evidence import NO_RULE, best_rules


@dataclass(frozen=True, eq=False, slots=True)
class Words:
    """Parallel to the offers. rule  int64, row of `Associations.table`, NO_RULE for none;  reason  text"""

    rule: NDArray[np.int64]
    reason: NDArray[np.object_]


def words(
    dataset: Dataset,
    baskets: MarketBaskets,
    segmentation: Segmentation,
    listed: Listed,
    *,
    quantity: NDArray[np.float64],
    associations: Associations | None,
    named: int,
) -> Words:
    """New products: the own products that go with it where affinity ranks, the peers, the rule. Others: see `own_reasons`.

    quantity  float64, the usual order of each offer;  named  how many peers are named
    """
    new, ranked, offers = listed.entry == NEW, listed.ranked, listed.ranked.offers
    rule, texts = np.full(len(new), NO_RULE, dtype=np.int64), np.full(len(new), "", dtype=object)
    rule[new] = _rules(dataset, baskets, segmentation, offers, associations)
    texts[~new] = own_reasons(listed, ~new)
    alone = segmentation.cluster_of < 0
    texts[new] = reasons(dataset, baskets, ranked.adoption, offers, order_size=quantity[new], named=named, alone=alone)
    if ranked.affinity is not None:
        texts[new] = because_of(dataset, baskets, ranked.affinity, offers) + texts[new]
    texts[new] += _said_by_rules(dataset, baskets, segmentation, ranked, rule=rule[new], associations=associations)
    return Words(rule, texts)


def _said_by_rules(
    dataset: Dataset,
    baskets: MarketBaskets,
    segmentation: Segmentation,
    ranked: Ranked,
    *,
    rule: NDArray[np.int64],
    associations: Associations | None,
) -> NDArray[np.object_]:
    """The rule that ranked the offer, else the one of `associations` that speaks for it, with a space before it, or ""."""
    if ranked.rules is not None:
        associations = ranked.rules
        rule = _rules(dataset, baskets, segmentation, ranked.offers, ranked.rules)
    if associations is None:
        return np.full(len(rule), "", dtype=object)
    distinct, place = np.unique(rule, return_inverse=True)
    known = distinct[distinct != NO_RULE]
    sentences = [f" {sentence}" for sentence in rule_sentences(associations, segmentation, known.tolist())]
    texts = np.array([*[""] * (len(distinct) - len(known)), *sentences], dtype=object)
    return np.asarray(texts[place])


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

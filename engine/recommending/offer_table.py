"""The table of recommendations: the list with its order, its values and its reasons."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from engine.associations.associations import Associations
from engine.clustering import Segmentation
from engine.dataset import Dataset
from engine.features import Figures
from engine.market_baskets import MarketBaskets
from engine.options import AssociationOptions, RecommendOptions
from engine.progress import Report
from engine.recommending.chances import UNKNOWN, Chances
from engine.recommending.listing import NEW, Listed, make_list
from engine.recommending.offer_words import words
from engine.recommending.own_products import own_order_size
from engine.recommending.packs import in_packs, pack_sizes, said_in_packs
from engine.recommending.recommendations import GRADES, PLAYS, Recommendations
from engine.recommending.valuing import expected_values, margins
from engine.typical import sellable


def recommend(
    dataset: Dataset,
    baskets: MarketBaskets,
    figures: Figures,
    segmentation: Segmentation,
    *,
    options: RecommendOptions,
    associating: AssociationOptions,
    report: Report,
    associations: Associations | None = None,
    chances: Chances = UNKNOWN,
) -> Recommendations:
    """Offer each customer what the peers of its cluster buy and it does not, and what it buys but too little, late or no more.

    The list is that of `make_list`. Suggested quantity: the median order of the product, the peers' where it is new to the
    customer, else its own, rounded up to whole packs where their size is known. Values: see `expected_values`; words: see
    `words`. The offers of a customer are ordered by their chance, without breaking the order within a play; where
    nothing is proven the plays take turns.
    """
    listed = make_list(dataset, baskets, figures, segmentation, options=options, associating=associating, report=report)
    report("Writing the reasons", 0.0)
    offers = listed.offers
    typical = _quantity(baskets, listed)
    packs = pack_sizes(dataset, offers.product)
    quantity = in_packs(typical, packs)
    chance = chances.of(listed.play, offers.ring > 0, listed.grade, offers.rank)
    margin = margins(dataset)
    said = words(
        dataset, baskets, segmentation, listed, quantity=typical, associations=associations, named=options.named_peers
    )
    table = pd.DataFrame(
        {
            "customer": offers.customer,
            "product": offers.product,
            "play": _category(listed.play, PLAYS),
            "rank": offers.rank,
            "ring": _category(offers.ring, tuple(ring.name for ring in listed.ranked.adoption.rings)),
            "buyers": offers.buyers,
            "peers": offers.peers,
            "adoption": offers.buyers / np.maximum(offers.peers, 1),
            "strength": offers.strength,
            "revenue": offers.earned,
            "quantity": quantity,
            "chance": chance,
            "worth": np.round(listed.worth if margin is None else listed.worth * margin[offers.product], 2),
            "value": expected_values(dataset, figures, listed, chance, margin=margin, cap=options.value_cap),
            "grade": _category(listed.grade, GRADES),
            "last": listed.last.astype("datetime64[s]"),
            "interval": listed.interval,
            "rule": said.rule,
            "reason": said.reason + said_in_packs(quantity, packs),
        }
    )
    table = _numbered(_for_reps(dataset, table.iloc[_order(listed, chance)], options.per_rep))
    return Recommendations(table, by_margin=margin is not None)


def _quantity(baskets: MarketBaskets, listed: Listed) -> NDArray[np.float64]:
    typical = listed.usual.order_size.copy()
    own = listed.entry != NEW
    typical[own] = own_order_size(baskets, listed.entry[own])
    return sellable(typical, baskets.purchases.quantity)


def _order(listed: Listed, chance: NDArray[np.float64]) -> NDArray[np.int64]:
    """By customer, then by chance; an offer never stands before one of its play that has a better place."""
    offers = listed.offers
    lead = pd.Series(chance).groupby([offers.customer, listed.play]).cummin().fillna(-1.0).to_numpy()
    return np.lexsort((listed.play, offers.rank, -lead, offers.customer))


def _for_reps(dataset: Dataset, table: pd.DataFrame, most: int) -> pd.DataFrame:
    """The `most` offers of each rep that are worth most, all of them where `most` is 0; in the same order."""
    reps = dataset.customer_values("rep")
    if not most or reps is None:
        return table
    rep = reps.to_numpy()[table["customer"]]
    best = table["value"].fillna(table["chance"]).fillna(table["strength"]).rank(method="first", ascending=False)
    kept = best.groupby(rep).rank() <= most
    return table[kept.to_numpy()]


def _numbered(table: pd.DataFrame) -> pd.DataFrame:
    customer = table["customer"].to_numpy()
    return table.reset_index(drop=True).assign(
        rank=(np.arange(len(table)) - np.searchsorted(customer, customer) + 1).astype(np.int32)
    )


def _category(codes: NDArray[np.int8], names: tuple[str, ...]) -> pd.Categorical[Any]:
    return pd.Categorical.from_codes(codes.tolist(), dtype=pd.CategoricalDtype(list(names), ordered=True))

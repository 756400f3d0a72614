"""The reason of an offer, in a sentence a rep can say on the phone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.dataset import Dataset
from engine.market_baskets import MarketBaskets
from engine.recommending.adoption import Adoption
from engine.recommending.candidates import Offers
from engine.roles import Role


def reasons(
    dataset: Dataset,
    baskets: MarketBaskets,
    adoption: Adoption,
    offers: Offers,
    *,
    order_size: NDArray[np.float64],
    named: int,
    alone: NDArray[np.bool_],
) -> NDArray[np.object_]:
    """One text per offer: “4 of 5 peers buy it, among them HomeWorks; typical order 12.”

    alone  bool (n_customers), those in no cluster, who have no peers

    The named peers are those that buy most of the product. Offers of one product to customers of one group share their
    reason, so each is written once. Cost: one sort of the baskets per ring.
    """
    result = np.empty(len(offers.customer), dtype=object)
    names = dataset.customers["customer_name"].astype(str).to_numpy()
    units = _units(dataset)
    for number, ring in enumerate(adoption.rings):
        here = np.flatnonzero(offers.ring == number)
        if not len(here):
            continue
        key = offers.group[here].astype(np.int64) * baskets.n_products + offers.product[here]
        wanted, which = np.unique(key, return_inverse=True)
        biggest = _biggest_buyers(baskets, ring.group_of, wanted, named)
        _, first, place = np.unique(which * 2 + alone[offers.customer[here]], return_index=True, return_inverse=True)
        texts = np.empty(len(first), dtype=object)
        for i, at in enumerate(first):
            offer = here[at]
            among = _among([names[c] for c in biggest[which[at]] if c >= 0], int(offers.buyers[offer]))
            whose = ring.names[offers.group[offer]]
            count = f"{offers.buyers[offer]:,} of {offers.peers[offer]:,} {whose}"
            verb = "buys" if offers.buyers[offer] == 1 else "buy"
            unit = units[offers.product[offer]]
            texts[i] = f"{count} {verb} it{among}; typical order {order_size[offer]:,.10g}{unit}."
            if number:
                why = (
                    "it is in no cluster" if alone[offers.customer[offer]] else "its peers are few or offer too little"
                )
                texts[i] += f" From a wider ring ({ring.name}), because {why}."
        result[here] = texts[place]
    return result


def _biggest_buyers(
    baskets: MarketBaskets, group_of: NDArray[np.int32], wanted: NDArray[np.int64], named: int
) -> NDArray[np.int64]:
    """Customer codes (n_wanted, named) that buy most of each group and product; -1 where there are fewer."""
    group = group_of[baskets.customer]
    key = group.astype(np.int64) * baskets.n_products + baskets.product
    position = np.minimum(np.searchsorted(wanted, key), len(wanted) - 1)
    rows = np.flatnonzero(baskets.bought & (wanted[position] == key))
    rows = rows[np.lexsort((baskets.customer[rows], -baskets.quantity[rows], position[rows]))]
    place = position[rows]
    nth = np.arange(len(rows)) - np.searchsorted(place, place)
    result = np.full((len(wanted), named), -1, dtype=np.int64)
    kept = nth < named
    result[place[kept], nth[kept]] = baskets.customer[rows[kept]]
    return result


def _among(names: list[str], buyers: int) -> str:
    if not names:
        return ""
    listed = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return f": {listed}" if len(names) == buyers else f", among them {listed}"


def _units(dataset: Dataset) -> list[str]:
    column = dataset.products.get(Role.UNIT_OF_MEASURE)
    if column is None:
        return [""] * len(dataset.products)
    return [f" ({unit})" if unit else "" for unit in column.fillna("").astype(str)]

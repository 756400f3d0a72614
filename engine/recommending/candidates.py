"""Candidates: for each customer the first few products that its peers buy and it never bought."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from engine.clustering import Segmentation
from engine.dataset import Dataset
from engine.market_baskets import MarketBaskets
from engine.options import RecommendOptions
from engine.progress import Report
from engine.recommending.adoption import Adoption
from engine.recommending.best_first import NONE, best_first, first_free
from engine.recommending.dismissed import dismissed_pairs
from engine.recommending.offerable import offerable
from engine.recommending.variety import Categories, category_codes

BATCH = 1_000
"""Customers that are looked at together; bounds memory to this × the number of products, a few numbers each."""

LEAST_LIKED = 0.1
"""Of the buyers that a product would have in a cluster if it bought like all customers, those it must have to be offered there."""

Liking = Callable[[NDArray[np.integer], NDArray[np.integer]], NDArray[np.floating]]
"""(customers, products) → how much speaks for each product, float (n_customers, n_products); 0 or less where nothing does."""


@dataclass(frozen=True, eq=False, slots=True)
class Offers:
    """Parallel arrays, one entry per offer; sorted by customer, then rank.

    rank         from 1 within the customer
    ring, group  whose adoption it is: position in `Adoption.rings`, group in that ring
    strength     shrunken adoption
    earned       what the buyers of the group spend on the product (buy of it without money)
    """

    customer: NDArray[np.int32]
    product: NDArray[np.int32]
    rank: NDArray[np.int32]
    ring: NDArray[np.int8]
    group: NDArray[np.int32]
    buyers: NDArray[np.int32]
    peers: NDArray[np.int32]
    strength: NDArray[np.float64]
    earned: NDArray[np.float64]


def choose(
    dataset: Dataset,
    baskets: MarketBaskets,
    segmentation: Segmentation,
    adoption: Adoption,
    *,
    options: RecommendOptions,
    report: Report,
    liking: Liking | None = None,
) -> Offers:
    """Fill `options.per_customer` places for every customer: from its cluster first, then from wider rings.

    Within a ring products are ranked by shrunken adoption, then by what those peers spend on them; where a `liking` is
    given, what it speaks for comes before, best first, and a ring with fewer than `options.fewest_peers` is ranked
    together with the next wider one that has as many: each offer then bears the nearest ring in which somebody buys it.
    Never offered are products that the customer ever touched (also those it returned) or turned down, and those that are
    not `offerable` to anybody or that the customer's cluster hardly buys (`LEAST_LIKED`). A wider ring only fills places
    in categories that the customer's cluster buys, so that painters' brushes are never offered to builders. A customer in
    no cluster begins with its segment, in the categories that it buys itself. Past `options.per_category` a category waits until the others had their turn (see `varied`).

    Cost: O(customers × products) bytes in batches, and the liking; without one 0.5 s for 4,300 customers × 3,700 products.
    """
    touched = baskets.matrix(np.ones(len(baskets.customer), dtype=np.int8)) + dismissed_pairs(dataset, options)
    offered = sparse.csr_array(touched.shape, dtype=np.int8)
    places = np.where(segmentation.segment_of >= 0, options.per_customer, 0)
    allowed = offerable(dataset, baskets, options)
    in_reach = _Reach(dataset, baskets, segmentation)
    categories = Categories(dataset, options.per_category)
    fewest = 0 if liking is None else options.fewest_peers
    found: list[Offers] = []
    for ring in range(len(adoption.rings)):
        audiences = _audiences(adoption, segmentation, ring, np.flatnonzero(places > 0))
        of_ring: list[Offers] = []
        for number, (group, kind, customers) in enumerate(audiences):
            report(f"Recommending: {adoption.rings[ring].name}", number / len(audiences))
            groups = _widened(adoption, ring, group, fewest)
            inside = ring == 0 and len(groups) == 1
            wanted = allowed & _liked(adoption, segmentation, kind)
            listed = _List(adoption, groups, wanted if inside else wanted & in_reach.products(kind))
            for start in range(0, len(customers), BATCH):
                batch = customers[start : start + BATCH]
                column = _ordered(listed, batch, touched[batch], categories.depth(int(places[batch].max())), liking)
                column = categories.spread(column, listed.products, offered[batch])
                of_ring.append(_offers(listed, batch, column, places[batch]))
        if of_ring:
            step = joined(of_ring)
            step.rank[:] += (options.per_customer - places[step.customer]).astype(np.int32)
            found.append(step)
            new = sparse.csr_array((np.ones(len(step.customer), np.int8), (step.customer, step.product)), touched.shape)
            touched, offered = touched + new, offered + new
            places = places - np.bincount(step.customer, minlength=len(places))
    return _sorted(joined(found))


def _liked(adoption: Adoption, segmentation: Segmentation, kind: int) -> NDArray[np.bool_]:
    """Products (n_products) that a cluster buys at least `LEAST_LIKED` as often as it would if it bought like all customers.

    What it hardly buys is what tells it from the others: the one customer in it that does is no evidence that they would.

    kind  id of a cluster; past the last, the code of a customer in no cluster, which all products are for
    """
    overall = adoption.of_group(len(adoption.rings) - 1, 0)[0]
    if kind >= len(segmentation.clusters):
        return np.ones(len(overall), dtype=bool)
    buyers = adoption.of_group(0, kind)[0]
    usual = overall * buyers.sum() / max(overall.sum(), 1.0)
    return np.asarray(buyers >= np.floor(LEAST_LIKED * usual))


class _Reach:
    """Which products a wider ring may fill places with: those in a category that customers of a kind buy."""

    def __init__(self, dataset: Dataset, baskets: MarketBaskets, segmentation: Segmentation) -> None:
        self._category = category_codes(dataset)
        self._bought = baskets.matrix(baskets.bought.astype(np.float64))
        self._segmentation = segmentation

    def products(self, kind: int) -> NDArray[np.bool_]:
        """True for each product (n_products) in a category of which this kind buys something; all without categories.

        kind  id of a cluster; past the last, the code of a customer in no cluster
        """
        n_products = self._bought.shape[1]
        if self._category is None:
            return np.ones(n_products, dtype=bool)
        clusters = self._segmentation.clusters
        members = clusters[kind].members if kind < len(clusters) else [kind - len(clusters)]
        bought = np.asarray(self._bought[members].sum(axis=0)).ravel() > 0
        return np.asarray(np.isin(self._category, np.unique(self._category[bought])))


def _audiences(
    adoption: Adoption, segmentation: Segmentation, ring: int, customers: NDArray[np.int64]
) -> list[tuple[int, int, NDArray[np.int64]]]:
    """Customers that see the same list, as (group of the ring, kind as in `_Reach.products`, customer codes)."""
    group = adoption.rings[ring].group_of[customers]
    customers, group = customers[group >= 0], group[group >= 0]
    if not len(customers):
        return []
    cluster, n_clusters = segmentation.cluster_of[customers], len(segmentation.clusters)
    kind = np.where(cluster >= 0, cluster, n_clusters + customers)
    n_kinds = n_clusters + len(segmentation.cluster_of)
    key = group.astype(np.int64) * n_kinds + kind
    by_key = np.argsort(key, kind="stable")
    keys, first = np.unique(key[by_key], return_index=True)
    parts = np.split(customers[by_key], first[1:])
    return [(int(k) // n_kinds, int(k) % n_kinds, part) for k, part in zip(keys, parts, strict=True)]


def _widened(adoption: Adoption, ring: int, group: int, fewest: int) -> list[tuple[int, int]]:
    """The group and those that hold it, as (ring, group), up to the first with at least `fewest` peers; itself where none has."""
    found = [(ring, group)]
    while adoption.rings[ring].sizes[group] <= fewest:
        holder = adoption.holders[ring]
        if holder is None:
            return found[:1]
        ring, group = holder[0], int(holder[1][group])
        found.append((ring, group))
    return found


class _List:
    """The `allowed` products that the last of some groups buys, each with the figures of the first group that buys it.

    Each group holds the one before it. Sorted by group, then by adoption, then by what the group spends on them.
    """

    def __init__(self, adoption: Adoption, groups: list[tuple[int, int]], allowed: NDArray[np.bool_]) -> None:
        buyers, strength, earned = np.stack([adoption.of_group(*group) for group in groups], axis=1)
        found = np.flatnonzero((buyers[-1] > 0) & allowed)
        nearest = (buyers[:, found] > 0).argmax(axis=0)
        order = np.lexsort((found, -earned[nearest, found], -strength[nearest, found], nearest))
        self.products, nearest = found[order], nearest[order]
        self.buyers, self.strength, self.earned = (x[nearest, self.products] for x in (buyers, strength, earned))
        self.ring, self.group = np.array(groups)[nearest].T
        self.peers = np.array([adoption.rings[ring].sizes[group] - 1 for ring, group in groups])[nearest]


def _ordered(
    listed: _List, customers: NDArray[np.int64], touched: sparse.csr_array, most: int, liking: Liking | None
) -> NDArray[np.int32]:
    """Places in a list of the first so many products that each customer has not touched, −1 where there are no more."""
    if liking is None:
        return first_free(touched, listed.products, most)
    liked = liking(customers, listed.products)
    later = -1.0 - np.arange(len(listed.products), dtype=liked.dtype)
    return best_first(np.where(liked > 0, liked, later), touched[:, listed.products].toarray() == 0, most)


def _offers(
    listed: _List, customers: NDArray[np.int64], column: NDArray[np.int32], places: NDArray[np.int64]
) -> Offers:
    """The offers of customers that share a list, `places` for each."""
    row, place = np.nonzero((column != NONE) & (np.arange(column.shape[1]) < places[:, None]))
    at = column[row, place]
    return Offers(
        customer=customers[row].astype(np.int32),
        product=listed.products[at].astype(np.int32),
        rank=(place + 1).astype(np.int32),
        ring=listed.ring[at].astype(np.int8),
        group=listed.group[at].astype(np.int32),
        buyers=listed.buyers[at].astype(np.int32),
        peers=listed.peers[at].astype(np.int32),
        strength=listed.strength[at],
        earned=listed.earned[at],
    )


_NONE = np.empty(0, dtype=np.int32)
_NO_OFFERS = Offers(_NONE, _NONE, _NONE, _NONE.astype(np.int8), _NONE, _NONE, _NONE, np.empty(0), np.empty(0))


def joined(parts: list[Offers]) -> Offers:
    """The offers of all parts, one part after another."""
    columns = {f.name: np.concatenate([getattr(part, f.name) for part in (_NO_OFFERS, *parts)]) for f in fields(Offers)}
    return Offers(**columns)


def _sorted(offers: Offers) -> Offers:
    order = np.lexsort((offers.rank, offers.customer))
    return Offers(**{f.name: getattr(offers, f.name)[order] for f in fields(Offers)})

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

BATCH = 1_000
"""Customers that are looked at together; bounds memory to this × the number of products, a few numbers each."""

Liking = Callable[[NDArray[np.integer], NDArray[np.integer]], NDArray[np.floating]]
"""(customers, products) → how much speaks for each product, float (n_customers, n_products); 0 or less where nothing does."""

_CATEGORY_LEVELS = ("l2_category", "l3_category")


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
    given, what it speaks for comes before, best first. Never offered are products that the customer ever touched (also
    those it returned) or turned down, and those that are not `offerable` to anybody. A wider ring only fills places in categories that
    the customer's cluster buys, so that painters' brushes are never offered to builders. A customer in no cluster begins
    with its segment, in the categories that it buys itself.

    Cost: O(customers × products) bytes in batches, and the liking; without one 0.5 s for 4,300 customers × 3,700 products.
    """
    touched = baskets.matrix(np.ones(len(baskets.customer), dtype=np.int8)) + dismissed_pairs(dataset, options)
    places = np.where(segmentation.segment_of >= 0, options.per_customer, 0)
    allowed = offerable(dataset, baskets, options)
    in_reach = _Reach(dataset, baskets, segmentation)
    found: list[Offers] = []
    for ring in range(len(adoption.rings)):
        audiences = _audiences(adoption, segmentation, ring, np.flatnonzero(places > 0))
        of_ring: list[Offers] = []
        for number, (group, kind, customers) in enumerate(audiences):
            report(f"Recommending: {adoption.rings[ring].name}", number / len(audiences))
            listed = _List(adoption, ring, group, allowed if ring == 0 else allowed & in_reach.products(kind))
            for start in range(0, len(customers), BATCH):
                batch = customers[start : start + BATCH]
                of_ring.append(_offer(listed, batch, touched[batch], places[batch], liking))
        if of_ring:
            step = _joined(of_ring)
            found.append(step)
            offered = sparse.csr_array(
                (np.ones(len(step.customer), np.int8), (step.customer, step.product)), touched.shape
            )
            touched = touched + offered
            places = places - np.bincount(step.customer, minlength=len(places))
    return _ranked(_joined(found))


class _Reach:
    """Which products a wider ring may fill places with: those in a category that customers of a kind buy."""

    def __init__(self, dataset: Dataset, baskets: MarketBaskets, segmentation: Segmentation) -> None:
        level = next((name for name in _CATEGORY_LEVELS if name in dataset.products.columns), None)
        self._category = None if level is None else dataset.products[level].fillna("").astype(str).to_numpy()
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


class _List:
    """What a group buys of the `allowed` products, by adoption, then by what it spends on them."""

    def __init__(self, adoption: Adoption, ring: int, group: int, allowed: NDArray[np.bool_]) -> None:
        self.ring, self.group, self.peers = ring, group, int(adoption.rings[ring].sizes[group]) - 1
        self.buyers, self.strength, self.earned = adoption.of_group(ring, group)
        found = np.flatnonzero((self.buyers > 0) & allowed)
        self.products = found[np.lexsort((found, -self.earned[found], -self.strength[found]))]


def _offer(
    listed: _List,
    customers: NDArray[np.int64],
    touched: sparse.csr_array,
    places: NDArray[np.int64],
    liking: Liking | None,
) -> Offers:
    """The offers of customers that share a list; `touched` and `places` are theirs."""
    most = int(places.max(initial=0))
    if liking is None:
        column = first_free(touched, listed.products, most)
    else:
        liked = liking(customers, listed.products)
        later = -1.0 - np.arange(len(listed.products), dtype=liked.dtype)
        column = best_first(np.where(liked > 0, liked, later), touched[:, listed.products].toarray() == 0, most)
    row, place = np.nonzero((column != NONE) & (np.arange(most) < places[:, None]))
    product = listed.products[column[row, place]].astype(np.int32)
    n = len(product)
    return Offers(
        customer=customers[row].astype(np.int32),
        product=product,
        rank=(place + 1).astype(np.int32),
        ring=np.full(n, listed.ring, dtype=np.int8),
        group=np.full(n, listed.group, dtype=np.int32),
        buyers=listed.buyers[product].astype(np.int32),
        peers=np.full(n, listed.peers, dtype=np.int32),
        strength=listed.strength[product],
        earned=listed.earned[product],
    )


_NONE = np.empty(0, dtype=np.int32)
_NO_OFFERS = Offers(_NONE, _NONE, _NONE, _NONE.astype(np.int8), _NONE, _NONE, _NONE, np.empty(0), np.empty(0))


def _joined(parts: list[Offers]) -> Offers:
    columns = {f.name: np.concatenate([getattr(part, f.name) for part in (_NO_OFFERS, *parts)]) for f in fields(Offers)}
    return Offers(**columns)


def _ranked(offers: Offers) -> Offers:
    """Sorted by customer, nearer ring first; rank counts from 1 within a customer."""
    order = np.lexsort((offers.rank, offers.ring, offers.customer))
    columns = {f.name: getattr(offers, f.name)[order] for f in fields(Offers)}
    customer = columns["customer"]
    first = np.searchsorted(customer, customer, side="left")
    columns["rank"] = (np.arange(len(customer)) - first + 1).astype(np.int32)
    return Offers(**columns)

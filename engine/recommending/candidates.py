"""Candidates: for each customer the first few products of its peers' list that it never bought."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from engine.clustering import Segmentation
from engine.dataset import Dataset
from engine.market_baskets import MarketBaskets
from engine.progress import Report
from engine.recommending.adoption import Adoption

BATCH = 1_000
"""Customers that are looked at together; bounds memory to this × the number of products, one byte each."""

_CATEGORY_LEVELS = ("l2_category", "l3_category")


@dataclass(frozen=True, eq=False, slots=True)
class Offers:
    """Parallel arrays, one entry per offer; sorted by customer, then rank.

    rank         from 1 within the customer; until all rings are done, the place in the ring's list
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
    per_customer: int,
    report: Report,
) -> Offers:
    """Fill `per_customer` places for every customer: from its cluster first, then from wider rings.

    Within a ring products are ranked by shrunken adoption, then by what those peers spend on them. A product that the
    customer ever touched (also one it returned), one that is out of stock and one that is not goods are never offered.
    A wider ring only fills places in categories that the customer's cluster buys, so that painters' brushes are never
    offered to builders. A customer in no cluster begins with its segment, in the categories that it buys itself.

    Cost: O(customers × products) bytes in batches; 0.5 s for 4,300 customers × 3,700 products.
    """
    touched = baskets.matrix(np.ones(len(baskets.customer), dtype=np.int8))
    places = np.where(segmentation.segment_of >= 0, per_customer, 0)
    offerable = may_be_offered(dataset)
    in_reach = _Reach(dataset, baskets, segmentation)
    found: list[Offers] = []
    for ring in range(len(adoption.rings)):
        audiences = _audiences(adoption, segmentation, ring, np.flatnonzero(places > 0))
        of_ring: list[Offers] = []
        for number, (group, kind, customers) in enumerate(audiences):
            report(f"Recommending: {adoption.rings[ring].name}", number / len(audiences))
            allowed = offerable if ring == 0 else offerable & in_reach.products(kind)
            of_ring.extend(_offer(adoption, ring, group, customers, allowed=allowed, touched=touched, places=places))
        if of_ring:
            step = _joined(of_ring)
            found.append(step)
            offered = sparse.csr_array(
                (np.ones(len(step.customer), np.int8), (step.customer, step.product)), touched.shape
            )
            touched = touched + offered
            places = places - np.bincount(step.customer, minlength=len(places))
    return _ranked(_joined(found))


def may_be_offered(dataset: Dataset) -> NDArray[np.bool_]:
    """Products (n) that are goods and in stock."""
    goods, stock = (dataset.products[name].to_numpy(dtype=bool) for name in ("is_goods", "in_stock"))
    return np.asarray(goods & stock)


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


def _offer(
    adoption: Adoption,
    ring: int,
    group: int,
    customers: NDArray[np.int64],
    *,
    allowed: NDArray[np.bool_],
    touched: sparse.csr_array,
    places: NDArray[np.int64],
) -> list[Offers]:
    """The offers of customers that share a list, batch by batch."""
    buyers, strength, earned = adoption.of_group(ring, group)
    listed = np.flatnonzero((buyers > 0) & allowed)
    listed = listed[np.lexsort((listed, -earned[listed], -strength[listed]))]
    result = []
    for start in range(0, len(customers), BATCH):
        batch = customers[start : start + BATCH]
        row, column = _first_free(touched[batch], listed, places[batch])
        product = listed[column].astype(np.int32)
        n = len(product)
        result.append(
            Offers(
                customer=batch[row].astype(np.int32),
                product=product,
                rank=column.astype(np.int32),
                ring=np.full(n, ring, dtype=np.int8),
                group=np.full(n, group, dtype=np.int32),
                buyers=buyers[product].astype(np.int32),
                peers=np.full(n, adoption.rings[ring].sizes[group] - 1, dtype=np.int32),
                strength=strength[product],
                earned=earned[product],
            )
        )
    return result


def _first_free(
    touched: sparse.csr_array, listed: NDArray[np.int64], places: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Row and list position of the first `places` listed products that each row has not touched, in list order."""
    longest = int(places.max(initial=0)) + int(np.diff(touched.indptr).max(initial=0))
    free = touched[:, listed[:longest]].toarray() == 0
    chosen = free & (free.cumsum(axis=1) <= places[:, None])
    row, column = np.nonzero(chosen)
    return row, column


_NONE = np.empty(0, dtype=np.int32)
_NO_OFFERS = Offers(_NONE, _NONE, _NONE, _NONE.astype(np.int8), _NONE, _NONE, _NONE, np.empty(0), np.empty(0))


def _joined(parts: list[Offers]) -> Offers:
    columns = {f.name: np.concatenate([getattr(part, f.name) for part in (_NO_OFFERS, *parts)]) for f in fields(Offers)}
    return Offers(**columns)


def _ranked(offers: Offers) -> Offers:
    """Sorted by customer, nearer ring first, then place in the ring's list; rank counts from 1 within a customer."""
    order = np.lexsort((offers.rank, offers.ring, offers.customer))
    columns = {f.name: getattr(offers, f.name)[order] for f in fields(Offers)}
    customer = columns["customer"]
    first = np.searchsorted(customer, customer, side="left")
    columns["rank"] = (np.arange(len(customer)) - first + 1).astype(np.int32)
    return Offers(**columns)

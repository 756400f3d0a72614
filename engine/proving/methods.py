"""The methods that are held against each other, all called alike: what is known, for whom, how many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from engine.clustering import Segmentation, segment_and_cluster
from engine.dataset import Dataset
from engine.features import customer_figures, describe
from engine.market_baskets import MarketBaskets, market_baskets
from engine.options import Options
from engine.progress import Report
from engine.recipes import resolve
from engine.recommending.adoption import Adoption, count_adoption
from engine.recommending.affinity import AffinitySettings
from engine.recommending.best_first import NONE, filled_up
from engine.recommending.by_affinity import fitted, rerank
from engine.recommending.by_rules import enough_rules, rerank_by_rules
from engine.recommending.candidates import Offers, choose
from engine.recommending.rings import rings

BATCH = 1_000


@dataclass(frozen=True, eq=False, slots=True)
class Known:
    """All that a method may look at: made from the lines before the cut, and from nothing else.

    touched  sparse (n_customers, n_products), bought or returned
    """

    dataset: Dataset
    baskets: MarketBaskets
    segmentation: Segmentation
    touched: sparse.csr_array
    options: Options
    settings: AffinitySettings


Method = Callable[[Known, NDArray[np.int32], int, Report], NDArray[np.int32]]
"""(known, customers, n, report) → int32 (len(customers), n), products never touched, best first, −1 where none is left."""


def know(before: Dataset, options: Options, settings: AffinitySettings, report: Report) -> Known:
    """Group the customers of `before` as a run of these options would have done on that day."""
    options = replace(options, clustering=replace(options.clustering, resamples=0))
    options = resolve(options, before)
    baskets = market_baskets(before)
    figures = customer_figures(before, baskets)
    features = describe(before, baskets, figures, options)
    segmentation = segment_and_cluster(before, figures, features, options, report)
    touched = baskets.matrix(np.ones(len(baskets.customer), dtype=np.int8))
    return Known(before, baskets, segmentation, touched, options, settings)


def bestsellers(known: Known, customers: NDArray[np.int32], n: int, _report: Report) -> NDArray[np.int32]:
    """The products with the most customers; where equal, the first codes."""
    everyone = np.zeros(len(customers), dtype=np.int64)
    return _most_bought(known, np.zeros(known.baskets.n_customers, dtype=np.int64), everyone, customers, n)


def cluster_bestsellers(known: Known, customers: NDArray[np.int32], n: int, report: Report) -> NDArray[np.int32]:
    """The products with the most customers in the customer's cluster; bestsellers fill up."""
    cluster_of = known.segmentation.cluster_of.astype(np.int64)
    found = _most_bought(known, cluster_of, cluster_of[customers], customers, n)
    return filled_up(found, bestsellers(known, customers, n, report))


def peers(known: Known, customers: NDArray[np.int32], n: int, report: Report) -> NDArray[np.int32]:
    """Adoption in the cluster, shrunken towards wider rings, which fill up: the whitespace play as it is offered."""
    return _lists(known, _by_peers(known, n, report)[1], customers, n)


def affinity(known: Known, customers: NDArray[np.int32], n: int, report: Report) -> NDArray[np.int32]:
    """What goes with the customer's own products, among what its peers buy; then as `peers`: the list as it is offered."""
    adoption, offers = _by_peers(known, n, report)
    reranked = rerank(
        known.dataset,
        known.baskets,
        known.segmentation,
        adoption=adoption,
        offers=offers,
        affinity=fitted(known.baskets, known.settings, report),
        per_customer=n,
        report=report,
    )
    return _lists(known, reranked, customers, n)


def _by_peers(known: Known, n: int, report: Report) -> tuple[Adoption, Offers]:
    prior = known.options.recommending.prior
    adoption = count_adoption(known.baskets, rings(known.dataset, known.segmentation), prior)
    return adoption, choose(known.dataset, known.baskets, known.segmentation, adoption, per_customer=n, report=report)


def _lists(known: Known, offers: Offers, customers: NDArray[np.int32], n: int) -> NDArray[np.int32]:
    result = np.full((known.baskets.n_customers, n), NONE, dtype=np.int32)
    result[offers.customer, offers.rank - 1] = offers.product
    return result[customers]


def rules(known: Known, customers: NDArray[np.int32], n: int, report: Report) -> NDArray[np.int32]:
    """What is bought together with the customer's own products, among what its peers buy; then as `peers`."""
    adoption, offers = _by_peers(known, n, report)
    figures = customer_figures(known.dataset, known.baskets)
    found = enough_rules(
        known.dataset, known.baskets, figures, known.segmentation, options=known.options.associating, report=report
    )
    reranked = rerank_by_rules(
        known.dataset,
        known.baskets,
        known.segmentation,
        adoption=adoption,
        offers=offers,
        rules=found,
        per_customer=n,
        report=report,
    )
    return _lists(known, reranked, customers, n)


METHODS: Mapping[str, Method] = {
    "bestsellers": bestsellers,
    "cluster bestsellers": cluster_bestsellers,
    "peers": peers,
    "rules": rules,
    "affinity": affinity,
}
"""By the name that screens show; the first two are what the others are held against."""


def _most_bought(
    known: Known, group_of: NDArray[np.int64], asked: NDArray[np.int64], customers: NDArray[np.int32], n: int
) -> NDArray[np.int32]:
    """For each of `customers`, in group `asked`, the products with the most customers of that group; none in group −1."""
    result = np.full((len(customers), n), NONE, dtype=np.int32)
    bought = sparse.csr_array(known.baskets.matrix(known.baskets.bought.astype(np.float64)))
    for group in np.unique(asked[asked >= 0]):
        buyers = np.asarray(bought[np.flatnonzero(group_of == group)].sum(axis=0)).ravel()
        listed = np.argsort(-buyers, kind="stable")
        listed = listed[buyers[listed] > 0]
        here = np.flatnonzero(asked == group)
        for start in range(0, len(here), BATCH):
            rows = here[start : start + BATCH]
            result[rows] = _first_untouched(known.touched[customers[rows]], listed, n)
    return result


def _first_untouched(touched: sparse.csr_array, listed: NDArray[np.int64], n: int) -> NDArray[np.int32]:
    longest = n + int(np.diff(touched.indptr).max(initial=0))
    free = touched[:, listed[:longest]].toarray() == 0
    place = free.cumsum(axis=1) - 1
    row, column = np.nonzero(free & (place < n))
    result = np.full((len(free), n), NONE, dtype=np.int32)
    result[row, place[row, column]] = listed[column]
    return result

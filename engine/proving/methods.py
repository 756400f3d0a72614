"""The methods that are held against each other, all called alike: what is known, for whom, how many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from engine.clustering import Segmentation, segment_and_cluster
from engine.dataset import Dataset
from engine.features import Figures, customer_figures, describe
from engine.market_baskets import MarketBaskets, market_baskets
from engine.options import Options, RecommendOptions
from engine.options.recommending import Method as Ranking
from engine.progress import Report
from engine.recipes import resolve
from engine.recommending.affinity import AffinitySettings
from engine.recommending.best_first import NONE, filled_up, first_free
from engine.recommending.by_affinity import with_settings
from engine.recommending.offerable import without_lists
from engine.recommending.ranking import Ranked, ranked_offers

BATCH = 1_000


@dataclass(frozen=True, eq=False, slots=True)
class Known:
    """All that a method may look at: made from the lines before the cut, and from nothing else.

    touched  sparse (n_customers, n_products), bought or returned
    """

    dataset: Dataset
    baskets: MarketBaskets
    figures: Figures
    segmentation: Segmentation
    touched: sparse.csr_array
    options: Options
    settings: AffinitySettings


Method = Callable[[Known, NDArray[np.int32], int, Report], NDArray[np.int32]]
"""(known, customers, n, report) → int32 (len(customers), n), products never touched, best first, −1 where none is left."""


def know(before: Dataset, options: Options, settings: AffinitySettings, report: Report) -> Known:
    """Group the customers of `before` as a run of these options would have done on that day."""
    recommending = without_lists(options.recommending)
    options = replace(options, clustering=replace(options.clustering, resamples=0), recommending=recommending)
    options = resolve(options, before)
    baskets = market_baskets(before)
    figures = customer_figures(before, baskets)
    features = describe(before, baskets, figures, options)
    segmentation = segment_and_cluster(before, figures, features, options, report)
    touched = baskets.matrix(np.ones(len(baskets.customer), dtype=np.int8))
    return Known(before, baskets, figures, segmentation, touched, options, settings)


def bestsellers(known: Known, customers: NDArray[np.int32], n: int, _report: Report) -> NDArray[np.int32]:
    """The products with the most customers; where equal, the first codes."""
    everyone = np.zeros(len(customers), dtype=np.int64)
    return _most_bought(known, np.zeros(known.baskets.n_customers, dtype=np.int64), everyone, customers, n)


def cluster_bestsellers(known: Known, customers: NDArray[np.int32], n: int, report: Report) -> NDArray[np.int32]:
    """The products with the most customers in the customer's cluster; bestsellers fill up."""
    cluster_of = known.segmentation.cluster_of.astype(np.int64)
    found = _most_bought(known, cluster_of, cluster_of[customers], customers, n)
    return filled_up(found, bestsellers(known, customers, n, report))


def options_of(known: Known, method: Ranking, n: int) -> RecommendOptions:
    """What a run would be asked for: this method as it was tuned, n new products for each customer."""
    return with_settings(replace(known.options.recommending, method=method, per_customer=n), known.settings)


def rank(known: Known, recommending: RecommendOptions, report: Report) -> Ranked:
    """What a run of these options would have offered, by the same function."""
    return ranked_offers(
        known.dataset,
        known.baskets,
        known.figures,
        known.segmentation,
        options=recommending,
        associating=known.options.associating,
        report=report,
    )


def lists_of(known: Known, ranked: Ranked, customers: NDArray[np.int32], n: int) -> NDArray[np.int32]:
    """The products offered to each of `customers`, as a `Method` gives them."""
    result = np.full((known.baskets.n_customers, n), NONE, dtype=np.int32)
    result[ranked.offers.customer, ranked.offers.rank - 1] = ranked.offers.product
    return result[customers]


def ranked_by(method: Ranking) -> Method:
    """The list that a run of this method offers."""

    def ranked(known: Known, customers: NDArray[np.int32], n: int, report: Report) -> NDArray[np.int32]:
        return lists_of(known, rank(known, options_of(known, method, n), report), customers, n)

    return ranked


BASELINES: Mapping[str, Method] = {"bestsellers": bestsellers, "cluster bestsellers": cluster_bestsellers}
"""What anybody could do, which the others are held against."""
RANKS: tuple[Ranking, ...] = ("peers", "rules", "affinity")
"""Methods that can rank a list; the first is taken where too little can be proven."""
METHODS: Mapping[str, Method] = {**BASELINES, **{method: ranked_by(method) for method in RANKS}}
"""All, by the name that screens show."""


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
            place = first_free(known.touched[customers[rows]], listed, n)
            result[rows] = np.append(listed, NONE)[place]
    return result

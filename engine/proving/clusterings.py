"""Which clustering predicts best: recipes and numbers of clusters, judged by what the peers they give would have caught."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.counting import counted
from engine.dataset import Dataset
from engine.errors import EngineError
from engine.options import Options
from engine.options.clustering import Rule
from engine.progress import Report, silent
from engine.proving.clustering_words import cannot_compare, comparison_sentence
from engine.proving.holdout import HoldOut, hold_out, propose_days
from engine.proving.intervals import LEVEL, Interval, bootstrap
from engine.proving.methods import METHODS, Known, know
from engine.proving.metrics import Measured, measure
from engine.proving.proof_words import LEAST_JUDGED, nothing_new
from engine.recipes import RECIPES, resolve
from engine.recommending.affinity import AffinitySettings

NUMBERS = (1, 2, 4, 8, 12)
"""Clusters in each segment that are tried with the recipe at hand; one is the whole segment."""
PRODUCT_NUMBERS = (4, 8, 12)
"""The same for customers that are compared product by product, by the shares of their quantity."""
MOST_CELLS = 20_000_000
"""Customers × products that are compared product by product; past it that takes too much memory."""
RULES: tuple[Rule, ...] = ("square root", "elbow", "silhouette")


@dataclass(frozen=True, eq=False, slots=True)
class ClusteringRow:
    """One way to make clusters, and how its peers' lists did; figures are means over the judged customers.

    recipe    as it was resolved;  how  what chose the number of clusters, in words
    clusters  in all segments together
    hit_rate, ndcg  with 95 % intervals;  over_hit_rate, over_ndcg  the same − those of the clustering at hand, customer by customer
    options   that make it
    """

    recipe: str
    how: str
    clusters: int
    hit_rate: Interval
    ndcg: Interval
    over_hit_rate: Interval
    over_ndcg: Interval
    options: Options

    def taken_by(self, asked: Options) -> Options:
        """The options `asked`, with the clusters made as here."""
        return replace(
            asked, recipe=self.options.recipe, features=self.options.features, clustering=self.options.clustering
        )


@dataclass(frozen=True, eq=False, slots=True)
class ClusteringComparison:
    """Clusterings side by side; `rows` is empty where nothing can be proven, else the first is the one at hand.

    days      that were hidden;  n  length of the lists;  customers  that were judged
    proposed  place in `rows` of a clustering that does better beyond chance; None where none does
    sentence  the outcome for a sales manager
    """

    days: int
    n: int
    customers: int
    rows: tuple[ClusteringRow, ...]
    proposed: int | None
    sentence: str


@dataclass(frozen=True, eq=False, slots=True)
class _Trial:
    how: str
    options: Options
    known: Known
    measured: Measured


def compare_clusterings(
    dataset: Dataset, options: Options, report: Report = silent, *, days: int = 0
) -> ClusteringComparison:
    """Judge other ways to make clusters on the user's own data; changes nothing.

    days  how many of the last days to hide; 0 takes what `propose_days` proposes

    Tried are, from the lines before the cut alone: the options at hand, their recipe with numbers of clusters (`NUMBERS`)
    and rules for it (`RULES`), the other recipes that fit the data, and customers compared product by product. Ways that give the same clusters as an earlier
    one are left out. Each is judged by its peers' lists, as `back_test` judges methods. One is proposed where the paired
    interval of its NDCG over the present one is above 0 at 95 % for all trials together (Bonferroni): of a dozen, one in
    two would otherwise look better by chance. Bad data end in a sentence. Deterministic for `options.clustering.seed`;
    `Cancelled` from `report` passes. Cost: a clustering and the peers' lists for each trial.
    """
    n = options.recommending.per_customer
    held = _held(dataset, days)
    if isinstance(held, str):
        return ClusteringComparison(0, n, 0, (), None, held)
    try:
        trials = _trials(held, options, report)
    except EngineError as error:
        return ClusteringComparison(0, n, 0, (), None, cannot_compare(str(error)))
    rows, clear = _judged(trials, options.clustering.seed)
    better = [at for at, row in enumerate(rows) if clear[at] and row.over_hit_rate.value >= 0]
    enough = len(held.judged) >= LEAST_JUDGED
    proposed = max(better, key=lambda at: rows[at].ndcg.value) if better and enough else None
    sentence = comparison_sentence(rows, proposed, held.days, len(held.judged))
    return ClusteringComparison(held.days, n, len(held.judged), rows, proposed, sentence)


def _held(dataset: Dataset, days: int) -> HoldOut | str:
    """What was hidden, or why nothing could be."""
    if not dataset.has_lines:
        return cannot_compare("The files list customers but hold no invoice lines.")
    proposed = propose_days(dataset)
    days = days or proposed.days
    if not days:
        return cannot_compare(proposed.why)
    held = hold_out(dataset, days)
    if held is None:
        return cannot_compare(f"Nothing is left before or in the last {counted(days, 'day')}.")
    return held if len(held.judged) else nothing_new(days)


def _trials(held: HoldOut, options: Options, report: Report) -> tuple[_Trial, ...]:
    """The clustering at hand first; raises where that cannot be made from the lines before the cut."""
    ways = list(_ways(held, options))
    found = [_tried(held, *ways[0], report)]
    for at, (how, asked) in enumerate(ways[1:], start=1):
        report(f"Trying {asked.recipe}, {how}", at / len(ways))
        try:
            trial = _tried(held, how, asked, report)
        except EngineError:  # this recipe does not fit these data
            continue
        if not any(_same(trial, earlier) for earlier in found):
            found.append(trial)
    return tuple(found)


def _ways(held: HoldOut, options: Options) -> Iterator[tuple[str, Options]]:
    """What chooses the clusters, in words, and the options that do."""
    yield "as now", options
    resolved = resolve(options, held.before)
    usual = replace(options.clustering, choose_k="auto", most_clusters=0, fewest_customers=0)
    at_hand = replace(options, recipe=resolved.recipe)
    for k in NUMBERS:
        said = f"{k} in each segment" if k > 1 else "each segment whole"
        yield said, replace(at_hand, clustering=replace(options.clustering, choose_k="fixed", most_clusters=k))
    for rule in RULES:
        yield f"by the {rule}", replace(at_hand, clustering=replace(usual, choose_k=rule))
    plain = replace(options.features, families=(), levels=(), measure="auto", behaviours=())
    for recipe in RECIPES:
        if recipe != resolved.recipe:
            yield "as the recipe does", replace(options, recipe=recipe, clustering=usual, features=plain)
    by_product = replace(plain, levels=("product_id",), measure="share")
    if len(held.before.customers) * len(held.before.products) <= MOST_CELLS:
        for k in PRODUCT_NUMBERS:
            fixed = replace(usual, choose_k="fixed", most_clusters=k)
            said = f"product by product, {k} in each segment"
            yield said, replace(options, recipe="category basket", clustering=fixed, features=by_product)


def _tried(held: HoldOut, how: str, options: Options, report: Report) -> _Trial:
    known = know(held.before, options, AffinitySettings(), report)
    ranked = METHODS["peers"](known, held.judged, options.recommending.per_customer, report)
    return _Trial(how, options, known, measure(ranked, held.bought[held.judged], None))


def _same(one: _Trial, other: _Trial) -> bool:
    return np.array_equal(one.known.segmentation.cluster_of, other.known.segmentation.cluster_of)


def _judged(trials: tuple[_Trial, ...], seed: int) -> tuple[tuple[ClusteringRow, ...], NDArray[np.bool_]]:
    """A row for each trial, and whether its NDCG is above that of the first one beyond chance."""
    hits = np.column_stack([trial.measured.hit_rate for trial in trials])
    ndcgs = np.column_stack([trial.measured.ndcg for trial in trials])
    over = ndcgs - ndcgs[:, :1]
    found = bootstrap(np.column_stack([hits, ndcgs, hits - hits[:, :1], over]), seed)
    strict = bootstrap(over, seed, 1 - (1 - LEVEL) / max(len(trials) - 1, 1))
    hit_rate, ndcg, over_hit_rate, over_ndcg = (found[at * len(trials) : (at + 1) * len(trials)] for at in range(4))
    rows = tuple(
        ClusteringRow(
            recipe=trial.known.options.recipe,
            how=trial.how,
            clusters=len(trial.known.segmentation.clusters),
            hit_rate=hit_rate[at],
            ndcg=ndcg[at],
            over_hit_rate=over_hit_rate[at],
            over_ndcg=over_ndcg[at],
            options=trial.options,
        )
        for at, trial in enumerate(trials)
    )
    return rows, np.array([interval.low > 0 for interval in strict])

"""The back-test: hide the last days, recommend from what came before, count what was really bought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from engine.counting import counted
from engine.dataset import Dataset
from engine.errors import NothingToAnalyse
from engine.options import Options, RecommendOptions
from engine.options.recommending import Method as Ranking
from engine.progress import Report, silent
from engine.proving.calibrating import calibrated, outcomes, play_results
from engine.proving.holdout import HoldOut, hold_out, propose_days
from engine.proving.intervals import bootstrap
from engine.proving.methods import BASELINES, RANKS, Known, know, lists_of, options_of, rank
from engine.proving.metrics import Measured, measure
from engine.proving.proof import BackTest, MethodResult, SegmentResult, taken
from engine.proving.proof_words import LEAST_JUDGED, no_proof, nothing_new, outcome
from engine.proving.tuning import Tuning, tune
from engine.recommending.affinity import AffinitySettings
from engine.recommending.chances import UNKNOWN, chances
from engine.recommending.ranking import Ranked

BASELINE = "bestsellers"
"""What the others are held against."""


def back_test(dataset: Dataset, options: Options, report: Report = silent, *, days: int = 0) -> BackTest:
    """Prove every method on the user's own data.

    days  how many of the last days to hide; 0 takes what `propose_days` proposes

    Only what came before the cut is known to any method: customers and products first seen after it are taken out of the
    dataset, and segments, clusters, adoption, momentum and tuning are made anew from the rest, by the same functions as
    in a run. Judged are customers with three products before and something new after. Bad data end in a sentence, not
    in an error. Deterministic for `options.clustering.seed`; `Cancelled` from `report` passes.

    Cost: tuning (six to eight fits of affinity), one more fit, a clustering, and 1,000 resamples of the customers.
    """
    proposed = propose_days(dataset)
    days = days or proposed.days
    n, seed = options.recommending.per_customer, options.clustering.seed
    if not days:
        return _unproven(n, no_proof(proposed.why))
    report("Hiding the last days", 0.0)
    held = hold_out(dataset, days)
    if held is None:
        return _unproven(n, no_proof(f"Nothing is left before or in the last {counted(days, 'day')}."))
    if not len(held.judged):
        return replace(_unproven(n, nothing_new(days)), days=days, cut=held.cut)
    tuning = tune(held.before, days, n, seed, report)
    try:
        known = know(held.before, options, tuning.settings, report)
    except NothingToAnalyse as error:
        return _unproven(n, no_proof(str(error)))
    asked = {method: options_of(known, method, n) for method in RANKS}
    ranked = {one: _ranked(known, one, report) for one in asked.values()}
    found = _found(known, held, {method: ranked[one] for method, one in asked.items()}, report)
    results = _results(found, seed)
    enough = len(held.judged) >= LEAST_JUDGED
    best = max(RANKS, key=lambda name: results[name].ndcg.value) if enough else RANKS[0]
    winner = results[best]
    recommending = taken(known.options.recommending, best, tuning)
    offers = outcomes(known, held, recommending, report, ranked.get(recommending))
    return BackTest(
        days=days,
        cut=held.cut,
        n=n,
        customers=len(held.judged),
        methods=tuple(results.values()),
        segments=_by_segment(known, held, found, seed),
        best=best,
        sentence=outcome(
            days=days,
            customers=len(held.judged),
            n=n,
            hit_rate=winner.hit_rate,
            bestsellers=results[BASELINE].hit_rate,
            gain=winner.over_bestsellers,
        ),
        notes=_notes(held, tuning),
        tuning=tuning,
        calibration=calibrated(held, known, recommending, offers, report),
        plays=play_results(offers),
        chances=chances(offers),
    )


def _unproven(n: int, sentence: str) -> BackTest:
    return BackTest(0, None, n, 0, (), (), RANKS[0], sentence, (), Tuning(AffinitySettings(), (), 0), (), (), UNKNOWN)


def _ranked(known: Known, asked: RecommendOptions, report: Report) -> Ranked:
    report(f"Testing {asked.method}", 0.0)
    return rank(known, asked, report)


def _found(known: Known, held: HoldOut, ranked: Mapping[Ranking, Ranked], report: Report) -> dict[str, Measured]:
    """What each method would have caught, the baselines first."""
    n = known.options.recommending.per_customer
    lists = {name: method(known, held.judged, n, report) for name, method in BASELINES.items()}
    lists |= {method: lists_of(known, one, held.judged, n) for method, one in ranked.items()}
    spend = None if held.spend is None else held.spend[held.judged]
    return {name: measure(listed, held.bought[held.judged], spend) for name, listed in lists.items()}


def _results(found: dict[str, Measured], seed: int) -> dict[str, MethodResult]:
    columns = [
        column
        for m in found.values()
        for column in (m.hit_rate, m.recall, m.precision, m.ndcg, m.hit_rate - found[BASELINE].hit_rate)
    ]
    intervals = iter(bootstrap(np.column_stack(columns), seed))
    return {
        name: MethodResult(
            method=name,
            hit_rate=next(intervals),
            recall=next(intervals),
            precision=next(intervals),
            ndcg=next(intervals),
            over_bestsellers=next(intervals),
            money=None if m.money is None else float(m.money.sum()),
            new_money=None if m.new_money is None else float(m.new_money.sum()),
            customers_covered=m.customers_covered,
            products_covered=m.products_covered,
        )
        for name, m in found.items()
    }


def _by_segment(known: Known, held: HoldOut, found: dict[str, Measured], seed: int) -> tuple[SegmentResult, ...]:
    """Segments with judged customers, in their order."""
    segment_of = known.segmentation.segment_of[held.judged]
    results = []
    for segment in known.segmentation.segments:
        rows = np.flatnonzero(segment_of == segment.id)
        if not len(rows):
            continue
        hits = bootstrap(_stacked(found, "hit_rate")[rows], seed)
        ndcgs = bootstrap(_stacked(found, "ndcg")[rows], seed)
        results.append(
            SegmentResult(
                segment.name, len(rows), dict(zip(found, hits, strict=True)), dict(zip(found, ndcgs, strict=True))
            )
        )
    return tuple(results)


def _stacked(found: dict[str, Measured], name: str) -> NDArray[np.float64]:
    return np.column_stack([getattr(m, name) for m in found.values()])


def _notes(held: HoldOut, tuning: Tuning) -> tuple[str, ...]:
    notes = []
    if held.unknown:
        times = counted(held.unknown, "first purchase was of a product", "first purchases were of products")
        notes.append(f"{times} not yet sold on the last known day, which no method can know; not counted.")
    if not tuning.customers:
        notes.append("The history is too short to tune affinity on earlier days, so its usual settings were taken.")
    return tuple(notes)

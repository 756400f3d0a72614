"""The back-test: hide the last days, recommend from what came before, count what was really bought."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.counting import counted
from engine.dataset import Dataset
from engine.errors import NothingToAnalyse
from engine.options import Options
from engine.options.recommending import Method
from engine.progress import Report, silent
from engine.proving.holdout import HoldOut, hold_out, propose_days
from engine.proving.intervals import bootstrap
from engine.proving.methods import METHODS, Known, know
from engine.proving.metrics import Measured, measure
from engine.proving.proof import BackTest, Calibration, MethodResult, SegmentResult
from engine.proving.proof_words import LEAST_JUDGED, no_proof, nothing_new, outcome
from engine.proving.tuning import Tuning, tune
from engine.recommending.affinity import AffinitySettings

BASELINE = "bestsellers"
"""What the others are held against."""
RANKS: tuple[Method, ...] = ("peers", "rules", "affinity")
"""Methods that can rank a list; the first is taken where nothing can be proven."""


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
    tests = {name: _tested(name, known, held, report) for name in METHODS}
    found = {name: test.measured for name, test in tests.items()}
    results = _results(found, seed)
    best = max(RANKS, key=lambda name: results[name].ndcg.value)
    winner = results[best]
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
        calibration=_calibration(held, known, best, tests[best], report),
    )


def _unproven(n: int, sentence: str) -> BackTest:
    return BackTest(0, None, n, 0, (), (), RANKS[0], sentence, (), Tuning(AffinitySettings(), (), 0), ())


@dataclass(frozen=True, eq=False, slots=True)
class _Test:
    """What came of one method: the measures of the judged customers, and of all asked the share bought at each place.

    bought_at  float64 (n);  offers  int64 (n), lists that reach so far
    """

    measured: Measured
    bought_at: NDArray[np.float64]
    offers: NDArray[np.int64]


def _tested(name: str, known: Known, held: HoldOut, report: Report) -> _Test:
    report(f"Testing {name}", 0.0)
    ranked = METHODS[name](known, held.asked, known.options.recommending.per_customer, report)
    rows = np.searchsorted(held.asked, held.judged)
    spend = None if held.spend is None else held.spend[held.judged]
    offers = (ranked >= 0).sum(axis=0)
    hits = measure(ranked, held.bought[held.asked], None).hits.sum(axis=0)
    return _Test(measure(ranked[rows], held.bought[held.judged], spend), hits / np.maximum(offers, 1), offers)


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


def _calibration(held: HoldOut, known: Known, best: str, outer: _Test, report: Report) -> tuple[Calibration, ...]:
    """What the place in the list promised, from the days before the cut, beside what came of it after the cut."""
    inner = hold_out(held.before, held.days)
    if inner is None or len(inner.judged) < LEAST_JUDGED or len(held.judged) < LEAST_JUDGED:
        return ()
    earlier = _tested(best, know(inner.before, known.options, known.settings, report), inner, report)
    return tuple(
        Calibration(place + 1, float(earlier.bought_at[place]), float(outer.bought_at[place]), int(outer.offers[place]))
        for place in range(len(outer.offers))
        if outer.offers[place] and earlier.offers[place]
    )


def _notes(held: HoldOut, tuning: Tuning) -> tuple[str, ...]:
    notes = []
    if held.unknown:
        times = counted(held.unknown, "first purchase was of a product", "first purchases were of products")
        notes.append(f"{times} not yet sold on the last known day, which no method can know; not counted.")
    if not tuning.customers:
        notes.append("The history is too short to tune affinity on earlier days, so its usual settings were taken.")
    return tuple(notes)

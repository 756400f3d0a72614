"""Calibration: what the offers promised, beside what came of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from engine.dataset import DAYS_PER_YEAR
from engine.options import RecommendOptions
from engine.progress import Report
from engine.proving.holdout import HoldOut, hold_out
from engine.proving.methods import Known, know
from engine.proving.proof import Calibration, PlayResult
from engine.proving.proof_words import LEAST_JUDGED
from engine.recommending.chances import Outcomes, chances
from engine.recommending.listing import Listed, make_list
from engine.recommending.ranking import Ranked
from engine.recommending.recommendations import GRADES, PLAYS
from engine.sparse_values import values_at

MOST_BINS = 8


def outcomes(
    known: Known, held: HoldOut, recommending: RecommendOptions, report: Report, ranked: Ranked | None = None
) -> Outcomes:
    """The whole list as it would have been made at the cut, and what of it was taken; for customers with enough products.

    ranked  what `rank` gives for these options, where it is known already
    """
    report("Testing the list", 0.0)
    listed = make_list(
        known.dataset,
        known.baskets,
        known.figures,
        known.segmentation,
        options=recommending,
        associating=known.options.associating,
        report=report,
        ranked=ranked,
    )
    asked = np.isin(listed.offers.customer, held.asked)
    return Outcomes(
        play=listed.play[asked],
        wider=(listed.offers.ring > 0)[asked],
        grade=listed.grade[asked],
        place=listed.offers.rank[asked],
        taken=_taken(known, held, listed)[asked],
    )


def calibrated(
    held: HoldOut, known: Known, recommending: RecommendOptions, offers: Outcomes, report: Report
) -> tuple[Calibration, ...]:
    """What an earlier back-test, of the days before the cut, promised for `offers`, beside what came of them after the cut.

    Offers are put together by the chance said, as many in each row. Empty where one of the two has too few customers.
    """
    inner = hold_out(held.before, held.days)
    if inner is None or min(len(inner.judged), len(held.judged)) < LEAST_JUDGED:
        return ()
    earlier = know(inner.before, known.options, known.settings, report)
    promised = chances(outcomes(earlier, inner, recommending, report))
    said = promised.of(offers.play, offers.wider, offers.grade, offers.place)
    with_chance = np.flatnonzero(np.isfinite(said))
    edges = (
        np.unique(np.quantile(said[with_chance], np.linspace(0, 1, MOST_BINS + 1))) if len(with_chance) else np.empty(0)
    )
    row = np.searchsorted(edges[1:-1], said[with_chance], side="left")
    return tuple(
        Calibration(float(said[here].mean()), float(offers.taken[here].mean()), len(here))
        for number in np.unique(row)
        if len(here := with_chance[row == number])
    )


def play_results(offers: Outcomes) -> tuple[PlayResult, ...]:
    """One row per play and grade that was offered."""
    rows = []
    for play, name in enumerate(PLAYS):
        for grade, letter in enumerate(GRADES):
            here = (offers.play == play) & (offers.grade == grade)
            if here.any():
                rows.append(PlayResult(name, letter, int(here.sum()), float(offers.taken[here].mean())))
    return tuple(rows)


def _taken(known: Known, held: HoldOut, listed: Listed) -> NDArray[np.bool_]:
    """A product is taken when it is bought after the cut; a spend gap when it is closed, at the pace of the hidden days."""
    place = (listed.offers.customer, listed.offers.product)
    spent = values_at(held.again, *place)
    after = sparse.csr_array((np.ones(held.again.nnz), held.again.indices, held.again.indptr), held.again.shape)
    bought = values_at(after, *place) > 0
    gap = np.flatnonzero(listed.play == PLAYS.index("spend gap"))
    if len(gap) and known.baskets.spend is not None:
        before = known.baskets.spend[listed.entry[gap]] / known.dataset.years
        bought[gap] = spent[gap] * DAYS_PER_YEAR / held.days >= before + listed.worth[gap]
    return bought

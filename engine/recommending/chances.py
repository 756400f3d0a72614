"""Chances: how often offers of a play, grade and place were taken when they were put to the test."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.recommending.recommendations import GRADES, PLAYS

LAST_OF_STEP = (1, 3, 6, 10)
"""Places within the play that count alike end at these; one more step holds all that follow."""
PRIOR = 20.0
"""Offers that the wider figure counts for: a grade leans on its play, a place on its grade."""
LEAST_OFFERS = 20
"""With fewer tested offers of a kind its chance stays unknown."""
_KINDS = len(PLAYS) + 1
"""The plays, and whitespace of a wider ring, which is taken less often."""


@dataclass(frozen=True, eq=False, slots=True)
class Outcomes:
    """Offers that were put to the test, as parallel arrays.

    play, grade  int8, positions in PLAYS and GRADES;  place  int32, from 1 within the customer and play
    wider        bool, whether it is from a wider ring than the cluster
    taken        bool
    """

    play: NDArray[np.int8]
    wider: NDArray[np.bool_]
    grade: NDArray[np.int8]
    place: NDArray[np.int32]
    taken: NDArray[np.bool_]


@dataclass(frozen=True, eq=False, slots=True)
class Chances:
    """The share of offers that was taken.

    table  float64 (plays and wider rings, grades, steps of places), NaN where fewer than `LEAST_OFFERS` were tested
    """

    table: NDArray[np.float64]

    def of(
        self, play: NDArray[np.int8], wider: NDArray[np.bool_], grade: NDArray[np.int8], place: NDArray[np.int32]
    ) -> NDArray[np.float64]:
        """The chance of each offer, 0 to 1, or NaN; parameters as in `Outcomes`."""
        return np.asarray(self.table[_cells(play, wider, grade, place)])


UNKNOWN = Chances(np.full((_KINDS, len(GRADES), len(LAST_OF_STEP) + 1), np.nan))
"""Where nothing was proven."""


def chances(tested: Outcomes) -> Chances:
    """Shares taken by play, grade and place, shrunken: (taken + m · wider share) ÷ (offers + m).

    Without this one lucky offer of one would promise 100 %. Source: empirical-Bayes shrinkage with a fixed prior weight
    (Efron & Morris 1975). Cost: one pass.
    """
    shape = UNKNOWN.table.shape
    cell = _cells(tested.play, tested.wider, tested.grade, tested.place)
    offers, taken = np.zeros(shape), np.zeros(shape)
    np.add.at(offers, cell, 1.0)
    np.add.at(taken, cell, tested.taken.astype(np.float64))
    of_kind, taken_of_kind = (counts.sum(axis=(1, 2), keepdims=True) for counts in (offers, taken))
    unknown = np.full_like(of_kind, np.nan)
    by_kind = np.divide(taken_of_kind, of_kind, out=unknown, where=of_kind >= LEAST_OFFERS)
    by_grade = (taken.sum(axis=2, keepdims=True) + PRIOR * by_kind) / (offers.sum(axis=2, keepdims=True) + PRIOR)
    return Chances((taken + PRIOR * by_grade) / (offers + PRIOR))


def _cells(
    play: NDArray[np.int8], wider: NDArray[np.bool_], grade: NDArray[np.int8], place: NDArray[np.int32]
) -> tuple[NDArray[np.integer], ...]:
    kind = np.where(wider, len(PLAYS), play)
    return kind, grade, np.searchsorted(LAST_OF_STEP, place)

"""Rules that say no more than a shorter one, and rules between packs of the same product."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def best_of_shorter(
    confidence: tuple[NDArray[np.float64], ...], without: tuple[NDArray[np.int64], ...]
) -> tuple[NDArray[np.float64], ...]:
    """For the rule of each itemset and each of its members as consequent: the best confidence of any shorter rule.

    Shorter: the same consequent, and some of the antecedent (arules' `is.redundant`; Bayardo et al. 2000).

    confidence  for size 1, 2, …: (m, size), of the rule whose consequent is that member
    without     for size 1, 2, …: (m, size), the place in the size before of the itemset without that member
    Out: the same shape as `confidence`; −∞ where there is no shorter rule.
    """
    best = [np.full_like(alone, -np.inf) for alone in confidence[:1]]
    for size in range(2, len(confidence) + 1):
        known = np.maximum(confidence[size - 2], best[-1])
        found = np.full_like(confidence[size - 1], -np.inf)
        for consequent in range(size if size > 2 else 0):
            for dropped in range(size):
                if dropped != consequent:
                    shorter = known[without[size - 1][:, dropped], consequent - (dropped < consequent)]
                    np.maximum(found[:, consequent], shorter, out=found[:, consequent])
        best.append(found)
    return tuple(best)


def is_trivial(
    antecedent: NDArray[np.int32], consequent: NDArray[np.int32], variants: NDArray[np.integer]
) -> NDArray[np.bool_]:
    """Rules whose consequent is the same product as an item of the antecedent (n, size; −1 is none), by group numbers."""
    same = variants[antecedent] == variants[consequent][:, None]
    return np.asarray((same & (antecedent >= 0)).any(axis=1))

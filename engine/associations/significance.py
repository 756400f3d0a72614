"""Whether two things are bought together more often than by chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import false_discovery_control, hypergeom

from engine.progress import Report, silent

STAGE = "Testing rules against chance"
PIECE = 20_000
NEGLIGIBLE = 1e-17


def p_values(
    both: NDArray[np.int64],
    antecedent: NDArray[np.int64],
    consequent: NDArray[np.int64],
    baskets: int,
    report: Report = silent,
) -> NDArray[np.float64]:
    """The chance that as many baskets or more would hold both, were they filled independently of each other.

    Counts int64 (n). One-sided hypergeometric test (Fisher's exact test): P(X ≥ both), `antecedent` drawn out of
    `baskets` of which `consequent` are marked. What `scipy.stats.hypergeom.sf(both - 1, …)` says to about 1e-9, which takes
    60 µs a rule where there are fewer than 100,000 baskets: here one term comes from scipy and the others from the ratio
    of each to the one before. Cost: as many steps over the rules still going as some standard deviations of the count.
    """
    small, large = np.minimum(antecedent, consequent), np.maximum(antecedent, consequent)
    counts, back = _different(np.column_stack((both, small, large)))
    found = np.empty(len(counts))
    for begin in range(0, len(counts), PIECE):
        report(STAGE, begin / len(counts))
        piece = slice(begin, begin + PIECE)
        found[piece] = _tail(counts[piece].astype(np.float64), float(baskets))
    return found[back]


def _different(counts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """The different rows, and for each row which of them it is; all of them where a row does not fit into 63 bits."""
    if counts.max(initial=0) >= 2**21:
        return counts, np.arange(len(counts))
    _, first, back = np.unique(counts @ (1 << np.array([42, 21, 0])), return_index=True, return_inverse=True)
    return counts[first], back


def significant(p: NDArray[np.float64], rate: float) -> NDArray[np.bool_]:
    """Those of which, as a whole, no more than `rate` are expected to be chance (Benjamini and Hochberg 1995)."""
    return np.asarray(false_discovery_control(p) <= rate) if len(p) else np.zeros(0, dtype=bool)


def _tail(counts: NDArray[np.float64], baskets: float) -> NDArray[np.float64]:
    """P(X ≥ both): the upper tail summed above the mean, one less the lower tail below it; counts (n, 3): both, drawn, marked."""
    both, drawn, marked = counts.T
    above = both * (baskets + 2) >= (drawn + 1) * (marked + 1)
    first = np.where(above, both, both - 1)
    with np.errstate(under="ignore"):
        term = np.exp(hypergeom.logpmf(first, baskets, marked, drawn))
    tail = np.where(np.isfinite(term), term, 0.0) * _series(first, drawn, marked, baskets, above)
    return np.clip(np.where(above, tail, 1 - tail), 0.0, 1.0)


def _series(
    first: NDArray[np.float64],
    drawn: NDArray[np.float64],
    marked: NDArray[np.float64],
    baskets: float,
    up: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """The sum of a tail as a multiple of its first and largest term: up to the most that can be, or down to the fewest."""
    total, going = np.ones_like(first), np.arange(len(first))
    x, term = first, np.ones_like(first)
    rest = baskets - marked - drawn
    while len(going):
        with np.errstate(divide="ignore", invalid="ignore"):
            upward = (marked - x) * (drawn - x) / ((x + 1) * (rest + x + 1))
            downward = x * (rest + x) / ((marked - x + 1) * (drawn - x + 1))
        term = term * np.where(up, upward, downward)
        total[going] += term
        more = term > NEGLIGIBLE * total[going]
        x = x + np.where(up, 1.0, -1.0)
        going, up = going[more], up[more]
        x, term, drawn, marked, rest = (part[more] for part in (x, term, drawn, marked, rest))
    return total

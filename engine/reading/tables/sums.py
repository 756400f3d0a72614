"""Rows whose figures are the sums of the rows above them, at any level of a report."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_CENTS, _SHARE = 0.006, 1e-9
MOST_ADDED = 20_000
"""More rows than these are not totals that somebody prints; their figures are not added up."""
_TELLING_QUANTITY = 20
"""A smaller quantity is the sum of those above it by chance."""

Mask = NDArray[np.bool_]


def sums(figures: NDArray[np.float64], named: Mask, added: Mask, alone: Mask) -> Mask:
    """The rows among `added` whose figures are the sums of the rows since some level of the report began.

    figures  rows × columns, the quantity first; 0 for a blank, which says nothing
    named    rows that are totals already, whatever their figures
    alone    rows that may be the sum of a single row, and of small quantities alone

    Each open level is remembered by what had been added up where it began; a total closes the levels inside its own.
    Cost: one pass of sums, and for each of `named` and `added` a look at the open levels.
    """
    found = np.zeros(len(figures), dtype=bool)
    lines = ~named & ~added
    count = figures.shape[1] + 1
    running = np.cumsum(np.column_stack((np.where(lines[:, None], figures, 0.0), lines)), axis=0)
    extra = np.zeros(count)
    levels = np.zeros((np.count_nonzero(named | added) + 2, count))
    depth = 1
    for row in np.flatnonzero(named | added):
        here = running[row] + extra
        sure = bool(alone[row] or named[row])
        fits = np.flatnonzero(_equal(here - levels[:depth], figures[row], sure=sure))
        if len(fits) or named[row]:
            found[row] = not named[row]
            depth = int(fits[-1]) + 1 if len(fits) else depth
            levels[depth] = here
            depth += 1
        else:
            extra[:-1] += figures[row]
            extra[-1] += 1
    return found


def _equal(inside: NDArray[np.float64], figures: NDArray[np.float64], *, sure: bool) -> Mask:
    """The levels whose sums are the figures of the row, as far as it has any."""
    known = figures != 0
    if not known.any():
        return np.zeros(len(inside), dtype=bool)
    near = np.abs(inside[:, :-1] - figures) <= _CENTS + _SHARE * np.abs(figures)
    telling = sure or bool(known[1:].any()) or abs(figures[0]) >= _TELLING_QUANTITY
    return np.asarray((near | ~known).all(axis=1) & (inside[:, -1] >= (1 if sure else 2)) & telling)

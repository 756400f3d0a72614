"""Itemsets grown from pairs, depth first: each in the baskets that hold it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.associations.ceiling import Found
from engine.associations.dense import NO_PAIRS, Pairs, Table
from engine.associations.projecting import Rows, opened
from engine.one_thread import one_thread
from engine.progress import Report

STAGE = "Counting what is bought together"
PAIRS = 0.3
"""Share of the progress that the pairs are."""


@dataclass(frozen=True, eq=False, slots=True)
class _Branch:
    """The baskets that hold all of `prefix`, with the items it may grow by; `item`: what these are in the whole."""

    baskets: Rows | Table
    item: NDArray[np.int32]
    prefix: NDArray[np.int32]

    @property
    def size(self) -> int:
        """Members of the itemsets that its pairs make."""
        return len(self.prefix) + 2


def grow(baskets: Rows, item: NDArray[np.int32], longest: int, found: Found, report: Report) -> None:
    """Put every frequent itemset of 2 … `longest` members into `found`; `item`: what the items of `baskets` are."""
    with one_thread():
        _grow(_Branch(baskets.lightest(), item, np.empty(0, dtype=np.int32)), longest, found, report)


def _grow(branch: _Branch, longest: int, found: Found, report: Report) -> None:
    one, other, both = _pairs(branch, found, report)
    if branch.size == longest or not len(one):
        return
    baskets = opened(branch.baskets) if isinstance(branch.baskets, Rows) else branch.baskets
    starts = np.searchsorted(one, np.arange(len(branch.item) + 1))
    for grown in range(len(branch.item) - 1, -1, -1):
        span = slice(starts[grown], starts[grown + 1])
        wanted = other[span][both[span] >= found.least(branch.size + 1)]
        if len(wanted) < 2:
            continue
        wanted.sort()
        prefix = np.append(branch.prefix, branch.item[grown])
        left = (grown + 1) / len(branch.item)
        inside = report if len(prefix) > 1 else _at(1 - (1 - PAIRS) * left, report)
        _grow(_Branch(baskets.given(grown, wanted), branch.item[wanted], prefix), longest, found, inside)


def _at(done: float, report: Report) -> Report:
    """The same, but however far a branch is, all that is done is `done`."""
    return lambda stage, _: report(stage, done)


def _pairs(branch: _Branch, found: Found, report: Report) -> Pairs:
    """Find the itemsets that the pairs of the branch make; of the pairs, those that may grow."""
    size, pieces, done = branch.size, [], 0.0
    for one, other, both in branch.baskets.pairs(lambda: found.least(size)):
        report(STAGE, done)
        if len(one):
            done = PAIRS * float(one[-1] + 1) / len(branch.item)
            prefix = np.broadcast_to(branch.prefix, (len(one), size - 2))
            found.add(np.column_stack((prefix, branch.item[one], branch.item[other])), both)
            growing = both >= found.least(size + 1)
            pieces.append((one[growing], other[growing], both[growing]))
    if not pieces:
        return NO_PAIRS
    one, other, both = (np.concatenate(parts) for parts in zip(*pieces, strict=True))
    return one, other, both

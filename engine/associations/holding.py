"""How many baskets hold given sets of items: for rules that were found in other baskets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from engine.progress import Report, silent

if TYPE_CHECKING:
    from engine.associations.rules import Rules

STAGE = "Counting the rules in other baskets"
ITEMS = 500
"""Items whose bits are set at once."""
WORDS = 2_000_000
"""Words of 64 baskets held at once: 16 MB."""


def counts_in(
    items: sparse.csr_array, rules: Rules, weight: NDArray[np.float64] | None = None, report: Report = silent
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """In how many of these baskets each rule's items, its antecedent and its consequent are: float64 (n_rules) each.

    items   sparse (n_baskets, n_items) with the item positions of the rules; of one cluster, or of all
    weight  float64 (n_baskets); the counts are then sums of weights
    """
    together = np.sort(np.column_stack((rules.antecedent, rules.consequent)), axis=1)
    both, antecedent, consequent = (
        holding(items, sets, weight, report) for sets in (together, rules.antecedent, rules.consequent[:, None])
    )
    return both, antecedent, consequent


def holding(
    items: sparse.csr_array,
    sets: NDArray[np.int32],
    weight: NDArray[np.float64] | None = None,
    report: Report = silent,
) -> NDArray[np.float64]:
    """In how many baskets all items of each set are, or the sum of their weights: float64 (n_sets).

    sets  int32 (n_sets, most members): item positions, −1 where there are fewer

    Method: a bit per basket for every item in question, 64 at a time (vertical bitmaps, Burdick et al. 2001). Cost: n_sets
    × members × n_baskets ÷ 64 operations on words; with weights 16 times as many. Memory: a bit per basket and item.
    """
    different, back = _different(sets, report)
    wanted = np.unique(different[different >= 0])
    bits = _bits(items, wanted, report)
    number = np.zeros(items.shape[1] + 1, dtype=np.int64)
    number[wanted] = np.arange(len(wanted))
    number[-1] = len(wanted)
    rows = number[different]
    found = np.empty(len(different))
    worth = None if weight is None else _worth(weight, bits.shape[1])
    height = max(1, WORDS // max(1, bits.shape[1] * (1 if worth is None else 16)))
    for begin in range(0, len(rows), height):
        report(STAGE, begin / len(rows))
        piece = rows[begin : begin + height]
        held = bits[piece[:, 0]]
        for column in piece.T[1:]:
            held &= bits[column]
        found[begin : begin + height] = _sum(held, worth)
    return found[back]


def _different(sets: NDArray[np.int32], report: Report) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
    """The different rows, and for each row which of them it is."""
    first, back = np.zeros(min(1, len(sets)), dtype=np.intp), np.zeros(len(sets), dtype=np.intp)
    for column in sets.T:
        report(STAGE, 0.0)
        key = back * (int(sets.max(initial=0)) + 2) + column + 1
        _, first, back = np.unique(key, return_index=True, return_inverse=True)
    return sets[first], back


def _bits(items: sparse.csr_array, wanted: NDArray[np.int32], report: Report) -> NDArray[np.uint64]:
    """A row per wanted item with a bit per basket, and a last row of ones."""
    n_words = -(-items.shape[0] // 64)
    bits = np.zeros((len(wanted) + 1, n_words), dtype=np.uint64)
    bits[-1] = np.iinfo(np.uint64).max
    by_item = items.tocsc()
    for begin in range(0, len(wanted), ITEMS):
        report(STAGE, 0.0)
        piece = by_item[:, wanted[begin : begin + ITEMS]]
        row = np.repeat(np.arange(begin, begin + piece.shape[1]), np.diff(piece.indptr))
        word = row * n_words + piece.indices // 64
        first = np.flatnonzero(np.diff(word, prepend=-1))
        if len(first):
            bit = np.left_shift(np.uint64(1), (piece.indices % 64).astype(np.uint64))
            bits.ravel()[word[first]] = np.bitwise_or.reduceat(bit, first)
    return bits


def _worth(weight: NDArray[np.float64], n_words: int) -> NDArray[np.float64]:
    """For each byte of 8 baskets and each of its 256 values, the weight of the baskets whose bit is set."""
    eights = np.zeros((n_words * 8, 8))
    eights.ravel()[: len(weight)] = weight
    return eights @ ((np.arange(256) >> np.arange(8)[:, None]) & 1)


def _sum(held: NDArray[np.uint64], worth: NDArray[np.float64] | None) -> NDArray[np.float64]:
    if worth is None:
        return np.asarray(np.bitwise_count(held).sum(axis=1, dtype=np.float64))
    values = held.astype("<u8", copy=False).view(np.uint8).reshape(len(held), -1)
    return np.asarray(worth[np.arange(values.shape[1]), values].sum(axis=1))

"""How many baskets hold each of many sets of items."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from engine.progress import Report, silent

STAGE = "Counting baskets without their weights"
ITEMS = 500
"""Items whose bits are set at once."""
WORDS = 2_000_000
"""Words of 64 baskets held at once: 16 MB."""


def holding(items: sparse.csr_array, sets: NDArray[np.int32], report: Report = silent) -> NDArray[np.int64]:
    """In how many baskets all items of each set are: int64 (n_sets).

    items  sparse (n_baskets, n_items), no duplicates;  sets  int32 (n_sets, size ≥ 1), item positions

    Method: a bit per basket for every item in question, 64 at a time (vertical bitmaps, Burdick et al. 2001). Cost: n_sets
    × size × n_baskets ÷ 64 operations on words. Memory: a bit per basket and item.
    """
    wanted = np.unique(sets)
    bits = _bits(items, wanted, report)
    rows = np.searchsorted(wanted, sets)
    found = np.empty(len(sets), dtype=np.int64)
    height = max(1, WORDS // max(1, bits.shape[1]))
    for begin in range(0, len(sets), height):
        report(STAGE, begin / len(sets))
        piece = rows[begin : begin + height]
        held = bits[piece[:, 0]]
        for column in piece.T[1:]:
            held &= bits[column]
        found[begin : begin + height] = np.bitwise_count(held).sum(axis=1, dtype=np.int64)
    return found


def _bits(items: sparse.csr_array, wanted: NDArray[np.int32], report: Report) -> NDArray[np.uint64]:
    """A row per wanted item with a bit per basket."""
    n_words = -(-items.shape[0] // 64)
    bits = np.zeros((len(wanted), n_words), dtype=np.uint64)
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

"""How many baskets hold given items, in each group of baskets."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

CELLS = 2_000_000
"""Cells of the sparse tables that are multiplied together; bounds the memory."""


def holders(items: sparse.csc_array, sets: NDArray[np.int32]) -> sparse.csc_array:
    """Rows that hold every item of a set: sparse uint8 (n_rows, n_sets).

    items  sparse uint8 (n_rows, n_items), 1 where held;  sets  int32 (n_sets, size), -1 where there are fewer items, which
           never come first
    Cost: a product cell by cell for each place of the sets.
    """
    found = items[:, sets[:, 0]]
    for place in range(1, sets.shape[1]):
        found = found.multiply(items[:, np.where(sets[:, place] >= 0, sets[:, place], sets[:, 0])]).tocsc()
    return found


def pieces(items: sparse.csc_array, sets: NDArray[np.int32]) -> Iterator[slice]:
    """Slices of the sets that are small enough to be looked at together."""
    cells = np.cumsum(np.diff(items.indptr)[sets[:, 0]]) if len(sets) else np.empty(0, dtype=np.int64)
    begin = 0
    while begin < len(sets):
        before = int(cells[begin - 1]) if begin else 0
        end = max(int(np.searchsorted(cells, before + CELLS, side="right")), begin + 1)
        yield slice(begin, end)
        begin = end


def count_sets(
    items: sparse.csc_array,
    sets: NDArray[np.int32],
    group: NDArray[np.int32],
    n_groups: int,
    weight: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Rows of each group that hold every item of each set, float64 (n_sets, 1 + n_groups): all rows first, then each group.

    group  int32 (n_rows), -1 for rows of no group;  weight  float64 (n_rows), None: each counts 1
    """
    result = np.zeros((len(sets), 1 + n_groups))
    for piece in pieces(items, sets):
        held = holders(items, sets[piece])
        n = held.shape[1]
        column = np.repeat(np.arange(n), np.diff(held.indptr))
        own = np.ones(len(held.indices)) if weight is None else weight[held.indices]
        place = column * (1 + n_groups) + 1 + group[held.indices]
        counted = np.bincount(place, own, n * (1 + n_groups)).reshape(n, 1 + n_groups)
        counted[:, 0] += counted[:, 1:].sum(axis=1)
        result[piece] = counted
    return result

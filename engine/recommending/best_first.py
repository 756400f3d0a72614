"""The first few of many scores, and lists that fill up one another."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

NONE = -1
"""Stands in a list where there is nothing more to recommend."""


def best_first(scores: NDArray[np.floating], open_: NDArray[np.bool_], n: int) -> NDArray[np.int32]:
    """Columns of the n highest scores of each row, best first, among those that are open; −1 where there are no more.

    scores  (rows, columns), finite;  open_  bool, likewise. Equal scores are ranked by column.
    Cost: O(rows × columns).
    """
    rows, columns = scores.shape
    held = np.where(open_, scores, -np.inf)
    width = min(n, columns)
    result = np.full((rows, n), NONE, dtype=np.int32)
    if not width or not rows:
        return result
    least = np.partition(held, columns - width, axis=1)[:, columns - width]
    for row in range(rows):
        some = np.flatnonzero(held[row] >= least[row]) if np.isfinite(least[row]) else np.flatnonzero(open_[row])
        kept = some[np.lexsort((some, -held[row, some]))][:n]
        result[row, : len(kept)] = kept
    return result


def first_free(touched: sparse.csr_array, listed: NDArray[np.integer], n: int) -> NDArray[np.int32]:
    """Places in `listed` of the first n products that each row has not touched, int32 (n_rows, n); −1 where there are no more.

    touched  (n_rows, n_products), anything where touched. Cost: O(rows × (n + the most products a row has touched)).
    """
    longest = n + int(np.diff(touched.indptr).max(initial=0))
    free = touched[:, listed[:longest]].toarray() == 0
    place = free.cumsum(axis=1) - 1
    row, column = np.nonzero(free & (place < n))
    result = np.full((len(free), n), NONE, dtype=np.int32)
    result[row, place[row, column]] = column
    return result


def filled_up(lists: NDArray[np.int32], more: NDArray[np.int32]) -> NDArray[np.int32]:
    """`lists`, their empty places filled from `more`, row by row, with what is not in them yet; both (rows, n), −1 for none."""
    if (lists != NONE).all():
        return lists
    twice = (more[:, :, None] == lists[:, None, :]).any(axis=2)
    both = np.hstack([lists, np.where(twice, NONE, more)])
    order = np.argsort(both == NONE, axis=1, kind="stable")
    return np.take_along_axis(both, order, axis=1)[:, : lists.shape[1]]

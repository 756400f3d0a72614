"""Counting by trying every combination on a dense table: slow and plain."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from engine.associations.itemsets import Itemsets

Sets = dict[tuple[int, ...], float]


def matrix(bought: NDArray[np.bool_]) -> sparse.csr_array:
    return sparse.csr_array(bought.astype(np.uint8))


def naive_itemsets(bought: NDArray[np.bool_], weight: NDArray[np.float64] | None, least: float, longest: int) -> Sets:
    worth = np.ones(len(bought)) if weight is None else weight
    counts = {
        items: float(worth[bought[:, items].all(axis=1)].sum())
        for size in range(1, longest + 1)
        for items in combinations(range(bought.shape[1]), size)
    }
    return {items: count for items, count in counts.items() if count >= least and count > 0}


def as_sets(found: Itemsets) -> Sets:
    """By items; fails where an itemset is there twice."""
    listed = [
        (tuple(row), count)
        for rows, counts in zip(found.members, found.counts, strict=True)
        for row, count in zip(rows.tolist(), counts.tolist(), strict=True)
    ]
    assert len(dict(listed)) == len(listed)
    return dict(listed)

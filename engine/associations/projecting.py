"""Baskets as rising rows of items, what is left of them once an item is given, and how often each two share a basket."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

CELLS = 4_000_000
"""The most cells of a block that is held densely, and of a block of counts."""
DENSE_WORK = 1_000_000_000
"""Multiplications in one dense product: some 50 ms."""
SPARSE_WORK = 5_000_000
"""Multiplications in one sparse product: some 50 ms."""
DEARER = 150
"""How many dense multiplications take as long as one sparse one."""
EXACT = 2**24
"""Whole numbers up to this are exact in float32."""


@dataclass(frozen=True, eq=False, slots=True)
class Projection:
    """Baskets as rows of items that rise inside a row.

    start   int64 (n_baskets + 1): items of basket r are `item[start[r]:start[r + 1]]`
    item    int32 (n)
    units   float64 (n_baskets) whole numbers: what each basket counts; None where each counts 1
    n_items items are 0 … n_items - 1
    """

    start: NDArray[np.int64]
    item: NDArray[np.int32]
    units: NDArray[np.float64] | None
    n_items: int

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Items in each basket."""
        return np.diff(self.start)

    @property
    def n_baskets(self) -> int:
        """Baskets that are left."""
        return len(self.start) - 1

    def places(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where each item stands in `item`, item by item, and where each item begins in that list."""
        begins = np.concatenate(([0], np.cumsum(np.bincount(self.item, minlength=self.n_items))))
        return np.argsort(self.item, kind="stable"), begins

    def given(self, places: NDArray[np.int64], basket: NDArray[np.int64], wanted: NDArray[np.integer]) -> Projection:
        """The baskets in which an item stands at `places`, with those of its later items that are `wanted` (rising).

        Items are numbered anew, as they stand in `wanted`; baskets with none of them are left out.
        """
        rows = basket[places]
        lengths = self.start[rows + 1] - places - 1
        ends = np.cumsum(lengths)
        item = self.item[np.arange(ends[-1]) + np.repeat(places + 1 - (ends - lengths), lengths)]
        number = np.full(self.n_items, -1, dtype=np.int32)
        number[wanted] = np.arange(len(wanted), dtype=np.int32)
        item = number[item]
        kept = item >= 0
        sizes = np.bincount(np.repeat(np.arange(len(rows)), lengths)[kept], minlength=len(rows))
        units = None if self.units is None else self.units[rows]
        filled = sizes > 0
        start = np.concatenate(([0], np.cumsum(sizes[filled])))
        return Projection(start, item[kept], None if units is None else units[filled], len(wanted))


Pairs = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]
"""Two items, the second the later one, and in how many units of baskets both are."""


def pairs_of(baskets: Projection, least: Callable[[], int]) -> Iterator[Pairs]:
    """The pairs of items in at least `least` units of baskets, in pieces; there may be empty ones.

    Cost: one product of the baskets with themselves, of which only the half above the diagonal is made; dense where the
    baskets are short lists of items of which each holds many, sparse otherwise. A block has at most 4 million cells.
    """
    sparse_work = float((baskets.sizes.astype(np.float64) ** 2).sum()) / 2
    dense_work = float(baskets.n_items) ** 2 * baskets.n_baskets / 2
    return (_dense if dense_work <= DEARER * sparse_work + 1e6 else _sparse)(baskets, least)


def _dense(baskets: Projection, least: Callable[[], int]) -> Iterator[Pairs]:
    n_items = baskets.n_items
    exact = np.float32 if baskets.units is None and baskets.n_baskets < EXACT else np.float64
    first = 0
    while first < n_items:
        left = n_items - first
        height = min(left, max(1, CELLS // left))
        rows = max(1, min(CELLS // left, DENSE_WORK // (left * height)))
        both = np.zeros((height, left), dtype=exact)
        for begin in range(0, baskets.n_baskets, rows):
            block = _block(baskets, begin, min(begin + rows, baskets.n_baskets), first, exact)
            if baskets.units is None:
                both += block[:, :height].T @ block
            else:
                both += (block[:, :height] * baskets.units[begin : begin + rows, None]).T @ block
            yield _NOTHING
        one, other = np.nonzero(np.triu(both >= least(), 1))
        yield one + first, other + first, both[one, other].astype(np.int64)
        first += height


def _block(baskets: Projection, begin: int, end: int, first: int, exact: type[np.floating]) -> NDArray[np.floating]:
    """Baskets `begin` to `end` × items from `first` on, 1 where bought."""
    span = slice(int(baskets.start[begin]), int(baskets.start[end]))
    row, item = np.repeat(np.arange(end - begin), baskets.sizes[begin:end]), baskets.item[span] - first
    block = np.zeros((end - begin, baskets.n_items - first), dtype=exact)
    if first:
        later = item >= 0
        row, item = row[later], item[later]
    block[row, item] = 1
    return block


def _sparse(baskets: Projection, least: Callable[[], int]) -> Iterator[Pairs]:
    exact = np.int32 if baskets.units is None else np.float64
    shape = (baskets.n_baskets, baskets.n_items)
    bought = sparse.csr_array((np.ones(len(baskets.item), exact), baskets.item, baskets.start), shape=shape)
    by_item = bought.T.tocsr()
    work = np.cumsum(by_item @ baskets.sizes.astype(np.float64))
    if baskets.units is not None:
        by_item.data = baskets.units[by_item.indices]
    first, dropped = 0, 0
    while first < baskets.n_items:
        done = work[first - 1] if first else 0.0
        end = max(first + 1, int(np.searchsorted(work, done + SPARSE_WORK)))
        later = int(by_item.indptr[-1] - by_item.indptr[first])
        if later < 0.9 * bought.nnz:
            bought, dropped = bought[:, first - dropped :], first
        both = by_item[first:end] @ bought
        found = np.flatnonzero(both.data >= least())
        one = np.searchsorted(both.indptr, found, side="right") - 1 + first
        other = both.indices[found].astype(np.int64) + dropped
        after = other > one
        yield one[after], other[after], both.data[found[after]].astype(np.int64)
        first = end


_NOTHING: Pairs = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int64))

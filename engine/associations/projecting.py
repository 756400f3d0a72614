"""Baskets as rising rows of items, what is left of them once an item is given, and how often each two share a basket."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from engine.associations.dense import NO_PAIRS, Pairs, Table, dense_pairs

CELLS = 16_000_000
"""The most cells of a table: 16 MB."""
WORK = 4_000_000
"""Multiplications in one sparse product: some 40 ms."""
DEARER = 150
"""How many dense multiplications take as long as one sparse one."""


@dataclass(frozen=True, eq=False, slots=True)
class Rows:
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
    def shape(self) -> tuple[int, int]:
        """Items and baskets."""
        return self.n_items, len(self.start) - 1

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Items in each basket."""
        return np.diff(self.start)

    def pairs(self, least: Callable[[], int]) -> Iterator[Pairs]:
        """The pairs of items in at least `least` units of baskets, in pieces, some of them empty.

        Cost: one product of the baskets with themselves, of which only the half above the diagonal is made.
        """
        return (
            dense_pairs(self.shape, self.units, self._block, least) if self._is_dense() else _sparse_pairs(self, least)
        )

    def lightest(self) -> Rows | Table:
        """The same baskets in the form in which their pairs are counted sooner."""
        n_items, n_baskets = self.shape
        if n_items * n_baskets > CELLS or not self._is_dense():
            return self
        return Table(self._block(0, n_baskets, 0), self.units)

    def _is_dense(self) -> bool:
        n_items, n_baskets = self.shape
        sparse_work = float((self.sizes.astype(np.float64) ** 2).sum())
        return float(n_items) ** 2 * n_baskets <= DEARER * sparse_work + 1e6

    def _block(self, begin: int, end: int, first: int) -> NDArray[np.uint8]:
        row, item = (
            np.repeat(np.arange(end - begin), self.sizes[begin:end]),
            self.item[self.start[begin] : self.start[end]],
        )
        block = np.zeros((self.n_items - first, end - begin), dtype=np.uint8)
        if first:
            later = item >= first
            row, item = row[later], item[later] - first
        block[item, row] = 1
        return block


@dataclass(frozen=True, eq=False, slots=True)
class Opened:
    """Rows and where each item stands in them: at `places[begins[i]:begins[i + 1]]` of `rows.item`; `basket`: in which row."""

    rows: Rows
    places: NDArray[np.integer]
    begins: NDArray[np.integer]
    basket: NDArray[np.int64]

    def given(self, item: int, wanted: NDArray[np.integer]) -> Rows | Table:
        """The baskets that hold the item, with those of its later items that are `wanted` (rising), numbered as they stand
        there. Cost: as many steps as these baskets have later items.
        """
        rows = self.rows
        places = self.places[self.begins[item] : self.begins[item + 1]]
        holding = self.basket[places]
        lengths = rows.start[holding + 1] - places - 1
        ends = np.cumsum(lengths)
        later = rows.item[np.arange(ends[-1]) + np.repeat(places + 1 - (ends - lengths), lengths)]
        number = np.full(rows.n_items, -1, dtype=np.int32)
        number[wanted] = np.arange(len(wanted), dtype=np.int32)
        later = number[later]
        kept = later >= 0
        start = np.concatenate(([0], np.cumsum(kept)))[np.concatenate(([0], ends))]
        units = None if rows.units is None else rows.units[holding]
        return Rows(start, later[kept], units, len(wanted)).lightest()


def opened(rows: Rows) -> Opened:
    """Rows with where each item stands. Cost: two passes over them."""
    n_items, n_baskets = rows.shape
    by_item = sparse.csr_array((np.arange(len(rows.item)), rows.item, rows.start), shape=(n_baskets, n_items)).tocsc()
    return Opened(rows, by_item.data, by_item.indptr, np.repeat(np.arange(n_baskets), rows.sizes))


def _sparse_pairs(baskets: Rows, least: Callable[[], int]) -> Iterator[Pairs]:
    n_items, n_baskets = baskets.shape
    exact = np.int32 if baskets.units is None else np.float64
    ones = np.ones(len(baskets.item), dtype=exact)
    bought = sparse.csr_array((ones, baskets.item, baskets.start), shape=(n_baskets, n_items))
    by_item = bought.T.tocsr()
    yield NO_PAIRS
    work = np.cumsum(by_item @ baskets.sizes.astype(np.float64))
    if baskets.units is not None:
        by_item.data = baskets.units[by_item.indices]
    yield NO_PAIRS
    first, dropped = 0, 0
    while first < n_items:
        done = work[first - 1] if first else 0.0
        end = max(first + 1, int(np.searchsorted(work, done + WORK)))
        if by_item.indptr[-1] - by_item.indptr[first] < 0.9 * bought.nnz:
            bought, dropped = bought[:, first - dropped :], first
            yield NO_PAIRS
        both = by_item[first:end] @ bought
        found = np.flatnonzero(both.data >= least())
        one = np.searchsorted(both.indptr, found, side="right") - 1 + first
        other = both.indices[found].astype(np.int64) + dropped
        after = other > one
        yield one[after], other[after], both.data[found[after]].astype(np.int64)
        first = end

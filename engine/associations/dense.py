"""Few baskets of few items, each item bought by many of them: as a table of bytes, and counted by products of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

CELLS = 2_000_000
"""The most cells of a block of counts, and of one that is multiplied."""
WORK = 500_000_000
"""Multiplications in one product: some 30 ms."""
EXACT = 2**24
"""Whole numbers up to this are exact in float32."""

Pairs = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]
"""Two items, the second the later one, and in how many units of baskets both are."""
NO_PAIRS: Pairs = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int64))
Block = Callable[[int, int, int], NDArray[np.uint8]]
"""Items from the third number on × baskets from the first to the second: 1 where bought."""


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """Baskets as columns.

    bought  uint8 (n_items, n_baskets): 1 where bought
    units   float64 (n_baskets) whole numbers: what each basket counts; None where each counts 1
    """

    bought: NDArray[np.uint8]
    units: NDArray[np.float64] | None

    def pairs(self, least: Callable[[], int]) -> Iterator[Pairs]:
        """The pairs of items in at least `least` units of baskets, in pieces."""
        return dense_pairs(
            self.bought.shape, self.units, lambda begin, end, first: self.bought[first:, begin:end], least
        )

    def given(self, item: int, wanted: NDArray[np.integer]) -> Table:
        """The baskets that hold the item, with the `wanted` items alone, numbered as they stand there."""
        holding = np.flatnonzero(self.bought[item])
        return Table(self.bought[wanted].take(holding, axis=1), None if self.units is None else self.units[holding])


def dense_pairs(
    shape: tuple[int, ...], units: NDArray[np.float64] | None, block: Block, least: Callable[[], int]
) -> Iterator[Pairs]:
    """The pairs of `shape` (n_items, n_baskets) in at least `least` units of baskets, in pieces, some of them empty.

    Cost: n_items² × n_baskets ÷ 2 multiplications in blocks; memory: some blocks of 2 million cells.
    """
    n_items, n_baskets = shape
    exact: np.dtype[Any] = np.dtype(np.float32 if units is None and n_baskets < EXACT else np.float64)
    first = 0
    while first < n_items:
        left = n_items - first
        height = min(left, max(1, CELLS // left))
        width = max(1, min(CELLS // left, WORK // (left * height)))
        both = np.zeros((height, left), dtype=exact)
        for begin in range(0, n_baskets, width):
            bought = block(begin, min(begin + width, n_baskets), first).astype(exact)
            heavy = bought if units is None else bought * units[begin : begin + width]
            both += heavy[:height] @ bought.T
            yield NO_PAIRS
        one, other = np.nonzero(np.triu(both >= least(), 1))
        yield one + first, other + first, both[one, other].astype(np.int64)
        first += height

"""The itemsets found so far, and a ceiling on how many are kept."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SIZES = 16
"""More than any itemset has members: leaves room for the size below the count in one whole number."""


class Found:
    """Itemsets by size with their counts in whole units; of more than `most`, the most frequent ones.

    An itemset ranks by its count, then by how short it is, so that whatever is kept, every part of it is kept. Of those
    that rank alike, all are kept or none, so that the order in which they were found does not matter. What ranks at or
    below `cut` need not be looked for any more.
    """

    def __init__(self, least: int, most: int) -> None:
        self.most = most
        self.bit = False
        self._cut = least * SIZES - 1
        self._members: dict[int, list[NDArray[np.int32]]] = {}
        self._counts: dict[int, list[NDArray[np.int64]]] = {}
        self._number = 0

    def least(self, size: int) -> int:
        """The fewest units at which an itemset of `size` members may still be kept."""
        return (self._cut - (SIZES - size)) // SIZES + 1

    def add(self, members: NDArray[np.int32], counts: NDArray[np.int64]) -> None:
        """Keep those of members (m, size) that are frequent enough; the array is not copied."""
        size = members.shape[1]
        enough = counts >= self.least(size)
        if not enough.all():
            members, counts = members[enough], counts[enough]
        if len(counts):
            self._members.setdefault(size, []).append(members)
            self._counts.setdefault(size, []).append(counts)
            self._number += len(counts)
        if self._number > 2 * self.most + 1000:
            self._drop()

    def by_size(self) -> list[tuple[NDArray[np.int32], NDArray[np.int64]]]:
        """Members and counts for size 1, 2, … as far as there are any, at most `most` in all."""
        self._drop()
        last = max((size for size, counts in self._counts.items() if sum(map(len, counts))), default=0)
        return [self._of(size) for size in range(1, last + 1)]

    def fitting(self) -> int | None:
        """The fewest units from which on every itemset is kept; None where none are, as all left are alike."""
        counts = [counts for some in self._counts.values() for counts in some]
        enough = np.concatenate([np.empty(0, dtype=np.int64), *counts])
        enough = enough[enough > self._cut // SIZES]
        return int(enough.min()) if len(enough) else None

    def _of(self, size: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        members = self._members.get(size) or [np.empty((0, size), dtype=np.int32)]
        counts = self._counts.get(size) or [np.empty(0, dtype=np.int64)]
        return np.concatenate(members), np.concatenate(counts)

    def _drop(self) -> None:
        if self._number <= self.most:
            return
        found = {size: self._of(size) for size in self._counts}
        ranks = {size: counts * SIZES + (SIZES - size) for size, (_, counts) in found.items()}
        every = np.concatenate(list(ranks.values()))
        place = len(every) - 1 - self.most
        self._cut = int(np.partition(every, place)[place])
        self.bit = True
        self._number = 0
        for size, (members, counts) in found.items():
            kept = ranks[size] > self._cut
            self._members[size], self._counts[size] = [members[kept]], [counts[kept]]
            self._number += int(kept.sum())

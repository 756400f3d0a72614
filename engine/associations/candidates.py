"""Every rule that frequent itemsets make, with its counts."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from engine.associations.itemsets import Itemsets
from engine.associations.redundancy import best_of_shorter

Column = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Candidates:
    """One entry per itemset of two and more and per member of it as the consequent.

    antecedent                          int32 (n, longest − 1): item positions, rising, −1 where there are fewer
    consequent                          int32 (n)
    both, antecedent_count, consequent_count   baskets, or the sums of their weights
    plain_both, plain_antecedent, plain_consequent   baskets without weights
    confidence                          both ÷ antecedent_count
    shorter                             the best confidence of a shorter rule; −∞ where there is none
    """

    antecedent: NDArray[np.int32]
    consequent: NDArray[np.int32]
    both: Column
    antecedent_count: Column
    consequent_count: Column
    plain_both: Counts
    plain_antecedent: Counts
    plain_consequent: Counts
    confidence: Column
    shorter: Column


def candidates(itemsets: Itemsets) -> Candidates:
    """Every rule of the itemsets, by size, itemset and consequent. Cost: a sorted look-up per itemset and member."""
    members = itemsets.members
    without = without_each(members)
    confidence = tuple(
        itemsets.counts[size - 1][:, None] / itemsets.counts[size - 2][without[size - 1]]
        if size > 1
        else np.full((len(rows), 1), -np.inf)
        for size, rows in enumerate(members, 1)
    )
    shorter = best_of_shorter(confidence, without)
    widest = max(2, len(members)) - 1
    parts = [
        _of_size(itemsets, without[size - 1], confidence[size - 1], shorter[size - 1])
        for size in range(2, len(members) + 1)
    ] or [_none(widest)]
    return Candidates(**{f.name: np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Candidates)})


def without_each(members: tuple[NDArray[np.int32], ...]) -> tuple[NDArray[np.int64], ...]:
    """For size 1, 2, …: (m, size), the place in the size before of the itemset without each of its members.

    Every part of an itemset must be there. Nothing is in the size before 1: its places are 0.
    """
    if not members:
        return ()
    n_items = int(members[0].max(initial=0)) + 1
    codes = [members[0][:, 0].astype(np.int64)]
    found = [np.zeros((len(members[0]), 1), dtype=np.int64)]
    for size in range(2, len(members) + 1):
        rows = members[size - 1]
        found.append(np.column_stack([_places(codes, np.delete(rows, at, axis=1), n_items) for at in range(size)]))
        codes.append(found[-1][:, -1] * n_items + rows[:, -1])
    return tuple(found)


def _places(codes: list[NDArray[np.int64]], rows: NDArray[np.int32], n_items: int) -> NDArray[np.int64]:
    """Where each of `rows` (m, size) stands among the itemsets of its size; codes: rising, place of the head and last member."""
    place = np.zeros(len(rows), dtype=np.int64)
    for at in range(rows.shape[1]):
        place = np.searchsorted(codes[at], place * n_items + rows[:, at])
    return place


def _of_size(itemsets: Itemsets, without: NDArray[np.int64], confidence: Column, shorter: Column) -> Candidates:
    size, widest = without.shape[1], len(itemsets.members) - 1
    rows = itemsets.members[size - 1]
    others = np.array([[at for at in range(size) if at != consequent] for consequent in range(size)])
    antecedent = np.full((rows.size, widest), -1, dtype=np.int32)
    antecedent[:, : size - 1] = rows[:, others].reshape(-1, size - 1)
    single = np.searchsorted(itemsets.members[0][:, 0], rows).ravel()
    counts, plain = itemsets.counts, itemsets.plain
    return Candidates(
        antecedent=antecedent,
        consequent=rows.ravel(),
        both=np.repeat(counts[size - 1], size),
        antecedent_count=counts[size - 2][without].ravel(),
        consequent_count=counts[0][single],
        plain_both=np.repeat(plain[size - 1], size),
        plain_antecedent=plain[size - 2][without].ravel(),
        plain_consequent=plain[0][single],
        confidence=confidence.ravel(),
        shorter=shorter.ravel(),
    )


def _none(widest: int) -> Candidates:
    number, count, item = np.empty(0), np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int32)
    antecedent = np.empty((0, widest), dtype=np.int32)
    return Candidates(antecedent, item, number, number, number, count, count, count, number, number)

"""Frequent itemsets: what is bought together in enough baskets."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from engine.associations.ceiling import Found
from engine.associations.growing import STAGE, grow
from engine.associations.holding import holding
from engine.associations.projecting import Rows
from engine.progress import Report, silent

LONGEST = 12
EXACT = 52
"""Sums of whole numbers up to two to this power are exact in float64."""


@dataclass(frozen=True, eq=False, slots=True)
class Itemsets:
    """Frequent itemsets by size.

    members   for size 1, 2, …: int32 (m, size), item positions that rise inside a row; rows sorted
    counts    for each size: float64 (m), baskets that hold all members (sums of weights where baskets have weights)
    plain     the same without weights: int64 (m), baskets
    baskets   number of baskets, or the sum of their weights
    n_plain   number of baskets
    least     the count that was asked for
    ceiling   the most itemsets that were to be kept, where there were more; None otherwise
    sentence  says so; or how often the most frequent pair is bought where no pair is frequent; “” otherwise
    """

    members: tuple[NDArray[np.int32], ...]
    counts: tuple[NDArray[np.float64], ...]
    plain: tuple[NDArray[np.int64], ...]
    baskets: float
    n_plain: int
    least: float
    ceiling: int | None
    sentence: str

    def __len__(self) -> int:
        return sum(map(len, self.counts))


def frequent_itemsets(
    items: sparse.csr_array,
    weight: NDArray[np.float64] | None = None,
    *,
    least: float,
    longest: int,
    most: int,
    report: Report = silent,
) -> Itemsets:
    """Every set of up to `longest` items that is in baskets of at least `least` in number or weight.

    items    sparse (n_baskets, n_items), not 0 where bought, no duplicates
    weight   float64 (n_baskets), not negative; None: each basket counts 1
    longest  1 … 12
    most     where there are more itemsets, the most frequent ones are kept: by count, then the shorter ones; of those that
             are alike, all or none

    The answer depends neither on the order of the baskets nor on that of the items; sums of weights are made of whole
    numbers for that, which rounds each weight to about the 2^-52nd part of their sum.

    Method: depth first over the items from the most frequent down, each with the items more frequent than itself in the
    baskets that hold it (the conditional databases of Eclat, Zaki 2000, and FP-growth, Han et al. 2000); pairs within
    these are counted by a product of the baskets with themselves. Cost: half of such a product for the pairs, and as much
    again for every itemset that is still to grow, over its own baskets and items alone. Memory: the baskets, `most`
    itemsets, and blocks of 16 MB. `report` is called at least every 0.1 s or so.
    """
    if not 1 <= longest <= LONGEST:
        raise ValueError(f"longest is {longest}, and must be 1 to {LONGEST}")
    report(STAGE, 0.0)
    units, unit = _units(weight)
    floor = max(1, math.ceil(least * unit))
    baskets, item, counts = _by_frequency(items, units, floor, report)
    found = Found(floor, most)
    found.add(item[:, None], counts)
    if longest > 1:
        grow(baskets, item, longest, found, report)
    itemsets = _itemsets(items, weight, least, unit, found)
    if weight is not None:
        itemsets = replace(itemsets, plain=tuple(holding(items, rows, report) for rows in itemsets.members))
    sentence = _said(itemsets, (found.fitting() or 0) / unit, weight, lambda: _best_pair(items, weight, report))
    return replace(itemsets, sentence=sentence if longest > 1 else "")


def _units(weight: NDArray[np.float64] | None) -> tuple[NDArray[np.float64] | None, float]:
    """What each basket counts in whole units (None: 1), and how many units a count of 1 is: a power of two."""
    if weight is None:
        return None, 1.0
    total = math.fsum(weight.tolist())
    unit = 2.0 ** (EXACT - 1 - max(1, math.frexp(total)[1]))
    return np.rint(weight * unit), unit


def _by_frequency(
    items: sparse.csr_array, units: NDArray[np.float64] | None, floor: int, report: Report
) -> tuple[Rows, NDArray[np.int32], NDArray[np.int64]]:
    """The baskets with their frequent items alone, numbered from the rarest up; the items so numbered; their counts."""
    n_baskets, n_items = items.shape
    per_line = None if units is None else np.repeat(units, np.diff(items.indptr))
    counts = np.bincount(items.indices, weights=per_line, minlength=n_items).astype(np.int64)
    report(STAGE, 0.0)
    order = np.argsort(counts, kind="stable")
    order = order[counts[order] >= floor]
    number = np.full(n_items, -1, dtype=np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    line = number[items.indices]
    kept = line >= 0
    start = np.concatenate(([0], np.cumsum(kept)))[items.indptr]
    report(STAGE, 0.0)
    shape = (n_baskets, max(1, len(order)))
    by_item = sparse.csr_array((np.ones(int(start[-1]), np.int8), line[kept], start), shape=shape).tocsc()
    report(STAGE, 0.0)
    rising = by_item.tocsr()
    return Rows(start, rising.indices, units, len(order)), order.astype(np.int32), counts[order]


def _itemsets(
    items: sparse.csr_array, weight: NDArray[np.float64] | None, least: float, unit: float, found: Found
) -> Itemsets:
    members, counts = [], []
    for some, units in found.by_size():
        rising = np.sort(some, axis=1)
        order = _in_order(rising)
        members.append(rising[order])
        counts.append(units[order] / unit)
    return Itemsets(
        members=tuple(members),
        counts=tuple(counts),
        plain=tuple(count.astype(np.int64) for count in counts),
        baskets=float(items.shape[0]) if weight is None else float(np.rint(weight * unit).sum()) / unit,
        n_plain=items.shape[0],
        least=least,
        ceiling=found.most if found.bit else None,
        sentence="",
    )


def _in_order(rows: NDArray[np.int32]) -> NDArray[np.intp]:
    """Where the rows stand in order: by one number a row where it fits into 63 bits, which takes half the time."""
    n_items, size = int(rows.max(initial=0)) + 1, rows.shape[1]
    if n_items**size >= 2**63:
        return np.lexsort(rows.T[::-1])
    return np.argsort(rows @ np.array([n_items**power for power in range(size - 1, -1, -1)]))


def _said(found: Itemsets, fitting: float, weight: NDArray[np.float64] | None, best_pair: Callable[[], float]) -> str:
    """What there is to say of how many were found; “” where there are pairs and all were kept."""
    least = _number(found.least if weight is not None else math.ceil(found.least), weight)
    of_all = f"of {_number(found.baskets, weight)} baskets"
    if found.ceiling is not None:
        said = f"More than {found.ceiling:,} combinations are in {least} {of_all} or more: the rarest are left out."
        return said + (
            f" All fit from {_number(fitting, weight)} baskets ({_share(fitting / found.baskets)}) on."
            if fitting
            else ""
        )
    if len(found.members) > 1:
        return ""
    best = best_pair()
    if not best:
        return "No basket holds two items."
    return (
        f"No two items are together in {least} {of_all}; "
        f"the two most often together are in {_number(best, weight)} ({_share(best / found.baskets)})."
    )


def _number(count: float, weight: NDArray[np.float64] | None) -> str:
    return f"{count:,.0f}" if weight is None or count >= 1000 else f"{count:,.3g}"


def _share(share: float) -> str:
    return f"{100 * share:.3g}%"


def _best_pair(items: sparse.csr_array, weight: NDArray[np.float64] | None, report: Report) -> float:
    """How often the two items are together that are most often."""
    units, unit = _units(weight)
    baskets, _, _ = _by_frequency(items, units, 1, report)
    best = [0]
    for _, _, both in baskets.pairs(lambda: best[0] + 1):
        report(STAGE, 1.0)
        best[0] = max(best[0], int(both.max(initial=0)))
    return best[0] / unit

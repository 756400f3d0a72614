"""What columns say about one another: amount = quantity × price, one name per id, the same on all lines of an invoice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from engine.reading.tables.samples import Cells

_LEAST_ROWS, _LEAST_TELLING, _LEAST_ORDERS = 10, 4, 6
_HOLDS = 0.9
_ROUNDING = 0.006

Product = tuple[int, int, int]


def find_product(
    sample: Sequence[Cells], quantities: Iterable[int], prices: Iterable[int], amounts: Iterable[int]
) -> Product | None:
    """The columns of which one is quantity × price of the others on nine of ten rows; None where there are none.

    A price may be rounded to the cent, and an amount may be less by a discount of the line that no more than one row in
    two has. Rows of a single piece prove nothing, where price and amount are the same.
    """
    best, best_share = None, _HOLDS
    for q, p, a in product(quantities, prices, amounts):
        share = _share(sample[q], sample[p], sample[a]) if len({q, p, a}) == 3 else 0.0
        if share > best_share:
            best, best_share = (q, p, a), share
    return best


def _share(quantity: Cells, price: Cells, amount: Cells) -> float:
    """The share of rows on which the amount is quantity × price, or that and the same discount as on other rows."""
    q, p, a = quantity.numbers, price.numbers, amount.numbers
    known = np.isfinite(q) & np.isfinite(p) & np.isfinite(a) & (q != 0) & (p != 0)
    telling = known & (np.abs(q) != 1) & (a != p)
    if np.count_nonzero(known) < _LEAST_ROWS or np.count_nonzero(telling) < _LEAST_TELLING:
        return 0.0
    full = np.abs(q * p)[telling]
    paid = np.abs(a)[telling]
    exact = np.abs(full - paid) <= np.abs(q[telling]) * _ROUNDING + _ROUNDING
    kept = np.round(paid / full, 3)
    usual, counts = np.unique(kept[~exact], return_counts=True)
    discounts = usual[(counts >= 3) & (usual < 1) & (usual * 1000 % 5 == 0) & (usual >= 0.5)]
    reduced = np.isin(kept, discounts) & ~exact
    share = float(np.count_nonzero(exact)) / len(full)
    return share + float(np.count_nonzero(reduced)) / len(full) * 0.99 if share >= 0.5 else share


def determines(key: Cells, value: Cells) -> float:
    """The share of rows that hold the usual value of their key; 0 where keys do not repeat enough to tell."""
    rows = (key.codes >= 0) & (value.codes >= 0)
    keys, values = key.codes[rows], value.codes[rows]
    if len(keys) < _LEAST_ROWS:
        return 0.0
    repeated = len(keys) - len(np.unique(keys))
    if repeated < max(_LEAST_TELLING, len(keys) // 10):
        return 0.0
    pairs, counts = np.unique(keys * (int(values.max()) + 1) + values, return_counts=True)
    best = np.zeros(int(keys.max()) + 1)
    np.maximum.at(best, pairs // (int(values.max()) + 1), counts)
    several = np.bincount(keys, minlength=len(best)) > 1
    return float(best[several].sum() / np.count_nonzero(several[keys]))


def same_grouping(first: Cells, second: Cells) -> bool:
    """Whether two columns tell the same rows apart, or hold the same; false where that cannot be told."""
    if list(first.texts) == list(second.texts) and first.seen >= _LEAST_ROWS:
        return True
    if first.distinct != second.distinct or first.seen != second.seen or first.seen < _LEAST_ROWS:
        return False
    pairs = np.unique(first.codes * (second.distinct + 1) + second.codes)
    return len(pairs) == first.distinct + (first.seen < len(first.codes)) and first.distinct < first.seen


def shared_within(order: Cells, value: Cells) -> float | None:
    """Of the orders with several lines, the share on which all lines say the same; None where there are too few.

    Only lines that say something count, for some exports fill a column on the first line of each order alone.
    """
    rows = (order.codes >= 0) & (value.codes >= 0)
    keys, values = order.codes[rows], value.codes[rows]
    if not len(keys):
        return None
    lines = np.bincount(keys)
    several = np.flatnonzero(lines > 1)
    if len(several) < _LEAST_ORDERS:
        return None
    first = np.zeros(len(lines), dtype=np.int64)
    first[keys[::-1]] = values[::-1]
    differs = np.bincount(keys, weights=values != first[keys], minlength=len(lines)) > 0
    return float(np.count_nonzero(~differs[several])) / len(several)


def comes_in_runs(cells: Cells) -> bool:
    """Whether the same value stands on lines that follow one another, and not again later: the number of a document."""
    codes = cells.codes
    starts = np.flatnonzero(np.diff(codes, prepend=-2))
    runs = codes[starts]
    runs = runs[runs >= 0]
    single: NDArray[np.int64] = np.unique(runs)
    return len(runs) >= _LEAST_ORDERS and len(single) >= 0.97 * len(runs)


def goes_with(key: Cells, name: Cells) -> bool:
    """Whether each id has one name, and names tell most ids apart."""
    return same_grouping(key, name) or (determines(key, name) > _HOLDS and name.distinct > 0.6 * key.distinct)

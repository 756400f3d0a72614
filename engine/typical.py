"""What peers typically order and spend: medians per group and product."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.counting import counted

_SLIP = 1e-6
"""Of a pack: so little is no reason for another one."""


def grouped_median(
    key: NDArray[np.int64], values: NDArray[np.float64], wanted: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Median of `values` for each key of `wanted` (sorted, distinct); NaN where a key has none.

    Cost: one sort of the values whose key is wanted.
    """
    if not len(wanted):
        return np.empty(0)
    position = np.searchsorted(wanted, key)
    inside = (position < len(wanted)) & (wanted[np.minimum(position, len(wanted) - 1)] == key)
    position, values = position[inside], values[inside]
    values = values[np.lexsort((values, position))]
    count = np.bincount(position, minlength=len(wanted))
    end = np.cumsum(count)
    result = np.full(len(wanted), np.nan)
    some = count > 0
    low, high = (end - count + (count - 1) // 2)[some], (end - count + count // 2)[some]
    result[some] = (values[low] + values[high]) / 2
    return result


def sellable(typical: NDArray[np.float64], quantities: NDArray[np.float64]) -> NDArray[np.float64]:
    """Typical orders as they can be offered: whole and at least 1 where all `quantities` are whole; else two decimals."""
    whole = bool((quantities % 1 == 0).all())
    return np.asarray(np.maximum(np.floor(typical + 0.5), 1.0) if whole else np.round(typical, 2))


def in_packs(quantity: NDArray[np.float64], pack_size: NDArray[np.float64] | None) -> NDArray[np.float64]:
    """Quantities rounded up to whole packs, at least one, where the units in a pack are known (more than 0, not NaN).

    quantity   float64 (n), NaN stays NaN;  pack_size  float64 (n) of the same products, or None where no column tells
    """
    if pack_size is None:
        return quantity
    known = np.isfinite(pack_size) & (pack_size > 0) & np.isfinite(quantity)
    packs = np.maximum(np.ceil(np.divide(quantity, pack_size, out=np.zeros_like(quantity), where=known) - _SLIP), 1.0)
    return np.where(known, np.round(packs * pack_size, 6), quantity)


def packs_in_words(quantity: float, pack_size: float) -> str:
    """“2 packs of 12” for 24; "" where a pack holds one unit, where its size is not known and where packs are broken."""
    if not (np.isfinite(pack_size) and pack_size > 0 and pack_size != 1 and np.isfinite(quantity)):
        return ""
    packs = round(quantity / pack_size)
    if packs < 1 or abs(packs * pack_size - quantity) > _SLIP:
        return ""
    return f"{counted(packs, 'pack')} of {pack_size:,.10g}"

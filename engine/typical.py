"""What peers typically order and spend: medians per group and product."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


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

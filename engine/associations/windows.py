"""Customer windows: purchases of a customer that follow each other closely are one basket."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SHORTEST, LONGEST = 7, 90
"""Days; a gap outside is taken for the nearer of the two."""


@dataclass(frozen=True, eq=False, slots=True)
class Windows:
    """Which window each purchase belongs to.

    code    int64 per purchase, rising with customer and day, no code shared by two customers
    gap     days: a longer pause starts a new window
    median  the median gap that `gap` was made of, NaN where no customer bought on two days
    """

    code: NDArray[np.int64]
    gap: int
    median: float


def windows(customer: NDArray[np.int32], day: NDArray[np.datetime64]) -> Windows:
    """Start a new window where a customer pauses for longer than the median gap between two days of purchase.

    The median is taken over the gaps of all customers and kept within 7 … 90 days; without any gap it is 7.
    `day` has no NaT. Cost: one sort.
    """
    number = day.astype("datetime64[D]").astype(np.int64)
    if not len(number):
        return Windows(number, SHORTEST, float("nan"))
    first = number.min()
    span = int(number.max() - first) + 1
    distinct, where = np.unique(customer.astype(np.int64) * span + (number - first), return_inverse=True)
    owner, since = distinct // span, distinct % span
    same = owner[1:] == owner[:-1]
    pauses = np.diff(since)
    median = float(np.median(pauses[same])) if same.any() else float("nan")
    gap = SHORTEST if np.isnan(median) else int(min(max(round(median), SHORTEST), LONGEST))
    starts = np.concatenate(([False], ~same | (pauses > gap)))
    return Windows(np.cumsum(starts)[where].astype(np.int64), gap, median)

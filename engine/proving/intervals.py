"""How far a figure could be off by chance: bootstrap intervals over customers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1_000
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure, and where it lies with 95 % of samples of as many customers."""

    value: float
    low: float
    high: float


def bootstrap(values: NDArray[np.float64], seed: int, level: float = LEVEL) -> tuple[Interval, ...]:
    """The mean of each column of `values` (n customers, k figures) with its percentile interval of `level`.

    All columns share the same resamples, so that the interval of a difference is that of a column of differences.
    Source: B. Efron, Annals of Statistics 7, 1979; percentile method, `RESAMPLES` resamples. The same for the same seed
    and whatever is asked for beside it. Without customers all figures are 0. Cost: O(RESAMPLES × n × k).
    """
    n, k = values.shape
    if not n:
        return tuple(Interval(0.0, 0.0, 0.0) for _ in range(k))
    rng = np.random.default_rng(seed)
    means = np.empty((RESAMPLES, k))
    for i in range(RESAMPLES):
        means[i] = np.bincount(rng.integers(0, n, n), minlength=n) @ values / n
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2], axis=0)
    middle = values.mean(axis=0)
    found = [Interval(float(middle[i]), float(low[i]), float(high[i])) for i in range(k)]
    return tuple(found)

"""An order of customers that depends on what they are, not on where they stand in the file."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

GRID = 1e-4


def canonical_order(points: NDArray[Any]) -> NDArray[np.intp]:
    """Positions of the rows of `points` (n, n_features) in an order that is the same however the rows are shuffled.

    The order is by a hash of the rows, so it is as good as random; equal rows stand side by side. The values are first
    rounded to `GRID`, so that the last bit of a sum, which depends on the order of the lines, moves no customer; rows
    that are equal then are told apart by their exact values.
    Cost: O(n · n_features) and a sort.
    """
    exact = np.asarray(points, dtype=np.float32) + np.float32(0)
    rounded = np.rint(exact / np.float32(GRID)) + np.float32(0)
    order: NDArray[np.intp] = np.lexsort((_hashes(exact), _hashes(rounded)))
    return order


def first_of_equals(ordered: NDArray[Any]) -> NDArray[np.intp]:
    """For each row of points in canonical order: the position of the first row that is equal to it."""
    starts = np.ones(len(ordered), dtype=bool)
    starts[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    return np.asarray(np.flatnonzero(starts)[np.cumsum(starts) - 1], dtype=np.intp)


def _hashes(rows: NDArray[np.float32]) -> NDArray[np.uint64]:
    return np.asarray(pd.util.hash_pandas_object(pd.DataFrame(rows), index=False), dtype=np.uint64)

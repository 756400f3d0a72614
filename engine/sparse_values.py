"""Single values out of a sparse matrix."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse


def values_at(matrix: sparse.csr_array, rows: NDArray[np.integer], columns: NDArray[np.integer]) -> NDArray[np.float64]:
    """What `matrix` holds at each row and column, 0 where nothing is stored; for no rows nothing, where scipy gives a matrix."""
    if not len(rows):
        return np.empty(0)
    return np.asarray(matrix[rows, columns], dtype=np.float64).ravel()

"""Little work in one thread, because threads that wait for one another are slow where cores are busy."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import Any

import scipy.linalg  # noqa: F401 - scipy's own BLAS, which must be loaded to be found
import sklearn.cluster  # noqa: F401 - and the loops of scikit-learn
from threadpoolctl import ThreadpoolController

SMALL = 400_000
"""Cells; up to so many a second thread gains nothing on a quiet machine either."""


def one_thread(cells: int | None = None) -> AbstractContextManager[Any]:
    """While it is entered, products of matrices use one thread, and so do scikit-learn's loops over up to `SMALL` cells.

    It holds for the whole process. The busier the machine, the longer threads wait: with four other jobs on two cores a
    k-means of 4,000 × 40 took 4.3 s in two threads and 0.06 s in one.
    """
    little = cells is not None and cells <= SMALL
    held: AbstractContextManager[Any] = _threads().limit(limits={"blas": 1, "openmp": 1} if little else {"blas": 1})
    return held


@cache
def _threads() -> ThreadpoolController:
    """The libraries that are loaded, looked up once: that takes some milliseconds."""
    return ThreadpoolController()

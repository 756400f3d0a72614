"""BLAS on one thread: on small matrices its threads wait for one another, ten times longer where cores are busy."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import Any

import scipy.linalg  # noqa: F401 - scipy's own BLAS, which must be loaded to be found
from threadpoolctl import ThreadpoolController


def on_one_thread() -> AbstractContextManager[Any]:
    """While it is entered, products of matrices use one thread; for the whole process."""
    limit: AbstractContextManager[Any] = _threads().limit(limits=1, user_api="blas")
    return limit


@cache
def _threads() -> ThreadpoolController:
    """The libraries that are loaded, looked up once: that takes some milliseconds."""
    return ThreadpoolController()

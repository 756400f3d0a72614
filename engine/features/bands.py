"""Bands of a number: where they begin, and what they are called."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from engine.errors import OptionError

INCOME_EDGES = (25_000.0, 40_000.0, 60_000.0, 80_000.0)
AGE_EDGES = (25.0, 35.0, 45.0, 55.0, 65.0)
EQUAL_GROUPS = 4
_BANDS = 5
_SMALLEST_SHARE = 0.03
_NICE = np.array([1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0])


def checked_edges(header: str, edges: Sequence[float]) -> tuple[float, ...]:
    """Edges that the user gave. Raises OptionError where they are not finite or do not rise."""
    given = np.asarray(edges, dtype=np.float64)
    if not len(given) or not np.isfinite(given).all() or (np.diff(given) <= 0).any():
        raise OptionError(
            f"The bands of “{header}” begin at {', '.join(f'{edge:g}' for edge in given) or 'nothing'}, which does not rise.",
            "Give numbers in rising order, such as 25000, 40000, 60000.",
        )
    return tuple(given.tolist())


def income_edges(values: NDArray[np.float64]) -> tuple[float, ...]:
    """The usual 25, 40, 60 and 80 thousand where each band holds 3 % of the customers; else as `round_edges`."""
    known = values[np.isfinite(values)]
    shares = np.bincount(np.searchsorted(INCOME_EDGES, known, side="right"), minlength=len(INCOME_EDGES) + 1)
    return INCOME_EDGES if len(known) and shares.min() >= _SMALLEST_SHARE * len(known) else round_edges(values)


def round_edges(values: NDArray[np.float64]) -> tuple[float, ...]:
    """Round numbers near the quintiles: 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 × a power of ten."""
    known = values[np.isfinite(values)]
    if not len(known):
        return ()
    wanted = np.quantile(known, np.arange(1, _BANDS) / _BANDS)
    edges = np.unique([_rounded(edge) for edge in wanted])
    return tuple(edges[(edges > known.min()) & (edges <= known.max())].tolist())


def equal_edges(values: NDArray[np.float64]) -> tuple[float, ...]:
    """The quartiles; fewer where many customers share a value."""
    known = values[np.isfinite(values)]
    if not len(known):
        return ()
    edges = np.unique(np.quantile(known, np.arange(1, EQUAL_GROUPS) / EQUAL_GROUPS, method="higher"))
    return tuple(edges[edges > known.min()].tolist())


def band_of(values: NDArray[np.float64], edges: Sequence[float]) -> NDArray[np.float64]:
    """The position of each value's band, NaN where it is unknown; a value that is an edge begins the next band."""
    return np.where(np.isnan(values), np.nan, np.searchsorted(np.asarray(edges), values, side="right"))


def band_labels(edges: Sequence[float]) -> tuple[str, ...]:
    """“under 25,000”, “25,000–40,000”, “40,000 and more”; one band, “all”, without edges."""
    if not edges:
        return ("all",)
    texts = [_shown(edge) for edge in edges]
    return (
        f"under {texts[0]}",
        *(f"{low}–{high}" for low, high in pairwise(texts)),
        f"{texts[-1]} and more",
    )


def _rounded(value: float) -> float:
    if abs(value) < np.finfo(np.float64).tiny:
        return 0.0
    power = 10.0 ** np.floor(np.log10(abs(value)))
    return float(np.sign(value) * _NICE[np.argmin(np.abs(_NICE - abs(value) / power))] * power)


def _shown(edge: float) -> str:
    return f"{edge:,.0f}" if edge == round(edge) else f"{edge:,.12g}"

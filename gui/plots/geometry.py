"""Which points a lasso encloses, and which point lies nearest: plain arithmetic on arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

A_LITTLE_MORE = 1.000001
"""What rounding may take from a bound."""


def inside(points: Points, polygon: Points) -> NDArray[np.bool_]:
    """Which of `points` (n, 2) lie inside `polygon` (m, 2 corners, closed by itself), by the even-odd rule.

    A ray to the right of a point crosses the outline an odd number of times exactly when the point is inside. Points
    outside the bounding box are settled at once. The others are sorted by height, so that each edge meets only those
    that are level with it: one sort and, for a lasso drawn by hand, a few passes, however many corners it has.
    """
    enclosed = np.zeros(len(points), dtype=bool)
    if len(polygon) < 3:
        return enclosed
    near = in_box(points, polygon.min(axis=0), polygon.max(axis=0))
    near = near[np.argsort(points[near, 1])]
    x, y = points[near, 0], points[near, 1]
    odd = np.zeros(len(near), dtype=bool)
    ends = np.roll(polygon, -1, axis=0)
    firsts = np.searchsorted(y, np.minimum(polygon[:, 1], ends[:, 1]))
    lasts = np.searchsorted(y, np.maximum(polygon[:, 1], ends[:, 1]))
    for (x0, y0), (x1, y1), first, last in zip(polygon, ends, firsts, lasts, strict=True):
        if first < last:
            odd[first:last] ^= x[first:last] < x0 + (y[first:last] - y0) * (x1 - x0) / (y1 - y0)
    enclosed[near] = odd
    return enclosed


def nearest(points: Points, at: tuple[float, float], pixel: tuple[float, float], reach: float) -> int | None:
    """The point nearest to `at` on the screen, within `reach` pixels; `pixel` is the size of one in data units.

    The first of several that are equally near. Only points in the square of the reach are measured: two passes.
    """
    place, unit = np.asarray(at, dtype=np.float64), np.abs(np.asarray(pixel, dtype=np.float64))
    bound = unit * reach * A_LITTLE_MORE
    near = in_box(points, place - bound, place + bound)
    if not len(near):
        return None
    squared = (((points[near] - place) / unit) ** 2).sum(axis=1)
    best = int(squared.argmin())
    return int(near[best]) if squared[best] <= reach**2 else None


def in_box(points: Points, low: Points, high: Points) -> NDArray[np.int64]:
    """Positions of the points in a box, one column after the other: the second looks only at what the first left."""
    x = points[:, 0]
    near = np.flatnonzero((x >= low[0]) & (x <= high[0]))
    y = points[near, 1]
    within: NDArray[np.int64] = near[(y >= low[1]) & (y <= high[1])]
    return within

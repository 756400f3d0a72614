"""Which points a lasso encloses, and which point lies nearest: plain arithmetic on arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


def inside(points: Points, polygon: Points) -> NDArray[np.bool_]:
    """Which of `points` (n, 2) lie inside `polygon` (m, 2 corners, closed by itself), by the even-odd rule.

    A ray to the right of a point crosses the outline an odd number of times exactly when the point is inside. Points
    outside the bounding box are settled at once; the rest cost m passes of numpy.
    """
    enclosed = np.zeros(len(points), dtype=bool)
    if len(polygon) < 3:
        return enclosed
    low, high = polygon.min(axis=0), polygon.max(axis=0)
    near = np.flatnonzero(((points >= low) & (points <= high)).all(axis=1))
    x, y = points[near].T
    odd = np.zeros(len(near), dtype=bool)
    for (x0, y0), (x1, y1) in zip(polygon, np.roll(polygon, -1, axis=0), strict=True):
        if y0 != y1:
            spans = (y0 > y) != (y1 > y)
            odd ^= spans & (x < x0 + (y - y0) * (x1 - x0) / (y1 - y0))
    enclosed[near] = odd
    return enclosed


def nearest(points: Points, at: tuple[float, float], pixel: tuple[float, float], reach: float) -> int | None:
    """The point nearest to `at` on the screen, within `reach` pixels; `pixel` is the size of one in data units."""
    if not len(points):
        return None
    distance = ((points - np.asarray(at)) / np.asarray(pixel)) ** 2
    squared = distance.sum(axis=1)
    best = int(squared.argmin())
    return best if squared[best] <= reach**2 else None

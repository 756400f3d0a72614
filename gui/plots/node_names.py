"""Names beside the dots of a graph: each where it covers no other and as little as possible of what leads by."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetrics

from gui.plots.groups import elided

GAP = 3.0
"""Pixels between a dot and its name."""

SHARES = (0.3, 0.4, 0.5, 0.65, 0.8, 1.0)
"""Of the most that a name may take: all get the least before any gets more, and then what is left."""


def placed_names(
    names: Sequence[str],
    places: NDArray[np.float64],
    radii: NDArray[np.float64],
    *,
    avoided: NDArray[np.float64],
    room: QRectF,
    most: float,
    metrics: QFontMetrics,
) -> list[tuple[QRectF, str] | None]:
    """For each dot (n, 2) in pixels a box and what stands in it, the larger dots first; None where there is no place.

    avoided  float64 (m, 2): points that had better not be covered
    most     pixels that a name may take
    """
    rims = np.column_stack([places - radii[:, None], places + radii[:, None]])
    points = np.tile(avoided, 2)
    inside = np.array(room.getCoords())
    shown = np.flatnonzero(_within(np.tile(places, 2), inside))
    found: list[tuple[QRectF, str] | None] = [None] * len(names)
    boxes = np.full((len(names), 4), -np.inf)
    order = shown[np.argsort(-radii[shown], kind="stable")].tolist()
    fairly = [(at, share) for share in SHARES for at in order]
    for at, share in fairly + [(at, share) for at in order for share in SHARES]:
        text = elided(names[at], most * share, metrics)
        place = found[at]
        if place is not None and len(text) <= len(place[1]):
            continue
        boxes[at] = -np.inf
        sides = _sides(rims[at], metrics.horizontalAdvance(text) + 4, metrics.height())
        free = sides[_within(sides, inside) & ~_touched(sides, rims).any(axis=1) & ~_touched(sides, boxes).any(axis=1)]
        if len(free):
            left, top, right, bottom = free[_touched(free, points).sum(axis=1).argmin()].tolist()
            found[at] = place = QRectF(left, top, right - left, bottom - top), text
        if place is not None:
            boxes[at] = place[0].getCoords()
    return found


def _sides(rim: NDArray[np.float64], width: float, height: float) -> NDArray[np.float64]:
    """Boxes (4, 4) at the right of a dot, which is the usual place, at its left, below and above."""
    left, top, right, bottom = rim.tolist()
    x, y = (left + right - width) / 2, (top + bottom - height) / 2
    corners = np.array([(right + GAP, y), (left - GAP - width, y), (x, bottom + 1), (x, top - 1 - height)])
    return np.hstack([corners, corners + np.array([width, height])])


def _within(boxes: NDArray[np.float64], room: NDArray[np.float64]) -> NDArray[np.bool_]:
    inside: NDArray[np.bool_] = np.all((boxes[:, :2] >= room[:2]) & (boxes[:, 2:] <= room[2:]), axis=1)
    return inside


def _touched(boxes: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which of the others each box touches, bool (n, m)."""
    one = boxes[:, None]
    touched: NDArray[np.bool_] = np.all((one[..., :2] < others[:, 2:]) & (one[..., 2:] > others[:, :2]), axis=2)
    return touched

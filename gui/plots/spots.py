"""What can be pointed at in a plot, by the pointer and by the arrow keys: boxes of data, and the words of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

REACH = 5.0
"""Pixels beside a box within which it is still meant: a bar of nothing can be asked, too."""

SIDEWAYS = 3.0
"""How much farther a box off the straight line counts, when the arrow keys look for the next one."""


@dataclass(frozen=True, eq=False, slots=True)
class Spots:
    """boxes float64 (n, 4): left, top, right, bottom in the units of the panel; keys int64 (n) of the groups."""

    panel: pg.PlotItem
    boxes: NDArray[np.float64]
    keys: NDArray[np.int64]
    lines: Callable[[int], Sequence[str]]

    def at(self, scene: QPointF) -> int | None:
        """The box at a place of the scene: the smallest that holds it, else the nearest within reach."""
        view = self.panel.getViewBox()
        if not len(self.boxes) or not view.sceneBoundingRect().contains(scene):
            return None
        where, pixel = view.mapSceneToView(scene), np.abs(view.viewPixelSize())
        place = np.array([where.x(), where.y()])
        low, high = np.minimum(self.boxes[:, :2], self.boxes[:, 2:]), np.maximum(self.boxes[:, :2], self.boxes[:, 2:])
        beside = np.maximum(np.maximum(low - place, place - high), 0.0) / pixel
        distance = np.hypot(*beside.T)
        nearest = np.lexsort(((high - low).prod(axis=1), distance))[0]
        return int(nearest) if distance[nearest] <= REACH else None

    def next(self, spot: int, way: tuple[int, int]) -> int:
        """The nearest box to the right (1, 0), the left (−1, 0), below (0, 1) or above (0, −1); itself at the end.

        Boxes that begin before the middle of this one, as bars from the same line do, do not lie that way.
        """
        view = self.panel.getViewBox()
        down = 1.0 if view.yInverted() else -1.0
        pixels = np.array([1.0, down]) / np.abs(view.viewPixelSize())
        one, other = self.boxes[:, :2] * pixels, self.boxes[:, 2:] * pixels
        middle, to = (one + other) / 2, np.array(way, dtype=np.float64)
        begins = np.minimum(one @ to, other @ to) - middle[spot] @ to
        ahead = (middle - middle[spot]) @ to
        aside = np.abs((middle - middle[spot]) @ to[::-1])
        cost = np.where(begins > 0.5, ahead + SIDEWAYS * aside, np.inf)
        best = int(np.argmin(cost))
        return best if np.isfinite(cost[best]) else spot

    def box(self, spot: int) -> QRectF:
        x0, y0, x1, y1 = self.boxes[spot]
        return QRectF(QPointF(x0, y0), QPointF(x1, y1)).normalized()

    def outline(self, spot: int) -> QPainterPath:
        """What is drawn round the box that is pointed at, in the units of the panel."""
        path = QPainterPath()
        path.addRect(self.box(spot))
        return path

"""Which colour is which: names beside marks, in the corner that covers the fewest points, or where it was dragged."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from gui.plots.cloud import NOTHING, ROOM, Cloud, Group, Span
from gui.plots.dot_look import DOT, dot_colours, dot_shape
from gui.plots.geometry import in_box

MOST = 9
LONGEST_NAME = 28
POINT_SIZE = 8.0
MARGIN, MARK, LINE = 8.0, 18.0, 1.25
"""Pixels to the edges, pixels for a mark, and the height of a line in that of its letters."""

LOOKED_AT = 5_000
"""Points are enough to see where few are."""


class LegendItem(QGraphicsItem):
    def __init__(self, view: pg.ViewBox) -> None:
        super().__init__(view)
        self._view = view
        self._cloud = NOTHING
        self._lines: list[tuple[Group | None, str]] = []
        self._palette = QPalette()
        self._box = QRectF()
        self.setZValue(25)
        view.sigResized.connect(lambda _: self._place())

    def show_cloud(self, cloud: Cloud, palette: QPalette) -> None:
        """Name other groups."""
        self.prepareGeometryChange()
        self._cloud = cloud
        self._lines = legend_lines(cloud.groups)
        metrics = QFontMetricsF(_font())
        width = max((metrics.horizontalAdvance(name) for _, name in self._lines), default=0.0)
        self._box = QRectF(0, 0, width + MARK + 10, metrics.height() * LINE * len(self._lines) + 4)
        self._place()
        self.recolour(palette)

    def recolour(self, palette: QPalette) -> None:
        """Colours for a light or a dark window."""
        self._palette = palette
        self.update()

    def names(self) -> list[str]:
        """Its lines, from the first to the last."""
        return [name for _, name in self._lines]

    def boundingRect(self) -> QRectF:
        return self._box

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        if not self._lines:
            return
        backing = QColor(self._palette.color(QPalette.ColorRole.Base))
        backing.setAlpha(215)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(_font())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(backing)
        painter.drawRoundedRect(self._box, 3, 3)
        height = (self._box.height() - 4) / len(self._lines)
        for at, (group, name) in enumerate(self._lines):
            top = 2 + height * at
            if group is not None:
                brush, pen = dot_colours(group, self._palette)
                painter.setPen(pen)
                painter.setBrush(brush)
                painter.drawPath(dot_shape(group, DOT).translated(MARK / 2 + 1, top + height / 2))
            painter.setPen(self._palette.color(QPalette.ColorRole.Text))
            line = QRectF(MARK + 2, top, self._box.width() - MARK, height)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)

    def hoverEvent(self, event: Any) -> None:
        event.acceptDrags(Qt.MouseButton.LeftButton)

    def mouseDragEvent(self, event: Any) -> None:
        event.accept()
        self.setPos(self.pos() + QPointF(event.pos() - event.lastPos()))

    def _place(self) -> None:
        """Where it covers the fewest points when all are in view."""
        room = self._view.rect()
        right, bottom = room.width() - self._box.width() - MARGIN, room.height() - self._box.height() - MARGIN
        corners = [QPointF(right, MARGIN), QPointF(MARGIN, MARGIN), QPointF(right, bottom), QPointF(MARGIN, bottom)]
        points = self._cloud.points[:: max(len(self._cloud) // LOOKED_AT, 1)]
        across, up = self._cloud.bounds
        x, y = _share(points[:, 0], across) * room.width(), (1 - _share(points[:, 1], up)) * room.height()
        placed = np.column_stack([x, y])

        def covered(corner: QPointF) -> int:
            box = self._box.translated(corner).adjusted(-DOT, -DOT, DOT, DOT)
            return len(in_box(placed, np.array([box.left(), box.top()]), np.array([box.right(), box.bottom()])))

        self.setPos(min(corners, key=covered))


def legend_lines(groups: tuple[Group, ...]) -> list[tuple[Group | None, str]]:
    """A line for each group; of very many the first, what is grey, and how many are left."""
    named = groups
    if len(groups) > MOST:
        grey = [group for group in groups if not group.number]
        coloured = [group for group in groups if group.number]
        named = (*coloured[: MOST - 1 - len(grey)], *grey)
    lines: list[tuple[Group | None, str]] = [(group, _cut(group.name)) for group in named]
    left = len(groups) - len(named)
    return [*lines, (None, f"and {left} more")] if left else lines


def _share(values: NDArray[np.float64], span: Span) -> NDArray[np.float64]:
    """How far along the view each value is, where all are in view."""
    extent = span[1] - span[0]
    return (values - span[0] + ROOM * extent) / ((1 + 2 * ROOM) * extent)


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _font() -> QFont:
    font = QFont()
    font.setPointSizeF(POINT_SIZE)
    return font

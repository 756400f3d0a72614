"""The area of a plot that is dragged, zoomed, and lassoed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsPolygonItem

STEP = 3.0
"""Pixels between the corners of a lasso."""


class LassoViewBox(pg.ViewBox):  # type: ignore[misc]
    """Left drag moves the view, or draws a lasso in lasso mode and while Shift is held; the wheel zooms."""

    lassoed = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self.lasso_mode = False
        self._corners: list[QPointF] = []
        self._outline = QGraphicsPolygonItem(self)
        self._outline.setZValue(1000)
        self._outline.hide()

    def set_lasso_colour(self, colour: QColor) -> None:
        pen = QPen(colour, 1.5, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        self._outline.setPen(pen)
        fill = QColor(colour)
        fill.setAlpha(30)
        self._outline.setBrush(fill)

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        drawing = bool(self._corners) or self.lasso_mode or shift
        if axis is not None or event.button() != Qt.MouseButton.LeftButton or not drawing:
            super().mouseDragEvent(event, axis)
            return
        event.accept()
        if not self._corners:
            self._corners = [QPointF(event.buttonDownPos())]
        where = QPointF(event.pos())
        if (where - self._corners[-1]).manhattanLength() >= STEP:
            self._corners.append(where)
        self._outline.setPolygon(QPolygonF(self._corners))
        self._outline.show()
        if event.isFinish():
            self._close(add=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def _close(self, *, add: bool) -> None:
        corners = [self.mapToView(corner) for corner in self._corners]
        self._corners = []
        self._outline.hide()
        self.lassoed.emit(np.array([(corner.x(), corner.y()) for corner in corners], dtype=np.float64), add)

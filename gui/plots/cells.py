"""A board of coloured cells, with a text in each where there is room for it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from gui.plots.palette import text_on


class Cells(pg.GraphicsObject):  # type: ignore[misc]
    """Cell (row, column) lies round (column, row). Only what is in view is painted."""

    def __init__(self, colours: NDArray[np.uint8], texts: NDArray[np.object_], gap: QColor) -> None:
        """Colours (rows, columns, 3); texts (rows, columns); `gap` is the colour between the cells."""
        super().__init__()
        self._colours, self._texts, self._gap = colours, texts, gap

    def boundingRect(self) -> QRectF:
        rows, columns = self._texts.shape
        return QRectF(-0.5, -0.5, columns, rows)

    def paint(self, painter: QPainter, *_: Any) -> None:
        seen = self.viewRect()
        rows, columns = self._texts.shape
        transform, room = painter.worldTransform(), painter.worldTransform().mapRect(seen)
        painter.save()
        painter.resetTransform()
        painter.setPen(self._gap)
        metrics = QFontMetrics(painter.font())
        for row in range(max(int(seen.top() + 0.5), 0), min(int(seen.bottom() + 1.5), rows)):
            for column in range(max(int(seen.left() + 0.5), 0), min(int(seen.right() + 1.5), columns)):
                corners = QRectF(QPointF(column - 0.5, row - 0.5), QPointF(column + 0.5, row + 0.5))
                self._paint_cell(painter, transform.mapRect(corners).intersected(room), row, column, metrics)
        painter.restore()

    def _paint_cell(self, painter: QPainter, place: QRectF, row: int, column: int, metrics: QFontMetrics) -> None:
        colour = QColor(*self._colours[row, column].tolist())
        painter.setPen(self._gap)
        painter.setBrush(colour)
        painter.drawRect(place)
        text = self._texts[row, column]
        if metrics.horizontalAdvance(text) + 4 <= place.width() and metrics.ascent() <= place.height():
            painter.setPen(text_on(colour))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)

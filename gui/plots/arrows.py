"""The arrows of a biplot: what pulls points which way, with names that do not cover each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from gui.plots.cloud import Arrow
from gui.plots.free_places import free_places

LONGEST_NAME = 26
INSET = 20.0
"""Pixels between the heads and the edges of the view."""

LONGEST = 0.6
"""Of the smaller side of the view."""

OFF_CENTRE = 0.42
"""Of the view: nearer to its edges the arrows do not begin, wherever it is moved."""

HEAD = 9.0
GAP = 4.0
"""Pixels between a head and its name."""


class ArrowItem(QGraphicsItem):
    """Covers the view box that it belongs to, in its pixels; `avoided` gives places in it to leave free."""

    def __init__(self, view: pg.ViewBox, avoided: Callable[[], Sequence[QRectF]]) -> None:
        super().__init__(view)
        self._view = view
        self._avoided = avoided
        self._arrows: tuple[Arrow, ...] = ()
        self._text, self._base = QColor("black"), QColor("white")
        self.setZValue(20)
        self.hide()
        view.sigTransformChanged.connect(lambda _: self.update())
        view.sigResized.connect(lambda _: self.prepareGeometryChange())

    def show_arrows(self, arrows: tuple[Arrow, ...]) -> None:
        """Other arrows; whether they are seen is another matter."""
        self._arrows = arrows
        self.update()

    def recolour(self, palette: QPalette) -> None:
        """Colours for a light or a dark window."""
        self._text, self._base = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(self._view.rect())

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        if not self._arrows:
            return
        room = self.boundingRect()
        to_view = self._view.childTransform()
        start = arrow_start(to_view.map(QPointF(0.0, 0.0)), room)
        pulls = np.array([(arrow.x * to_view.m11(), arrow.y * to_view.m22()) for arrow in self._arrows])
        heads = [start + QPointF(*reach) for reach in arrow_reaches(pulls, start, room)]
        font = QFont(painter.font())
        font.setPointSizeF(8.5)
        painter.setFont(font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        names = [_cut(arrow.name) for arrow in self._arrows]
        metrics = QFontMetricsF(font)
        sizes = [QSizeF(metrics.horizontalAdvance(name) + 8, metrics.height() + 2) for name in names]
        wanted = [_beside(start, head, size) for head, size in zip(heads, sizes, strict=True)]
        boxes = free_places(wanted, room, self._avoided())
        self._draw_leaders(painter, heads, boxes)
        for head in heads:
            _draw_arrow(painter, start, head, self._base, 5.0)
        for head in heads:
            _draw_arrow(painter, start, head, self._text, 1.8)
        self._draw_names(painter, names, boxes)

    def _draw_leaders(self, painter: QPainter, heads: list[QPointF], boxes: list[QRectF | None]) -> None:
        """A thin line to a name that had to give way."""
        for head, box in zip(heads, boxes, strict=True):
            if box is not None and not box.adjusted(-HEAD, -HEAD, HEAD, HEAD).contains(head):
                for pen in (QPen(self._base, 3.0), QPen(self._text, 0.8)):
                    painter.setPen(pen)
                    painter.drawLine(head, box.center())

    def _draw_names(self, painter: QPainter, names: list[str], boxes: list[QRectF | None]) -> None:
        backing = QColor(self._base)
        backing.setAlpha(215)
        for name, box in zip(names, boxes, strict=True):
            if box is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(backing)
                painter.drawRoundedRect(box, 3, 3)
                painter.setPen(self._text)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)


def arrow_start(average: QPointF, room: QRectF) -> QPointF:
    """Where the average point is seen, or the nearest place that leaves room for arrows to all sides."""
    aside, above = room.width() * OFF_CENTRE, room.height() * OFF_CENTRE
    inner = room.adjusted(aside, above, -aside, -above)
    return QPointF(
        min(max(average.x(), inner.left()), inner.right()), min(max(average.y(), inner.top()), inner.bottom())
    )


def arrow_reaches(pulls: NDArray[np.float64], start: QPointF, room: QRectF) -> NDArray[np.float64]:
    """Pixels from `start` to each head: `pulls` (n, 2), all made longer alike, as far as all heads stay inside."""
    lengths = np.hypot(*pulls.T)
    if not lengths.any():
        return np.zeros_like(pulls)
    inner = room.adjusted(INSET, INSET, -INSET, -INSET)
    ahead = np.array([inner.right() - start.x(), inner.bottom() - start.y()])
    behind = np.array([start.x() - inner.left(), start.y() - inner.top()])
    space = np.maximum(np.where(pulls > 0, ahead, behind), 1.0)
    most = np.divide(space, np.abs(pulls), where=pulls != 0, out=np.full_like(pulls, np.inf)).min()
    longest = LONGEST * min(room.width(), room.height()) / lengths.max()
    return np.asarray(pulls * min(most, longest))


def _beside(start: QPointF, head: QPointF, size: QSizeF) -> QRectF:
    """Beyond the head, in the direction of the arrow."""
    way = head - start
    if abs(way.x()) >= abs(way.y()):
        left = head.x() + GAP if way.x() >= 0 else head.x() - GAP - size.width()
        return QRectF(QPointF(left, head.y() - size.height() / 2), size)
    top = head.y() + GAP if way.y() > 0 else head.y() - GAP - size.height()
    return QRectF(QPointF(head.x() - size.width() / 2, top), size)


def _draw_arrow(painter: QPainter, start: QPointF, head: QPointF, colour: QColor, width: float) -> None:
    way = head - start
    length = float(np.hypot(way.x(), way.y()))
    if length < 1:
        return
    along = way / length
    across = QPointF(-along.y(), along.x())
    neck = head - along * min(HEAD, length)
    painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(colour)
    painter.drawLine(start, neck)
    painter.drawPolygon(QPolygonF([head, neck + across * HEAD * 0.42, neck - across * HEAD * 0.42]))


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"

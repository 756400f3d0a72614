"""The number of each group at its centre, beside it where another stands there already."""

from __future__ import annotations

from dataclasses import dataclass

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from gui.plots.cloud import Cloud
from gui.plots.free_places import free_places
from gui.plots.palette import badge_colours

HIDEABLE = 12
"""Points; so few could vanish behind their number, which then stands above them."""

POINT_SIZE = 9.0


@dataclass(frozen=True, slots=True)
class _Badge:
    number: int
    centre: tuple[float, float]
    above: bool


class NumberItem(QGraphicsItem):
    """Covers the view box that it belongs to, in its pixels."""

    def __init__(self, view: pg.ViewBox) -> None:
        super().__init__(view)
        self._view = view
        self._badges: list[_Badge] = []
        self._palette = QPalette()
        self.setZValue(30)
        view.sigTransformChanged.connect(lambda _: self.update())
        view.sigResized.connect(lambda _: self.prepareGeometryChange())

    def show_cloud(self, cloud: Cloud, palette: QPalette) -> None:
        """The numbers of another cloud."""
        shown = zip(cloud.groups, cloud.centres(), strict=True)
        self._badges = [
            _Badge(group.number, centre, above=size <= HIDEABLE)
            for group, (centre, size) in shown
            if group.numbered and size
        ]
        self.recolour(palette)

    def recolour(self, palette: QPalette) -> None:
        """Colours for a light or a dark window."""
        self._palette = palette
        self.update()

    def boxes(self) -> list[QRectF]:
        """Where the numbers that are in view stand."""
        return [box for _, _, box in self._placed()]

    def boundingRect(self) -> QRectF:
        return QRectF(self._view.rect())

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        base = self._palette.color(QPalette.ColorRole.Base)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(_font())
        placed = self._placed()
        for badge, centre, box in placed:
            if not badge.above and not box.contains(centre):
                colour, _ = badge_colours(badge.number, self._palette)
                for pen in (QPen(base, 4), QPen(colour, 2)):
                    painter.setPen(pen)
                    painter.drawLine(centre, box.center())
        for badge, _, box in placed:
            colour, text = badge_colours(badge.number, self._palette)
            painter.setPen(QPen(base, 1.5))
            painter.setBrush(colour)
            painter.drawRoundedRect(box, 2, 2)
            painter.setPen(QColor(text))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(badge.number))

    def _placed(self) -> list[tuple[_Badge, QPointF, QRectF]]:
        room, to_view = self.boundingRect(), self._view.childTransform()
        seen = [(badge, to_view.map(QPointF(*badge.centre))) for badge in self._badges]
        seen = [(badge, centre) for badge, centre in seen if room.contains(centre)]
        metrics = QFontMetricsF(_font())
        wanted = [_box(badge, centre, metrics) for badge, centre in seen]
        places = free_places(wanted, room)
        return [(badge, centre, place or box) for (badge, centre), place, box in zip(seen, places, wanted, strict=True)]


def _box(badge: _Badge, centre: QPointF, metrics: QFontMetricsF) -> QRectF:
    height = metrics.height() + 3
    width = max(metrics.horizontalAdvance(str(badge.number)) + 8, height)
    middle = centre - QPointF(0, height * 1.1) if badge.above else centre
    return QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)


def _font() -> QFont:
    font = QFont()
    font.setPointSizeF(POINT_SIZE)
    return font

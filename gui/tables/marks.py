"""Coloured dots for table cells."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

SIDE = 32


def dot(colour: QColor) -> QIcon:
    pixmap = QPixmap(SIDE, SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QRectF(6, 6, SIDE - 12, SIDE - 12))
    painter.end()
    return QIcon(pixmap)


class Dots:
    """Draws each colour once; `colour_of` is asked again when the window turns light or dark."""

    def __init__(self, colour_of: Callable[[int], QColor]) -> None:
        self._colour_of = colour_of
        self._drawn: dict[str, QIcon] = {}

    def __call__(self, number: int) -> QIcon:
        colour = self._colour_of(number)
        if colour.name() not in self._drawn:
            self._drawn[colour.name()] = dot(colour)
        return self._drawn[colour.name()]

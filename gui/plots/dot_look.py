"""How a dot looks, whoever draws it."""

from __future__ import annotations

import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import Symbols
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainterPath, QPalette, QPen, QTransform

from gui.plots.cloud import Cloud, Group
from gui.plots.palette import cluster_colour, cluster_symbol, is_dark

DOT = 8.0
SIZES = ((2_000, DOT), (20_000, 6.0))
SMALLEST = 4.0


def dot_size(points: int) -> float:
    """Pixels across, of each of so many."""
    return next((size for most, size in SIZES if points <= most), SMALLEST)


def dot_colours(group: Group, palette: QPalette) -> tuple[QColor, QPen]:
    """Fill and outline of the dots of a group."""
    pen = pg.mkPen(palette.color(QPalette.ColorRole.Base), width=0.6)
    return cluster_colour(group.number, dark=is_dark(palette)), pen


def outline(pen: QPen, size: float) -> QPen:
    """None for the smallest dots, which it would pale."""
    return pen if size > SMALLEST else QPen(Qt.PenStyle.NoPen)


def dot_shape(group: Group, size: float) -> QPainterPath:
    """The outline of a dot round (0, 0)."""
    shape: QPainterPath = QTransform.fromScale(size, size).map(Symbols[cluster_symbol(group.number)])
    return shape


def dots_of(group: Group, size: float, palette: QPalette) -> pg.ScatterPlotItem:
    """An item that draws dots of a group; as yet none."""
    brush, pen = dot_colours(group, palette)
    look = {"size": size, "symbol": cluster_symbol(group.number), "brush": brush, "pen": outline(pen, size)}
    return pg.ScatterPlotItem(pxMode=True, antialias=True, **look)


def back_to_front(cloud: Cloud) -> list[int]:
    """Groups in the order to draw them in: grey ones first, then the largest, so that none is covered whole."""
    sizes = cloud.sizes().tolist()
    return sorted(range(len(cloud.groups)), key=lambda at: (cloud.groups[at].number > 0, -sizes[at]))

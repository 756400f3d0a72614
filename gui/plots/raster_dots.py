"""More than a hundred thousand points: drawn as a picture, and as shapes where so few are in view that each is seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPaintEngine, QPainter, QPalette, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from gui.plots.cloud import NOTHING, Cloud
from gui.plots.dot_look import DOT, back_to_front, dot_colours, dot_shape
from gui.plots.geometry import in_box
from gui.plots.picture import SHARPNESS
from gui.plots.raster import FADED, MOST_COLOURS, PAD, Desk, Dots, Grid, painted, rasterise

SHAPES = 2_000
"""Points in view; so few are drawn one by one."""

DOTS = ((200_000, 2), (20_000, 3), (0, 5))
"""Points in view, and how many pixels across each of that many or more is."""


@dataclass(frozen=True, eq=False, slots=True)
class _Drawn:
    """What was drawn last: a picture, or the positions of the few points that are drawn one by one."""

    grid: Grid
    pixels: NDArray[np.uint32] | None
    points: NDArray[np.int64]


class RasterDots(QGraphicsItem):
    """Covers the view box that it belongs to, in its pixels; the picture is kept until something moves."""

    def __init__(self, view: pg.ViewBox) -> None:
        super().__init__(view)
        self._view = view
        self._cloud = NOTHING
        self._of_group = np.empty(0, np.uint16)
        self._chosen = np.empty(0, dtype=bool)
        self._palette = QPalette()
        self._colours = np.empty((0, 3), np.uint8)
        self._desk = Desk()
        self._drawn: _Drawn | None = None
        self.setZValue(-1)
        view.sigTransformChanged.connect(lambda _: self.update())
        view.sigResized.connect(lambda _: self.prepareGeometryChange())

    def show_cloud(self, cloud: Cloud, palette: QPalette) -> None:
        """Replace what is drawn."""
        self._cloud = cloud
        self._chosen = np.zeros(len(cloud), dtype=bool)
        self.recolour(palette)

    def highlight(self, chosen: NDArray[np.bool_]) -> None:
        """Let the others step back."""
        if not chosen.any() and not self._chosen.any():
            return
        self._chosen = chosen
        self._redraw()

    def recolour(self, palette: QPalette) -> None:
        """Colours for a light or a dark window."""
        self._palette = palette
        shades = [dot_colours(group, palette)[0].rgb() for group in self._cloud.groups]
        distinct = list(dict.fromkeys(shades))
        if len(distinct) > MOST_COLOURS:
            raise ValueError(f"A cloud has at most {MOST_COLOURS} colours.")
        self._colours = np.array([_channels(shade) for shade in distinct], np.uint8).reshape(-1, 3)
        self._of_group = np.array([distinct.index(shade) for shade in shades], np.uint16)
        self._redraw()

    def boundingRect(self) -> QRectF:
        return QRectF(self._view.rect())

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        if not len(self._cloud):
            return
        to_device, grid, left, top = self._place(painter)
        if self._drawn is None or self._drawn.grid != grid:
            self._drawn = self._draw(grid, max(round(to_device.m11()), 1))
        if self._drawn.pixels is None:
            self._draw_shapes(painter, self._drawn.points)
        else:
            where = QRectF(left, top, grid.width, grid.height)
            painter.drawImage(to_device.inverted()[0].mapRect(where), _image(self._drawn.pixels))

    def _redraw(self) -> None:
        self._drawn = None
        self.update()

    def _place(self, painter: QPainter) -> tuple[QTransform, Grid, int, int]:
        """From this item to the pixels of what is painted on; the grid of those it covers, and where they begin."""
        sharp = SHARPNESS if painter.paintEngine().type() == QPaintEngine.Type.SVG else 1
        to_device = painter.deviceTransform() * QTransform.fromScale(sharp, sharp)
        covered = to_device.mapRect(self.boundingRect()).toAlignedRect()
        placed = self._view.childTransform() * to_device
        across = (placed.m11(), placed.dx() - covered.left())
        up = (placed.m22(), placed.dy() - covered.top())
        return to_device, Grid(covered.width(), covered.height(), across, up), covered.left(), covered.top()

    def _draw(self, grid: Grid, sharp: int) -> _Drawn:
        cloud = self._cloud
        raster = rasterise(Dots(cloud.points, cloud.group, self._of_group, self._chosen), grid, self._desk)
        if raster.seen <= SHAPES:
            corners = np.sort([_ends(grid.across, grid.width), _ends(grid.up, grid.height)]).T
            return _Drawn(grid, None, in_box(cloud.points, corners[0], corners[1]))
        dot = next(pixels for seen, pixels in DOTS if raster.seen >= seen)
        pixels = painted(raster, min(dot * sharp, PAD), self._colours, fading=bool(self._chosen.any()))
        return _Drawn(grid, pixels, np.empty(0, np.int64))

    def _draw_shapes(self, painter: QPainter, points: NDArray[np.int64]) -> None:
        """First those that step back, then the chosen; of each back to front."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        order = back_to_front(self._cloud)
        to_view = self._view.childTransform()
        fading = self._chosen.any()
        for chosen in (False, True):
            painter.setOpacity(FADED if fading and not chosen else 1.0)
            for at in order:
                group = self._cloud.groups[at]
                brush, pen = dot_colours(group, self._palette)
                painter.setBrush(brush)
                painter.setPen(pen)
                shape = dot_shape(group, DOT)
                mine = points[(self._cloud.group[points] == at) & (self._chosen[points] == chosen)]
                for x, y in self._cloud.points[mine].tolist():
                    painter.drawPath(shape.translated(to_view.map(QPointF(x, y))))


def _image(pixels: NDArray[np.uint32]) -> QImage:
    """A view on them, without a copy."""
    height, width = pixels.shape
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)


def _channels(shade: int) -> tuple[int, int, int]:
    return shade >> 16 & 255, shade >> 8 & 255, shade & 255


def _ends(scale: tuple[float, float], pixels: int) -> tuple[float, float]:
    """The coordinates at the two edges of a grid and its padding."""
    return (-PAD - scale[1]) / scale[0], (pixels + PAD - scale[1]) / scale[0]

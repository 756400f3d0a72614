"""What is drawn of a cloud: dots, those that stand out, the number at each centre, the legend, what pulls."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPalette

from gui.plots.arrows import ArrowItem
from gui.plots.cloud import NOTHING, Cloud, Group
from gui.plots.dot_look import DOT, dot_colours, dot_size, dots_of
from gui.plots.legend import LegendItem
from gui.plots.numbers import NumberItem
from gui.plots.raster_dots import RasterDots
from gui.plots.stamped_dots import StampedDots

MOST_STAMPED = 100_000
"""Points; more are drawn as a picture."""

FEW = 200
"""Chosen points; so few have a strong outline."""

MOST_RINGED = 2_000
"""Chosen points in a picture; so few are drawn over it one by one, more stand out by their colour alone."""


class CloudItems:
    def __init__(self, plot: pg.PlotItem, view: pg.ViewBox) -> None:
        self._plot = plot
        self._cloud = NOTHING
        self._stamps, self._raster = StampedDots(plot), RasterDots(view)
        self._dots: StampedDots | RasterDots = self._stamps
        self._rings: list[pg.ScatterPlotItem] = []
        self._palette = QPalette()
        self._pointer = pg.ScatterPlotItem(pxMode=True, antialias=True, size=DOT + 5, brush=None)
        self._pointer.setZValue(40)
        view.addItem(self._pointer, ignoreBounds=True)
        self.legend = LegendItem(view)
        self._numbers = NumberItem(view)
        self.arrows = ArrowItem(view, self._avoided)

    def show_cloud(self, cloud: Cloud, palette: QPalette) -> None:
        """Replace what is drawn."""
        for item in self._rings:
            self._plot.removeItem(item)
        self._cloud = cloud
        before, self._dots = self._dots, self._stamps if len(cloud) <= MOST_STAMPED else self._raster
        if before is not self._dots:
            before.show_cloud(NOTHING, palette)
        self._dots.show_cloud(cloud, palette)
        self._rings = []
        self._numbers.show_cloud(cloud, palette)
        self.legend.show_cloud(cloud, palette)
        self.arrows.show_arrows(cloud.arrows)
        self.point_out(None)
        self._paint_words(palette)

    def highlight(self, chosen: NDArray[np.bool_]) -> None:
        """Draw the chosen points on top and fade the others; with none chosen all look alike."""
        self._dots.highlight(chosen)
        count = int(np.count_nonzero(chosen))
        drawn = np.flatnonzero(chosen) if self._dots is self._stamps or count <= MOST_RINGED else np.empty(0, np.int64)
        if len(drawn) and not self._rings:
            self._rings = [self._ring(group) for group in self._cloud.groups]
        group = self._cloud.group[drawn]
        for at, rings in enumerate(self._rings):
            rings.setData(pos=self._cloud.points[drawn[group == at]])
            rings.setPen(self._palette.color(QPalette.ColorRole.Text), width=1.0 if count <= FEW else 0.4)

    def point_out(self, point: int | None) -> None:
        """A ring round the point under the pointer."""
        self._pointer.setData(pos=self._cloud.points[[] if point is None else [point]])

    def recolour(self, palette: QPalette) -> None:
        """Colours for a light or a dark window."""
        self._dots.recolour(palette)
        self.legend.recolour(palette)
        self._numbers.recolour(palette)
        for rings, group in zip(self._rings, self._cloud.groups, strict=bool(self._rings)):
            rings.setBrush(dot_colours(group, palette)[0])
            rings.setPen(palette.color(QPalette.ColorRole.Text))
        self._paint_words(palette)

    def _paint_words(self, palette: QPalette) -> None:
        self._palette = palette
        self._pointer.setPen(palette.color(QPalette.ColorRole.Text), width=1.5)
        self.arrows.recolour(palette)

    def _avoided(self) -> list[QRectF]:
        """Where the names of arrows would hide a number or the legend."""
        shown = [self.legend.mapRectToParent(self.legend.boundingRect())] if self.legend.isVisible() else []
        return [*self._numbers.boxes(), *shown]

    def _ring(self, group: Group) -> pg.ScatterPlotItem:
        item = dots_of(group, dot_size(len(self._cloud)) + 1, self._palette)
        item.setZValue(15)
        self._plot.addItem(item, ignoreBounds=True)
        return item

"""Up to a hundred thousand points: one stamp per group, which keeps them quick to pan."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QPalette

from gui.plots.cloud import NOTHING, Cloud
from gui.plots.dot_look import back_to_front, dot_colours, dot_size, dots_of, outline
from gui.plots.raster import FADED


class StampedDots:
    def __init__(self, plot: pg.PlotItem) -> None:
        self._plot = plot
        self._cloud = NOTHING
        self._dots: list[pg.ScatterPlotItem] = []

    def show_cloud(self, cloud: Cloud, palette: QPalette) -> None:
        """Replace what is drawn."""
        for item in self._dots:
            self._plot.removeItem(item)
        self._cloud = cloud
        self._dots = [dots_of(group, dot_size(len(cloud)), palette) for group in cloud.groups]
        for at, item in enumerate(self._dots):
            item.setData(pos=cloud.points[cloud.group == at])
            self._plot.addItem(item, ignoreBounds=True)
        for z, at in enumerate(back_to_front(cloud)):
            self._dots[at].setZValue(z / max(len(self._dots), 1))

    def highlight(self, chosen: NDArray[np.bool_]) -> None:
        """Fade all where some are chosen; those are drawn over them."""
        for item in self._dots:
            item.setOpacity(FADED if chosen.any() else 1.0)

    def recolour(self, palette: QPalette) -> None:
        """Colours for a light or a dark window."""
        for item, group in zip(self._dots, self._cloud.groups, strict=True):
            brush, pen = dot_colours(group, palette)
            item.setBrush(brush)
            item.setPen(outline(pen, dot_size(len(self._cloud))))

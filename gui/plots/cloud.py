"""The points of a scatter and what is drawn of them: dots, the highlight, numbers at the centres, the legend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QPalette

from gui.plots.palette import cluster_colour, cluster_symbol, is_dark, text_on

DOT, MANY = 8.0, 2000
FADED = 0.22
MOST_IN_LEGEND = 9


@dataclass(frozen=True, slots=True)
class Group:
    """Points of one colour. `number` chooses it, 0 is grey; where `numbered`, it stands at their centre."""

    number: int
    name: str
    numbered: bool = True


@dataclass(frozen=True, eq=False, slots=True)
class Cloud:
    """points float64 (n, 2); group (n) positions in `groups`; axes: what grows across and up."""

    points: NDArray[np.float64]
    group: NDArray[np.integer]
    groups: tuple[Group, ...]
    axes: tuple[str, str] = ("", "")

    def __len__(self) -> int:
        return len(self.points)


NOTHING = Cloud(np.empty((0, 2)), np.empty(0, dtype=np.int64), ())


class CloudItems:
    """Draws a cloud into a plot: one stamp per group, which keeps 20,000 points quick to pan."""

    def __init__(self, plot: pg.PlotItem) -> None:
        self._plot = plot
        self._cloud = NOTHING
        self._dots: list[pg.ScatterPlotItem] = []
        self._rings: list[pg.ScatterPlotItem] = []
        self._numbers: list[pg.TextItem] = []
        self._legend = plot.addLegend(offset=(-8, 8), labelTextSize="9pt", verSpacing=-4, sampleType=_StillSample)

    def show(self, cloud: Cloud, palette: QPalette) -> None:
        """Replace what is drawn."""
        for item in (*self._dots, *self._rings, *self._numbers):
            self._plot.removeItem(item)
        self._legend.clear()
        self._cloud = cloud
        size = DOT if len(cloud) <= MANY else DOT - 2
        self._dots = [self._scatter(g, cloud.points[cloud.group == at], size) for at, g in enumerate(cloud.groups)]
        self._rings = [self._scatter(g, np.empty((0, 2)), size + 1) for g in cloud.groups]
        self._numbers = [self._number(g, cloud.points[cloud.group == at]) for at, g in enumerate(cloud.groups)]
        for dots, group in list(zip(self._dots, cloud.groups, strict=True))[:MOST_IN_LEGEND]:
            self._legend.addItem(dots, group.name)
        self.paint(palette)

    def highlight(self, chosen: NDArray[np.bool_]) -> None:
        """Draw the chosen points on top and fade the others; with none chosen all look alike."""
        cloud = self._cloud
        for at, (dots, rings) in enumerate(zip(self._dots, self._rings, strict=True)):
            rings.setData(pos=cloud.points[chosen & (cloud.group == at)])
            dots.setOpacity(FADED if chosen.any() else 1.0)

    def paint(self, palette: QPalette) -> None:
        """Colours for a light or a dark window."""
        dark, base, text = (
            is_dark(palette),
            palette.color(palette.ColorRole.Base),
            palette.color(palette.ColorRole.Text),
        )
        backing = QColor(base)
        backing.setAlpha(215)
        self._legend.setBrush(backing)
        for _, label in self._legend.items:
            label.setText(label.text, color=text.name())
        for at, group in enumerate(self._cloud.groups):
            colour = cluster_colour(group.number, dark=dark)
            for item, outline in ((self._dots[at], base), (self._rings[at], text)):
                item.setBrush(colour)
                item.setPen(outline, width=0.6)
            self._numbers[at].fill = pg.mkBrush(colour)
            self._numbers[at].border = pg.mkPen(base, width=1.5)
            self._numbers[at].setColor(text_on(colour))

    def _scatter(self, group: Group, points: NDArray[np.float64], size: float) -> pg.ScatterPlotItem:
        item = pg.ScatterPlotItem(
            pos=points, size=size, symbol=cluster_symbol(group.number), pxMode=True, antialias=True, name=None
        )
        item.setZValue(10 if group.number else 5)
        self._plot.addItem(item)
        return item

    def _number(self, group: Group, points: NDArray[np.float64]) -> pg.TextItem:
        item = pg.TextItem(f" {group.number} ", anchor=(0.5, 0.5))
        item.setZValue(30)
        item.setVisible(group.numbered and len(points) > 0)
        if len(points):
            item.setPos(*np.median(points, axis=0))
        self._plot.addItem(item, ignoreBounds=True)
        return item


class _StillSample(pg.graphicsItems.LegendItem.ItemSample):  # type: ignore[misc]
    """A legend mark that does not hide its points when clicked: hidden points could still be selected."""

    def mouseClickEvent(self, event: Any) -> None:
        event.ignore()

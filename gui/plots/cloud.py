"""The points of a scatter and what is drawn of them: dots, the highlight, numbers at the centres, the legend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QPalette, QPen

from gui.plots.palette import cluster_colour, cluster_symbol, is_dark, text_on

DOT, MANY, FEW = 8.0, 2000, 200
FADED = 0.22
MOST_IN_LEGEND = 9
HIDEABLE = 12
"""Points; so few could vanish behind their number, which then stands above them."""

LONGEST_NAME = 28
LEGEND_WIDTH, LEGEND_LINE = 0.36, 0.06
"""The part of the plot that a legend takes: across, and up for each of its lines."""


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
        self._ring = QColor("black")
        self._legend = plot.addLegend(offset=(-8, 8), labelTextSize="8pt", verSpacing=-6, sampleType=_StillSample)

    def show(self, cloud: Cloud, palette: QPalette) -> None:
        """Replace what is drawn."""
        for item in (*self._dots, *self._rings, *self._numbers):
            self._plot.removeItem(item)
        self._legend.clear()
        self._cloud = cloud
        size = DOT if len(cloud) <= MANY else DOT - 2
        self._dots, self._rings = [], []
        for at, group in enumerate(cloud.groups):
            colours = self._colours(group, palette)
            self._dots.append(self._scatter(group, cloud.points[cloud.group == at], size, colours))
            self._rings.append(self._scatter(group, np.empty((0, 2)), size + 1, colours))
        self._numbers = [self._number(g, cloud.points[cloud.group == at]) for at, g in enumerate(cloud.groups)]
        self._paint_words(palette)

    def _fill_legend(self) -> None:
        for dots, group in list(zip(self._dots, self._cloud.groups, strict=True))[:MOST_IN_LEGEND]:
            name = group.name if len(group.name) <= LONGEST_NAME else f"{group.name[: LONGEST_NAME - 1]}…"
            self._legend.addItem(dots, name)
        self._colour_legend()
        self._place_legend()

    def _place_legend(self) -> None:
        """In the corner that covers the fewest points."""
        points = self._cloud.points
        if not len(points):
            return
        low, high = points.min(axis=0), points.max(axis=0)
        x, y = ((points - low) / np.maximum(high - low, 1e-12)).T
        height = LEGEND_LINE * (1 + min(len(self._cloud.groups), MOST_IN_LEGEND))
        beside = {1: x > 1 - LEGEND_WIDTH, 0: x < LEGEND_WIDTH}
        above = {0: y > 1 - height, 1: y < height}
        covered = {(left, top): int((beside[left] & above[top]).sum()) for top in (0, 1) for left in (1, 0)}
        left, top = min(covered, key=lambda corner: covered[corner])
        self._legend.anchor((left, top), (left, top), offset=(8 - 16 * left, 8 - 16 * top))

    def show_legend(self, *, shown: bool) -> None:
        """Its lines are made when they are first seen, since that takes as long as all the dots."""
        if shown and not self._legend.items:
            self._fill_legend()
        self._legend.setVisible(shown)

    def highlight(self, chosen: NDArray[np.bool_]) -> None:
        """Draw the chosen points on top and fade the others; with none chosen all look alike."""
        cloud = self._cloud
        for at, (dots, rings) in enumerate(zip(self._dots, self._rings, strict=True)):
            rings.setData(pos=cloud.points[chosen & (cloud.group == at)])
            rings.setPen(self._ring, width=1.0 if chosen.sum() <= FEW else 0.4)
            dots.setOpacity(FADED if chosen.any() else 1.0)

    def paint(self, palette: QPalette) -> None:
        """Colours for a light or a dark window."""
        for at, group in enumerate(self._cloud.groups):
            brush, pen = self._colours(group, palette)
            for item in (self._dots[at], self._rings[at]):
                item.setBrush(brush)
                item.setPen(pen)
        self._paint_words(palette)

    def _paint_words(self, palette: QPalette) -> None:
        base, text = palette.color(palette.ColorRole.Base), palette.color(palette.ColorRole.Text)
        backing = QColor(base)
        backing.setAlpha(215)
        self._ring = text
        self._legend.setBrush(backing)
        self._colour_legend()
        for number, group in zip(self._numbers, self._cloud.groups, strict=True):
            colour = cluster_colour(group.number, dark=is_dark(palette))
            number.fill = pg.mkBrush(colour)
            number.border = pg.mkPen(base, width=1.5)
            number.setColor(text_on(colour))

    def _colour_legend(self) -> None:
        for _, label in self._legend.items:
            label.setText(label.text, color=self._ring.name())

    @staticmethod
    def _colours(group: Group, palette: QPalette) -> tuple[QColor, QPen]:
        """Fill and outline of the dots of a group."""
        outline = pg.mkPen(palette.color(palette.ColorRole.Base), width=0.6)
        return cluster_colour(group.number, dark=is_dark(palette)), outline

    def _scatter(
        self, group: Group, points: NDArray[np.float64], size: float, colours: tuple[QColor, QPen]
    ) -> pg.ScatterPlotItem:
        look = {"size": size, "symbol": cluster_symbol(group.number), "brush": colours[0], "pen": colours[1]}
        item = pg.ScatterPlotItem(pos=points, pxMode=True, antialias=True, **look)
        item.setZValue(10 if group.number else 5)
        self._plot.addItem(item)
        return item

    def _number(self, group: Group, points: NDArray[np.float64]) -> pg.TextItem:
        above = len(points) <= HIDEABLE
        item = pg.TextItem(f" {group.number} ", anchor=(0.5, 1.6 if above else 0.5))
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

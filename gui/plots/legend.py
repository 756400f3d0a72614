"""Which colour is which: names beside marks, in the corner that covers the fewest points."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QColor, QPalette

from gui.plots.cloud import NOTHING, Cloud, Group
from gui.plots.dot_look import DOT, dot_colours, dots_of

MOST = 9
LONGEST_NAME = 28
WIDTH, LINE = 0.36, 0.06
"""The part of the plot that a legend takes: across, and up for each of its lines."""

LOOKED_AT = 20_000
"""Points are enough to see where few are."""


class CloudLegend:
    """Its lines are made when they are first seen, since that takes as long as all the dots."""

    def __init__(self, plot: pg.PlotItem) -> None:
        self._cloud = NOTHING
        self._palette = QPalette()
        self._marks: list[tuple[pg.ScatterPlotItem, Group]] = []
        self.item = plot.addLegend(offset=(-8, 8), labelTextSize="8pt", verSpacing=-6, sampleType=_StillSample)

    def show_cloud(self, cloud: Cloud, palette: QPalette) -> None:
        """Name other groups."""
        self.item.clear()
        self._marks = []
        self._cloud = cloud
        self.recolour(palette)

    def show(self, *, shown: bool) -> None:
        if shown and not self.item.items:
            self._fill()
        self.item.setVisible(shown)

    def recolour(self, palette: QPalette) -> None:
        """Colours for a light or a dark window."""
        self._palette = palette
        backing = QColor(palette.color(QPalette.ColorRole.Base))
        backing.setAlpha(215)
        self.item.setBrush(backing)
        for mark, group in self._marks:
            brush, pen = dot_colours(group, palette)
            mark.setBrush(brush)
            mark.setPen(pen)
        for _, label in self.item.items:
            label.setText(label.text, color=palette.color(QPalette.ColorRole.Text).name())

    def _fill(self) -> None:
        groups = self._cloud.groups
        named = groups if len(groups) <= MOST else _first(groups)
        self._marks = [(dots_of(group, DOT, self._palette), group) for group in named]
        for mark, group in self._marks:
            self.item.addItem(mark, _cut(group.name))
        left = len(groups) - len(named)
        if left:
            self.item.addItem(pg.ScatterPlotItem(symbol=None), f"and {left} more")
        self.recolour(self._palette)
        self._place()

    def _place(self) -> None:
        """In the corner that covers the fewest points."""
        points = self._cloud.points[:: max(len(self._cloud) // LOOKED_AT, 1)]
        if not len(points):
            return
        low, high = points.min(axis=0), points.max(axis=0)
        x, y = ((points - low) / np.maximum(high - low, 1e-12)).T
        height = LINE * (1 + len(self.item.items))
        beside = {1: x > 1 - WIDTH, 0: x < WIDTH}
        above = {0: y > 1 - height, 1: y < height}
        covered = {(left, top): int((beside[left] & above[top]).sum()) for top in (0, 1) for left in (1, 0)}
        left, top = min(covered, key=lambda corner: covered[corner])
        self.item.anchor((left, top), (left, top), offset=(8 - 16 * left, 8 - 16 * top))


def _first(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """As many as there is room for above a last line; what is grey is always named."""
    grey = [group for group in groups if not group.number]
    coloured = [group for group in groups if group.number]
    return (*coloured[: MOST - 1 - len(grey)], *grey)


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


class _StillSample(pg.graphicsItems.LegendItem.ItemSample):  # type: ignore[misc]
    """A mark that does not hide its points when clicked: hidden points could still be selected."""

    def mouseClickEvent(self, event: Any) -> None:
        event.ignore()

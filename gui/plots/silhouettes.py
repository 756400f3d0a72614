"""The silhouette plot: how clearly each customer belongs to its cluster, sorted inside each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath, QPalette
from PySide6.QtWidgets import QGraphicsPathItem, QWidget

from gui.plots.bars import zero_line
from gui.plots.figures import signed
from gui.plots.framed import FramedPlot
from gui.plots.groups import PlotGroup, group_colour
from gui.plots.panel import FigureAxis, NameAxis, name_axis_label, panel, quiet
from gui.plots.spots import Spots

SPACE = 0.25
"""Between two clusters, of the height of the smallest."""

LOWEST = 0.06
"""Of the whole height: so high is a cluster at least, however few its customers are."""

HEADROOM = 0.09
"""Of the height of all clusters, for the words at the mean."""

STEPS = 600
"""Steps of an outline; more are finer than a screen."""

Describe = Callable[[int], Sequence[str]]


@dataclass(frozen=True, eq=False, slots=True)
class Silhouettes:
    """values: for each group its silhouettes, largest first; customers: whose they are; mean: of all of them."""

    title: str
    sentence: str
    groups: tuple[PlotGroup, ...]
    values: tuple[NDArray[np.float64], ...]
    customers: tuple[NDArray[np.int64], ...]
    mean: float


class SilhouettesPlot(FramedPlot):
    """`describe(customer)` gives the lines of the hover card."""

    def __init__(self, describe: Describe = lambda _: (), parent: QWidget | None = None) -> None:
        super().__init__("Silhouettes", parent)
        self.record: Silhouettes | None = None
        self.describe = describe
        view = pg.ViewBox(enableMenu=False, invertY=True)
        view.setMouseEnabled(x=False, y=True)
        self.plot = panel(view, left=NameAxis("left"), bottom=FigureAxis("bottom"))
        self._use(self.plot)

    def show_record(self, record: Silhouettes) -> None:
        self.record = record
        self._present(record.title, record.sentence, empty=not record.groups)

    def _draw(self, palette: QPalette) -> None:
        record = self.record
        if record is None or not record.groups:
            return
        edges = _edges([len(values) for values in record.values])
        self._bottom = float(edges[-1][-1])
        self.plot.getViewBox().setLimits(yMin=-HEADROOM * self._bottom, yMax=1.02 * self._bottom)
        self.plot.getAxis("left").set_names(
            [group.name for group in record.groups], [float(edge[0] + edge[-1]) / 2 for edge in edges]
        )
        name_axis_label(self.plot, "left", "Customers of each cluster")
        name_axis_label(self.plot, "bottom", "Silhouette: 1 clearly inside, 0 between two, below 0 nearer to another")
        for group, values, edge in zip(record.groups, record.values, edges, strict=True):
            body = QGraphicsPathItem(_outline(values, edge))
            body.setBrush(group_colour(group, palette))
            body.setPen(pg.mkPen(None))
            self._add(self.plot, body, group.key)
        self._add(self.plot, zero_line(palette))
        self._mark_mean(record.mean, palette)
        self._spots.append(self._spots_of(record, edges))

    def _mark_mean(self, mean: float, palette: QPalette) -> None:
        if not np.isfinite(mean):
            return
        line = pg.InfiniteLine(mean, angle=90, pen=pg.mkPen(quiet(palette, 200), width=1.5, style=Qt.PenStyle.DashLine))
        self._add(self.plot, line)
        colour, base = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
        words = pg.InfLineLabel(
            line, f"mean {signed(mean)}", position=0.005, color=colour, fill=base, anchors=[(0, 0), (0, 0)]
        )
        words.setZValue(60)

    def _spots_of(self, record: Silhouettes, edges: list[NDArray[np.float64]]) -> Spots:
        values, self._whose = np.concatenate(record.values), np.concatenate(record.customers)
        self._group = np.repeat(np.arange(len(record.groups)), [len(part) for part in record.values])
        top, bottom = np.concatenate([e[:-1] for e in edges]), np.concatenate([e[1:] for e in edges])
        keys = np.array([group.key for group in record.groups], dtype=np.int64)[self._group]
        boxes = np.column_stack([np.minimum(values, 0.0), top, np.maximum(values, 0.0), bottom])
        self._values = values
        return Spots(self.plot, boxes, keys, self._lines)

    def _lines(self, at: int) -> tuple[str, ...]:
        if self.record is None:
            return ()
        group = self.record.groups[self._group[at]]
        said = tuple(self.describe(int(self._whose[at])))
        return (*(said or (group.name,)), f"Silhouette {signed(self._values[at])}")

    def _show_all(self) -> None:
        if self.record is None or not self.record.groups:
            return
        values = np.concatenate(self.record.values)
        least = min(float(values.min()), 0.0) if len(values) else 0.0
        self.plot.setXRange(max(least, -1.0) - 0.03, max(float(values.max(initial=0.0)), 0.3) + 0.03, padding=0)
        self.plot.setYRange(-HEADROOM * self._bottom, 1.02 * self._bottom, padding=0)


def _edges(sizes: Sequence[int]) -> list[NDArray[np.float64]]:
    """Where the bars of each group begin and end, groups below each other, small ones spread to `LOWEST`."""
    heights = np.maximum(np.array(sizes, dtype=np.float64), LOWEST * sum(sizes))
    space = SPACE * float(heights.min())
    tops = np.concatenate([[0.0], np.cumsum(heights + space)[:-1]])
    return [np.linspace(top, top + height, size + 1) for top, height, size in zip(tops, heights, sizes, strict=True)]


def _outline(values: NDArray[np.float64], edges: NDArray[np.float64]) -> QPainterPath:
    """A closed staircase from 0 along the values; long ones in `STEPS` steps, each the silhouette of one customer."""
    if len(values) > STEPS:
        cuts = np.linspace(0, len(values), STEPS + 1).astype(np.int64)
        values, edges = values[(cuts[:-1] + cuts[1:] - 1) // 2], edges[cuts]
    x = np.concatenate([[0.0], np.repeat(values, 2), [0.0]])
    y = np.concatenate([[edges[0]], np.column_stack([edges[:-1], edges[1:]]).ravel(), [edges[-1]]])
    path: QPainterPath = pg.arrayToQPath(np.append(x, 0.0), np.append(y, edges[0]))
    return path

"""Normalised box plots: how each feature spreads inside each cluster, features side by side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from gui.plots.figures import figure
from gui.plots.framed import FramedPlot
from gui.plots.group_legend import Legend
from gui.plots.groups import PlotGroup, group_colour
from gui.plots.panel import FigureAxis, NameAxis, name_axis_label, panel, quiet
from gui.plots.spots import Spots
from gui.plots.strip import ACROSS, Strip

USED = 0.84
"""Of the place of a feature, by its boxes."""

BOX, SPACE, MOST = 11.0, 30.0, 200.0
"""Pixels: of one box at least, between the features, of a feature at most."""

LOW, Q1, MEDIAN, Q3, HIGH = range(5)


@dataclass(frozen=True, eq=False, slots=True)
class BoxPlots:
    """boxes float64 (n features, n groups, 5): whisker, quartile, median, quartile, whisker; NaN where not known.

    plain     float64 (n features, n groups, 3): quartile, median, quartile in `units`, for the words
    outliers  float64 (m, 3): feature, group, value; a few of those beyond the whiskers of a box
    scale     what the values of `boxes` are
    """

    title: str
    sentence: str
    features: tuple[str, ...]
    units: tuple[str, ...]
    groups: tuple[PlotGroup, ...]
    boxes: NDArray[np.float64]
    plain: NDArray[np.float64]
    outliers: NDArray[np.float64]
    scale: str


class BoxesPlot(FramedPlot):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Box plots", parent)
        self.record: BoxPlots | None = None
        self.view = Strip(ACROSS, BOX, MOST)
        self.plot = panel(self.view, left=FigureAxis("left"), bottom=NameAxis("bottom", lines=2))
        self._use(self.plot, row=1)
        self.legend = Legend(self.canvas)

    def show_record(self, record: BoxPlots) -> None:
        self.record = record
        self.view.set_slots(len(record.features), least=BOX * len(record.groups) + SPACE)
        self._present(record.title, record.sentence, empty=not record.boxes.size)

    def _draw(self, palette: QPalette) -> None:
        record = self.record
        if record is None:
            return
        self.plot.getAxis("bottom").set_names(record.features)
        name_axis_label(self.plot, "left", record.scale)
        self.legend.show_groups(record.groups)
        self._add(self.plot, pg.InfiniteLine(0.0, angle=0, pen=pg.mkPen(quiet(palette, 70), width=1)))
        for at, group in enumerate(record.groups):
            self._draw_group(at, group, palette)
        keys = np.array([group.key for group in record.groups], dtype=np.int64)
        self._spots.append(Spots(self.plot, self._spot_boxes(record), np.tile(keys, len(record.features)), self._lines))

    def _draw_group(self, at: int, group: PlotGroup, palette: QPalette) -> None:
        """The boxes of one group over all features: their bodies, whiskers, medians and outliers."""
        record = self.record
        if record is None:
            return
        colour = group_colour(group, palette)
        known = np.isfinite(record.boxes[:, at]).all(axis=1)
        low, q1, median, q3, high = record.boxes[known, at].T
        width = USED / len(record.groups)
        middle = np.flatnonzero(known) - USED / 2 + width * (at + 0.5)
        body = QColor(colour)
        body.setAlpha(120)
        half = width * 0.41
        outline = pg.mkPen(colour, width=1.2)
        whiskers = _pairs(np.r_[middle, middle], np.r_[low, q3], np.r_[middle, middle], np.r_[q1, high])
        medians = _pairs(middle - half, median, middle + half, median)
        strong = pg.mkPen(palette.color(QPalette.ColorRole.Text), width=2)
        beyond = record.outliers[record.outliers[:, 1] == at] if len(record.outliers) else np.empty((0, 3))
        dots = beyond[:, 0] - USED / 2 + width * (at + 0.5), beyond[:, 2]
        for item in (
            pg.PlotCurveItem(*whiskers, connect="pairs", pen=outline),
            pg.BarGraphItem(x=middle, width=2 * half, y0=q1, y1=q3, brush=body, pen=outline),
            pg.PlotCurveItem(*medians, connect="pairs", pen=strong),
            pg.ScatterPlotItem(*dots, size=4, symbol="o", brush=colour, pen=pg.mkPen(None)),
        ):
            self._add(self.plot, item, group.key)

    @staticmethod
    def _spot_boxes(record: BoxPlots) -> NDArray[np.float64]:
        """From whisker to whisker, features first; out of sight where a box is not known."""
        n_features, n_groups = record.boxes.shape[:2]
        feature, group = np.divmod(np.arange(n_features * n_groups), n_groups)
        width = USED / n_groups
        left = feature - USED / 2 + width * group
        flat = record.boxes.reshape(-1, 5)
        known = np.isfinite(flat).all(axis=1, keepdims=True)
        low, high = np.where(known, flat[:, [LOW, HIGH]], 0.0).T
        return np.column_stack([left, high, left + width, low])

    def _lines(self, spot: int) -> tuple[str, ...]:
        record = self.record
        if record is None:
            return ()
        feature, group = divmod(spot, len(record.groups))
        unit = record.units[feature]
        q1, median, q3 = record.plain[feature, group]
        return (
            record.features[feature],
            record.groups[group].name,
            f"Median {figure(median, unit)}",
            f"Middle half {figure(q1)} to {figure(q3, unit)}",
        )

    def _show_all(self) -> None:
        if self.record is None:
            return
        low, high = _range(self.record)
        self.plot.setYRange(low, high, padding=0.04)

    def _fit(self) -> None:
        super()._fit()
        self.legend.fit(self.canvas.width(), self.palette())


def _pairs(
    x0: NDArray[np.floating], y0: NDArray[np.floating], x1: NDArray[np.floating], y1: NDArray[np.floating]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Lines from (x0, y0) to (x1, y1), as a curve that connects its points two by two."""
    return np.column_stack([x0, x1]).ravel(), np.column_stack([y0, y1]).ravel()


def _range(record: BoxPlots) -> tuple[float, float]:
    """All whiskers, and outliers as far as they leave the boxes room."""
    known = record.boxes[np.isfinite(record.boxes)]
    if not len(known):
        return -1.0, 1.0
    low, high = float(known.min()), float(known.max())
    room = 0.5 * ((high - low) or 1.0)
    values = record.outliers[:, 2] if len(record.outliers) else known
    low, high = max(min(low, float(values.min())), low - room), min(max(high, float(values.max())), high + room)
    return (low, high) if high > low else (low - 1.0, high + 1.0)

"""How many clusters: distortion and silhouette of each number that was tried, and the one that was taken."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from gui.plots.figures import figure
from gui.plots.framed import FramedPlot
from gui.plots.groups import NOBODY
from gui.plots.palette import cluster_colour, is_dark
from gui.plots.panel import FigureAxis, name_axis_label, panel, quiet
from gui.plots.spots import Spots

HEADROOM, FOOTROOM = 0.22, 0.08
"""Of the height, above the curves for the words at the chosen k, and below them."""


@dataclass(frozen=True, eq=False, slots=True)
class KCurves:
    """ks int64 (n), rising; distortion, silhouette float64 (n), NaN where undefined; chosen: one of `ks`, or 0."""

    title: str
    sentence: str
    ks: NDArray[np.int64]
    distortion: NDArray[np.float64]
    silhouette: NDArray[np.float64]
    chosen: int


class KCurvesPlot(FramedPlot):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Number of clusters", parent)
        self.record: KCurves | None = None
        self.view, self.other = _ColumnView(), pg.ViewBox(enableMenu=False)
        self.plot = panel(self.view, left=FigureAxis("left"), right=FigureAxis("right"), bottom=FigureAxis("bottom"))
        self.plot.getAxis("bottom").setTickSpacing(1, 1)
        self._use(self.plot)
        self.plot.scene().addItem(self.other)
        self.plot.getAxis("right").linkToView(self.other)
        self.other.setXLink(self.view)
        self.view.sigResized.connect(lambda: self.other.setGeometry(self.view.sceneBoundingRect()))

    def show_record(self, record: KCurves) -> None:
        self.record = record
        self._present(record.title, record.sentence, empty=not len(record.ks))

    def _draw(self, palette: QPalette) -> None:
        record = self.record
        self.other.clear()
        if record is None:
            return
        dark = is_dark(palette)
        colours = cluster_colour(1, dark=dark), cluster_colour(2, dark=dark)
        if record.chosen:
            self._mark_chosen(record.chosen, palette)
        self._curve(self.view, record.distortion, colours[0], "o", Qt.PenStyle.SolidLine)
        self._curve(self.other, record.silhouette, colours[1], "s", Qt.PenStyle.DashLine)
        name_axis_label(self.plot, "bottom", "Number of clusters")
        name_axis_label(self.plot, "left", "● Distortion (lower is tighter)")
        name_axis_label(self.plot, "right", "■ Silhouette (−1 … 1, higher is clearer)")
        for side, colour in zip(("left", "right"), colours, strict=True):
            self.plot.getAxis(side).setTextPen(colour)
        self._spots_of(record)

    def _mark_chosen(self, chosen: int, palette: QPalette) -> None:
        line = pg.InfiniteLine(chosen, angle=90, pen=pg.mkPen(quiet(palette), width=1.5, style=Qt.PenStyle.DotLine))
        self._add(self.plot, line)
        clusters = "1 cluster" if chosen == 1 else f"{chosen} clusters"
        text = pg.InfLineLabel(line, f"{clusters} taken", position=0.93, color=palette.color(QPalette.ColorRole.Text))
        text.fill = pg.mkBrush(palette.color(QPalette.ColorRole.Base))

    def _curve(
        self, view: pg.ViewBox, values: NDArray[np.float64], colour: QColor, symbol: str, style: Qt.PenStyle
    ) -> None:
        record = self.record
        known = np.isfinite(values)
        if record is None or not known.any():
            return
        pen = pg.mkPen(colour, width=2, style=style)
        view.addItem(pg.PlotCurveItem(record.ks[known], values[known], pen=pen, antialias=True))
        sizes = np.where(record.ks[known] == record.chosen, 12, 8)
        view.addItem(
            pg.ScatterPlotItem(
                record.ks[known], values[known], size=sizes, symbol=symbol, brush=colour, pen=pg.mkPen(None)
            )
        )

    def _spots_of(self, record: KCurves) -> None:
        """A column for each k, as high as the panel."""
        low, high = _range(record.distortion)
        boxes = np.column_stack(
            [record.ks - 0.5, np.full(len(record.ks), low), record.ks + 0.5, np.full(len(record.ks), high)]
        )
        self._spots.append(Spots(self.plot, boxes, np.full(len(boxes), NOBODY), self._lines))

    def _lines(self, at: int) -> tuple[str, ...]:
        record = self.record
        if record is None:
            return ()
        k = int(record.ks[at])
        lines = (
            f"{k} cluster" if k == 1 else f"{k} clusters",
            f"Distortion {figure(record.distortion[at])}",
            f"Silhouette {figure(record.silhouette[at])}",
        )
        return (*lines, "The number that was taken.") if k == record.chosen else lines

    def _show_all(self) -> None:
        record = self.record
        if record is None or not len(record.ks):
            return
        self.view.setRange(
            xRange=(record.ks[0] - 0.5, record.ks[-1] + 0.5), yRange=_range(record.distortion), padding=0
        )
        self.other.setRange(yRange=_range(record.silhouette), padding=0)
        self.other.setGeometry(self.view.sceneBoundingRect())


class _ColumnView(pg.ViewBox):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self.setMouseEnabled(x=True, y=False)


def _range(values: NDArray[np.float64]) -> tuple[float, float]:
    known = values[np.isfinite(values)]
    if not len(known):
        return 0.0, 1.0
    low, high = float(known.min()), float(known.max())
    span = (high - low) or abs(high) or 1.0
    return low - FOOTROOM * span, high + HEADROOM * span

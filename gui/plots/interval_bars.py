"""How methods did beside each other: a bar for each, with the interval in which its figure lies by chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from gui.plots.bars import LEAST, MOST, bar_boxes, beyond, end_texts, lying_bars
from gui.plots.framed import FramedPlot
from gui.plots.palette import cluster_colour, is_dark
from gui.plots.panel import FigureAxis, NameAxis, name_axis_label, panel
from gui.plots.spots import Spots
from gui.plots.strip import DOWN, Strip

CAP = 0.2
"""Half the height of the end of a whisker, of a bar's place."""

OURS = 1
"""The number whose colour the bars have that are not only there to compare with."""


@dataclass(frozen=True, eq=False, slots=True)
class IntervalBars:
    """names (n), from the top down; values, low, high float64 (n): the figure and its 95 % interval, as `axis` says.

    texts  at the ends of the bars;  ours bool (n), the bars in colour; the others, grey, are what they are held against
    """

    title: str
    sentence: str
    names: tuple[str, ...]
    values: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    texts: tuple[str, ...]
    ours: NDArray[np.bool_]
    axis: str


class IntervalBarsPlot(FramedPlot):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Methods", parent)
        self.record: IntervalBars | None = None
        self.view = Strip(DOWN, LEAST, MOST)
        self.plot = panel(self.view, left=NameAxis("left"), bottom=FigureAxis("bottom"))
        self._use(self.plot)
        self.view.sigResized.connect(self._show_all)

    def show_record(self, record: IntervalBars) -> None:
        self.record = record
        self.view.set_slots(len(record.names))
        self._present(record.title, record.sentence, empty=not record.names)

    def _draw(self, palette: QPalette) -> None:
        record = self.record
        if record is None:
            return
        self.plot.getAxis("left").set_names(record.names)
        name_axis_label(self.plot, "bottom", record.axis)
        dark = is_dark(palette)
        colours = [cluster_colour(OURS if ours else 0, dark=dark) for ours in record.ours.tolist()]
        ends = end_texts(record.high, record.texts, palette)
        for at, (bar, end) in enumerate(zip(lying_bars(record.values, colours), ends, strict=True)):
            self._add(self.plot, bar, at)
            self._add(self.plot, self._whisker(record, at, palette), at)
            self._add(self.plot, end, at)
        self._spots.append(Spots(self.plot, bar_boxes(record.high), np.arange(len(record.names)), self._lines))

    def _whisker(self, record: IntervalBars, at: int, palette: QPalette) -> pg.PlotCurveItem:
        low, high = float(record.low[at]), float(record.high[at])
        across = np.array([low, low, low, high, high, high])
        up = at + np.array([-CAP, CAP, 0.0, 0.0, -CAP, CAP])
        return pg.PlotCurveItem(across, up, pen=pg.mkPen(palette.color(QPalette.ColorRole.Text), width=1.5))

    def _lines(self, at: int) -> tuple[str, ...]:
        record = self.record
        if record is None:
            return ()
        return record.names[at], f"{record.axis}: {record.texts[at]}"

    def _show_all(self) -> None:
        if self.record is not None and self.record.names:
            longest = max(float(np.nanmax(self.record.high)), 1e-9)
            self.plot.setXRange(0.0, beyond(longest, self.record.texts, self.view.width()), padding=0)

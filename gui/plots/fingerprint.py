"""The fingerprint of each cluster: a board of features by clusters, × the average in each cell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QGraphicsRectItem, QWidget

from gui.plots.cells import Cells
from gui.plots.diverging import index_colours
from gui.plots.figures import figure, times
from gui.plots.framed import FramedPlot
from gui.plots.groups import PlotGroup
from gui.plots.palette import is_dark
from gui.plots.panel import FigureAxis, NameAxis, panel
from gui.plots.spots import Spots
from gui.plots.strip import DOWN, Strip

LEAST, MOST = 20.0, 34.0
STEPS_SHOWN = ((0.25, "¼ or less"), (0.5, "½"), (1.0, "average"), (2.0, "2"), (4.0, "4 × or more"))


@dataclass(frozen=True, eq=False, slots=True)
class Fingerprint:
    """index float64 (n features, n groups): mean ÷ average, NaN where there is none; what tells most apart first.

    means    float64 (n features, n groups), in `units`
    average  float64 (n features), of all the customers compared
    """

    title: str
    sentence: str
    features: tuple[str, ...]
    units: tuple[str, ...]
    groups: tuple[PlotGroup, ...]
    index: NDArray[np.float64]
    means: NDArray[np.float64]
    average: NDArray[np.float64]


class FingerprintPlot(FramedPlot):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Fingerprint", parent)
        self.record: Fingerprint | None = None
        self.plot = panel(
            Strip(DOWN, LEAST, MOST), left=NameAxis("left"), top=NameAxis("top", lines=2), bottom=FigureAxis("bottom")
        )
        self.plot.getAxis("bottom").setStyle(showValues=False, tickLength=0)
        self.plot.getViewBox().setMouseEnabled(x=False, y=False)
        self._use(self.plot)

    def show_record(self, record: Fingerprint) -> None:
        self.record = record
        self.plot.getViewBox().set_slots(len(record.features))
        self._present(record.title, record.sentence, empty=not record.index.size)

    def _draw(self, palette: QPalette) -> None:
        record = self.record
        if record is None:
            return
        dark = is_dark(palette)
        self.plot.getAxis("left").set_names(record.features)
        self.plot.getAxis("top").set_names([group.name for group in record.groups])
        self.plot.setLabel("bottom", _key(dark=dark))
        base = palette.color(QPalette.ColorRole.Base)
        texts = np.array([[times(value) for value in row] for row in record.index], dtype=object)
        self._add(self.plot, Cells(index_colours(record.index, dark=dark), texts, base))
        for at, group in enumerate(record.groups):
            column = QGraphicsRectItem(QRectF(at - 0.5, -0.5, 1, len(record.features)))
            column.setPen(pg.mkPen(palette.color(QPalette.ColorRole.Text), width=2))
            column.setZValue(50)
            column.hide()
            self._add(self.plot, column, group.key)
        rows, columns = np.divmod(np.arange(record.index.size), len(record.groups))
        boxes = np.column_stack([columns - 0.5, rows - 0.5, columns + 0.5, rows + 0.5])
        keys = np.array([group.key for group in record.groups], dtype=np.int64)[columns]
        self._spots.append(Spots(self.plot, boxes, keys, self._lines))

    def _lines(self, cell: int) -> tuple[str, ...]:
        record = self.record
        if record is None:
            return ()
        row, column = divmod(cell, len(record.groups))
        unit = record.units[row]
        return (
            record.features[row],
            f"{record.groups[column].name}: {times(record.index[row, column])} × the average",
            f"{figure(record.means[row, column], unit)} a customer, on average {figure(record.average[row], unit)}",
        )

    def _show_marked(self) -> None:
        for key, items in self._parts.items():
            for item in items:
                item.setVisible(key in self._marked)

    def _show_all(self) -> None:
        if self.record is not None:
            self.plot.setXRange(-0.5, max(len(self.record.groups), 1) - 0.5, padding=0)


def _key(*, dark: bool) -> str:
    """The colours and what they stand for."""
    colours = index_colours(np.array([step for step, _ in STEPS_SHOWN]), dark=dark)
    entries = [
        f'<span style="color:rgb({r},{g},{b})">■</span>&nbsp;{words.replace(" ", "&nbsp;")}'
        for (r, g, b), (_, words) in zip(colours.tolist(), STEPS_SHOWN, strict=True)
    ]
    return "× the average: " + "&nbsp;&nbsp; ".join(entries)

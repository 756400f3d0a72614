"""How groups of customers are distributed in each cluster: bars of shares, side by side for each group."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from gui.plots.figures import percent
from gui.plots.framed import FramedPlot
from gui.plots.group_legend import Legend
from gui.plots.groups import PlotGroup, group_colour
from gui.plots.panel import FigureAxis, NameAxis, name_axis_label, panel
from gui.plots.spots import Spots
from gui.plots.strip import ACROSS, Strip

USED = 0.84
BAR, SPACE, MOST = 11.0, 24.0, 200.0


@dataclass(frozen=True, eq=False, slots=True)
class ShareBars:
    """shares float64 (n values, n groups) of the customers of each group that are known; known int64 (n groups)."""

    title: str
    sentence: str
    column: str
    values: tuple[str, ...]
    groups: tuple[PlotGroup, ...]
    shares: NDArray[np.float64]
    known: NDArray[np.int64]


class ShareBarsPlot(FramedPlot):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Distribution", parent)
        self.record: ShareBars | None = None
        self.view = Strip(ACROSS, BAR, MOST)
        self.plot = panel(self.view, left=FigureAxis("left"), bottom=NameAxis("bottom", lines=2))
        self._use(self.plot, row=1)
        self.legend = Legend(self.canvas)

    def show_record(self, record: ShareBars) -> None:
        self.record = record
        self.view.set_slots(len(record.values), least=BAR * len(record.groups) + SPACE)
        self._present(record.title, record.sentence, empty=not record.shares.size)

    def _draw(self, palette: QPalette) -> None:
        record = self.record
        if record is None:
            return
        self.plot.getAxis("bottom").set_names(record.values)
        name_axis_label(self.plot, "left", "Share of customers (%)")
        name_axis_label(self.plot, "bottom", record.column)
        self.legend.show_groups(record.groups)
        shares = np.nan_to_num(record.shares) * 100
        width = USED / len(record.groups)
        left = np.arange(len(record.values))[:, None] - USED / 2 + width * np.arange(len(record.groups))
        for at, group in enumerate(record.groups):
            colour = group_colour(group, palette)
            bars = pg.BarGraphItem(
                x0=left[:, at] + width * 0.06,
                width=width * 0.88,
                height=shares[:, at],
                brush=colour,
                pen=pg.mkPen(None),
            )
            self._add(self.plot, bars, group.key)
        keys = np.array([group.key for group in record.groups], dtype=np.int64)
        boxes = np.column_stack([left.ravel(), shares.ravel(), left.ravel() + width, np.zeros(shares.size)])
        self._spots.append(Spots(self.plot, boxes, np.tile(keys, len(record.values)), self._lines))

    def _lines(self, spot: int) -> tuple[str, ...]:
        record = self.record
        if record is None:
            return ()
        value, group = divmod(spot, len(record.groups))
        share = record.shares[value, group]
        customers = round(float(np.nan_to_num(share)) * record.known[group])
        what = "customer" if customers == 1 else "customers"
        return (
            record.values[value],
            record.groups[group].name,
            f"{customers:,} {what}, {percent(share)} of {record.known[group]:,}",
        )

    def _show_all(self) -> None:
        if self.record is not None:
            highest = float(np.nan_to_num(self.record.shares).max(initial=0.0)) or 0.01
            self.plot.setYRange(0.0, highest * 105, padding=0)

    def _fit(self) -> None:
        super()._fit()
        self.legend.fit(self.canvas.width(), self.palette())

"""How many baskets hold each of the top items: bars that lie, side by side for each cluster and for all customers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from gui.counting import counted
from gui.plots.figures import percent
from gui.plots.framed import FramedPlot
from gui.plots.group_legend import Legend
from gui.plots.groups import PlotGroup, group_colour
from gui.plots.panel import FigureAxis, NameAxis, name_axis_label, panel
from gui.plots.spots import Spots
from gui.plots.strip import DOWN, Strip

USED = 0.84
BAR, SPACE, LEAST, MOST = 6.0, 8.0, 30.0, 110.0
"""Pixels: of one bar at least, between the items, of an item at least and at most."""

WIDEST = 0.4
"""Of the width of the plot, for the names of products."""


@dataclass(frozen=True, eq=False, slots=True)
class SupportBars:
    """shares float64 (n items, n groups) of the baskets of each group, NaN where it has none; baskets int64 (n groups).

    groups  the clusters, and all customers with the number 0
    """

    title: str
    sentence: str
    items: tuple[str, ...]
    groups: tuple[PlotGroup, ...]
    shares: NDArray[np.float64]
    baskets: NDArray[np.int64]


class SupportBarsPlot(FramedPlot):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Top products", parent)
        self.record: SupportBars | None = None
        self.view = Strip(DOWN, LEAST, MOST)
        self.plot = panel(self.view, left=NameAxis("left", widest=WIDEST), bottom=FigureAxis("bottom"))
        self._use(self.plot, row=1)
        self.legend = Legend(self.canvas)

    def show_record(self, record: SupportBars) -> None:
        self.record = record
        self.view.set_slots(len(record.items), least=max(BAR * len(record.groups) + SPACE, LEAST))
        self._present(record.title, record.sentence, empty=not record.shares.size)

    def _draw(self, palette: QPalette) -> None:
        record = self.record
        if record is None:
            return
        self.plot.getAxis("left").set_names(record.items)
        name_axis_label(self.plot, "bottom", "Share of baskets (%)")
        self.legend.show_groups(record.groups)
        shares = np.nan_to_num(record.shares) * 100
        width = USED / len(record.groups)
        top = np.arange(len(record.items))[:, None] - USED / 2 + width * np.arange(len(record.groups))
        for at, group in enumerate(record.groups):
            bars = pg.BarGraphItem(
                x0=0.0,
                width=shares[:, at],
                y0=top[:, at] + width * 0.06,
                height=width * 0.88,
                brush=group_colour(group, palette),
                pen=pg.mkPen(None),
            )
            self._add(self.plot, bars, group.key)
        boxes = np.column_stack([np.zeros(shares.size), top.ravel(), shares.ravel(), top.ravel() + width])
        keys = np.array([group.key for group in record.groups], dtype=np.int64)
        self._spots.append(Spots(self.plot, boxes, np.tile(keys, len(record.items)), self._lines))

    def _lines(self, spot: int) -> tuple[str, ...]:
        record = self.record
        if record is None:
            return ()
        item, group = divmod(spot, len(record.groups))
        share, baskets = float(record.shares[item, group]), int(record.baskets[group])
        held = f"In {percent(share)} of {counted(baskets, 'basket')}" if np.isfinite(share) else "No baskets"
        return record.items[item], record.groups[group].name, held

    def _show_all(self) -> None:
        if self.record is not None:
            longest = float(np.nan_to_num(self.record.shares).max(initial=0.0)) or 0.01
            self.plot.setXRange(0.0, longest * 105, padding=0)

    def _fit(self) -> None:
        super()._fit()
        self.legend.fit(self.canvas.width(), self.palette())

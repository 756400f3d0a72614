"""How a number is distributed in each cluster: a histogram for each, below each other, over the same bins."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QGraphicsPathItem, QWidget

from gui.plots.figures import figure, percent
from gui.plots.framed import FramedPlot
from gui.plots.groups import PlotGroup, group_colour
from gui.plots.panel import FigureAxis, NameAxis, name_axis_label, panel, quiet
from gui.plots.spots import Spots
from gui.plots.strip import DOWN, Strip

HIGH = 0.88
"""Of a row, by its tallest bar."""

LEAST, MOST = 38.0, 130.0
TICKS = (0, 1, 3, 10, 30, 100, 300, 1_000, 3_000, *(10**n for n in range(4, 16)))


@dataclass(frozen=True, eq=False, slots=True)
class Histograms:
    """edges float64 (bins + 1), plain units, rising; shares float64 (n groups, bins) of the customers that are known.

    column, unit  what is counted
    log           whether the bins are even on the scale log(1 + value)
    whole         whether values are whole numbers; each then lies in the middle of its place, 1 from 0.5 to 1.5
    known         int64 (n groups), of how many customers it is known
    medians       float64 (n groups), NaN where nothing is known
    beyond        (below, above): customers counted in the first and in the last bin that lie outside it
    """

    title: str
    sentence: str
    column: str
    unit: str
    groups: tuple[PlotGroup, ...]
    edges: NDArray[np.float64]
    log: bool
    shares: NDArray[np.float64]
    known: NDArray[np.int64]
    medians: NDArray[np.float64]
    whole: bool = False
    beyond: tuple[int, int] = (0, 0)

    def places(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Where values stand across."""
        return np.log1p(np.maximum(values, -0.5)) if self.log else values


class HistogramsPlot(FramedPlot):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Distribution", parent)
        self.record: Histograms | None = None
        self.view = Strip(DOWN, LEAST, MOST)
        self.axis = FigureAxis("bottom")
        self.plot = panel(self.view, left=NameAxis("left"), bottom=self.axis)
        self._use(self.plot)

    def show_record(self, record: Histograms) -> None:
        self.record = record
        self.view.set_slots(len(record.groups))
        self._present(record.title, record.sentence, empty=not record.shares.size)

    def _draw(self, palette: QPalette) -> None:
        record = self.record
        if record is None:
            return
        self.plot.getAxis("left").set_names([group.name for group in record.groups])
        unit = f" ({record.unit})" if record.unit and record.unit != record.column.lower() else ""
        scale = ", log scale" if record.log else ""
        name_axis_label(self.plot, "bottom", f"{record.column}{unit}{scale}")
        name_axis_label(self.plot, "left", "Share of each cluster")
        self._set_ticks(record)
        places = record.places(record.edges)
        shares = np.nan_to_num(record.shares)
        heights = shares / np.maximum(shares.max(axis=1, keepdims=True, initial=0.0), 1e-12) * HIGH
        for row, group in enumerate(record.groups):
            self._draw_row(row, group, places, heights[row], palette)
        self._spots.append(_spots(self.plot, record, places, self._lines))

    def _draw_row(
        self, row: int, group: PlotGroup, places: NDArray[np.float64], heights: NDArray[np.float64], palette: QPalette
    ) -> None:
        record = self.record
        if record is None:
            return
        ground = row + 0.5
        colour = group_colour(group, palette)
        body = QColor(colour)
        body.setAlpha(150)
        x = np.concatenate([[places[0]], np.repeat(places, 2)[1:-1], [places[-1]]])
        y = ground - np.concatenate([[0.0], np.repeat(heights, 2), [0.0]])
        filled = QGraphicsPathItem(pg.arrayToQPath(x, y))
        filled.setBrush(body)
        filled.setPen(pg.mkPen(colour, width=1.2))
        self._add(self.plot, filled, group.key)
        self._add(self.plot, pg.InfiniteLine(ground, angle=0, pen=pg.mkPen(quiet(palette, 60), width=1)))
        if np.isfinite(record.medians[row]):
            at = float(record.places(record.medians[row : row + 1])[0])
            at = min(max(at, float(places[0])), float(places[-1]))
            pen = pg.mkPen(palette.color(QPalette.ColorRole.Text), width=2)
            self._add(self.plot, pg.PlotCurveItem([at, at], [ground, ground - HIGH], pen=pen), group.key)

    def _set_ticks(self, record: Histograms) -> None:
        if not record.log:
            self.axis.setTicks(None)
            return
        last = record.edges[-1]
        ticks = [tick for tick in TICKS if tick <= last and (tick in {0, 1} or np.log10(tick) % 1 == 0)]
        self.axis.setTicks([[(float(np.log1p(tick)), f"{tick:,}") for tick in ticks]])

    def _lines(self, spot: int) -> tuple[str, ...]:
        record = self.record
        if record is None:
            return ()
        row, at = divmod(spot, record.shares.shape[1])
        low, high = record.edges[at], record.edges[at + 1]
        customers = round(record.shares[row, at] * record.known[row])
        low, high = (low + 0.5, high - 0.5) if record.whole else (low, high)
        between = figure(high, record.unit) if low == high else f"{figure(low)} to {figure(high, record.unit)}"
        if at == 0 and record.beyond[0] > 0:
            between = f"up to {figure(high, record.unit)}"
        elif at == record.shares.shape[1] - 1 and record.beyond[1] > 0:
            between = f"{figure(low, record.unit)} and more"
        what = "customer" if customers == 1 else "customers"
        return (
            record.groups[row].name,
            f"{record.column} {between}",
            f"{customers:,} {what}, {percent(record.shares[row, at])} of {record.known[row]:,}",
            f"Median {figure(record.medians[row], record.unit)}",
        )

    def _show_all(self) -> None:
        record = self.record
        if record is not None and len(record.edges) > 1:
            places = record.places(record.edges)
            self.plot.setXRange(float(places[0]), float(places[-1]), padding=0.01)


def _spots(plot: pg.PlotItem, record: Histograms, places: NDArray[np.float64], lines: object) -> Spots:
    """Each bin of each row, as high as the row."""
    n_groups, bins = record.shares.shape
    row, at = np.divmod(np.arange(n_groups * bins), bins)
    keys = np.array([group.key for group in record.groups], dtype=np.int64)
    boxes = np.column_stack([places[at], row + 0.5 - HIGH, places[at + 1], row + 0.5])
    return Spots(plot, boxes, keys[row], lines)  # type: ignore[arg-type]

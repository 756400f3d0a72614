"""How large each cluster is: its share of the customers, and of what they spend."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from gui.plots.bars import bar_boxes, bar_panels, beyond, end_texts, fit_side_by_side, lying_bars
from gui.plots.figures import figure, percent
from gui.plots.framed import FramedPlot
from gui.plots.groups import PlotGroup, group_colour
from gui.plots.panel import name_axis_label
from gui.plots.spots import Spots


@dataclass(frozen=True, eq=False, slots=True)
class Sizes:
    """worth float64 (n groups): their spend, or quantity without money, NaN where neither is known.

    worth_name  “spend”, “units”, or "" where there is nothing to show;  unit  of `worth`
    """

    title: str
    sentence: str
    groups: tuple[PlotGroup, ...]
    worth: NDArray[np.float64]
    worth_name: str
    unit: str

    @property
    def shares(self) -> NDArray[np.float64]:
        """float64 (2, n): of the customers, and of what they are worth; NaN where that cannot be said."""
        customers = np.array([group.customers for group in self.groups], dtype=np.float64)
        total = float(np.nansum(self.worth))
        worth = self.worth / total if total > 0 else np.full(len(self.groups), np.nan)
        return np.stack([customers / max(customers.sum(), 1.0), worth])


class SizesPlot(FramedPlot):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Cluster sizes", parent)
        self.record: Sizes | None = None
        self.customers, self.worth = bar_panels()
        self._use(self.customers, self.worth)
        for plot in (self.customers, self.worth):
            plot.getViewBox().sigResized.connect(self._show_all)

    def show_record(self, record: Sizes) -> None:
        self.record = record
        self.customers.getViewBox().set_slots(len(record.groups))
        self.worth.setVisible(bool(record.worth_name))
        self._present(record.title, record.sentence, empty=not record.groups)

    def _draw(self, palette: QPalette) -> None:
        record = self.record
        if record is None:
            return
        self.customers.getAxis("left").set_names([group.name for group in record.groups])
        name_axis_label(self.customers, "bottom", "Share of customers (%)")
        name_axis_label(self.worth, "bottom", f"Share of {record.worth_name} (%)")
        colours = [group_colour(group, palette) for group in record.groups]
        keys = np.array([group.key for group in record.groups], dtype=np.int64)
        for plot, shares, labels in zip((self.customers, self.worth), record.shares, _labels(record), strict=True):
            bars, ends = lying_bars(shares * 100, colours), end_texts(shares * 100, labels, palette)
            for group, bar, end in zip(record.groups, bars, ends, strict=True):
                self._add(plot, bar, group.key)
                self._add(plot, end, group.key)
            self._spots.append(Spots(plot, bar_boxes(shares * 100), keys, self._lines))

    def _lines(self, at: int) -> tuple[str, ...]:
        record = self.record
        if record is None:
            return ()
        group, (customers, worth) = record.groups[at], record.shares[:, at]
        what = "customer" if group.customers == 1 else "customers"
        lines = (group.name, f"{group.customers:,} {what}, {percent(customers)} of all")
        if not record.worth_name:
            return lines
        each = record.worth[at] / max(group.customers, 1)
        return (
            *lines,
            f"{figure(record.worth[at], record.unit)}, {percent(worth)} of {record.worth_name}",
            f"{figure(each, record.unit)} for each customer",
        )

    def _show_all(self) -> None:
        if self.record is None or not self.record.groups:
            return
        panels = (self.customers, self.worth)
        for plot, shares, labels in zip(panels, self.record.shares * 100, _labels(self.record), strict=True):
            known = np.nan_to_num(shares)
            reach = beyond(max(float(known.max()), 1.0), labels, plot.getViewBox().width())
            plot.setXRange(1.5 * min(float(known.min()), 0.0), reach, padding=0)

    def _fit(self) -> None:
        super()._fit()
        fit_side_by_side(self.canvas, self.customers, self.worth)


def _labels(record: Sizes) -> tuple[list[str], list[str]]:
    """What stands at the ends of the bars: “54 %  (412)”."""
    counts = [f"{group.customers:,}" for group in record.groups]
    worths = [figure(value, record.unit) for value in record.worth]
    customers, worth = record.shares
    return (
        [f"{percent(part)}  ({count})" for part, count in zip(customers, counts, strict=True)],
        [f"{percent(part)}  ({value})" for part, value in zip(worth, worths, strict=True)],
    )

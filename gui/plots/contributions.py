"""What the two axes of the map are made of: a bar for each feature, across and up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from gui.plots.bars import bar_boxes, bar_panels, beyond, end_texts, fit_side_by_side, lying_bars, zero_line
from gui.plots.diverging import less, more
from gui.plots.figures import signed
from gui.plots.framed import FramedPlot
from gui.plots.groups import NOBODY
from gui.plots.palette import is_dark
from gui.plots.panel import name_axis_label
from gui.plots.spots import Spots


@dataclass(frozen=True, eq=False, slots=True)
class Contributions:
    """features (n), the strongest first; weights float64 (2, n), −1 … 1; axes: what the panels are called."""

    title: str
    sentence: str
    features: tuple[str, ...]
    weights: NDArray[np.float64]
    axes: tuple[str, str]


class ContributionsPlot(FramedPlot):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Feature contribution", parent)
        self.record: Contributions | None = None
        self.across, self.up = bar_panels()
        self._use(self.across, self.up)
        for plot in (self.across, self.up):
            plot.getViewBox().sigResized.connect(self._show_all)

    def show_record(self, record: Contributions) -> None:
        self.record = record
        self.across.getViewBox().set_slots(len(record.features))
        self._present(record.title, record.sentence, empty=not record.features)

    def _draw(self, palette: QPalette) -> None:
        record = self.record
        if record is None:
            return
        dark = is_dark(palette)
        self.across.getAxis("left").set_names(record.features)
        for at, plot in enumerate((self.across, self.up)):
            weights = record.weights[at]
            colours = [more(dark=dark) if weight >= 0 else less(dark=dark) for weight in weights]
            for item in lying_bars(weights, colours):
                self._add(plot, item)
            for item in end_texts(weights, [signed(weight) for weight in weights], palette):
                self._add(plot, item)
            self._add(plot, zero_line(palette))
            name_axis_label(plot, "bottom", record.axes[at])
            self._spots.append(Spots(plot, bar_boxes(weights), np.full(len(weights), NOBODY), partial(self._lines, at)))

    def _lines(self, at: int, feature: int) -> tuple[str, ...]:
        record = self.record
        if record is None:
            return ()
        weight = record.weights[at, feature]
        way = (("left", "right"), ("down", "up"))[at][int(weight >= 0)]
        return (
            record.features[feature],
            f"{('Across', 'Up')[at]}: {signed(weight)}",
            f"More of it moves a customer {way}.",
        )

    def _show_all(self) -> None:
        if self.record is not None and self.record.weights.size:
            longest = float(np.nan_to_num(np.abs(self.record.weights)).max()) or 1.0
            for plot in (self.across, self.up):
                reach = beyond(longest, [signed(-longest)], plot.getViewBox().width() / 2)
                plot.setXRange(-reach, reach, padding=0)

    def _fit(self) -> None:
        super()._fit()
        fit_side_by_side(self.canvas, self.across, self.up)

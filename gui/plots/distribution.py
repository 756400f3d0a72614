"""The distribution of any column by cluster: histograms of a number, bars of shares of a group."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.plots.framed import FramedPlot
from gui.plots.histograms import Histograms, HistogramsPlot
from gui.plots.share_bars import ShareBars, ShareBarsPlot

Distribution = Histograms | ShareBars
Plot = TypeVar("Plot", HistogramsPlot, ShareBarsPlot)


class DistributionPlot(QStackedWidget):
    """Shows whichever of its two plots fits the column."""

    chosen = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marked: frozenset[int] = frozenset()

    @cached_property
    def histograms(self) -> HistogramsPlot:
        """Made when a number is first shown."""
        return self._made(HistogramsPlot())

    @cached_property
    def share_bars(self) -> ShareBarsPlot:
        """Made when groups are first shown."""
        return self._made(ShareBarsPlot())

    def show_record(self, record: Distribution) -> None:
        match record:
            case Histograms():
                self.histograms.show_record(record)
                self.setCurrentWidget(self.histograms)
            case ShareBars():
                self.share_bars.show_record(record)
                self.setCurrentWidget(self.share_bars)

    def mark(self, keys: Iterable[int]) -> None:
        self._marked = frozenset(keys)
        for plot in self._plots():
            plot.mark(self._marked)

    def reset_view(self) -> None:
        for plot in self._plots():
            plot.reset_view()

    def _made(self, plot: Plot) -> Plot:
        self.addWidget(plot)
        plot.mark(self._marked)
        plot.chosen.connect(self.chosen)
        return plot

    def _plots(self) -> list[FramedPlot]:
        widgets = (self.widget(at) for at in range(self.count()))
        return [plot for plot in widgets if isinstance(plot, FramedPlot)]

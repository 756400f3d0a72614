"""The distribution of any column by cluster: histograms of a number, bars of shares of a group."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.plots.histograms import Histograms, HistogramsPlot
from gui.plots.share_bars import ShareBars, ShareBarsPlot

Distribution = Histograms | ShareBars


class DistributionPlot(QStackedWidget):
    """Shows whichever of its two plots fits the column."""

    chosen = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.histograms, self.share_bars = HistogramsPlot(), ShareBarsPlot()
        for plot in (self.histograms, self.share_bars):
            self.addWidget(plot)
            plot.chosen.connect(self.chosen)

    def show_record(self, record: Distribution) -> None:
        match record:
            case Histograms():
                self.histograms.show_record(record)
                self.setCurrentWidget(self.histograms)
            case ShareBars():
                self.share_bars.show_record(record)
                self.setCurrentWidget(self.share_bars)

    def mark(self, keys: Iterable[int]) -> None:
        marked = frozenset(keys)
        self.histograms.mark(marked)
        self.share_bars.mark(marked)

    def reset_view(self) -> None:
        self.histograms.reset_view()
        self.share_bars.reset_view()

"""The plots of a segment's clusters as tabs: the map first, then what sets them apart, how many there are, how well they fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.frames import cluster_plots, distributions
from gui.frames.clusters import ALL, hover_lines
from gui.plots.boxes import BoxesPlot
from gui.plots.contributions import ContributionsPlot
from gui.plots.distribution import DistributionPlot
from gui.plots.fingerprint import FingerprintPlot
from gui.plots.k_curves import KCurvesPlot
from gui.plots.silhouettes import SilhouettesPlot
from gui.plots.sizes import SizesPlot
from gui.widgets.lazy_tabs import LazyTabs
from gui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from engine import Analysis


class PlotTabs(LazyTabs):
    """`chosen` carries the key of a group, as its card has it, and whether it is added to what is chosen."""

    chosen = Signal(int, bool)

    def __init__(self, title: str, first: QWidget, show_first: Callable[[], None]) -> None:
        super().__init__()
        self._analysis: Analysis | None = None
        self._segment = ALL
        self._marked: tuple[int, ...] = ()
        self.columns = SearchBox()
        self.distribution = DistributionPlot()
        self.silhouettes = SilhouettesPlot(self._describe)
        self.add(title, first, show_first)
        self._plots = {
            "Fingerprint": (FingerprintPlot(), cluster_plots.fingerprint),
            "Box plots": (BoxesPlot(), cluster_plots.boxes),
            "Contributions": (ContributionsPlot(), cluster_plots.contributions),
            "How many?": (KCurvesPlot(), cluster_plots.k_curves),
            "Silhouettes": (self.silhouettes, cluster_plots.silhouettes),
            "Sizes": (SizesPlot(), cluster_plots.sizes),
        }
        for name, (plot, record) in self._plots.items():
            plot.chosen.connect(self.chosen)
            self.add(name, plot, partial(self._show, plot, record))
        self.distribution.chosen.connect(self.chosen)
        self.columns.picked.connect(lambda _column: self._show_distribution())
        self.add("Distribution", self._with_columns(), self._show_columns)

    def show_analysis(self, analysis: Analysis, segment: int) -> None:
        self._analysis, self._segment = analysis, segment
        self.expire()

    def mark(self, keys: Iterable[int]) -> None:
        """Make these groups stand out in every plot."""
        self._marked = tuple(keys)
        for plot, _ in self._plots.values():
            plot.mark(self._marked)
        self.distribution.mark(self._marked)

    def _show(self, plot: QWidget, record: Callable[[Analysis, int], object]) -> None:
        if self._analysis is not None:
            plot.show_record(record(self._analysis, self._segment))  # type: ignore[attr-defined]
            plot.mark(self._marked)  # type: ignore[attr-defined]

    def _show_columns(self) -> None:
        if self._analysis is not None:
            self.columns.show_entries(distributions.distribution_columns(self._analysis), self.columns.key)
            self._show_distribution()

    def _show_distribution(self) -> None:
        if self._analysis is not None and self.columns.count():
            self.distribution.show_record(distributions.distribution(self._analysis, self._segment, self.columns.key))
            self.distribution.mark(self._marked)

    def _with_columns(self) -> QWidget:
        whole = QWidget()
        head = QHBoxLayout()
        caption = QLabel("Colu&mn")
        caption.setBuddy(self.columns)
        self.columns.setMinimumContentsLength(30)
        head.addWidget(caption)
        head.addWidget(self.columns)
        head.addStretch(1)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 6, 0, 0)
        column.addLayout(head)
        column.addWidget(self.distribution, 1)
        return whole

    def _describe(self, customer: int) -> tuple[str, ...]:
        return () if self._analysis is None else hover_lines(self._analysis, customer)

"""The words above a plot that name its colours."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtGui import QFontMetrics, QPalette

from gui.plots.groups import PlotGroup, legend_lines

ASIDE = 40


class Legend:
    """The first row of a canvas."""

    def __init__(self, canvas: pg.GraphicsLayoutWidget) -> None:
        self._groups: tuple[PlotGroup, ...] = ()
        self._canvas = canvas
        self._words = pg.LabelItem(justify="left")
        canvas.addItem(self._words, 0, 0)

    def show_groups(self, groups: Sequence[PlotGroup]) -> None:
        self._groups = tuple(groups)

    def fit(self, width: float, palette: QPalette) -> None:
        """Cut the names to the width of the plot."""
        metrics = QFontMetrics(self._canvas.font())
        lines = legend_lines(self._groups, width - ASIDE, metrics, palette)
        self._words.item.setFont(self._canvas.font())
        self._words.setText("<br>".join(lines), color=palette.color(QPalette.ColorRole.Text))
        self._words.setMaximumHeight(metrics.height() * len(lines) + 10)

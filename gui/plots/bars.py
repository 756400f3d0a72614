"""Bars that lie: one for each name of a list, with its figure at its end, in one or two panels side by side."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPalette

from gui.plots.panel import FigureAxis, NameAxis, panel, quiet
from gui.plots.strip import DOWN, Strip

AROUND = 18
"""Pixels beside and between the panels."""

TEXT_MARGIN = 14
THICK = 0.66
LEAST, MOST = 21.0, 56.0
"""Pixels of a bar with the space round it."""


def bar_panels() -> tuple[pg.PlotItem, pg.PlotItem]:
    """Two panels that share the names at the left and move together."""
    left, right = Strip(DOWN, LEAST, MOST), Strip(DOWN, LEAST, MOST)
    right.follow(left)
    return (
        panel(left, left=NameAxis("left"), bottom=FigureAxis("bottom")),
        panel(right, bottom=FigureAxis("bottom")),
    )


def fit_side_by_side(canvas: pg.GraphicsLayoutWidget, left: pg.PlotItem, right: pg.PlotItem) -> None:
    """Give both panels the same room, beside that of the names."""
    names = left.getAxis("left").fixedWidth or 0
    room = canvas.width() - AROUND
    half = (room - names) / 2 if right.isVisible() else room - names
    canvas.ci.layout.setColumnFixedWidth(0, max(names + half, 1.0))
    canvas.ci.layout.setColumnFixedWidth(1, max(half, 1.0) if right.isVisible() else 0.0)


def beyond(longest: float, texts: Sequence[str], pixels: float) -> float:
    """How far `pixels` have to reach so that a text finds room beyond the longest bar."""
    metrics = QFontMetrics(QGuiApplication.font())
    widest = max((metrics.horizontalAdvance(text) for text in texts), default=0) + TEXT_MARGIN
    return longest * pixels / max(pixels - widest, pixels / 4, 1.0)


def lying_bars(values: NDArray[np.float64], colours: Sequence[QColor]) -> list[pg.BarGraphItem]:
    """A bar for each value, from 0; nothing for one that is not known."""
    known = np.nan_to_num(values)
    return [
        pg.BarGraphItem(
            x0=[min(value, 0.0)], width=[abs(value)], y=[at], height=THICK, brush=colour, pen=pg.mkPen(None)
        )
        for at, (value, colour) in enumerate(zip(known.tolist(), colours, strict=True))
    ]


def end_texts(values: NDArray[np.float64], texts: Sequence[str], palette: QPalette) -> list[pg.TextItem]:
    """The figure of each bar, beyond its end."""
    colour = palette.color(QPalette.ColorRole.Text)
    items = []
    for at, (value, text) in enumerate(zip(np.nan_to_num(values).tolist(), texts, strict=True)):
        item = pg.TextItem(text, color=colour, anchor=(0 if value >= 0 else 1, 0.5))
        item.setPos(value, at)
        items.append(item)
    return items


def zero_line(palette: QPalette, angle: int = 90) -> pg.InfiniteLine:
    return pg.InfiniteLine(0.0, angle=angle, pen=pg.mkPen(quiet(palette), width=1))


def bar_boxes(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """What can be pointed at of each bar: itself and its place."""
    at = np.arange(len(values), dtype=float)
    ends = np.nan_to_num(values)
    return np.column_stack([np.minimum(ends, 0.0), at - THICK / 2, np.maximum(ends, 0.0), at + THICK / 2])

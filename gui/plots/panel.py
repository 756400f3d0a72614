"""A panel of a plot: axes that write names or figures, in the colours of the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPalette

from gui.plots.figures import minus
from gui.plots.groups import elided

WIDEST_NAMES = 0.30
"""Of the width of a plot, for the names at its left, where nothing else is said."""

NARROWEST_NAME = 22


class NameAxis(pg.AxisItem):  # type: ignore[misc]
    """Names at places, cut where there is no room, left out where one would overlap the last.

    Names across stand on up to `lines` lines below each other; those at a side take up to `widest` of the plot's width.
    """

    def __init__(self, orientation: str, lines: int = 1, widest: float = WIDEST_NAMES) -> None:
        super().__init__(orientation)
        self._widest = widest
        self._places: np.ndarray = np.empty(0)
        self._names: Sequence[str] = ()
        self._lines = lines
        self.setStyle(tickLength=0, tickTextOffset=6, autoExpandTextSpace=False, autoReduceTextSpace=False)

    def set_names(self, names: Sequence[str], places: Sequence[float] | None = None) -> None:
        """Names at 0, 1, … or at `places`, which rise."""
        self._names = names
        self._places = np.arange(len(names), dtype=float) if places is None else np.asarray(places, dtype=float)
        self.picture = None
        self.update()

    def fit(self, width: float) -> None:
        """Take as much of `width`, that of the plot, as the names need."""
        if self.orientation in {"left", "right"}:
            widest = max((_metrics().horizontalAdvance(name) for name in self._names), default=0)
            label = _metrics().height() if self.labelText else 0
            self.setWidth(min(widest, width * self._widest) + 12 + label)
        else:
            self.setHeight(_metrics().height() * (self._lines + bool(self.labelText)) + 10)

    def name_at(self, scene: QPointF) -> str:
        """The whole name that stands at a place of the scene, "" where none does."""
        view = self.linkedView()
        if view is None or not len(self._places) or not self.sceneBoundingRect().contains(scene):
            return ""
        where, pixel = view.mapSceneToView(scene), view.viewPixelSize()
        place, reach = (where.x(), abs(pixel[0]) * 60) if self._across else (where.y(), abs(pixel[1]) * 14)
        nearest = int(np.abs(self._places - place).argmin())
        return self._names[nearest] if abs(self._places[nearest] - place) <= max(reach, 0.5 * self._across) else ""

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        low, high = min(low, high), max(low, high)
        seen = np.flatnonzero((self._places >= low) & (self._places <= high))
        per_pixel = (high - low) / max(size, 1.0)
        kept: list[float] = []
        for place in self._places[seen]:
            least = NARROWEST_NAME if self._across else _metrics().height() * 0.9
            if not kept or place - kept[-1] >= least * per_pixel:
                kept.append(float(place))
        return [(1.0, kept)]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002
        width = self._room(values)
        at = np.searchsorted(self._places, values)
        return [self._fitted(self._names[place], width) for place in at]

    @property
    def _across(self) -> bool:
        return self.orientation in {"bottom", "top"}

    def _room(self, values: Sequence[float]) -> float:
        if not self._across:
            label = _metrics().height() if self.labelText else 0
            return float(self.width()) - 10 - label
        low, high = self.range
        apart = min(np.diff(values)) if len(values) > 1 else abs(high - low)
        return float(self.width() * min(apart / max(abs(high - low), 1e-12), 1.0)) - 8

    def _fitted(self, name: str, width: float) -> str:
        metrics = _metrics()
        if self._lines == 1 or metrics.horizontalAdvance(name) <= width:
            return elided(name, width, metrics)
        lines = [""]
        number, _, rest = name.partition(" ")
        for word in [f"{number} {rest.split(' ')[0]}", *rest.split(" ")[1:]] if number.isdecimal() else name.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and len(lines) < self._lines and metrics.horizontalAdvance(longer) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return "\n".join(elided(line, width, metrics) for line in lines)


class FigureAxis(pg.AxisItem):  # type: ignore[misc]
    """Figures with commas between thousands; `words` writes them otherwise."""

    def __init__(self, orientation: str, words: Callable[[float], str] | None = None) -> None:
        super().__init__(orientation)
        self.words = words
        self.enableAutoSIPrefix(False)
        self.setStyle(tickLength=4, tickTextOffset=4, maxTickLevel=0)

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        if self.words is not None:
            return [self.words(value) for value in values]
        decimals = max(0, int(np.ceil(-np.log10(spacing * scale) - 1e-9))) if spacing > 0 else 0
        return [minus(f"{value * scale:,.{decimals}f}") for value in values]


def panel(view: pg.ViewBox, **axes: pg.AxisItem) -> pg.PlotItem:
    """A panel with these axes, and nothing that is not asked for."""
    plot = pg.PlotItem(viewBox=view, axisItems=axes, enableMenu=False)
    plot.hideButtons()
    for side in ("left", "right", "top", "bottom"):
        plot.showAxis(side, side in axes)
    return plot


def name_axis_label(plot: pg.PlotItem, side: str, words: str) -> None:
    """Say what an axis measures, and in what unit."""
    plot.setLabel(side, escape(words))


def paint_panel(plot: pg.PlotItem, palette: QPalette) -> None:
    """The colours of its axes."""
    for side in ("left", "right", "top", "bottom"):
        axis = plot.getAxis(side)
        axis.setPen(palette.color(QPalette.ColorRole.Mid))
        axis.setTextPen(palette.color(QPalette.ColorRole.Text))


def quiet(palette: QPalette, alpha: int = 110) -> QColor:
    """For lines that help to read and say nothing themselves."""
    colour = QColor(palette.color(QPalette.ColorRole.Text))
    colour.setAlpha(alpha)
    return colour


def _metrics() -> QFontMetrics:
    return QFontMetrics(QGuiApplication.font())

"""How many customers each rule could be followed up with: a bar for each rule, as long as its list of targets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QWidget

from gui.counting import counted
from gui.plots.bars import LEAST, MOST, bar_boxes, beyond, end_texts, lying_bars
from gui.plots.figures import left_out, whole
from gui.plots.framed import FramedPlot
from gui.plots.groups import elided, fair_width
from gui.plots.palette import cluster_colour, is_dark
from gui.plots.panel import FigureAxis, NameAxis, name_axis_label, panel
from gui.plots.spots import Spots
from gui.plots.strip import DOWN, Strip

ARROW = " → "
WIDEST_RULES = 0.58
"""Of the width of the plot: two names stand in each label."""

MOST_BARS = 100
"""More of them nobody scrolls through, and the window would be kept waiting; the sentence says so."""


@dataclass(frozen=True, eq=False, slots=True)
class TargetBars:
    """rules (n): “A → B”, from the top down; a click reports the position of one.

    sentences (n)   of the rules, in words
    lacking int64 (n), customers who buy the first half and never the second
    number          of the cluster whose rules they are, which chooses the colour; 0: all customers
    """

    title: str
    sentence: str
    rules: tuple[str, ...]
    sentences: tuple[str, ...]
    lacking: NDArray[np.int64]
    number: int = 0


class RuleAxis(NameAxis):
    """Rules at their places; of one that has no room both halves are cut, so that the arrow stays."""

    def _fitted(self, name: str, width: float) -> str:
        return short_rule(name, width, QFontMetrics(QGuiApplication.font()))


class TargetBarsPlot(FramedPlot):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Targets of each rule", parent)
        self.record: TargetBars | None = None
        self.view = Strip(DOWN, LEAST, MOST)
        self.plot = panel(self.view, left=RuleAxis("left", widest=WIDEST_RULES), bottom=FigureAxis("bottom", whole))
        self._use(self.plot)
        self.view.sigResized.connect(self._show_all)

    def show_record(self, record: TargetBars) -> None:
        self.record = record
        self.view.set_slots(min(len(record.rules), MOST_BARS))
        sentence = f"{record.sentence}{left_out(len(record.rules), MOST_BARS)}"
        self._present(record.title, sentence, empty=not record.rules)

    def _draw(self, palette: QPalette) -> None:
        record = self.record
        if record is None:
            return
        self.plot.getAxis("left").set_names(record.rules[:MOST_BARS])
        name_axis_label(self.plot, "bottom", "Customers who lack the second half")
        lacking = _lengths(record)
        colour = cluster_colour(record.number, dark=is_dark(palette))
        ends = end_texts(lacking, _labels(record), palette)
        for at, (bar, end) in enumerate(zip(lying_bars(lacking, [colour] * len(lacking)), ends, strict=True)):
            self._add(self.plot, bar, at)
            self._add(self.plot, end, at)
        self._spots.append(Spots(self.plot, bar_boxes(lacking), np.arange(len(lacking)), self._lines))

    def _lines(self, at: int) -> tuple[str, ...]:
        record = self.record
        if record is None:
            return ()
        lacking = int(record.lacking[at])
        verb = "lacks" if lacking == 1 else "lack"
        return record.rules[at], record.sentences[at], f"{counted(lacking, 'customer')} {verb} the second half."

    def _show_all(self) -> None:
        if self.record is not None and self.record.rules:
            lacking = _lengths(self.record)
            reach = beyond(max(float(lacking.max()), 1.0), _labels(self.record), self.view.width())
            self.plot.setXRange(0.0, reach, padding=0)


def short_rule(rule: str, width: float, metrics: QFontMetrics) -> str:
    """As much of both halves of “A → B” as `width` pixels hold."""
    first, arrow, second = rule.rpartition(ARROW)
    halves = [name for name in (first, second) if name]
    widths = [metrics.horizontalAdvance(half) + 1 for half in halves]
    fair = fair_width(widths, width - metrics.horizontalAdvance(arrow))
    return arrow.join(elided(half, fair, metrics) for half in halves)


def _lengths(record: TargetBars) -> NDArray[np.float64]:
    return record.lacking[:MOST_BARS].astype(np.float64)


def _labels(record: TargetBars) -> list[str]:
    return [f"{lacking:,}" for lacking in record.lacking[:MOST_BARS].tolist()]

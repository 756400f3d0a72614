"""Which products lead to which others: products as dots, rules as arrows, those bought together near each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

from gui.counting import counted
from gui.plots.figures import figure, left_out, percent
from gui.plots.framed import FramedPlot
from gui.plots.panel import FigureAxis, name_axis_label, panel
from gui.plots.rule_graph import RuleGraph, rule_graph
from gui.plots.rule_map_item import RuleMapItem
from gui.plots.rule_spots import node_of, rule_spots

MOST_RULES = 50
"""More of them nobody can tell apart; the sentence says so."""

NEAREST = 10.0
"""Times as large as when all is in view."""


@dataclass(frozen=True, slots=True)
class MapRule:
    """antecedent, consequent: positions of products; sentence: the rule in words."""

    antecedent: tuple[int, ...]
    consequent: int
    lift: float
    sentence: str


@dataclass(frozen=True, eq=False, slots=True)
class RuleMap:
    """names (n) of products, and support float64 (n): their share of the baskets; rules, the strongest first.

    number  of the cluster whose rules they are, which chooses the colour; 0: all customers
    """

    title: str
    sentence: str
    names: tuple[str, ...]
    support: NDArray[np.float64]
    rules: tuple[MapRule, ...]
    number: int = 0

    @property
    def drawn(self) -> tuple[MapRule, ...]:
        return self.rules[:MOST_RULES]


class RuleMapPlot(FramedPlot):
    """`chosen` carries the position of a rule, `node_chosen` that of a product, and whether Ctrl was held."""

    node_chosen = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Rule map", parent)
        self.record: RuleMap | None = None
        self.graph: RuleGraph | None = None
        self.view = pg.ViewBox(enableMenu=False, invertY=True, defaultPadding=0.0)
        self.plot = panel(self.view, bottom=FigureAxis("bottom"))
        self.plot.getAxis("bottom").setStyle(showValues=False, tickLength=0)
        self.item = RuleMapItem(self.view)
        self._use(self.plot)
        self.view.sigResized.connect(self._arrange)
        self.view.sigRangeChangedManually.connect(lambda _: self.pointing.put_away())

    def show_record(self, record: RuleMap) -> None:
        self.record = record
        self.graph = _graph(record) if record.rules else None
        sentence = f"{record.sentence}{left_out(len(record.rules), MOST_RULES, 'strongest')}"
        self._present(record.title, sentence, empty=not record.rules)

    def _draw(self, palette: QPalette) -> None:
        record, graph = self.record, self.graph
        if record is None or graph is None:
            return
        name_axis_label(self.plot, "bottom", _key(record))
        self.item.show_graph(graph, record.number, palette)
        self._spots.append(rule_spots(self.plot, graph, self.item, self._lines))

    def _lines(self, spot: int) -> tuple[str, ...]:
        record, graph = self.record, self.graph
        if record is None or graph is None:
            return ()
        if spot < len(record.drawn):
            rule = record.drawn[spot]
            first = " + ".join(record.names[at] for at in rule.antecedent)
            others = {other for line in graph.lines.of_rule(spot) for other in graph.lines.rules[line]} - {spot}
            shared = (f"Shares an arrow with {counted(len(others), 'other rule')}",) if others else ()
            return f"{first} → {record.names[rule.consequent]}", rule.sentence, f"Lift {figure(rule.lift)}", *shared
        node = int(graph.node[spot - len(record.drawn)])
        leading = sum(node in rule.antecedent for rule in record.drawn)
        led = sum(node == rule.consequent for rule in record.drawn)
        return (
            record.names[node],
            f"In {percent(float(record.support[node]))} of the baskets",
            f"{counted(leading, 'rule')} from here, {counted(led, 'rule')} to here",
        )

    def _choose(self, key: int, added: bool) -> None:
        node = node_of(key)
        if node is None:
            self.chosen.emit(key, added)
        else:
            self.node_chosen.emit(node, added)

    def _show_marked(self) -> None:
        self.item.mark(self._marked)

    def _show_all(self) -> None:
        """A unit for each pixel; there is nothing to see farther away."""
        width, height = self.view.width(), self.view.height()
        self.view.setLimits(
            xMin=0.0, xMax=width, yMin=0.0, yMax=height, minXRange=width / NEAREST, minYRange=height / NEAREST
        )
        self.view.setRange(xRange=(0.0, width), yRange=(0.0, height), padding=0.0)

    def _arrange(self) -> None:
        """Use the room that another size of the window gives."""
        if self.graph is not None and not self._empty:
            self.item.arrange()
            self._show_all()
            self._spots = [rule_spots(self.plot, self.graph, self.item, self._lines)]
            self.pointing.show_spots(self._spots)


def _graph(record: RuleMap) -> RuleGraph:
    rules = record.drawn
    return rule_graph(
        [rule.antecedent for rule in rules],
        [rule.consequent for rule in rules],
        [rule.lift for rule in rules],
        record.names,
        record.support,
    )


def _key(record: RuleMap) -> str:
    """What arrows and dots stand for."""
    lift = [rule.lift for rule in record.drawn]
    low, high = figure(min(lift)), figure(max(lift))
    wide = f"wider: higher lift ({low} to {high})" if low != high else f"lift {high}"
    joint = "dashed: several products together" if any(len(rule.antecedent) > 1 for rule in record.drawn) else ""
    return "   ·   ".join(filter(None, [wide, "larger: in more baskets", joint]))

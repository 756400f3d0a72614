"""What can be pointed at in a rule map: its arrows, its dots and their names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QPolygonF

from gui.plots.rule_graph import RuleGraph
from gui.plots.rule_map_item import RuleMapItem
from gui.plots.spots import REACH, Spots

HANDLE = 4.0
"""Pixels round the middle of an arrow, between which the arrow keys go."""

FIRST_NODE = -2
"""Keys of products go down from here, those of rules up from 0."""


@dataclass(frozen=True, eq=False, slots=True)
class RuleSpots(Spots):
    """The rules, from the first to the last, then the products of the graph; keys as `node_of` reads them."""

    item: RuleMapItem
    graph: RuleGraph

    def at(self, scene: QPointF) -> int | None:
        """A dot, a name, or of the nearest arrow within reach the rule whose part of it is nearest."""
        view, seen = self.panel.getViewBox(), self.item.seen()
        if not view.sceneBoundingRect().contains(scene):
            return None
        where = view.mapFromScene(scene)
        place = np.array([where.x(), where.y()])
        rules = len(self.boxes) - len(self.graph.names)
        beside = np.hypot(*(seen.places - place).T) - self.graph.radii
        if beside.min() <= 1:
            return rules + int(beside.argmin())
        for node, name in enumerate(seen.names):
            if name is not None and name[0].contains(where):
                return rules + node
        lines = self.graph.lines
        far = _distances(seen.curves, place) - lines.width / 2
        line = int(far.argmin())
        if far[line] > REACH:
            return None
        along = np.hypot(*(_handles(seen.curves[line], lines.handles(line)) - place).T)
        return lines.rules[line][int(along.argmin())]

    def outline(self, spot: int) -> QPainterPath:
        """Round a dot, or round all arrows of a rule."""
        view, seen = self.panel.getViewBox(), self.item.seen()
        rules = len(self.boxes) - len(self.graph.names)
        path = QPainterPath()
        if spot >= rules:
            path.addEllipse(
                QPointF(*seen.places[spot - rules].tolist()), *[float(self.graph.radii[spot - rules]) + 2] * 2
            )
        else:
            for line in self.graph.lines.of_rule(spot):
                path.addPath(_round(seen.curves[line], float(self.graph.lines.width[line]) + 5))
        outline: QPainterPath = view.childTransform().inverted()[0].map(path)
        return outline


def rule_spots(
    panel: pg.PlotItem, graph: RuleGraph, item: RuleMapItem, lines: Callable[[int], Sequence[str]]
) -> RuleSpots:
    """Of a graph as the item shows it."""
    curves, rules = item.curves(), max(map(max, graph.lines.rules)) + 1
    middles = np.array([_middle(rule, graph, curves) for rule in range(rules)])
    places, reach = np.vstack([middles, item.home]), np.r_[np.full(rules, HANDLE), graph.radii][:, None]
    keys = np.r_[np.arange(rules), FIRST_NODE - graph.node]
    return RuleSpots(panel, np.hstack([places - reach, places + reach]), keys, lines, item, graph)


def node_of(key: int) -> int | None:
    """The position of a product that has this key; None where it is that of a rule."""
    return FIRST_NODE - key if key <= FIRST_NODE else None


def _middle(rule: int, graph: RuleGraph, curves: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where the arrow keys go to for a rule: to the arrow that it shares with the fewest others."""
    line = min(graph.lines.of_rule(rule), key=lambda line: len(graph.lines.rules[line]))
    place: NDArray[np.float64] = _handles(curves[line], graph.lines.handles(line))[graph.lines.rules[line].index(rule)]
    return place


def _handles(curve: NDArray[np.float64], shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points (n, 2) so far along a curve."""
    points = np.linspace(0.0, 1.0, len(curve))
    return np.column_stack([np.interp(shares, points, curve[:, side]) for side in (0, 1)])


def _distances(curves: NDArray[np.float64], place: NDArray[np.float64]) -> NDArray[np.float64]:
    """Pixels from a place to each curve (m, points, 2)."""
    start, way = curves[:, :-1], np.diff(curves, axis=1)
    share = ((place - start) * way).sum(axis=2) / np.maximum((way**2).sum(axis=2), 1e-9)
    nearest = start + np.clip(share, 0.0, 1.0)[:, :, None] * way
    far: NDArray[np.float64] = np.hypot(*np.moveaxis(nearest - place, 2, 0)).min(axis=1)
    return far


def _round(curve: NDArray[np.float64], width: float) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(*point) for point in curve.tolist()]))
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    return stroker.createStroke(path).simplified()

"""A rule map as it is painted: arrows, dots and names, in the pixels of the view that it covers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from gui.plots.groups import elided
from gui.plots.node_names import placed_names
from gui.plots.palette import cluster_colour, is_dark
from gui.plots.rule_graph import WIDEST, RuleGraph, home_places, kept_width
from gui.plots.rule_lines import POINTS, curves

FADED = 0.2
POINT_SIZE = 8.0
HEAD = 5.5
"""Pixels of an arrow's head, beside those that go with the width of its line."""


@dataclass(frozen=True, eq=False, slots=True)
class Seen:
    """Where everything is in the pixels of the view: dots (k, 2), lines (m, points, 2), names (k)."""

    places: NDArray[np.float64]
    curves: NDArray[np.float64]
    names: list[tuple[QRectF, str] | None]


class RuleMapItem(QGraphicsItem):
    """Places of its dots are given in the units of the view, in which one is a pixel while all is in view."""

    def __init__(self, view: pg.ViewBox) -> None:
        super().__init__(view)
        self._view = view
        self._graph: RuleGraph | None = None
        self._number, self._marked = 0, frozenset[int]()
        self._palette = QPalette()
        self._home = np.empty((0, 2))
        self._seen: tuple[object, Seen] | None = None
        self.setZValue(-1)
        view.sigTransformChanged.connect(lambda _: self.update())
        view.sigResized.connect(lambda _: self.prepareGeometryChange())

    @property
    def home(self) -> NDArray[np.float64]:
        """float64 (k, 2): where the dots stand, in the units of the view."""
        return self._home

    def curves(self) -> NDArray[np.float64]:
        """float64 (m, points, 2): the arrows in the units of the view, while all is in view."""
        graph = self._graph
        return np.empty((0, POINTS, 2)) if graph is None else curves(graph.lines, self._home, graph.radii, 1.0)

    def show_graph(self, graph: RuleGraph | None, number: int, palette: QPalette) -> None:
        """Another graph, in the colour of cluster `number`."""
        self._graph, self._number, self._palette = graph, number, palette
        self.arrange()

    def arrange(self) -> None:
        """Spread the dots over the room there is."""
        graph, room = self._graph, QSizeF(self._view.width(), self._view.height())
        metrics = QFontMetrics(_font())
        if graph is not None:
            kept = kept_width(len(graph.names), room)
            texts = [elided(name, kept, metrics) for name in graph.names]
            self._home = home_places(graph, [metrics.horizontalAdvance(text) for text in texts], room, metrics)
        self._seen = None
        self.update()

    def mark(self, rules: Iterable[int]) -> None:
        """Make these rules and their products stand out; none: all look alike."""
        self._marked = frozenset(rules)
        self.update()

    def seen(self) -> Seen:
        """Where everything is at the moment."""
        to_view, room = self._view.childTransform(), self.boundingRect()
        key = (to_view, room)
        if self._seen is None or self._seen[0] != key:
            self._seen = key, self._look(np.array([[to_view.m11(), to_view.m22()], [to_view.dx(), to_view.dy()]]), room)
        return self._seen[1]

    def boundingRect(self) -> QRectF:
        return QRectF(self._view.rect())

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        graph = self._graph
        if graph is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(_font())
        seen = self.seen()
        lit = np.array([not self._marked or not self._marked.isdisjoint(rules) for rules in graph.lines.rules])
        for line in np.argsort(lit, kind="stable").tolist():
            self._paint_line(painter, graph, seen, line, lit=bool(lit[line]))
        ends = np.unique(np.r_[graph.lines.start[lit], graph.lines.end[lit]])
        for node in range(len(graph.names)):
            self._paint_node(painter, graph, seen, node, lit=node in ends)

    def _look(self, scale: NDArray[np.float64], room: QRectF) -> Seen:
        graph = self._graph
        if graph is None:
            return Seen(np.empty((0, 2)), np.empty((0, 0, 2)), [])
        places = self._home * scale[0] + scale[1]
        larger = abs(float(scale[0, 0]))
        drawn = curves(graph.lines, places, graph.radii, larger)
        points, widest = drawn[:, ::2].reshape(-1, 2), WIDEST * max(larger, 1.0)
        names = placed_names(
            graph.names, places, graph.radii, avoided=points, room=room, most=widest, metrics=QFontMetrics(_font())
        )
        return Seen(places, drawn, names)

    def _paint_line(self, painter: QPainter, graph: RuleGraph, seen: Seen, line: int, *, lit: bool) -> None:
        curve, width = seen.curves[line], float(graph.lines.width[line])
        room = self.boundingRect()
        if not any(room.contains(QPointF(*point)) for point in curve.tolist()):
            return
        painter.setOpacity(1.0 if lit else FADED)
        colour = _arrow_colour(self._palette)
        length = float(np.hypot(*np.diff(curve, axis=0).T).sum())
        head = min(HEAD + 1.4 * width, 0.6 * length)
        pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        if graph.lines.joint[line]:
            pen.setDashPattern([2.5, 1.2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        body, tip = _shortened(curve, head)
        painter.drawPolyline(_polygon([point for point in body.tolist() if room.contains(QPointF(*point))]))
        if room.contains(QPointF(*curve[-1].tolist())):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(_polygon(tip.tolist()))

    def _paint_node(self, painter: QPainter, graph: RuleGraph, seen: Seen, node: int, *, lit: bool) -> None:
        middle, radius = QPointF(*seen.places[node].tolist()), float(graph.radii[node])
        if not self.boundingRect().contains(middle):
            return
        base, text = (self._palette.color(role) for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Text))
        painter.setOpacity(1.0 if lit else FADED)
        painter.setPen(QPen(text, 1.0))
        painter.setBrush(cluster_colour(self._number, dark=is_dark(self._palette)))
        painter.drawEllipse(middle, radius, radius)
        name = seen.names[node]
        if name is not None:
            backing = QColor(base)
            backing.setAlpha(190)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(backing)
            painter.drawRoundedRect(name[0].adjusted(0, 2, 0, -2), 3, 3)
            painter.setPen(text)
            painter.drawText(name[0], Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, name[1])


def _shortened(curve: NDArray[np.float64], head: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """A curve (points, 2) that ends where the head of its arrow begins, and the corners of that (3, 2)."""
    tip = curve[-1]
    outside = np.hypot(*(curve - tip).T) > head * 0.9
    body = curve[: max(int(outside.sum()), 1)]
    way = tip - body[-1]
    along = way / max(float(np.hypot(*way)), 1e-9)
    neck, across = tip - along * head, np.array([-along[1], along[0]]) * head * 0.45
    return np.vstack([body, neck + along]), np.array([tip, neck + across, neck - across])


def _polygon(points: Sequence[Sequence[float]]) -> QPolygonF:
    return QPolygonF([QPointF(*point) for point in points])


def _arrow_colour(palette: QPalette) -> QColor:
    """Half way between the background and the text."""
    base, text = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)
    return QColor(*((text.getRgb()[part] + base.getRgb()[part]) // 2 for part in range(3)))  # type: ignore[index]


def _font() -> QFont:
    font = QFont()
    font.setPointSizeF(POINT_SIZE)
    return font

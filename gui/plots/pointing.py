"""Pointing at what a plot shows, with the pointer and the arrow keys: a frame, a card of words, a choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from gui.plots.groups import NOBODY
from gui.plots.hover_card import HoverCard
from gui.plots.spots import Spots

WAYS = {Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Up: (0, -1)}
CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


CORNERS = 5
"""Of the path of a box, its first counted twice."""


class _Frame(QGraphicsPathItem):
    """Sharp where it is a box, smooth where it is not."""

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self.path().elementCount() > CORNERS)
        super().paint(painter, option, widget)


class Pointing(QObject):
    """A click, Enter or Space choose what is pointed at. `name_at` knows the names that stand on axes.

    chosen    the key of a group, and whether it is added to what is chosen (Ctrl)
    stepping  the arrow keys go to a box of a panel, which must be brought into view
    """

    chosen = Signal(int, bool)
    stepping = Signal(object, QRectF)

    def __init__(self, canvas: pg.GraphicsLayoutWidget, name_at: Callable[[QPointF], str]) -> None:
        super().__init__(canvas)
        self.card = HoverCard(canvas)
        self._canvas, self._name_at = canvas, name_at
        self._spots: list[Spots] = []
        self._at: tuple[int, int] | None = None
        self._frame = _Frame()
        self._frame.setZValue(100)
        canvas.scene().sigMouseMoved.connect(self._point)
        canvas.scene().sigMouseClicked.connect(self._click)
        canvas.installEventFilter(self)

    def show_spots(self, spots: Sequence[Spots]) -> None:
        """What there is to point at from now on."""
        self.put_away()
        self._spots = [found for found in spots if len(found.boxes)]

    def put_away(self) -> None:
        """Point at nothing."""
        self._at = None
        self._frame.hide()
        self.card.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event):
            return True
        if event.type() in {QEvent.Type.FocusOut, QEvent.Type.Resize, QEvent.Type.Leave}:
            self.put_away()
        return super().eventFilter(watched, event)

    def _point(self, scene: QPointF) -> None:
        beside = self._canvas.mapFromScene(scene)
        found = self._found(scene)
        if found is not None:
            self._stand_at(found, beside)
            return
        self.put_away()
        if name := self._name_at(scene):
            self.card.say([name], beside)

    def _found(self, scene: QPointF) -> tuple[int, int] | None:
        for which, spots in enumerate(self._spots):
            spot = spots.at(scene)
            if spot is not None:
                return which, spot
        return None

    def _stand_at(self, at: tuple[int, int], beside: QPoint | None = None) -> None:
        """Frame a spot and show its words, beside the pointer or beside itself."""
        spots, spot = self._spots[at[0]], at[1]
        view = spots.panel.getViewBox()
        if at != self._at:
            pen = QPen(self._canvas.palette().color(QPalette.ColorRole.Text), 1.5)
            pen.setCosmetic(True)
            self._frame.setPen(pen)
            self._frame.setParentItem(view.childGroup)
            self._frame.setPath(spots.outline(spot))
            self._frame.show()
            self._at = at
        where = self._canvas.mapFromScene(view.mapViewToScene(spots.box(spot).center()))
        self.card.say(spots.lines(spot), where if beside is None else beside)

    def _click(self, event: Any) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(self._found(event.scenePos()), event.modifiers())

    def _choose(self, at: tuple[int, int] | None, modifiers: Qt.KeyboardModifier) -> None:
        key = NOBODY if at is None else int(self._spots[at[0]].keys[at[1]])
        if key != NOBODY:
            self.chosen.emit(key, bool(modifiers & Qt.KeyboardModifier.ControlModifier))

    def _key(self, event: QKeyEvent) -> bool:
        """Whether a key moved along the plot, or chose."""
        key = Qt.Key(event.key())
        if key in CHOOSING and self._at is not None:
            self._choose(self._at, event.modifiers())
            return True
        if key not in WAYS or not self._spots:
            return False
        which, spot = self._next(WAYS[key])
        self.stepping.emit(self._spots[which].panel, self._spots[which].box(spot))
        self._stand_at((which, spot))
        return True

    def _next(self, way: tuple[int, int]) -> tuple[int, int]:
        """The spot to go to; at the side of a panel, into the one beside it."""
        if self._at is None:
            return 0, 0
        which, spot = self._at
        found = self._spots[which].next(spot, way)
        beside = which + way[0]
        if found == spot and way[0] and 0 <= beside < len(self._spots):
            return beside, min(spot, len(self._spots[beside].boxes) - 1)
        return which, found

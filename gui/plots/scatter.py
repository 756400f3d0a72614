"""A map of customers to look at closely: move, zoom, read, select by click or lasso, copy and save."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolBar, QVBoxLayout, QWidget

from gui.plots.cloud import NOTHING, ROOM, Cloud
from gui.plots.cloud_items import CloudItems
from gui.plots.geometry import inside, nearest
from gui.plots.hover_card import HoverCard
from gui.plots.lasso import LassoViewBox
from gui.plots.picture import Heading
from gui.plots.picture_menu import PictureMenu

REACH = 12
"""Pixels from the pointer within which a point is meant."""

SHORT_LEGEND = 5
"""Groups; a longer legend hides too many points to be there unasked."""

PULLS = "Arrows point to where customers have more of what they name; the longer, the more it sets customers apart"

Describe = Callable[[int], Sequence[str]]


class Scatter(QWidget):
    """Points are named by their place in the cloud. `chosen` carries all points that are now selected."""

    chosen = Signal(object)
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cloud = NOTHING
        self.view = LassoViewBox()
        self.plot = pg.PlotWidget(viewBox=self.view)
        self.toolbar = QToolBar()
        self.title, self.sentence = QLabel(), QLabel()
        self.card = HoverCard(self.plot)
        self.pictures = PictureMenu(self, self.plot, self._heading, self.reset_view)
        self.drawing = CloudItems(self.plot.getPlotItem(), self.view)
        self._describe: Describe = lambda _: ()
        self._highlighted = np.zeros(0, dtype=bool)
        self._hovered: int | None = None
        self._lay_out()
        self._fill_toolbar()
        self.view.sigRangeChanged.connect(self._put_card_away)
        self.view.lassoed.connect(self._choose_inside)
        self.plot.scene().sigMouseMoved.connect(self._hover)
        self.plot.scene().sigMouseClicked.connect(self._click)
        self._paint()

    def show_cloud(self, cloud: Cloud, describe: Describe) -> None:
        """Show other points, all in view; `describe(point)` gives the lines of its hover card, the first in bold."""
        self.cloud, self._describe = cloud, describe
        self._highlighted = np.zeros(len(cloud), dtype=bool)
        self._put_card_away()
        self._show_words()
        self.drawing.show_cloud(cloud, self.palette())
        self.legend.setChecked(len(cloud.groups) <= SHORT_LEGEND)
        self._show_what_is_asked()
        self.pulls.setEnabled(bool(cloud.arrows))
        self._name_axes()
        self.reset_view()

    def highlight(self, points: Iterable[int]) -> None:
        """Make these points stand out; none: all look alike."""
        self._highlighted = np.zeros(len(self.cloud), dtype=bool)
        self._highlighted[np.asarray(points if isinstance(points, np.ndarray) else [*points], np.int64)] = True
        self.drawing.highlight(self._highlighted)

    def highlighted(self) -> NDArray[np.int64]:
        return np.flatnonzero(self._highlighted)

    def reset_view(self) -> None:
        """All points in view."""
        across, up = self.cloud.bounds
        self.view.setRange(xRange=across, yRange=up, padding=ROOM)

    def copy_picture(self) -> None:
        self.pictures.copy()

    def save_picture(self, path: Path) -> None:
        """As SVG or PNG, by the ending of the name; raises OSError."""
        self.pictures.save(path)

    def point_at(self, scene_position: QPointF) -> int | None:
        """The point within reach of a place on the plot."""
        if not self.view.sceneBoundingRect().contains(scene_position):
            return None
        where = self.view.mapSceneToView(scene_position)
        return nearest(self.cloud.points, (where.x(), where.y()), self.view.viewPixelSize(), REACH)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "drawing"):
            self._paint()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._put_card_away()

    def _lay_out(self) -> None:
        self.title.setObjectName("heading")
        for words in (self.title, self.sentence):
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(True)
        self.plot.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.plot.setAccessibleName("Map of customers")
        self.plot.hideButtons()
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setTicks([])
            axis.setStyle(showValues=False)
            axis.enableAutoSIPrefix(False)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.title, 1)
        for part in (self.toolbar, self.pictures.whole_button, self.pictures.picture_button):
            head.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.sentence)
        column.addWidget(self.plot, 1)

    def _fill_toolbar(self) -> None:
        modes = QActionGroup(self)
        move = self._action("Move", "Drag to move, turn the wheel to zoom", lambda: self._set_lasso(on=False))
        lasso = self._action(
            "Lasso", "Draw round customers to select them (or hold Shift)", lambda: self._set_lasso(on=True)
        )
        for mode in (move, lasso):
            mode.setCheckable(True)
            modes.addAction(mode)
        move.setChecked(True)
        self.legend = self._action("Legend", "Show which colour is which", self._show_what_is_asked)
        self.legend.setCheckable(True)
        self.pulls = self._action("Show what pulls", PULLS, self._show_what_is_asked)
        self.pulls.setCheckable(True)
        self.pulls.setEnabled(False)
        self.toolbar.addActions([move, lasso])
        self.toolbar.addSeparator()
        self.toolbar.addActions([self.legend, self.pulls])

    def _action(self, text: str, tip: str, run: Callable[[], None]) -> QAction:
        action = QAction(text, self, toolTip=tip)
        action.triggered.connect(lambda _checked=False: run())
        return action

    def _show_what_is_asked(self) -> None:
        self.drawing.legend.setVisible(self.legend.isChecked())
        self.drawing.arrows.setVisible(self.pulls.isChecked())

    def _show_words(self) -> None:
        for words, text in ((self.title, self.cloud.title), (self.sentence, self.cloud.sentence)):
            words.setText(text)
        self.sentence.setVisible(bool(self.cloud.sentence))
        self.plot.setAccessibleDescription(self.cloud.sentence)
        self.pictures.set_enabled(len(self.cloud) > 0)

    def _heading(self) -> Heading:
        return Heading(self.cloud.title, self.cloud.sentence)

    def _set_lasso(self, *, on: bool) -> None:
        self.view.lasso_mode = on
        self.plot.setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)

    def _name_axes(self) -> None:
        for side, words in zip(("bottom", "left"), self.cloud.axes, strict=True):
            self.plot.setLabel(side, escape(words).replace("\n", "<br>"))
            axis = self.plot.getAxis(side)
            height = int(axis.label.boundingRect().height())
            axis.setHeight(height) if side == "bottom" else axis.setWidth(height)

    def _paint(self) -> None:
        palette = self.palette()
        text = palette.color(palette.ColorRole.Text)
        self.plot.setBackground(palette.color(palette.ColorRole.Base))
        self.view.set_lasso_colour(palette.color(palette.ColorRole.Highlight))
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(palette.color(palette.ColorRole.Mid))
            axis.setTextPen(text)
        self.drawing.recolour(palette)
        self._name_axes()

    def _choose_inside(self, polygon: NDArray[np.float64], add: bool) -> None:
        enclosed = inside(self.cloud.points, polygon)
        self._choose(enclosed | self._highlighted if add else enclosed)

    def _click(self, event: Any) -> None:
        point = self.point_at(event.scenePos())
        if event.button() == Qt.MouseButton.RightButton:
            self.pictures.menu.popup(event.screenPos().toPoint())
        elif event.button() == Qt.MouseButton.LeftButton and event.double():
            if point is not None:
                self.opened.emit(point)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._choose_point(point, add=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def _choose_point(self, point: int | None, *, add: bool) -> None:
        chosen = self._highlighted.copy() if add else np.zeros_like(self._highlighted)
        if point is not None:
            chosen[point] = not chosen[point]
        self._choose(chosen)

    def _choose(self, chosen: NDArray[np.bool_]) -> None:
        self.highlight(np.flatnonzero(chosen))
        self.chosen.emit(self.highlighted())

    def _hover(self, scene_position: QPointF) -> None:
        point = self.point_at(scene_position)
        if point == self._hovered:
            return
        self._hovered = point
        self.drawing.point_out(point)
        lines = self._describe(point) if point is not None else ()
        if point is None or not lines:
            self._put_card_away()
            return
        where = self.view.mapViewToScene(QPointF(*self.cloud.points[point]))
        self.card.say(lines, self.plot.mapFromScene(where))

    def _put_card_away(self) -> None:
        self._hovered = None
        self.drawing.point_out(None)
        self.card.hide()

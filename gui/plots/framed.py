"""What every plot has: a title, a sentence that says what to see, a menu, a card beside the pointer, the arrow keys."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QPalette, QPen
from PySide6.QtWidgets import (
    QFileDialog,
    QGraphicsItem,
    QGraphicsRectItem,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QMessageBox,
    QScrollBar,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.plots.groups import NOBODY
from gui.plots.hover_card import HoverCard
from gui.plots.panel import NameAxis, paint_panel
from gui.plots.picture import Heading, image_of, save_picture
from gui.plots.spots import Spots
from gui.plots.strip import ACROSS, Strip

FADED = 0.28
WAYS = {Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Up: (0, -1)}
CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
STEPS = 100
"""Of the scroll bar, for each slot of a list."""


class FramedPlot(QWidget):
    """A plot of groups of customers. A subclass makes its panels once and draws a record in `_draw`.

    chosen  the key of the group that was clicked, and whether it is added to what is chosen (Ctrl)
    """

    chosen = Signal(int, bool)

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        """`what` names the kind of plot, for screen readers and for the file of its picture."""
        super().__init__(parent)
        self.what = what
        self.title, self.sentence, self.nothing = QLabel(), QLabel(), QLabel()
        self.canvas = pg.GraphicsLayoutWidget()
        self.card = HoverCard(self.canvas)
        self.picture_button, self.whole_button = QToolButton(), QToolButton()
        self.scroll_bar = QScrollBar(Qt.Orientation.Vertical)
        self.menu = QMenu(self)
        self.strip: Strip | None = None
        self._panels: list[pg.PlotItem] = []
        self._spots: list[Spots] = []
        self._parts: dict[int, list[QGraphicsItem]] = {}
        self._marked: frozenset[int] = frozenset()
        self._at: tuple[int, int] | None = None
        self._frame = QGraphicsRectItem()
        self._fill_menu()
        self._lay_out()
        self.canvas.scene().sigMouseMoved.connect(self._point)
        self.canvas.scene().sigMouseClicked.connect(self._click)
        self.canvas.installEventFilter(self)
        self._present("", "", empty=True)

    def mark(self, keys: Iterable[int]) -> None:
        """Make these groups stand out; none: all look alike."""
        self._marked = frozenset(keys)
        self._show_marked()

    def reset_view(self) -> None:
        """Everything as it was when it was first shown."""
        if self.strip is not None:
            self.strip.whole()
        self._show_all()

    def copy_picture(self) -> None:
        QGuiApplication.clipboard().setImage(image_of(self.canvas, self._heading()))

    def save_picture(self, path: Path) -> None:
        """As SVG or PNG, by the ending of the name; raises OSError."""
        save_picture(self.canvas, path, self._heading())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange} and hasattr(self, "_frame"):
            self._redraw()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._put_card_away()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event):
            return True
        if event.type() in {QEvent.Type.FocusOut, QEvent.Type.Resize}:
            self._put_card_away()
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    # for subclasses

    def _draw(self, palette: QPalette) -> None:
        """Fill the panels, which are empty, and say what can be pointed at."""
        raise NotImplementedError

    def _show_all(self) -> None:
        """Set the range of what is no list."""

    def _fit(self) -> None:
        """Make room for names, as far as the width allows."""
        for plot in self._panels:
            for side in ("left", "right", "top", "bottom"):
                axis = plot.getAxis(side)
                if isinstance(axis, NameAxis) and axis.isVisible():
                    axis.fit(self.canvas.width())

    def _show_marked(self) -> None:
        for key, items in self._parts.items():
            for item in items:
                item.setOpacity(FADED if self._marked and key not in self._marked else 1.0)

    def _use(self, *panels: pg.PlotItem, row: int = 0) -> None:
        """Put panels side by side; the first that holds a list has the scroll bar."""
        for column, plot in enumerate(panels):
            self.canvas.addItem(plot, row, column)
            self._panels.append(plot)
            view = plot.getViewBox()
            if self.strip is None and isinstance(view, Strip):
                self.strip = view
                view.moved.connect(self._moved)

    def _add(self, plot: pg.PlotItem, item: QGraphicsItem, key: int = NOBODY) -> None:
        """Draw an item, which belongs to the group `key` where it is given."""
        plot.addItem(item, ignoreBounds=True)
        self._parts.setdefault(key, []).append(item)

    def _point_out(self, spots: Spots) -> None:
        self._spots.append(spots)

    def _present(self, title: str, sentence: str, *, empty: bool) -> None:
        """Show the words of a record and draw it; where it holds nothing, its sentence stands in its place."""
        self.title.setText(title)
        self.sentence.setText("" if empty else sentence)
        self.sentence.setVisible(not empty)
        self.nothing.setText(sentence)
        self._stack.setCurrentIndex(1 if empty else 0)
        for widget in (self.picture_button, self.whole_button):
            widget.setEnabled(not empty)
        self.canvas.setAccessibleName(f"{self.what}: {title}")
        self.canvas.setAccessibleDescription(sentence)
        self._empty = empty
        self._redraw()
        if not empty:
            self.reset_view()

    def _redraw(self) -> None:
        palette = self.palette()
        self._put_card_away()
        self._spots, self._parts = [], {}
        self.canvas.setBackground(palette.color(QPalette.ColorRole.Base))
        for plot in self._panels:
            plot.clear()
            paint_panel(plot, palette)
        if not self._empty:
            self._draw(palette)
            self._fit()
            self._show_marked()
        self._moved()

    # what is seen and how it is reached

    def _lay_out(self) -> None:
        self.title.setObjectName("heading")
        self.nothing.setObjectName("emptySentence")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.canvas.setObjectName("plotCanvas")
        self.canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.canvas.customContextMenuRequested.connect(lambda at: self.menu.popup(self.canvas.mapToGlobal(at)))
        self.canvas.ci.setContentsMargins(4, 2, 8, 2)
        self.canvas.ci.setSpacing(4)
        for words in (self.title, self.sentence, self.nothing):
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.whole_button, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.picture_button, 0, Qt.AlignmentFlag.AlignTop)
        self._board = QGridLayout()
        self._board.setContentsMargins(0, 0, 0, 0)
        self._board.setSpacing(0)
        self._board.addWidget(self.canvas, 0, 0)
        self._board.addWidget(self.scroll_bar, 0, 1)
        self.scroll_bar.valueChanged.connect(self._scroll)
        self.scroll_bar.hide()
        board = QWidget()
        board.setLayout(self._board)
        self._stack = QStackedLayout()
        self._stack.addWidget(board)
        self._stack.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.sentence)
        column.addLayout(self._stack, 1)

    def _fill_menu(self) -> None:
        copy = QAction("&Copy picture", self, shortcut=QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        copy.triggered.connect(self.copy_picture)
        whole = QAction("Show &all", self, toolTip="Back to the whole plot, as it was at first")
        whole.triggered.connect(self.reset_view)
        png, svg = QAction("Save as &PNG…", self), QAction("Save as &SVG…", self)
        png.triggered.connect(lambda: self._ask_and_save("png", "PNG picture"))
        svg.triggered.connect(lambda: self._ask_and_save("svg", "SVG drawing"))
        self.addAction(copy)
        self.menu.addActions([copy, png, svg])
        self.menu.addSeparator()
        self.menu.addAction(whole)
        pictures = QMenu(self)
        pictures.addActions([copy, png, svg])
        self.picture_button.setText("Picture" + 2 * "\N{NO-BREAK SPACE}")
        self.picture_button.setToolTip("Copy the plot, or save it as PNG or SVG")
        self.picture_button.setMenu(pictures)
        self.picture_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.whole_button.setDefaultAction(whole)
        for button in (self.picture_button, self.whole_button):
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _heading(self) -> Heading:
        return Heading(self.title.text(), self.sentence.text())

    def _ask_and_save(self, ending: str, kind: str) -> None:
        stem = re.sub(r"[^\w -]+", "", self.title.text()).strip()[:60] or self.what
        name, _ = QFileDialog.getSaveFileName(self, "Save the plot", f"{stem}.{ending}", f"{kind} (*.{ending})")
        if not name:
            return
        path = Path(name)
        path = path if path.suffix else path.with_suffix(f".{ending}")
        try:
            self.save_picture(path)
        except OSError:
            QMessageBox.warning(self, "Not saved", f"{path.name} could not be written. Choose another name or folder.")

    # moving along a list

    def _moved(self) -> None:
        """Let the scroll bar say where in the list the view is."""
        self._put_card_away()
        strip, bar = self.strip, self.scroll_bar
        last = 0 if strip is None or self._empty else round(strip.last_first * STEPS)
        if strip is not None and last:
            across = strip.along == ACROSS
            bar.setOrientation(Qt.Orientation.Horizontal if across else Qt.Orientation.Vertical)
            self._board.addWidget(bar, 1 if across else 0, 0 if across else 1)
            bar.blockSignals(True)
            bar.setRange(0, last)
            bar.setPageStep(round(strip.visible * STEPS))
            bar.setSingleStep(STEPS)
            bar.setValue(round(strip.first * STEPS))
            bar.blockSignals(False)
        bar.setVisible(last > 0)

    def _scroll(self, value: int) -> None:
        if self.strip is not None:
            self.strip.scroll_to(value / STEPS)

    # pointing and choosing

    def _point(self, scene: QPointF) -> None:
        beside = self.canvas.mapFromScene(scene)
        found = self._found(scene)
        self._stand_at(found, beside)
        if found is None and (name := self._name_at(scene)):
            self.card.say([name], beside)

    def _name_at(self, scene: QPointF) -> str:
        """The whole of a name that may be cut on an axis."""
        axes = [plot.getAxis(side) for plot in self._panels for side in ("left", "top", "bottom")]
        names = [axis.name_at(scene) for axis in axes if isinstance(axis, NameAxis) and axis.isVisible()]
        return next(filter(None, names), "")

    def _found(self, scene: QPointF) -> tuple[int, int] | None:
        for which, spots in enumerate(self._spots):
            spot = spots.at(scene)
            if spot is not None:
                return which, spot
        return None

    def _stand_at(self, at: tuple[int, int] | None, beside: QPoint | None = None) -> None:
        """Frame a spot and show its words, beside the pointer or beside itself."""
        if at is None:
            self._put_card_away()
            return
        spots, spot = self._spots[at[0]], at[1]
        view = spots.panel.getViewBox()
        if at != self._at:
            self._frame.setParentItem(view.childGroup)
            self._frame.setRect(spots.box(spot))
            self._frame.setPen(self._frame_pen())
            self._frame.setZValue(100)
            self._frame.show()
            self._at = at
        where = self.canvas.mapFromScene(view.mapViewToScene(spots.box(spot).center())) if beside is None else beside
        self.card.say(spots.lines(spot), where)

    def _frame_pen(self) -> QPen:
        pen = QPen(self.palette().color(QPalette.ColorRole.Text), 1.5)
        pen.setCosmetic(True)
        return pen

    def _put_card_away(self) -> None:
        self._at = None
        self._frame.hide()
        self.card.hide()

    def _click(self, event: Any) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
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
        if key not in WAYS or not any(len(spots.boxes) for spots in self._spots):
            return False
        which, spot = self._at or (next(i for i, spots in enumerate(self._spots) if len(spots.boxes)), -1)
        spots = self._spots[which]
        spot = spots.next(spot, WAYS[key]) if spot >= 0 else 0
        view = spots.panel.getViewBox()
        box: QRectF = spots.box(spot)
        if isinstance(view, Strip):
            (self.strip or view).reveal(box)
        self._stand_at((which, spot))
        return True

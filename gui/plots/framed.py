"""What every plot has: a title, a sentence that says what to see, a menu, a scroll bar where it is long."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollBar,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from gui.plots.panel import NameAxis, paint_panel
from gui.plots.picture import Heading
from gui.plots.picture_menu import PictureMenu
from gui.plots.pointing import Pointing
from gui.plots.spots import Spots
from gui.plots.strip import ACROSS, Strip

FADED = 0.28
SIDES = ("left", "right", "top", "bottom")
STEPS = 100
"""Of the scroll bar, for each slot of a list."""


class FramedPlot(QWidget):
    """A plot of groups of customers. A subclass makes its panels once and draws a record in `_draw`.

    chosen  the key of the group that was clicked, and whether it is added to what is chosen (Ctrl)
    """

    chosen = Signal(int, bool)

    def __init__(self, what: str, parent: QWidget | None = None) -> None:
        """`what` names the kind of plot, for those who cannot see it."""
        super().__init__(parent)
        self.what = what
        self.title, self.sentence, self.nothing = QLabel(), QLabel(), QLabel()
        self.canvas = pg.GraphicsLayoutWidget()
        self.scroll_bar = QScrollBar(Qt.Orientation.Vertical)
        self.strip: Strip | None = None
        self.pictures = PictureMenu(self, self.canvas, self._prepare_picture, self.reset_view)
        self.pointing = Pointing(self.canvas, self._name_at)
        self._board, self._stack = QGridLayout(), QStackedLayout()
        self._panels: list[pg.PlotItem] = []
        self._spots: list[Spots] = []
        self._parts: dict[int, list[QGraphicsItem]] = {}
        self._marked: frozenset[int] = frozenset()
        self._empty = True
        self._lay_out()
        self.pointing.chosen.connect(self._choose)
        self.pointing.stepping.connect(self._reveal)
        self.scroll_bar.valueChanged.connect(self._scroll)
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
        self.pictures.copy()

    def save_picture(self, path: Path) -> None:
        """As SVG or PNG, by the ending of the name; raises OSError."""
        self.pictures.save(path)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange} and hasattr(self, "_empty"):
            self._redraw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _choose(self, key: int, added: bool) -> None:
        """For subclasses that show more than groups."""
        self.chosen.emit(key, added)

    def _draw(self, palette: QPalette) -> None:
        """Fill the panels, which are empty, and say what can be pointed at: for subclasses, as the next three."""

    def _show_all(self) -> None:
        """Set the range of what is no list."""

    def _fit(self) -> None:
        """Make room for names, as far as the width allows."""
        for plot in self._panels:
            for axis in map(plot.getAxis, SIDES):
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

    def _add(self, plot: pg.PlotItem, item: QGraphicsItem, key: int | None = None) -> None:
        """Draw an item, which belongs to the group `key` where it is given."""
        plot.addItem(item, ignoreBounds=True)
        if key is not None:
            self._parts.setdefault(key, []).append(item)

    def _present(self, title: str, sentence: str, *, empty: bool) -> None:
        """Show the words of a record and draw it; where it holds nothing, its sentence stands in its place."""
        self.title.setText(title)
        self.sentence.setText("" if empty else sentence)
        self.sentence.setVisible(not empty)
        self.nothing.setText(sentence)
        self._stack.setCurrentIndex(1 if empty else 0)
        self.pictures.set_enabled(not empty)
        self.canvas.setAccessibleName(f"{self.what}: {title}")
        self.canvas.setAccessibleDescription(sentence)
        self._empty = empty
        self._redraw()
        if not empty:
            self.reset_view()

    def _redraw(self) -> None:
        palette = self.palette()
        self._spots, self._parts = [], {}
        self.canvas.setBackground(palette.color(QPalette.ColorRole.Base))
        for plot in self._panels:
            plot.clear()
            paint_panel(plot, palette)
        if not self._empty:
            self._draw(palette)
            self._fit()
            self._show_marked()
        self.pointing.show_spots(self._spots)
        self._moved()

    def _lay_out(self) -> None:
        self.title.setObjectName("heading")
        self.nothing.setObjectName("emptySentence")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.canvas.setObjectName("plotCanvas")
        self.canvas.ci.setContentsMargins(4, 2, 8, 2)
        self.canvas.ci.setSpacing(4)
        for words in (self.title, self.sentence, self.nothing):
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        for button in (self.pictures.whole_button, self.pictures.picture_button):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._board.setContentsMargins(0, 0, 0, 0)
        self._board.setSpacing(0)
        self._board.addWidget(self.canvas, 0, 0)
        self._board.addWidget(self.scroll_bar, 0, 1)
        board = QWidget(self)
        board.setLayout(self._board)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.sentence)
        column.addLayout(self._stack, 1)
        for shown in (board, self.nothing):  # a stack shows its first at once: as a window, had it no parent yet
            self._stack.addWidget(shown)

    def _prepare_picture(self) -> Heading:
        """The words above it; what is pointed at does not belong in it."""
        self.pointing.put_away()
        return Heading(self.title.text(), self.sentence.text())

    def _name_at(self, scene: QPointF) -> str:
        """The whole of a name that may be cut on an axis."""
        axes = [plot.getAxis(side) for plot in self._panels for side in SIDES]
        names = [axis.name_at(scene) for axis in axes if isinstance(axis, NameAxis) and axis.isVisible()]
        return next(filter(None, names), "")

    def _reveal(self, plot: pg.PlotItem, box: QRectF) -> None:
        if self.strip is not None and isinstance(plot.getViewBox(), Strip):
            self.strip.reveal(box)

    def _moved(self) -> None:
        """Let the scroll bar say where in the list the view is."""
        self.pointing.put_away()
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

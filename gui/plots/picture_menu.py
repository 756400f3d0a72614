"""Copy a plot, save it as PNG or SVG, show all of it again: a menu, and buttons that the keyboard reaches."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pyqtgraph as pg
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QToolButton, QWidget

from gui.plots.picture import Heading, image_of, save_picture

LONGEST = 60


class PictureMenu(QObject):
    """`heading` gives the words above the plot, which are in its picture too; `show_all` puts it back as it was."""

    def __init__(
        self,
        plot: QWidget,
        canvas: pg.GraphicsView,
        heading: Callable[[], Heading],
        show_all: Callable[[], None],
    ) -> None:
        super().__init__(plot)
        self._plot, self._canvas, self._heading = plot, canvas, heading
        self.menu = QMenu(plot)
        self.picture_button, self.whole_button = QToolButton(), QToolButton()
        whole = QAction("Show &all", self, toolTip="Back to the whole plot, as it was at first")
        whole.triggered.connect(lambda _=False: show_all())
        pictures = self._pictures()
        for action in pictures:
            self.menu.addAction(action)
        self.menu.addSeparator()
        self.menu.addAction(whole)
        self.whole_button.setDefaultAction(whole)
        below = QMenu(plot)
        below.addActions(pictures)
        self.picture_button.setText("Picture" + 2 * "\N{NO-BREAK SPACE}")
        self.picture_button.setToolTip("Copy the plot, or save it as PNG or SVG")
        self.picture_button.setMenu(below)
        self.picture_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for button in (self.picture_button, self.whole_button):
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        canvas.customContextMenuRequested.connect(lambda at: self.menu.popup(canvas.mapToGlobal(at)))

    def set_enabled(self, enabled: bool) -> None:
        """Off while there is no picture."""
        for button in (self.picture_button, self.whole_button):
            button.setEnabled(enabled)
        for action in self._plot.actions():
            action.setEnabled(enabled)

    def copy(self) -> None:
        QGuiApplication.clipboard().setImage(image_of(self._canvas, self._heading()))

    def save(self, path: Path) -> None:
        """As SVG or PNG, by the ending of the name; raises OSError."""
        save_picture(self._canvas, path, self._heading())

    def ask_and_save(self, ending: str, kind: str) -> None:
        """Save under a name that the user gives; says so where that fails."""
        stem = re.sub(r"[^\w -]+", "", self._heading().title).strip()[:LONGEST].rstrip() or "plot"
        name, _ = QFileDialog.getSaveFileName(self._plot, "Save the plot", f"{stem}.{ending}", f"{kind} (*.{ending})")
        if not name:
            return
        path = Path(name)
        path = path if path.suffix.lower() in {".png", ".svg"} else path.with_name(f"{path.name}.{ending}")
        try:
            self.save(path)
        except OSError:
            QMessageBox.warning(
                self._plot, "Not saved", f"{path.name} could not be written. Choose another name or folder."
            )

    def _pictures(self) -> list[QAction]:
        copy = QAction("&Copy picture", self, shortcut=QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        copy.triggered.connect(lambda _=False: self.copy())
        png, svg = QAction("Save as &PNG…", self), QAction("Save as &SVG…", self)
        png.triggered.connect(lambda _=False: self.ask_and_save("png", "PNG picture"))
        svg.triggered.connect(lambda _=False: self.ask_and_save("svg", "SVG drawing"))
        self._plot.addActions([copy, png, svg])
        return [copy, png, svg]

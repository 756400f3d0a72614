"""A menu of what not to offer again, on a button beside a table and in the table's own menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

Choices = Callable[[], Sequence[tuple[str, object]]]
EMPTY = "Choose an offer first"


class RefusalMenu(QMenu):
    """Filled anew each time it opens; `chosen` carries what stands behind the words that the user took."""

    chosen = Signal(object)

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__("Do not offer", parent)
        self._choices = choices
        self.button = QPushButton("Do not offer")
        self.button.setToolTip("Take the chosen offers out, for this customer or for all, and do not make them again")
        self.button.setAutoDefault(False)
        self.button.setMenu(self)
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for words, what in self._choices():
            action = self.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, what=what: self.chosen.emit(what))
        if self.isEmpty():
            self.addAction(EMPTY).setEnabled(False)

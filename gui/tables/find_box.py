"""Where the user types what to find: Esc empties it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit


class FindBox(QLineEdit):
    def __init__(self) -> None:
        super().__init__(placeholderText="Find…", clearButtonEnabled=True)
        self.setMaximumWidth(220)
        self.setAccessibleName("Find in the table")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

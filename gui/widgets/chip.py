"""A chip that says what a page is limited to; a click takes the limit away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget


class Chip(QToolButton):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("Show all again")
        self.hide()

    def say(self, words: str) -> None:
        """Show `words`; without any the chip is gone."""
        self.setText(f"{words}  ✕")
        self.setVisible(bool(words))

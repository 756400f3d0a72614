"""Labels and buttons as every page writes them: plain text, a name for the style sheet, a tip."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton


def label(text: str = "", name: str = "", *, wrap: bool = False) -> QLabel:
    result = QLabel(text)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setObjectName(name)
    result.setWordWrap(wrap)
    return result


def button(text: str = "", tip: str = "", name: str = "") -> QPushButton:
    result = QPushButton(text)
    result.setToolTip(tip)
    result.setObjectName(name)
    result.setAutoDefault(False)
    return result

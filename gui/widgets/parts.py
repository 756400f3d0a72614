"""Labels, buttons and what scrolls as every page has them: plain text, a name for the style sheet, a tip, no frame."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QWidget


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


def scrolled(inside: QWidget) -> QScrollArea:
    """A widget that can be scrolled up and down where there is not room for all of it."""
    result = QScrollArea(widgetResizable=True)
    result.setFrameShape(QScrollArea.Shape.NoFrame)
    result.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    result.setWidget(inside)
    return result

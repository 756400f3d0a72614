"""Labels that show text as it is, in the few styles that pages use."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel


def plain_label(text: str = "", *, size: float = 1.0, bold: bool = False, quiet: bool = False) -> QLabel:
    """A wrapping label; `size` as a multiple of the usual, `quiet` for what is read second."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * size)
    font.setBold(bold)
    label.setFont(font)
    if quiet:
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label

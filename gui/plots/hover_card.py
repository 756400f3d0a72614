"""A card of a few lines beside what the pointer is on."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QLabel, QWidget

BESIDE = 14
WIDEST = 320


class HoverCard(QLabel):
    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("hoverCard")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMargin(8)
        self.setFrameShape(QFrame.Shape.Box)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self.setAutoFillBackground(True)
        self.hide()

    def say(self, lines: Sequence[str], beside: QPoint) -> None:
        """Show plain lines, the first in bold, right of a place and below it, or where there is room."""
        first, *others = (escape(line) for line in lines)
        self.setWordWrap(False)
        self.setText("<br>".join([f"<b>{first}</b>", *others]))
        if self.sizeHint().width() > WIDEST:
            self.setWordWrap(True)
            self.setFixedWidth(WIDEST)
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(WIDEST)
        self.adjustSize()
        space, card = self._over.size(), self.size()
        x = (
            beside.x() + BESIDE
            if beside.x() + BESIDE + card.width() <= space.width()
            else beside.x() - BESIDE - card.width()
        )
        y = (
            beside.y() + BESIDE
            if beside.y() + BESIDE + card.height() <= space.height()
            else beside.y() - BESIDE - card.height()
        )
        self.move(max(x, 0), max(y, 0))
        self.show()
        self.raise_()

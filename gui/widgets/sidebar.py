"""The pages by icon and title, one under the other."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

ICON = QSize(20, 20)
AIR = 22


class Sidebar(QListWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAccessibleName("Pages")
        self.setIconSize(ICON)
        self.setFixedWidth(190)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def add(self, icon: QIcon, title: str) -> None:
        item = QListWidgetItem(icon, title)
        item.setSizeHint(QSize(0, self.fontMetrics().height() + AIR))
        self.addItem(item)

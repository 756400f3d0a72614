"""Cells that look like buttons, and are drawn as such."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
)

AIR, HIGH, EDGE = 22, 10, 2
"""Pixels that a button has more than its words, at each side and in height, and that are left free around it."""


class ButtonCells(QStyledItemDelegate):
    """Draws a text as a button over the row; what a click does is the table's `clicked`."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.initStyleOption(option, index)
        style = option.widget.style() if option.widget else QApplication.style()
        words, option.text = option.text, ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        if not words:
            return
        button = QStyleOptionButton()
        button.rect = option.rect.adjusted(2 * EDGE, EDGE, -2 * EDGE, -EDGE)
        button.rect.setHeight(option.fontMetrics.height() + HIGH)
        button.rect.moveCenter(option.rect.center())
        button.palette = option.palette if option.widget is None else option.widget.palette()
        button.fontMetrics = option.fontMetrics
        button.text = words
        button.state = QStyle.StateFlag.State_Enabled | QStyle.StateFlag.State_Raised
        if option.state & QStyle.StateFlag.State_MouseOver:
            button.state |= QStyle.StateFlag.State_MouseOver
        QApplication.style().drawControl(QStyle.ControlElement.CE_PushButton, button, painter, None)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        self.initStyleOption(option, index)
        letters = option.fontMetrics
        return QSize(letters.horizontalAdvance(option.text) + 2 * AIR, letters.height() + HIGH + 2 * EDGE)

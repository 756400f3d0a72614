"""Everything that was noticed in the user's files: counted, located, worst first, and to be copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.counting import counted
from gui.widgets.parts import button, label

BESIDE = 12
"""Pixels that an item keeps beside its text."""


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One kind of problem, in words; `count` lines, cells or keys have it."""

    serious: bool
    message: str
    count: int
    places: tuple[str, ...] = ()


class WholeText(QStyledItemDelegate):
    """Makes an item as high as its text needs in the width there is: a tree itself would cut it."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        depth = 2 if index.parent().isValid() else 1
        icon = self._tree.iconSize().width() if depth == 1 else 0
        room = self._tree.viewport().width() - depth * self._tree.indentation() - max(icon, 16) - BESIDE
        words = self._tree.fontMetrics().boundingRect(
            QRect(0, 0, max(room, 1), 10_000), Qt.TextFlag.TextWordWrap, str(index.data())
        )
        return QSize(hint.width(), max(hint.height(), words.height() + 2))


class WrappingTree(QTreeWidget):
    """One column of texts, each shown whole."""

    def __init__(self) -> None:
        super().__init__(columnCount=1)
        self.setHeaderHidden(True)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setItemDelegate(WholeText(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class IssueList(QWidget):
    def __init__(self, warning: QIcon, note: QIcon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = {True: warning, False: note}
        self._rows: list[IssueRow] = []
        self.heading = label(name="heading")
        self.save_button = button("Sa&ve as CSV…", "Save every place of every issue as a file that Excel opens")
        self.copy_button = button("Cop&y all", "Copy the list as text")
        self.copy_button.clicked.connect(self.copy_all)
        self.tree = WrappingTree()
        self.tree.setAccessibleName("What was noticed in the files")
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.save_button)
        top.addWidget(self.copy_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.tree, 1)
        self.show_issues([])

    def show_issues(self, issues: Sequence[IssueRow]) -> None:
        self._rows = sorted(issues, key=lambda issue: (not issue.serious, -issue.count))
        warnings = sum(issue.serious for issue in self._rows)
        notes = len(self._rows) - warnings
        counts = [counted(count, word) for count, word in ((warnings, "warning"), (notes, "note")) if count]
        self.heading.setText(", ".join(counts) or "No warnings")
        self.copy_button.setEnabled(bool(self._rows))
        self.save_button.setEnabled(bool(self._rows))
        self.tree.clear()
        for row in self._rows:
            item = QTreeWidgetItem([row.message])
            item.setToolTip(0, row.message)
            item.setIcon(0, self._icons[row.serious])
            item.addChildren([QTreeWidgetItem([place]) for place in row.places])
            self.tree.addTopLevelItem(item)
        if not self._rows:
            self.tree.addTopLevelItem(QTreeWidgetItem(["Nothing was found wrong in these files."]))

    def text(self) -> str:
        lines = []
        for row in self._rows:
            lines.append(f"{'Warning' if row.serious else 'Note'}: {row.message}")
            lines.extend(f"    {place}" for place in row.places)
        return "\n".join(lines)

    def copy_all(self) -> None:
        QGuiApplication.clipboard().setText(self.text())

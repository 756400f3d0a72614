"""Customer columns and how each is used; below each, which of its values count as which group. All of it can be changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from gui.widgets.options_form import Choice

COLUMN, USED, EDGES, WHY = range(4)
TITLES = ["Column and its values", "Used as, or counts as", "Bands begin at", "Why"]
MOST_VALUES = 200
UNKNOWN = "unknown"
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Treated:
    """A column: how it is used, what else it could be used as (value, words), its bands, why, and its values.

    values  (value, the group it counts as, customers); "" for the group of a value that is taken for unknown
    """

    column: str
    used: str
    choices: tuple[tuple[str, str], ...]
    edges: str
    why: str
    values: tuple[tuple[str, str, int], ...] = ()


class _OnlySome(QStyledItemDelegate):
    """Lets the user type where an item says it can be typed: a group, or the bands."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if not index.data(Qt.ItemDataRole.UserRole):
            return None  # type: ignore[return-value]  # Qt's own way to say that there is nothing to edit
        return super().createEditor(parent, option, index)


class TreatmentTree(QTreeWidget):
    """`uses`, `edges` and `groups` are what the user changed, by column."""

    def __init__(self, treated: Sequence[Treated], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = treated
        self._choices: dict[str, Choice] = {}
        self._items: dict[str, QTreeWidgetItem] = {}
        self.setColumnCount(len(TITLES))
        self.setHeaderLabels(TITLES)
        self.setItemDelegate(_OnlySome(self))
        self.setUniformRowHeights(False)
        self.setAlternatingRowColors(True)
        self.setEditTriggers(self.EditTrigger.DoubleClicked | self.EditTrigger.EditKeyPressed)
        for column in treated:
            self._add(column)
        header = self.header()
        header.setStretchLastSection(True)
        for place, width in ((COLUMN, 210), (USED, 215), (EDGES, 170)):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(place, width)

    def uses(self) -> dict[str, str]:
        now = {column: str(choice.currentData()) for column, choice in self._choices.items()}
        return {given.column: now[given.column] for given in self._given if now[given.column] != given.used}

    def edges(self) -> dict[str, str]:
        now = {column: item.text(EDGES).strip() for column, item in self._items.items()}
        return {given.column: now[given.column] for given in self._given if now[given.column] != given.edges}

    def groups(self) -> dict[str, dict[str, str]]:
        """For each column with a changed group: every value that counts as another group than it did."""
        found: dict[str, dict[str, str]] = {}
        for given in self._given:
            item = self._items[given.column]
            for at, (value, group, _) in enumerate(given.values[:MOST_VALUES]):
                child = item.child(at)
                now = child.text(USED).strip().removeprefix(UNKNOWN) if child is not None else group
                if now != group:
                    found.setdefault(given.column, {})[value] = now
        return found

    def _add(self, column: Treated) -> None:
        item = QTreeWidgetItem(self, [column.column, "", column.edges, column.why])
        item.setToolTip(WHY, column.why)
        item.setToolTip(EDGES, "Numbers in rising order, as in 25000 40000 60000")
        item.setData(EDGES, Qt.ItemDataRole.UserRole, bool(column.edges))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        for value, group, customers in column.values[:MOST_VALUES]:
            child = QTreeWidgetItem(item, [f"{value}  ({customers:,})", group or UNKNOWN])
            child.setData(USED, Qt.ItemDataRole.UserRole, not column.edges)
            child.setFlags(child.flags() | Qt.ItemFlag.ItemIsEditable)
        choice = Choice()
        for key, words in column.choices:
            choice.addItem(words, key)
        choice.setCurrentIndex(max(choice.findData(column.used), 0))
        choice.setAccessibleName(f"Used as, {column.column}")
        self.setItemWidget(item, USED, choice)
        self._choices[column.column], self._items[column.column] = choice, item


def numbers_in(text: str) -> tuple[float, ...] | None:
    """“25,000 40,000” as numbers; None where a word is none."""
    try:
        return tuple(float(word.replace(",", "")) for word in text.replace(";", " ").split())
    except ValueError:
        return None


def as_text(edges: Sequence[float]) -> str:
    return "  ".join(f"{edge:,.10g}" for edge in edges)

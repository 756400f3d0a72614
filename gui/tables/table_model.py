"""A table of column arrays for Qt: sorted and filtered by numpy, without a proxy, so that 200,000 rows stay quick."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from gui.tables.column import Column, sorted_rows

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole

SORT_VALUE = int(Role.UserRole)
LONG_TEXT = 24
"""Letters; longer texts are repeated in a tooltip, since their cell may cut them off."""


class TableModel(QAbstractTableModel):
    """Rows of the arrays are *source rows*; what the table shows is `rows`, sorted and filtered source rows."""

    def __init__(self, mark_of: Callable[[int], QIcon] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mark_of = mark_of
        self.columns: tuple[Column, ...] = ()
        self.rows: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._order = self.rows
        self._mask: NDArray[np.bool_] | None = None
        self._words: tuple[str, ...] = ()
        self._searchable: list[str] | None = None
        self._roles: dict[int, Callable[[Column, int], Any]] = {
            Role.DisplayRole: Column.text,
            Role.AccessibleTextRole: Column.text,
            Role.TextAlignmentRole: _alignment,
            Role.ToolTipRole: _tooltip,
            Role.DecorationRole: self._mark,
            SORT_VALUE: Column.native,
        }

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other data, unsorted; the words to find stay, the mask goes."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._order = np.arange(self.source_count, dtype=np.int64)
        self._mask = None
        self._searchable = None
        self.rows = self._visible()
        self.endResetModel()

    @property
    def source_count(self) -> int:
        return len(self.columns[0]) if self.columns else 0

    def find(self, text: str) -> None:
        """Keep rows in which every word of `text` stands in some text column, in any case."""
        self._words = tuple(text.casefold().split())
        self._refilter()

    def filter_rows(self, mask: NDArray[np.bool_] | None) -> None:
        """Keep source rows where `mask` is true; all of them for None."""
        self._mask = mask
        self._refilter()

    def _refilter(self) -> None:
        self.beginResetModel()
        self.rows = self._visible()
        self.endResetModel()

    def _visible(self) -> NDArray[np.int64]:
        rows: NDArray[np.int64] = self._order if self._mask is None else self._order[self._mask[self._order]]
        if not self._words:
            return rows
        texts = self._search_texts()
        found = (all(word in texts[row] for word in self._words) for row in rows)
        kept: NDArray[np.int64] = rows[np.fromiter(found, np.bool_, len(rows))]
        return kept

    def _search_texts(self) -> list[str]:
        if self._searchable is None:
            texts = [c.values if c.texts is None else c.texts for c in self.columns if c.is_text]
            self._searchable = ["\n".join(map(str, row)).casefold() for row in zip(*texts, strict=True)]
            self._searchable = self._searchable or [""] * self.source_count
        return self._searchable

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; column -1 puts the rows back as they came."""
        if not self.columns:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.rows
        descending = order == Qt.SortOrder.DescendingOrder
        unsorted = not 0 <= column < len(self.columns)
        self._order = (
            np.arange(self.source_count, dtype=np.int64)
            if unsorted
            else sorted_rows(self.columns[column], descending=descending)
        )
        self.rows = self._visible()
        self._move_persistent_indexes(before)
        self.layoutChanged.emit()

    def _move_persistent_indexes(self, before: NDArray[np.int64]) -> None:
        old = self.persistentIndexList()
        position = self.positions()
        new = [self.index(int(position[before[index.row()]]), index.column()) for index in old]
        self.changePersistentIndexList(old, new)

    def positions(self) -> NDArray[np.int64]:
        """Where each source row stands in the table, -1 where it is filtered out."""
        position = np.full(self.source_count, -1, dtype=np.int64)
        position[self.rows] = np.arange(len(self.rows))
        return position

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        answer = self._roles.get(role)
        if answer is None or not index.isValid():
            return None
        return answer(self.columns[index.column()], int(self.rows[index.row()]))

    def _mark(self, column: Column, row: int) -> QIcon | None:
        return None if column.marks is None or self._mark_of is None else self._mark_of(int(column.marks[row]))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        answers = {
            int(Role.DisplayRole): column.header,
            int(Role.ToolTipRole): column.tip or None,
            int(Role.TextAlignmentRole): _alignment(column, 0) | int(Qt.TextFlag.TextWordWrap),
        }
        return answers.get(role)


def _alignment(column: Column, _row: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column.kind == "number" else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _tooltip(column: Column, row: int) -> str | None:
    text = column.text(row) if column.is_text else ""
    return text if len(text) > LONG_TEXT else None

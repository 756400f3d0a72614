"""The first lines of a table, with a list of roles above each column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHeaderView, QLabel, QTableView, QWidget

from gui.widgets.parts import label

NOT_USED = "—"
NARROWEST, WIDEST, GAP = 130, 260, 3
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class ColumnNote:
    """What a column's role rests on and how its text was read: a few words, and all of it."""

    short: str = ""
    whole: str = ""


class CellModel(QAbstractTableModel):
    """Texts by column; row numbers are those of the user's file."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.headers: Sequence[str] = ()
        self._cells: Sequence[Sequence[str]] = ()
        self._rows: Sequence[int] = ()

    def show(self, headers: Sequence[str], cells: Sequence[Sequence[str]], rows: Sequence[int]) -> None:
        self.beginResetModel()
        self.headers, self._cells, self._rows = headers, cells, rows
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() or not self._cells else len(self._cells[0])

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.headers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._cells[index.column()][index.row()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.headers[section] if orientation == Qt.Orientation.Horizontal else f"{self._rows[section]:,}"


class RoleBox(QComboBox):
    """A list of roles that the mouse wheel does not change: who scrolls the table must not change a role."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class RoleHeader(QHeaderView):
    """A header that carries a list of roles under each column's name."""

    role_picked = Signal(int, object)

    def __init__(self, roles: Sequence[tuple[str, str]], parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._roles = [(NOT_USED, None), *((words, key) for key, words in roles)]
        self._headers: list[str] = []
        self.boxes: list[QComboBox] = []
        self.notes: list[QLabel] = []
        self.setSectionsClickable(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.sectionResized.connect(self.place_boxes)
        parent.horizontalScrollBar().valueChanged.connect(self.place_boxes)

    def show_roles(self, headers: Sequence[str], roles: Sequence[str | None], notes: Sequence[ColumnNote]) -> None:
        """Show what each column is taken for; boxes of the same columns stay, and with them the keyboard's focus."""
        if list(headers) != self._headers:
            self._make_boxes(headers)
        for box, role, line, note in zip(self.boxes, roles, self.notes, notes, strict=True):
            box.setCurrentIndex(max(box.findData(role), 0))
            line.setProperty("whole", note.short)
            line.setToolTip(note.whole)
            box.setToolTip(note.whole or box.accessibleName())
        self.updateGeometry()
        self.geometriesChanged.emit()
        self.place_boxes()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_boxes()

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        height = self.boxes[0].sizeHint().height() + self.fontMetrics().height() + 2 * GAP if self.boxes else 0
        return QSize(size.width(), self.fontMetrics().height() + 2 * GAP + height)

    def place_boxes(self) -> None:
        for at, box in enumerate(self.boxes):
            height, line = box.sizeHint().height(), self.fontMetrics().height() + GAP
            left, width = self.sectionViewportPosition(at) + GAP, self.sectionSize(at) - 2 * GAP
            box.setGeometry(left, self.height() - height - line - GAP, width, height)
            note, room = self.notes[at], width - 2 * GAP
            note.setGeometry(left + 2 * GAP, self.height() - line, room, line)
            note.setText(self.fontMetrics().elidedText(str(note.property("whole")), Qt.TextElideMode.ElideRight, room))

    def _make_boxes(self, headers: Sequence[str]) -> None:
        for part in (*self.boxes, *self.notes):
            part.deleteLater()
        self._headers = list(headers)
        self.boxes = [self._box(at, header) for at, header in enumerate(headers)]
        self.notes = [self._note() for _ in headers]

    def _box(self, at: int, header: str) -> QComboBox:
        box = RoleBox(self.viewport())
        for words, key in self._roles:
            box.addItem(words, key)
        box.setAccessibleName(f"What column {header} is")
        box.setToolTip(f"What “{header}” is; {NOT_USED} where it plays no role")
        box.activated.connect(lambda _index: self.role_picked.emit(at, box.currentData()))
        box.show()
        return box

    def _note(self) -> QLabel:
        line = label(name="quiet")
        line.setProperty("whole", "")
        line.setParent(self.viewport())
        line.show()
        return line


class RoleGrid(QTableView):
    """Shows cells and takes roles. Reports (column, role or None) when the user picks another role."""

    role_picked = Signal(int, object)

    def __init__(self, roles: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = CellModel(self)
        self.setModel(self._model)
        self.header = RoleHeader(roles, self)
        self.setHorizontalHeader(self.header)
        self.header.role_picked.connect(self.role_picked)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 6)

    def show_table(
        self,
        headers: Sequence[str],
        roles: Sequence[str | None],
        notes: Sequence[ColumnNote],
        cells: Sequence[Sequence[str]],
        rows: Sequence[int],
    ) -> None:
        self._model.show(headers, cells, rows)
        self.header.show_roles(headers, roles, notes)
        self.resizeColumnsToContents()
        for at in range(len(headers)):
            self.setColumnWidth(at, min(max(self.columnWidth(at), NARROWEST), WIDEST))
        self.header.place_boxes()

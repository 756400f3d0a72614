"""All models side by side on the customers of one segment; a click takes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QVBoxLayout, QWidget

from gui.frames.comparison import FOR_ALL, USE, comparison_columns, good_for
from gui.tables.button_cells import ButtonCells
from gui.tables.table_view import TableView
from gui.widgets.parts import label

if TYPE_CHECKING:
    from engine import ModelComparison
    from gui.tables.column import Column

Button = QDialogButtonBox.StandardButton
LARGEST = QSize(1300, 480)
WIDEST = 220
FREE = 60
"""Pixels: of the dialog, of a column before it takes what is left, and free between the dialog and the screen."""


class CompareDialog(QDialog):
    """`used` carries the name of the model that the user takes."""

    used = Signal(str)

    def __init__(
        self, comparison: ModelComparison, segment: str, current: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._models = [str(row.model) for row in comparison.rows]
        self.setWindowTitle("Compare models")
        self.sentence = label(comparison.sentence, "headline", wrap=True)
        self.table = TableView(f"Models on {segment}", widest=WIDEST, compact=True)
        self.table.count.hide()
        self._show_models(comparison_columns(comparison, current))
        self.good_for = label(wrap=True)
        self.buttons = QDialogButtonBox(Button.Close)
        self.use_button = self.buttons.addButton("&Use the selected model", QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self.table.row_activated.connect(self._take)
        self.table.table.clicked.connect(self._take_where_asked)
        self.table.table.selectionModel().selectionChanged.connect(self._show_selected)
        self.use_button.clicked.connect(lambda: self._take(self.table.selected_rows()[0]))
        self.buttons.rejected.connect(self.reject)
        self.table.table.setCurrentIndex(self.table.model.index(self._models.index(comparison.recommended), 0))
        self.table.table.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.sentence)
        column.addWidget(self.table, 1)
        for part in (self.good_for, label(FOR_ALL, "quiet", wrap=True), self.buttons):
            column.addWidget(part)
        room = self.screen().availableSize() - QSize(FREE, FREE)
        self.resize(LARGEST.boundedTo(room))

    def _show_models(self, columns: list[Column]) -> None:
        """A button in each row, and notes on as many lines as they need."""
        table = self.table.table
        table.setSelectionMode(table.SelectionMode.SingleSelection)
        table.setMouseTracking(True)
        table.setItemDelegateForColumn([column.key for column in columns].index(USE), ButtonCells(table))
        self.table.show_columns(columns)
        table.setWordWrap(True)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().sectionResized.connect(table.resizeRowsToContents)

    def _show_selected(self) -> None:
        rows = self.table.selected_rows()
        self.use_button.setEnabled(len(rows) == 1)
        self.good_for.setText(good_for(self._models[rows[0]]) if rows else "")

    def _take_where_asked(self, index: QModelIndex) -> None:
        if self.table.model.columns[index.column()].key == USE:
            self._take(int(self.table.visible_rows()[index.row()]))

    def _take(self, row: int) -> None:
        self.used.emit(self._models[row])
        self.accept()

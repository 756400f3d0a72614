"""All models side by side on the customers of one segment; a click takes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from gui.frames.comparison import USE, comparison_columns
from gui.tables.table_view import TableView
from gui.widgets.parts import label

if TYPE_CHECKING:
    from engine import ModelComparison

Button = QDialogButtonBox.StandardButton


class CompareDialog(QDialog):
    """`used` carries the name of the model that the user takes."""

    used = Signal(str)

    def __init__(self, comparison: ModelComparison, segment: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models = [str(row.model) for row in comparison.rows]
        self.setWindowTitle("Compare models")
        self.sentence = label(comparison.sentence, "headline", wrap=True)
        self.table = TableView(f"Models on {segment}")
        self.table.show_columns(comparison_columns(comparison))
        self.use = QDialogButtonBox(Button.Close)
        self.use_button = self.use.addButton("&Use the selected model", QDialogButtonBox.ButtonRole.AcceptRole)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        for part in (self.sentence, self.table, self.use):
            column.addWidget(part)
        self.table.row_activated.connect(self._take)
        self.table.table.clicked.connect(self._take_where_asked)
        self.table.rows_selected.connect(self._allow)
        self.use_button.clicked.connect(lambda: self._take(self.table.selected_rows()[0]))
        self.use.rejected.connect(self.reject)
        self.table.select_rows([self._models.index(comparison.recommended)])
        self._allow()
        self.resize(980, 420)

    def _allow(self) -> None:
        self.use_button.setEnabled(len(self.table.selected_rows()) == 1)

    def _take_where_asked(self, index: QModelIndex) -> None:
        if self.table.model.columns[index.column()].key == USE:
            self._take(int(self.table.visible_rows()[index.row()]))

    def _take(self, row: int) -> None:
        self.used.emit(self._models[row])
        self.accept()

"""Which clustering predicts best: recipes and numbers of clusters side by side; a button takes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from gui.frames.clusterings import EXPLAINED, clustering_columns
from gui.tables.table_view import TableView
from gui.widgets.parts import label

if TYPE_CHECKING:
    from engine import ClusteringComparison

Button = QDialogButtonBox.StandardButton
LARGEST = QSize(1100, 560)
FREE = 60
"""Pixels that stay free between the dialog and the edges of the screen."""


class ClusteringsDialog(QDialog):
    """`used` carries the row of the clustering that the user takes."""

    used = Signal(object)

    def __init__(self, comparison: ClusteringComparison, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = comparison.rows
        self.setWindowTitle("Which clustering predicts best")
        self.sentence = label(comparison.sentence, "headline", wrap=True)
        self.table = TableView("Clusterings", widest=320, compact=True)
        self.buttons = QDialogButtonBox(Button.Close)
        self.use_button = self.buttons.addButton("&Use it and run again", QDialogButtonBox.ButtonRole.AcceptRole)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.sentence)
        column.addWidget(self.table, 1)
        for part in (label(EXPLAINED, "quiet", wrap=True), self.buttons):
            column.addWidget(part)
        self.resize(LARGEST.boundedTo(self.screen().availableSize() - QSize(FREE, FREE)))
        self.table.setVisible(bool(self._rows))
        self.use_button.clicked.connect(lambda: self._take(self.table.selected_rows()[0]))
        self.buttons.rejected.connect(self.reject)
        self._show_rows(comparison)

    def _show_rows(self, comparison: ClusteringComparison) -> None:
        table = self.table.table
        table.setSelectionMode(table.SelectionMode.SingleSelection)
        self.table.show_columns(clustering_columns(comparison))
        table.selectionModel().selectionChanged.connect(self._allow)
        self.table.row_activated.connect(self._take)
        if self._rows:
            table.setCurrentIndex(self.table.model.index(comparison.proposed or 0, 0))
        self._allow()

    def _allow(self) -> None:
        """The clustering that is in use, the first, need not be taken."""
        rows = self.table.selected_rows()
        self.use_button.setEnabled(len(rows) == 1 and rows[0] > 0)

    def _take(self, row: int) -> None:
        if row > 0:
            self.used.emit(self._rows[row])
            self.accept()

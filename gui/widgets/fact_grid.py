"""A few figures side by side: the value large, what it is below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from gui.widgets.parts import label


class FactGrid(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(28)
        self._grid.setVerticalSpacing(0)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show (label, value) pairs."""
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for column, (what, value) in enumerate(facts):
            self._grid.addWidget(label(value, "headline"), 0, column)
            self._grid.addWidget(label(what, "quiet"), 1, column)
        self._grid.setColumnStretch(len(facts), 1)

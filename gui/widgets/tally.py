"""A small sum that adds up: one entry per row, lines and money, and the total they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gui.widgets.parts import label


@dataclass(frozen=True, slots=True)
class Entry:
    """`amount` is None where money is unknown; `strong` entries are set in bold."""

    label: str
    lines: int
    amount: float | None
    strong: bool = False


class Tally(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        if not entries:
            return
        with_money = any(entry.amount is not None for entry in entries)
        self._write(0, ("", "lines", "money" if with_money else ""), "quiet")
        for row, entry in enumerate(entries, 1):
            money = "" if entry.amount is None else f"{entry.amount:,.2f}"
            self._write(row, (entry.label, f"{entry.lines:,}", money), "strong" if entry.strong else "")

    def texts(self) -> list[tuple[str, ...]]:
        """What stands in the rows, for a test or a screen reader."""
        rows = range(self._grid.rowCount())
        cells = [[self._grid.itemAtPosition(row, column) for column in range(3)] for row in rows]
        return [tuple(_text(cell.widget()) for cell in row if cell) for row in cells if any(row)]

    def _write(self, row: int, texts: tuple[str, str, str], kind: str) -> None:
        for column, text in enumerate(texts):
            side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(label(text, kind), row, column, side)


def _text(widget: QWidget | None) -> str:
    return widget.text() if isinstance(widget, QLabel) else ""

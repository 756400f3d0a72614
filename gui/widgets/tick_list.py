"""Boxes to tick side by side, and a sentence that says what those ticked come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QGroupBox, QVBoxLayout, QWidget

from gui.widgets.parts import label

COLUMNS = 3


class TickList(QGroupBox):
    changed = Signal()

    def __init__(self, title: str, entries: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """Each entry is a key and its words."""
        super().__init__(title, parent)
        self.boxes: dict[str, QCheckBox] = {}
        self.sentence = label(name="quiet", wrap=True)
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        for at, (key, words) in enumerate(entries):
            box = self.boxes[key] = QCheckBox(words.replace("&", "&&"))
            box.toggled.connect(lambda _on: self.changed.emit())
            grid.addWidget(box, *divmod(at, COLUMNS))
        column = QVBoxLayout(self)
        column.addLayout(grid)
        column.addWidget(self.sentence)

    def ticked(self) -> list[str]:
        """Keys in the order of the boxes."""
        return [key for key, box in self.boxes.items() if box.isChecked()]

    def tick(self, keys: Iterable[str]) -> None:
        """Tick these boxes and no others."""
        wanted = set(keys)
        for key, box in self.boxes.items():
            box.setChecked(key in wanted)

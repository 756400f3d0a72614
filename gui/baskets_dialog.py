"""What each choice of basket would give; a click takes one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QRadioButton, QVBoxLayout, QWidget

from gui.frames.associations import BasketRow
from gui.widgets.parts import label

Button = QDialogButtonBox.StandardButton
INTRODUCTION = (
    "What counts as bought together? The narrower the basket, the closer its products belong; "
    "but most baskets should hold several."
)
WIDTH = 640


class BasketsDialog(QDialog):
    """`used` carries the kind that the user takes, where it is another than before."""

    used = Signal(str)

    def __init__(self, rows: Sequence[BasketRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Baskets")
        self.choices = {row.kind: QRadioButton(row.title) for row in rows}
        self._before = next((row.kind for row in rows if row.used), "")
        self.buttons = QDialogButtonBox(Button.Ok | Button.Cancel)
        self.buttons.button(Button.Ok).setText("&Use it and run again")
        column = QVBoxLayout(self)
        column.setSpacing(6)
        column.addWidget(label(INTRODUCTION, wrap=True))
        for row in rows:
            choice = self.choices[row.kind]
            choice.setChecked(row.used)
            choice.toggled.connect(self._allow)
            what = label(row.sentence, "quiet", wrap=True)
            what.setContentsMargins(24, 0, 0, 8)
            what.setBuddy(choice)
            column.addWidget(choice)
            column.addWidget(what)
        column.addWidget(self.buttons)
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        self.setMinimumWidth(WIDTH)
        self._allow()

    def chosen(self) -> str:
        """The kind that is ticked."""
        return next((kind for kind, choice in self.choices.items() if choice.isChecked()), "")

    def _allow(self) -> None:
        self.buttons.button(Button.Ok).setEnabled(self.chosen() not in ("", self._before))

    def _take(self) -> None:
        self.used.emit(self.chosen())
        self.accept()

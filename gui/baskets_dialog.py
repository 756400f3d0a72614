"""What each choice of basket would give; a click takes one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from gui.frames.associations import BasketRow, LeftOutItems
from gui.widgets.parts import label

Button = QDialogButtonBox.StandardButton
INTRODUCTION = (
    "What counts as bought together? The narrower the basket, the closer its products belong; "
    "but most baskets should hold several."
)
WIDTH = 640
JOINED = "; "
EXAMPLE = "ids or names, with ; between them"


class BasketsDialog(QDialog):
    """`used` carries what the user changed: the kind of basket, what is no product, and what is one after all."""

    used = Signal(dict)

    def __init__(self, rows: Sequence[BasketRow], left_out: LeftOutItems, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Baskets")
        self.not_items = QLineEdit(JOINED.join(left_out.not_items))
        self.items_after_all = QLineEdit(JOINED.join(left_out.items_after_all))
        self._lists_before = self._lists()
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
        self._add_lists(column, left_out.sentence)
        column.addWidget(self.buttons)
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        self.setMinimumWidth(WIDTH)
        self._allow()

    def _add_lists(self, column: QVBoxLayout, sentence: str) -> None:
        column.addWidget(label(sentence, wrap=True))
        form = QFormLayout()
        for title, box in (("Leave &out as well", self.not_items), ("Goods &after all", self.items_after_all)):
            box.setPlaceholderText(EXAMPLE)
            box.textChanged.connect(self._allow)
            form.addRow(title, box)
        column.addLayout(form)

    def _lists(self) -> dict[str, list[str]]:
        boxes = {"not_items": self.not_items, "items_after_all": self.items_after_all}
        return {name: [word for text in box.text().split(";") if (word := text.strip())] for name, box in boxes.items()}

    def chosen(self) -> str:
        """The kind that is ticked."""
        return next((kind for kind, choice in self.choices.items() if choice.isChecked()), "")

    def _allow(self) -> None:
        self.buttons.button(Button.Ok).setEnabled(
            bool(self.chosen()) and (self.chosen() != self._before or self._lists() != self._lists_before)
        )

    def _take(self) -> None:
        changed = {"basket": self.chosen()} if self.chosen() != self._before else {}
        self.used.emit(changed | self._lists())
        self.accept()

"""What customers are compared by: the families of features, and how each column of the list of customers is used."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from engine import OptionError, Options
from gui.frames.describing import TICKED, as_proposed, entries, treated, with_columns, with_ticks
from gui.session import Described
from gui.widgets.parts import label
from gui.widgets.tick_list import TickList
from gui.widgets.treatment_tree import TreatmentTree

Button = QDialogButtonBox.StandardButton
COLUMNS_TITLE = "Columns of the list of customers: double-click a group to change it."


class DescribingDialog(QDialog):
    """`options` is what the user made of those given."""

    def __init__(self, described: Described, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given, self._shown = described.given, described.resolved.features
        self._made = described.given
        self.setWindowTitle("What customers are compared by")
        self.lists = {name: TickList(title, entries(name, described.dataset)) for name, title in TICKED.items()}
        for name, ticks in self.lists.items():
            ticks.tick(getattr(self._shown, name))
            ticks.setVisible(bool(ticks.boxes))
        self.tree = TreatmentTree(treated(described.treatments))
        self.problem = label(name="problem", wrap=True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(Button.Ok | Button.Cancel | Button.RestoreDefaults)
        self.buttons.button(Button.RestoreDefaults).setText("As &proposed")
        self._lay_out()
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        self.buttons.button(Button.RestoreDefaults).clicked.connect(self._take_proposal)

    def options(self) -> Options:
        return self._made

    def _take(self) -> None:
        ticked = {name: ticks.ticked() for name, ticks in self.lists.items()}
        try:
            made = with_ticks(self._given, self._shown, ticked)
            self._made = with_columns(made, self.tree.uses(), self.tree.edges(), self.tree.groups())
        except OptionError as problem:
            self.problem.setText(f"{problem.sentence} {problem.hint}")
            self.problem.show()
            return
        self.accept()

    def _take_proposal(self) -> None:
        self._made = as_proposed(self._given)
        self.accept()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(10)
        for ticks in self.lists.values():
            ticks.sentence.hide()
            column.addWidget(ticks)
        columns_title = label(COLUMNS_TITLE, "strong")
        columns_title.setVisible(self.tree.topLevelItemCount() > 0)
        self.tree.setVisible(self.tree.topLevelItemCount() > 0)
        column.addWidget(columns_title)
        column.addWidget(self.tree, 1)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)
        self.resize(980, 620)

"""Every option of a run in one dialog: what to split customers by, how to group them, what to offer, how files are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

import engine
from engine import Options
from gui.frames.options import (
    column_entries,
    columns_in_use,
    option_fields,
    option_values,
    segments_sentence,
    split_by,
    with_values,
)
from gui.widgets.options_form import OptionsForm
from gui.widgets.parts import label, scrolled
from gui.widgets.tick_list import TickList

if TYPE_CHECKING:
    from engine import Dataset

Button = QDialogButtonBox.StandardButton
NO_FILES = "Once files are open, the columns that customers can be split by stand here."
NO_COLUMNS = "The files have no column to split customers by: they stay in one segment."


class OptionsDialog(QDialog):
    """`options` is what the user has made of the options given."""

    def __init__(
        self, options: Options, dataset: Dataset | None, note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._given = options
        self._dataset = dataset
        self.note = label(note, "quiet")
        self.setWindowTitle("Options")
        self.segments = TickList("Segments by", self._entries())
        self.form = OptionsForm(option_fields(options))
        self.buttons = QDialogButtonBox(Button.Ok | Button.Cancel | Button.RestoreDefaults)
        self.buttons.button(Button.RestoreDefaults).setText("&Defaults")
        self._lay_out()
        self.segments.changed.connect(self._count_segments)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.buttons.button(Button.RestoreDefaults).clicked.connect(lambda: self._show(Options()))
        self._show(options)
        self._count_segments()

    def options(self) -> Options:
        options = with_values(self._given, self.form.values())
        return options if self._dataset is None else split_by(options, self._dataset, tuple(self.segments.ticked()))

    def _entries(self) -> list[tuple[str, str]]:
        if self._dataset is None:
            return []
        return column_entries(engine.segment_columns(self._dataset), columns_in_use(self._given, self._dataset))

    def _show(self, options: Options) -> None:
        self.form.set_values(option_values(options))
        if self._dataset is not None:
            self.segments.tick(columns_in_use(options, self._dataset))

    def _count_segments(self) -> None:
        if self._dataset is None or not self.segments.boxes:
            self.segments.sentence.setText(NO_FILES if self._dataset is None else NO_COLUMNS)
            return
        sizes = engine.segment_sizes(self._dataset, self.segments.ticked())
        self.segments.sentence.setText(segments_sentence(len(sizes), int(sizes.sum())))

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(14)
        column.addWidget(self.segments)
        column.addWidget(self.form)
        column.addStretch(1)
        scroll = scrolled(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.addWidget(scroll, 1)
        whole.addWidget(self.note)
        whole.addWidget(self.buttons)
        self.resize(820, 560)

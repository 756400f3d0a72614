"""The bottom line of the window: what is running, how far it is, and Cancel; or how the last thing ended.

A step that has not yet said how far it is shows a bar that moves to and fro.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from gui.widgets.parts import button, label

STEPS = 1000


class ProgressLine(QWidget):
    cancel_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = label()
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar(maximum=STEPS)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(280)
        self.bar.setMaximumHeight(12)
        self.bar.setAccessibleName("Progress")
        self.cancel = button("Cance&l", "Stop what is running (Esc)")
        self.cancel.clicked.connect(self.cancel_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 6, 3)
        row.addWidget(self.label, 1)
        row.addWidget(self.bar)
        row.addWidget(self.cancel)
        self.setFixedHeight(self.cancel.sizeHint().height() + 8)
        self.rest("")

    def show_running(self, what: str, fraction: float, *, cancelling: bool) -> None:
        self.label.setText("Stopping…" if cancelling else f"{what}…")
        self.bar.setMaximum(STEPS if fraction > 0 else 0)
        self.bar.setValue(round(STEPS * min(fraction, 1.0)))
        self.cancel.setEnabled(not cancelling)
        self._show_parts(True)

    def rest(self, message: str) -> None:
        self.label.setText(message)
        self._show_parts(False)

    def _show_parts(self, on: bool) -> None:
        self.bar.setVisible(on)
        self.cancel.setVisible(on)

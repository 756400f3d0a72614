"""Customers one after the other, each as a card to read out on the phone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from gui.widgets.parts import button, label
from gui.widgets.reading_sheet import ReadingSheet, Sheet

FIRST_SIZE = QSize(860, 640)
FREE = 60
"""Pixels between the dialog and the edge of the screen."""


class CustomerCardDialog(QDialog):
    """`customer_shown` carries each customer that is turned to, `customer_opened` the one to open in the window."""

    customer_shown = Signal(int)
    customer_opened = Signal(int)

    def __init__(
        self, customers: Sequence[int], first: int, sheet_of: Callable[[int], Sheet], parent: QWidget | None = None
    ) -> None:
        """`customers` in the order to be worked through; `first` is one of them; `sheet_of` says what to show of one."""
        super().__init__(parent)
        self.setWindowTitle("Customer card")
        self._customers = list(customers)
        self._at = self._customers.index(first)
        self._sheet_of = sheet_of
        self.place = label(name="quiet")
        self.sheet = ReadingSheet()
        self.previous = button("&Previous", "The customer before, in the order of the table (Alt+Left)")
        self.next = button("&Next", "The next customer, in the order of the table (Alt+Right)")
        self.copy = button("&Copy", "Copy the whole card as text (Ctrl+C)")
        self.save = button("Save as P&DF…", "Save this card as a PDF file, to print it or send it on")
        self.open_customer = button("&Open the customer", "All that is known of it, on the page Customers")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._lay_out()
        self._connect()
        self._show()
        self.sheet.setFocus()

    @property
    def customer(self) -> int:
        return self._customers[self._at]

    def turn(self, steps: int) -> None:
        """Show the customer so many places on, as far as there are any."""
        at = min(max(self._at + steps, 0), len(self._customers) - 1)
        if at != self._at:
            self._at = at
            self._show()
            self.customer_shown.emit(self.customer)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self.previous)
        above.addWidget(self.next)
        above.addWidget(self.place, 1)
        for part in (self.copy, self.save, self.open_customer):
            above.addWidget(part)
        column = QVBoxLayout(self)
        column.addLayout(above)
        column.addWidget(self.sheet, 1)
        column.addWidget(self.buttons)
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.resize(FIRST_SIZE.boundedTo(self.screen().availableSize() - QSize(FREE, FREE)))

    def _connect(self) -> None:
        self.previous.clicked.connect(lambda: self.turn(-1))
        self.next.clicked.connect(lambda: self.turn(1))
        self.copy.clicked.connect(self.sheet.copy_all)
        self.save.clicked.connect(self._ask_and_save)
        self.open_customer.clicked.connect(self._open)
        self.buttons.rejected.connect(self.reject)
        for keys, steps in (("Alt+Left", -1), ("Alt+Right", 1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda by=steps: self.turn(by))

    def _show(self) -> None:
        self.sheet.show_sheet(self._sheet_of(self.customer))
        self.place.setText(f"{self._at + 1:,} of {len(self._customers):,}")
        self.previous.setEnabled(self._at > 0)
        self.next.setEnabled(self._at < len(self._customers) - 1)

    def _ask_and_save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Save the card", "customer card.pdf", "PDF files (*.pdf)")
        if not name:
            return
        try:
            Path(name).write_bytes(self.sheet.as_pdf())
        except OSError:
            where = Path(name).name
            QMessageBox.warning(
                self, "Not saved", f"{where} could not be written. Close it elsewhere or choose another name."
            )

    def _open(self) -> None:
        self.accept()
        self.customer_opened.emit(self.customer)

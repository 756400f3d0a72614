"""What proves an offer, beside or below its table: the peers or purchases behind it, and its reason in words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from gui.frames.offer_proof import OfferProof
from gui.tables.table_view import TableView
from gui.widgets.parts import label, scrolled

GAP = "\n\n"


class OfferProofView(QWidget):
    """`title` and `words` are said as long as no offer is chosen. In a low and wide place, the words stand `beside`.

    `customer_opened` carries the customer of a row that is double-clicked, where rows are customers.
    """

    customer_opened = Signal(int)

    def __init__(self, title: str, words: str = "", *, beside: bool = False) -> None:
        super().__init__()
        self._without = OfferProof(title, (), (words,) if words else ())
        self.table = TableView(title, widest=300, compact=True)
        self.words = label(wrap=True)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        parts = QSplitter(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        words_and_table = (scrolled(self.words), self.table)
        for part in words_and_table if beside else reversed(words_and_table):
            parts.addWidget(part)
        parts.setSizes([500, 500] if beside else [220, 110])
        parts.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(parts)
        self.table.row_activated.connect(self._open_customer)
        self._customers: tuple[int, ...] = ()
        self.show_proof(None)

    def show_proof(self, proof: OfferProof | None) -> None:
        proof = proof or self._without
        self.table.set_title(proof.title)
        self.table.show_columns(proof.columns)
        self.words.setText(GAP.join(proof.words))
        self._customers = proof.customers

    def _open_customer(self, row: int) -> None:
        if self._customers:
            self.customer_opened.emit(self._customers[row])

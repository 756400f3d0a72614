"""What proves an offer, beside or below its table: the peers or purchases behind it, and its reason in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from gui.frames.offer_proof import OfferProof
from gui.tables.table_view import TableView
from gui.widgets.parts import label, scrolled

GAP = "\n\n"


class OfferProofView(QWidget):
    """`title` and `words` are said as long as no offer is chosen. In a low and wide place, the words stand `beside`."""

    def __init__(self, title: str, words: str = "", *, beside: bool = False) -> None:
        super().__init__()
        self._without = OfferProof(title, (), (words,) if words else ())
        self.table = TableView(title, widest=300, compact=True)
        self.words = label(wrap=True)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if beside:
            parts = QSplitter(Qt.Orientation.Horizontal)
            parts.addWidget(scrolled(self.words))
            parts.addWidget(self.table)
            parts.setSizes([500, 500])
            parts.setChildrenCollapsible(False)
            column.addWidget(parts, 1)
        else:
            column.addWidget(self.table, 1)
            column.addWidget(self.words)
        self.show_proof(None)

    def show_proof(self, proof: OfferProof | None) -> None:
        proof = proof or self._without
        self.table.set_title(proof.title)
        self.table.show_columns(proof.columns)
        self.words.setText(GAP.join(proof.words))

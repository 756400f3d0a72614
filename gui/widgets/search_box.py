"""A combo box that is searched by typing any part of an entry."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

MANY = 12


class SearchBox(QComboBox):
    """`picked` carries the key of the entry that the user chose."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxVisibleItems(20)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(lambda _: self.picked.emit(self.key))

    @property
    def key(self) -> int:
        return int(self.currentData()) if self.currentIndex() >= 0 else -1

    def show_entries(self, entries: Sequence[tuple[int, str]], key: int) -> None:
        """Offer (key, words) pairs with `key` chosen, the first where it is not among them; many can be searched."""
        with QSignalBlocker(self):
            self.clear()
            for entry, words in entries:
                self.addItem(words, entry)
            self.setCurrentIndex(max(self.findData(key), 0))
        self._make_searchable(len(entries) > MANY)

    def show_key(self, key: int) -> None:
        self.setCurrentIndex(self.findData(key))

    def _make_searchable(self, searchable: bool) -> None:
        if searchable == self.isEditable():
            return
        self.setEditable(searchable)
        line = self.lineEdit()
        if line is None:
            return
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        line.setPlaceholderText("Type to search…")
        line.editingFinished.connect(self._put_words_back)

    def _put_words_back(self) -> None:
        """Words that name no entry give way to the entry that is chosen."""
        self.setEditText(self.itemText(self.currentIndex()))

"""Boxes side by side that filter the rows of a table until they are the ones to work on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

ANY = -1
LEAST_WIDTH, MOST_LETTERS = 90, 22
"""Pixels that a box keeps where the window is narrow, and letters that it makes room for where it is wide."""


@dataclass(frozen=True, eq=False, slots=True)
class Facet:
    """Something rows can be filtered by: the value of each row as a position in `values`.

    values   a value without words, such as what is under the first step, cannot be chosen
    upwards  whether a value lets all later ones pass as well, as “2 × and more” does
    """

    key: str
    title: str
    values: tuple[str, ...]
    codes: NDArray[np.integer]
    upwards: bool = False


class FilterBar(QWidget):
    """Each box offers only what fits the choices of the others."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, QComboBox] = {}
        self.clear_button = QPushButton("Clear filters")
        self.clear_button.clicked.connect(self._clear)
        self._facets: tuple[Facet, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)

    def show_facets(self, facets: Sequence[Facet], *after: QWidget, keep: bool = False) -> None:
        """Make a box for each of `facets`; the tab key leads through them and on to `after`.

        Nothing is chosen, or with `keep` what was chosen before, as far as its words are still there.
        """
        chosen = {key: box.currentText() for key, box in self.boxes.items()} if keep else {}
        while item := self._row.takeAt(0):
            if (widget := item.widget()) and widget is not self.clear_button:
                widget.hide()
                widget.deleteLater()
        self._facets = tuple(facets)
        self.boxes = {facet.key: self._box(facet) for facet in facets}
        for facet in facets:
            if (words := chosen.get(facet.key)) in facet.values:
                self.boxes[facet.key].addItem(words, facet.values.index(words))
        for box in self.boxes.values():
            self._row.addWidget(box)
        self._row.addWidget(self.clear_button)
        self._row.addStretch(1)
        for earlier, later in pairwise((*self.boxes.values(), self.clear_button, *after)):
            self.setTabOrder(earlier, later)

    def passing(self, base: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which rows of `base` fit all choices; the boxes now offer what is left."""
        fitting = {facet.key: self._fits(facet) for facet in self._facets}
        for facet in self._facets:
            others = [mask for key, mask in fitting.items() if key != facet.key]
            self._offer_values(facet, np.logical_and.reduce([base, *others]))
        self.clear_button.setEnabled(any(self.chosen(facet.key) != ANY for facet in self._facets))
        return np.asarray(np.logical_and.reduce([base, *fitting.values()]))

    def choose(self, key: str, value: int) -> None:
        """Choose a value of a facet by its position, as a click would."""
        box = self.boxes[key]
        box.setCurrentIndex(max(box.findData(value), 0))
        self.changed.emit()

    def chosen(self, key: str) -> int:
        """The position of the value chosen, `ANY` for none."""
        value = self.boxes[key].currentData() if key in self.boxes else None
        return ANY if value is None else int(value)

    def _box(self, facet: Facet) -> QComboBox:
        box = QComboBox(maxVisibleItems=20)
        box.setAccessibleName(facet.title)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(min(max(map(len, (*facet.values, f"{facet.title}: all"))), MOST_LETTERS))
        box.setMinimumWidth(LEAST_WIDTH)
        box.activated.connect(lambda _: self.changed.emit())
        return box

    def _fits(self, facet: Facet) -> NDArray[np.bool_]:
        choice = self.chosen(facet.key)
        if choice == ANY:
            return np.ones(len(facet.codes), dtype=bool)
        return facet.codes >= choice if facet.upwards else facet.codes == choice

    def _offer_values(self, facet: Facet, rows: NDArray[np.bool_]) -> None:
        box, choice = self.boxes[facet.key], self.chosen(facet.key)
        there = np.bincount(facet.codes[rows], minlength=len(facet.values)) > 0
        if facet.upwards:
            there = np.maximum.accumulate(there[::-1])[::-1]
        with QSignalBlocker(box):
            box.clear()
            box.addItem(f"{facet.title}: all", ANY)
            for value in sorted({*np.flatnonzero(there).tolist(), choice} - {ANY}):
                if facet.values[value]:
                    box.addItem(facet.values[value], value)
            box.setCurrentIndex(max(box.findData(choice), 0))

    def _clear(self) -> None:
        for box in self.boxes.values():
            box.setCurrentIndex(0)
        self.changed.emit()

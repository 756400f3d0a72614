"""All offers: filtered until they are the ones to work on, and what they come to."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.frames.offers import Facet, facets, headline, offer_columns, reason_of
from gui.frames.texts import only_selected
from gui.plots.palette import badge_colours
from gui.session import Session
from gui.tables.table_view import TableView
from gui.widgets.chip import Chip
from gui.widgets.parts import label
from gui.widgets.when_shown import WhenShown

ANY = -1
LEAST_FILTER = 90
"""Pixels that a filter keeps where the window is narrow."""

CHOOSE = "Choose an offer to read its whole reason here; double-click it to open the customer."


class RecommendationsPage(QWidget):
    customer_opened = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._facets: tuple[Facet, ...] = ()
        self._owners: NDArray[np.integer] = np.empty(0, dtype=np.int64)
        self.filters: dict[str, QComboBox] = {}
        self.headline = label(name="headline", wrap=True)
        self.chip = Chip()
        self.clear = QPushButton("Clear filters")
        self.table = TableView(mark_colour=self._mark_colour, widest=900)
        self.reason = label(wrap=True)
        self._filter_bar = QHBoxLayout()
        self._fresh = WhenShown(self, self._show_analysis, lambda: session.analysis)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.table.bar.insertWidget(0, self.chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.addWidget(self.headline)
        column.addLayout(self._filter_bar)
        column.addWidget(self.table, 1)
        column.addWidget(self.reason)

    def _connect(self) -> None:
        session = self._session
        session.dataset_changed.connect(self._fresh.ask)
        session.analysis_changed.connect(self._fresh.ask)
        session.selection_changed.connect(self._filter)
        self.chip.clicked.connect(lambda: session.select(()))
        self.clear.clicked.connect(self._clear_filters)
        self.table.rows_changed.connect(self._show_words)
        self.table.rows_selected.connect(self._show_words)
        self.table.row_activated.connect(lambda row: self.customer_opened.emit(int(self._owners[row])))

    def _mark_colour(self, number: int) -> QColor:
        return badge_colours(number, self.palette())[0]

    def _show_analysis(self) -> None:
        analysis = self._session.analysis
        if analysis is None:
            return
        self._owners = analysis.recommendations.table["customer"].to_numpy()
        self._facets = facets(analysis)
        self._make_filters()
        self.table.show_columns(offer_columns(analysis, np.arange(len(analysis.recommendations))))
        self._filter()

    def _make_filters(self) -> None:
        while item := self._filter_bar.takeAt(0):
            if (widget := item.widget()) and widget is not self.clear:
                widget.hide()
                widget.deleteLater()
        self.filters = {facet.key: self._filter_box(facet) for facet in self._facets}
        for box in self.filters.values():
            self._filter_bar.addWidget(box)
        self._filter_bar.addWidget(self.clear)
        self._filter_bar.addStretch(1)
        table = self.table
        in_table = (table.find_box, table.columns_button, table.save_button, table.table)
        for earlier, later in pairwise((*self.filters.values(), self.clear, *in_table)):
            self.setTabOrder(earlier, later)

    def _filter_box(self, facet: Facet) -> QComboBox:
        box = QComboBox(maxVisibleItems=20)
        box.setAccessibleName(facet.title)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(min(max(map(len, (*facet.values, f"{facet.title}: all"))), 22))
        box.setMinimumWidth(LEAST_FILTER)
        box.activated.connect(self._filter)
        return box

    def _filter(self) -> None:
        """Keep what fits all filters and the selection; each box offers what fits the others."""
        if self._session.analysis is None or not self._fresh.is_done:
            return
        selection = self._session.selection
        selected = np.isin(self._owners, np.fromiter(selection, np.int64, len(selection)))
        base = selected if selection else np.ones(len(self._owners), dtype=bool)
        fitting = {facet.key: self._fits(facet) for facet in self._facets}
        for facet in self._facets:
            others = [mask for key, mask in fitting.items() if key != facet.key]
            self._offer_values(facet, np.logical_and.reduce([base, *others]))
        self.chip.say(only_selected(len(selection)) if selection else "")
        self.clear.setEnabled(any(self._choice(facet) != ANY for facet in self._facets))
        self.table.filter_rows(np.logical_and.reduce([base, *fitting.values()]))

    def _choice(self, facet: Facet) -> int:
        value = self.filters[facet.key].currentData()
        return ANY if value is None else int(value)

    def _fits(self, facet: Facet) -> NDArray[np.bool_]:
        choice = self._choice(facet)
        return np.ones(len(facet.codes), dtype=bool) if choice == ANY else facet.codes == choice

    def _offer_values(self, facet: Facet, rows: NDArray[np.bool_]) -> None:
        box, choice = self.filters[facet.key], self._choice(facet)
        there = np.flatnonzero(np.bincount(facet.codes[rows], minlength=len(facet.values)))
        with QSignalBlocker(box):
            box.clear()
            box.addItem(f"{facet.title}: all", ANY)
            for value in sorted({*there.tolist(), choice} - {ANY}):
                box.addItem(facet.values[value], value)
            box.setCurrentIndex(max(box.findData(choice), 0))

    def _clear_filters(self) -> None:
        for box in self.filters.values():
            box.setCurrentIndex(0)
        self._filter()

    def _show_words(self) -> None:
        """What the offers shown come to, and why the first of those chosen is one."""
        analysis = self._session.analysis
        if analysis is not None:
            chosen = self.table.selected_rows()
            self.headline.setText(headline(analysis, self.table.visible_rows()))
            self.reason.setText(f"Why: {reason_of(analysis, chosen[0])}" if chosen else CHOOSE)

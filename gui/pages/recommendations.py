"""All offers: filtered until they are the ones to work on, and what they come to."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.frames.offers import facets, headline, offer_columns, reason_of
from gui.frames.texts import only_selected
from gui.plots.palette import badge_colours
from gui.session import Session
from gui.tables.table_view import TableView
from gui.widgets.chip import Chip
from gui.widgets.filter_bar import FilterBar
from gui.widgets.parts import label
from gui.widgets.when_shown import WhenShown

CHOOSE = "Choose an offer to read its whole reason here; double-click it to open the customer."


class RecommendationsPage(QWidget):
    customer_opened = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._owners: NDArray[np.integer] = np.empty(0, dtype=np.int64)
        self.filters = FilterBar()
        self.headline = label(name="headline", wrap=True)
        self.chip = Chip()
        self.table = TableView(mark_colour=self._mark_colour, widest=900)
        self.reason = label(wrap=True)
        self._fresh = WhenShown(self, self._show_analysis, lambda: session.analysis)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.table.bar.insertWidget(0, self.chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.addWidget(self.headline)
        column.addWidget(self.filters)
        column.addWidget(self.table, 1)
        column.addWidget(self.reason)

    def _connect(self) -> None:
        session = self._session
        session.dataset_changed.connect(self._fresh.ask)
        session.analysis_changed.connect(self._fresh.ask)
        session.selection_changed.connect(self._filter)
        self.chip.clicked.connect(lambda: session.select(()))
        self.filters.changed.connect(self._filter)
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
        table = self.table
        self.filters.show_facets(facets(analysis), table.find_box, table.columns_button, table.save_button, table.table)
        self.table.show_columns(offer_columns(analysis, np.arange(len(analysis.recommendations))))
        self._filter()

    def _filter(self) -> None:
        """Keep what fits all filters and the selection."""
        if self._session.analysis is None or not self._fresh.is_done:
            return
        selection = self._session.selection
        selected = np.isin(self._owners, np.fromiter(selection, np.int64, len(selection)))
        self.chip.say(only_selected(len(selection)) if selection else "")
        self.table.filter_rows(self.filters.passing(selected if selection else np.ones(len(self._owners), dtype=bool)))

    def _show_words(self) -> None:
        """What the offers shown come to, and why the first of those chosen is one."""
        analysis = self._session.analysis
        if analysis is not None:
            chosen = self.table.selected_rows()
            self.headline.setText(headline(analysis, self.table.visible_rows()))
            self.reason.setText(f"Why: {reason_of(analysis, chosen[0])}" if chosen else CHOOSE)

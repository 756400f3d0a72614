"""All offers: filtered until they are the ones to work on, what they come to, and what proves the one chosen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from engine import Analysis, MarketBaskets
from gui.customer_card_dialog import CustomerCardDialog
from gui.frames.customer_call import call_sheet
from gui.frames.not_offered import refusals
from gui.frames.offer_proof import offer_proof
from gui.frames.offers import facets, headline, in_order_of, most_worth_first, offer_columns
from gui.frames.plays import by_play
from gui.frames.texts import only_selected
from gui.not_offered import Lists
from gui.offer_proof_view import OfferProofView
from gui.plots.palette import badge_colours
from gui.session import Session
from gui.tables.table_view import TableView
from gui.widgets.chip import Chip
from gui.widgets.filter_bar import FilterBar
from gui.widgets.parts import button, label
from gui.widgets.refusal_menu import RefusalMenu
from gui.widgets.when_shown import WhenShown

NO_PROOF = "Choose an offer to see what proves it"
CHOOSE = "Choose an offer to read why it is made and how its value came about; double-click it for the customer’s card."


class RecommendationsPage(QWidget):
    customer_opened = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._offers: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._owners: NDArray[np.integer] = self._offers
        self._proven: int | None = None
        self._run_shown: MarketBaskets | None = None
        self.filters = FilterBar()
        self.headline = label(name="headline", wrap=True)
        self.plays = label(wrap=True)
        self.chip = Chip()
        self.table = TableView(mark_colour=self._mark_colour, widest=900)
        self.refusals = RefusalMenu(self._ways_to_refuse, self)
        self.card_button = button("Customer car&d…", "The customer and its offers, to be read out on the phone (Enter)")
        self.proof = OfferProofView(NO_PROOF, CHOOSE, beside=True)
        self._fresh = WhenShown(self, self._show_analysis, lambda: session.analysis)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.table.bar.insertWidget(0, self.chip)
        self.table.bar.insertWidget(self.table.bar.count() - 2, self.card_button)
        self.table.bar.insertWidget(self.table.bar.count() - 2, self.refusals.button)
        self.table.table.addAction(self.refusals.menuAction())
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(self.table)
        both.addWidget(self.proof)
        both.setSizes([380, 190])
        both.setStretchFactor(0, 1)
        both.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.addWidget(self.headline)
        column.addWidget(self.plays)
        column.addWidget(self.filters)
        column.addWidget(both, 1)

    def _connect(self) -> None:
        session = self._session
        session.dataset_changed.connect(self._fresh.ask)
        session.analysis_changed.connect(self._fresh.ask)
        session.selection_changed.connect(self._filter)
        self.chip.clicked.connect(lambda: session.select(()))
        self.filters.changed.connect(self._filter)
        self.table.rows_changed.connect(self._show_words)
        self.table.rows_selected.connect(self._show_words)
        self.table.row_activated.connect(self._open_card)
        self.refusals.chosen.connect(session.do_not_offer)
        self.proof.customer_opened.connect(self.customer_opened)
        self.card_button.clicked.connect(lambda: self._open_card(self._first_chosen()))

    def _mark_colour(self, number: int) -> QColor:
        return badge_colours(number, self.palette())[0]

    def _show_analysis(self) -> None:
        analysis = self._session.analysis
        if analysis is None:
            return
        same_run = analysis.baskets is self._run_shown
        self._run_shown = analysis.baskets
        self._offers = in_order_of(analysis, self._owners) if same_run else most_worth_first(analysis)
        self._proven = None
        self._owners = analysis.recommendations.table["customer"].to_numpy()[self._offers]
        table, place = self.table, self._place() if same_run else None
        after = (table.find_box, self.card_button, self.refusals.button, table.columns_button, table.save_button)
        tables = (table.table, self.proof.table.table)
        self.filters.show_facets(facets(analysis, self._offers), *after, *tables, keep=same_run)
        self.table.show_columns(offer_columns(analysis, self._offers))
        self._filter()
        if place is not None:
            self._go_to(*place)

    def _place(self) -> tuple[int, int]:
        """How far the table is scrolled, and at which row shown the choice begins, -1 for none."""
        chosen = self.table.table.selectionModel().selectedRows()
        return self.table.table.verticalScrollBar().value(), min((index.row() for index in chosen), default=-1)

    def _go_to(self, scrolled: int, row: int) -> None:
        """Where an offer has gone, choose the one that has taken its place, so that a rep goes on down the list."""
        last = len(self.table.visible_rows()) - 1
        if row >= 0 and last >= 0:
            self.table.table.selectRow(min(row, last))
        self.table.table.verticalScrollBar().setValue(scrolled)

    def _filter(self) -> None:
        """Keep what fits all filters and the selection."""
        if self._session.analysis is None or not self._fresh.is_done:
            return
        selection = self._session.selection
        selected = np.isin(self._owners, np.fromiter(selection, np.int64, len(selection)))
        self.chip.say(only_selected(len(selection)) if selection else "")
        self.table.filter_rows(self.filters.passing(selected if selection else np.ones(len(self._owners), dtype=bool)))

    def _show_words(self) -> None:
        """What the offers shown come to, and what proves the first of those chosen."""
        analysis = self._session.analysis
        if analysis is None:
            return
        shown = self._offers[self.table.visible_rows()]
        self.card_button.setEnabled(len(shown) > 0)
        self.headline.setText(headline(analysis, shown))
        plays = by_play(analysis.recommendations.table, shown)
        self.plays.setText(plays)
        self.plays.setVisible(bool(plays))
        self._show_proof(analysis)

    def _ways_to_refuse(self) -> list[tuple[str, Lists]]:
        """What can be said not to be offered, of the offers chosen."""
        analysis = self._session.analysis
        chosen = [int(self._offers[row]) for row in self.table.selected_rows()]
        return [] if analysis is None else refusals(analysis, chosen)

    def _first_chosen(self) -> int:
        """The first row that is chosen, or else shown."""
        return int([*self.table.selected_rows(), *self.table.visible_rows()][0])

    def _open_card(self, row: int) -> None:
        """The cards of all customers shown, in the order of the table, open at that of a row; they tell the offers shown."""
        analysis = self._session.analysis
        if analysis is None:
            return
        rows = self.table.visible_rows()
        owners, offers = self._owners[rows], self._offers[rows]
        customers = list(dict.fromkeys(owners.tolist()))
        dialog = CustomerCardDialog(
            customers, int(self._owners[row]), lambda customer: call_sheet(analysis, customer, offers), self
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.customer_shown.connect(self._choose_customer)
        dialog.customer_opened.connect(self.customer_opened)
        dialog.open()

    def _choose_customer(self, customer: int) -> None:
        """Choose the first row shown of a customer."""
        rows = self.table.visible_rows()
        of_customer = rows[self._owners[rows] == customer]
        if len(of_customer) and self._session.analysis is not None:
            self.table.select_rows(of_customer[:1])
            self._show_proof(self._session.analysis)

    def _show_proof(self, analysis: Analysis) -> None:
        chosen = self.table.selected_rows()
        offer = int(self._offers[chosen[0]]) if chosen else None
        if offer is None or offer != self._proven:
            self.proof.show_proof(None if offer is None else offer_proof(analysis, offer))
        self._proven = offer

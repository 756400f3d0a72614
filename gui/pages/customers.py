"""One customer at a time: who it is, what it buys, what to offer it and which peers prove the offer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QSplitter, QStackedLayout, QVBoxLayout, QWidget

import engine
from gui.frames.baskets import basket_columns, evidence_columns
from gui.frames.customers import buying_customers, customer_card, customer_columns
from gui.frames.offers import evidence_title, offer_columns_of_one, offers_of
from gui.frames.texts import nothing_yet, only_selected
from gui.plots.palette import badge_colours
from gui.session import Session
from gui.tables.table_view import TableView
from gui.widgets.chip import Chip
from gui.widgets.empty_page import EmptyPage
from gui.widgets.fact_grid import FactGrid
from gui.widgets.labels import plain_label
from gui.widgets.when_shown import WhenShown

LISTED = ("customer", "customer_id", "segment", "cluster", "spend", "quantity", "offers")
"""Columns of the list, which is narrow."""

NO_EVIDENCE = "Choose a recommendation to see which peers buy it"


class CustomersPage(QWidget):
    customer_opened = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._customers: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._offers: NDArray[np.int64] = self._customers
        self._choosing_rows = False
        self.customer: int | None = None
        self.empty = EmptyPage()
        self.chip = Chip()
        self.list = TableView(mark_colour=self._mark_colour)
        self.name = plain_label(size=1.5, bold=True)
        self.who = plain_label(quiet=True)
        self.cluster = plain_label()
        self.facts = FactGrid()
        self.offers = TableView("Recommendations", compact=True)
        self.basket = TableView("Market basket", compact=True)
        self.evidence = TableView(NO_EVIDENCE, compact=True)
        self._fresh = WhenShown(self, self._show_analysis)
        self._lay_out()
        self._connect()

    def show_customer(self, customer: int) -> None:
        """Show the card of a customer, and its row in the list."""
        self._fresh.now()
        row = int(np.searchsorted(self._customers, customer))
        if row >= len(self._customers) or self._customers[row] != customer:
            return
        if row not in self.list.visible_rows():
            self.list.find_box.clear()
            self._session.select((customer,))
        self.list.select_rows((row,))
        self._show_card(customer)

    def _lay_out(self) -> None:
        for label in (self.name, self.who, self.cluster):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.list.bar.insertWidget(0, self.chip)
        lower = QSplitter(Qt.Orientation.Horizontal)
        lower.addWidget(self.basket)
        lower.addWidget(self.evidence)
        lower.setSizes([400, 400])
        tables = QSplitter(Qt.Orientation.Vertical)
        tables.addWidget(self.offers)
        tables.addWidget(lower)
        tables.setSizes([250, 250])
        tables.setChildrenCollapsible(False)
        card = QWidget()
        column = QVBoxLayout(card)
        column.setContentsMargins(10, 0, 0, 0)
        for widget in (self.name, self.who, self.cluster, self.facts):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(tables, 1)
        content = QSplitter(Qt.Orientation.Horizontal)
        content.setContentsMargins(14, 10, 14, 10)
        content.addWidget(self.list)
        content.addWidget(card)
        content.setSizes([410, 780])
        content.setChildrenCollapsible(False)
        self.stack = QStackedLayout(self)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(content)

    def _connect(self) -> None:
        session = self._session
        session.dataset_changed.connect(self._fresh.ask)
        session.analysis_changed.connect(self._fresh.ask)
        session.selection_changed.connect(self._show_selection)
        self.empty.clicked.connect(session.run)
        self.chip.clicked.connect(lambda: session.select(()))
        self.list.rows_selected.connect(self._choose_rows)
        self.offers.rows_selected.connect(self._show_evidence)

    def _mark_colour(self, number: int) -> QColor:
        return badge_colours(number, self.palette())[0]

    def _show_analysis(self) -> None:
        analysis = self._session.analysis
        self.stack.setCurrentIndex(0 if analysis is None else 1)
        self.customer = None
        if analysis is None:
            loaded = self._session.dataset is not None
            self.empty.say(*nothing_yet(loaded=loaded, what="each customer with its market basket and its offers"))
            return
        self._customers = buying_customers(analysis)
        columns = {column.key: column for column in customer_columns(analysis, self._customers)}
        self.list.show_columns([columns[key] for key in LISTED if key in columns])
        self._show_selection()

    def _show_selection(self) -> None:
        """A selection of several customers made elsewhere filters the list; the first of the list gets its card."""
        if self._choosing_rows or not len(self._customers):
            return
        selection = self._session.selection
        selected = np.fromiter(selection, np.int64, len(selection))
        self.chip.say(only_selected(len(selection)) if selection else "")
        self.list.filter_rows(np.isin(self._customers, selected) if selection else None)
        shown = self._customers[self.list.visible_rows()]
        if len(shown) and (self.customer is None or self.customer not in shown):
            self.list.select_rows((int(self.list.visible_rows()[0]),))
            self._show_card(int(shown[0]))

    def _choose_rows(self, rows: list[int]) -> None:
        if not rows:
            return
        self._choosing_rows = True
        try:
            self._session.select(self._customers[rows])
        finally:
            self._choosing_rows = False
        self._show_card(int(self._customers[rows[0]]))

    def _show_card(self, customer: int) -> None:
        analysis = self._session.analysis
        if analysis is None:
            return
        self.customer = customer
        card = customer_card(analysis, customer)
        self.name.setText(card.name)
        self.who.setText(card.who)
        self.cluster.setText(card.cluster)
        self.facts.show_facts(card.figures)
        self.basket.show_columns(basket_columns(analysis, customer))
        self._offers = offers_of(analysis, customer)
        self.offers.show_columns(offer_columns_of_one(analysis, self._offers))
        first = [0] if len(self._offers) else []
        self.offers.select_rows(first)
        self._show_evidence(first)

    def _show_evidence(self, rows: list[int]) -> None:
        analysis = self._session.analysis
        if analysis is None or not rows:
            self.evidence.set_title(NO_EVIDENCE)
            self.evidence.show_columns(())
            return
        offer = int(self._offers[rows[0]])
        self.evidence.set_title(evidence_title(analysis, offer))
        self.evidence.show_columns(evidence_columns(engine.evidence(analysis, offer)))

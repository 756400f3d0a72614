"""One customer at a time: who it is, what it buys, what to offer it and which peers prove the offer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

import engine
from engine import Analysis, Profile
from gui.customer_card_dialog import CustomerCardDialog
from gui.frames.attributes import beside_cluster
from gui.frames.baskets import basket_columns
from gui.frames.customer_call import call_sheet
from gui.frames.customers import buying_customers, customer_card, customer_columns
from gui.frames.offer_proof import offer_proof
from gui.frames.offers import offer_columns_of_one, offers_of
from gui.frames.texts import only_selected
from gui.offer_proof_view import OfferProofView
from gui.plots.palette import badge_colours
from gui.session import Session
from gui.tables.table_view import TableView
from gui.widgets.chip import Chip
from gui.widgets.fact_grid import FactGrid
from gui.widgets.parts import button, label
from gui.widgets.when_shown import WhenShown

LISTED = ("customer", "spend", "quantity", "cluster")
CHOSEN_LATER = ("customer_id", "segment", "column rep", "orders", "last", "offers")
"""Columns of the list, which is narrow: those shown, and those to be chosen or only searched."""

NO_PROOF = "Choose a recommendation to see what proves it"


class CustomersPage(QWidget):
    customer_opened = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._customers: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._offers: NDArray[np.int64] = self._customers
        self._choosing_rows = False
        self.customer: int | None = None
        self.chip = Chip()
        self.list = TableView(mark_colour=self._mark_colour, widest=170)
        self.name = label(name="customerName", wrap=True)
        self.card_button = button("Customer car&d…", "The customer and its offers, to be read out on the phone (Enter)")
        self.who = label(name="quiet", wrap=True)
        self.cluster = label(wrap=True)
        self.facts = FactGrid()
        self.offers = TableView("Recommendations", widest=360, compact=True)
        self.basket = TableView("Market basket", widest=300, compact=True)
        self.proof = OfferProofView(NO_PROOF)
        self.profile = TableView("Beside its cluster", widest=360)
        self.selling = QSplitter(Qt.Orientation.Vertical)
        self._profiles: dict[int, Profile] = {}
        self._fresh = WhenShown(self, self._show_analysis, lambda: session.analysis)
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
        for words in (self.name, self.who, self.cluster):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        chosen = QWidget()
        listing = QVBoxLayout(chosen)
        listing.setContentsMargins(0, 0, 0, 0)
        listing.addWidget(self.chip, alignment=Qt.AlignmentFlag.AlignLeft)
        listing.addWidget(self.list, 1)
        lower = QSplitter(Qt.Orientation.Horizontal)
        lower.addWidget(self.basket)
        lower.addWidget(self.proof)
        lower.setSizes([400, 400])
        self.selling.addWidget(self.offers)
        self.selling.addWidget(lower)
        self.selling.setSizes([250, 250])
        self.selling.setChildrenCollapsible(False)
        card = QWidget()
        column = QVBoxLayout(card)
        column.setContentsMargins(10, 0, 0, 0)
        heading = QHBoxLayout()
        heading.addWidget(self.name, 1)
        heading.addWidget(self.card_button)
        column.addLayout(heading)
        for widget in (self.who, self.cluster, self.facts):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(self.selling, 1)
        column.addWidget(self.profile, 1)
        content = QSplitter(Qt.Orientation.Horizontal)
        content.addWidget(chosen)
        content.addWidget(card)
        content.setSizes([400, 790])
        content.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 10, 14, 10)
        whole.addWidget(content)

    def _connect(self) -> None:
        session = self._session
        session.dataset_changed.connect(self._fresh.ask)
        session.analysis_changed.connect(self._fresh.ask)
        session.selection_changed.connect(self._show_selection)
        self.chip.clicked.connect(lambda: session.select(()))
        self.list.rows_selected.connect(self._choose_rows)
        self.list.row_activated.connect(lambda row: self._open_card(int(self._customers[row])))
        self.offers.row_activated.connect(lambda _: self._open_card(self.customer))
        self.card_button.clicked.connect(lambda: self._open_card(self.customer))
        self.offers.rows_selected.connect(self._show_proof)
        self.proof.customer_opened.connect(self.show_customer)

    def _mark_colour(self, number: int) -> QColor:
        return badge_colours(number, self.palette())[0]

    def _show_analysis(self) -> None:
        analysis = self._session.analysis
        self.customer = None
        if analysis is None:
            return
        self._customers, self._profiles = buying_customers(analysis), {}
        self.selling.setVisible(analysis.dataset.has_lines)
        self.profile.setVisible(not analysis.dataset.has_lines)
        self.card_button.setVisible(analysis.dataset.has_lines)
        columns = {column.key: column for column in customer_columns(analysis, self._customers)}
        shown = [replace(columns[key], shown=True) for key in LISTED if key in columns]
        described = [key for key in columns if key.startswith("attribute ")]
        hidden = [replace(columns[key], shown=False) for key in (*CHOSEN_LATER, *described) if key in columns]
        self.list.show_columns([*shown, *hidden])
        self._show_selection()

    def _show_selection(self) -> None:
        """One customer selected elsewhere gets its card; several filter the list, and its first gets the card."""
        if self._choosing_rows or not len(self._customers):
            return
        selection = self._session.selection
        several = len(selection) > 1
        selected = np.isin(self._customers, np.fromiter(selection, np.int64, len(selection)))
        self.chip.say(only_selected(len(selection)) if several else "")
        self.list.filter_rows(selected if several else None)
        rows = np.flatnonzero(selected) if len(selection) == 1 else self.list.visible_rows()
        if len(rows) and (self.customer is None or self.customer not in self._customers[rows]):
            self.list.select_rows((int(rows[0]),))
            self._show_card(int(self._customers[rows[0]]))

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
        if not analysis.dataset.has_lines:
            self.profile.show_columns(beside_cluster(analysis, self._profile_of(analysis, customer), customer))
            return
        self.basket.show_columns(basket_columns(analysis, customer))
        self._offers = offers_of(analysis, customer)
        self.offers.show_columns(offer_columns_of_one(analysis, self._offers))
        first = [0] if len(self._offers) else []
        self.offers.select_rows(first)
        self._show_proof(first)

    def _open_card(self, customer: int | None) -> None:
        """The cards to read out of all customers listed, in the order of the list, open at that of `customer`."""
        analysis = self._session.analysis
        if analysis is None or customer is None or not analysis.dataset.has_lines:
            return
        listed = self._customers[self.list.visible_rows()].tolist()
        dialog = CustomerCardDialog(
            listed if customer in listed else [customer], customer, lambda code: call_sheet(analysis, code), self
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.customer_shown.connect(self.show_customer)
        dialog.customer_opened.connect(self.show_customer)
        dialog.open()

    def _profile_of(self, analysis: Analysis, customer: int) -> Profile:
        segment = int(analysis.segmentation.segment_of[customer])
        if segment not in self._profiles:
            self._profiles[segment] = engine.profile(analysis.features, analysis.segmentation, segment)
        return self._profiles[segment]

    def _show_proof(self, rows: list[int]) -> None:
        analysis = self._session.analysis
        self.proof.show_proof(offer_proof(analysis, int(self._offers[rows[0]])) if analysis and rows else None)

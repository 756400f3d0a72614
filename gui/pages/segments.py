"""Segments and their clusters: a map, a card for each cluster, the customers; one selection runs through all three."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QLabel, QSplitter, QVBoxLayout, QWidget

from engine import options_from_mapping
from gui.compare_dialog import CompareDialog
from gui.frames import clusters as frames
from gui.frames.customers import buying_customers, customer_columns
from gui.frames.texts import only_selected
from gui.plot_tabs import PlotTabs
from gui.plots.palette import badge_colours
from gui.plots.scatter import Scatter
from gui.runner import Running
from gui.session import Session
from gui.tables.elided_label import ElidedLabel
from gui.tables.table_view import TableView
from gui.widgets.chip import Chip
from gui.widgets.cluster_card import CardList
from gui.widgets.parts import button, label
from gui.widgets.search_box import SearchBox
from gui.widgets.when_shown import WhenShown

if TYPE_CHECKING:
    from engine import ModelComparison

COMPARE_TIP = "Try every model on the customers of this segment, and see which tells them apart best"


class SegmentsPage(QWidget):
    customer_opened = Signal(int)
    options_asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._customers: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._on_map: NDArray[np.integer] = self._customers
        self._choosing_rows = False
        self.segment = SearchBox()
        self.sentence = label(wrap=True)
        self.basis = ElidedLabel()
        self.scatter = Scatter()
        self.tabs = PlotTabs("Map", self.scatter, self._show_map)
        self.cards = CardList(badge_colours)
        self.compare = button("Com&pare models…", COMPARE_TIP)
        self.chip = Chip()
        self.table = TableView(mark_colour=self._mark_colour)
        self._lay_out()
        self._connect()

    def show_segment(self, segment: int) -> None:
        """Show one segment, or all of them for `clusters.ALL`."""
        self.segment.show_key(segment)
        self._show_segment()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        caption = QLabel("&Segment")
        caption.setBuddy(self.segment)
        self.segment.setMinimumContentsLength(36)
        head.setSpacing(10)
        head.addWidget(caption)
        head.addWidget(self.segment)
        head.addWidget(self.sentence, 1)
        head.addWidget(self.compare)
        upper = QSplitter(Qt.Orientation.Horizontal)
        upper.addWidget(self.tabs)
        upper.addWidget(self.cards)
        upper.setStretchFactor(0, 3)
        upper.setStretchFactor(1, 2)
        upper.setSizes([690, 440])
        self.table.bar.insertWidget(0, self.chip)
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(upper)
        both.addWidget(self.table)
        both.setSizes([390, 230])
        both.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.addLayout(head)
        column.addWidget(self.basis)
        column.addWidget(both, 1)

    def _connect(self) -> None:
        session = self._session
        fresh = WhenShown(self, self._show_analysis, lambda: session.analysis)
        session.dataset_changed.connect(fresh.ask)
        session.analysis_changed.connect(fresh.ask)
        session.selection_changed.connect(self._show_selection)
        self.segment.picked.connect(self._show_segment)
        self.scatter.chosen.connect(lambda points: session.select(self._on_map[points]))
        self.scatter.opened.connect(lambda point: self.customer_opened.emit(int(self._on_map[point])))
        self.cards.clicked.connect(self._choose_card)
        self.tabs.chosen.connect(self._choose_card)
        self.cards.opened.connect(self._open_card)
        self.cards.rename_asked.connect(self._ask_name)
        self.compare.clicked.connect(self._compare_models)
        session.runner.activity_changed.connect(self._allow)
        self.chip.clicked.connect(lambda: session.select(()))
        self.table.rows_selected.connect(self._choose_rows)
        self.table.row_activated.connect(lambda row: self.customer_opened.emit(int(self._customers[row])))

    def _mark_colour(self, number: int) -> QColor:
        return badge_colours(number, self.palette())[0]

    def _show_analysis(self) -> None:
        analysis = self._session.analysis
        if analysis is None:
            return
        self._customers = buying_customers(analysis)
        self.segment.show_entries(frames.segment_choices(analysis), self.segment.key)
        self._show_segment()

    def _show_segment(self) -> None:
        analysis = self._session.analysis
        if analysis is None:
            return
        self._on_map = frames.on_map(analysis, self.segment.key)
        self.sentence.setText(frames.sentence(analysis, self.segment.key))
        self.basis.setText(frames.basis(analysis))
        self.table.show_columns(
            customer_columns(analysis, self._customers, mark=frames.coloured_by(analysis, self.segment.key))
        )
        self.tabs.show_analysis(analysis, self.segment.key)
        self._allow()
        self.cards.show_cards(frames.cards(analysis, self.segment.key))
        self._show_selection()

    def _show_map(self) -> None:
        analysis = self._session.analysis
        if analysis is None:
            return
        cloud, self._on_map = frames.cloud(analysis, self.segment.key)
        self.scatter.show_cloud(cloud, lambda point: frames.hover_lines(analysis, int(self._on_map[point])))
        self._highlight()

    def _highlight(self) -> None:
        selected = np.fromiter(self._session.selection, np.int64, len(self._session.selection))
        self.scatter.highlight(np.flatnonzero(np.isin(self._on_map, selected)))

    def _allow(self) -> None:
        one = self.segment.key != frames.ALL
        self.compare.setEnabled(one and not isinstance(self._session.runner.activity, Running))
        self.compare.setToolTip(COMPARE_TIP if one else "Choose one segment to compare models on")

    def _compare_models(self) -> None:
        self._session.compare_models(self.segment.key, partial(self._show_comparison, self.segment.currentText()))

    def _show_comparison(self, segment: str, comparison: ModelComparison) -> None:
        model = self._session.options.clustering.model
        dialog = CompareDialog(comparison, segment, model, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.used.connect(self._use_model)
        dialog.open()

    def _use_model(self, model: str) -> None:
        self.options_asked.emit(options_from_mapping({"clustering": {"model": model}}, self._session.options))

    def _ask_name(self, cluster: int) -> None:
        card = next(card for card in self.cards.cards if card.card.key == cluster)
        dialog = QInputDialog(self)
        dialog.setWindowTitle("Rename the cluster")
        dialog.setLabelText("Name, or nothing for the one it had:")
        dialog.setTextValue(card.card.title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.textValueSelected.connect(lambda name: self._session.rename_cluster(cluster, name.strip()))
        dialog.open()

    def _show_selection(self) -> None:
        """Highlight the selection on the map and the cards; a selection made elsewhere also filters the table."""
        analysis, selection = self._session.analysis, self._session.selection
        if analysis is None or not len(self._customers):
            return
        selected = np.fromiter(selection, np.int64, len(selection))
        self._highlight()
        chosen = [key for key, members in self._card_members() if selection.issuperset(members)]
        self.cards.mark(chosen)
        self.tabs.mark(chosen)
        if not self._choosing_rows:
            inside = np.isin(self._customers, frames.members(analysis, self.segment.key))
            self.chip.say(only_selected(len(selection)) if selection else "")
            self.table.filter_rows(np.isin(self._customers, selected) if selection else inside)
            self.table.select_rows(())

    def _card_members(self) -> list[tuple[int, list[int]]]:
        analysis = self._session.analysis
        if analysis is None:
            return []
        return [(key, frames.card_members(analysis, self.segment.key, key)) for key in self.cards.keys]

    def _choose_card(self, key: int, add: bool) -> None:
        members = frozenset(dict(self._card_members())[key])
        selection = self._session.selection
        if not add:
            self._session.select(() if selection == members else members)
        else:
            self._session.select(selection - members if selection >= members else selection | members)

    def _open_card(self, key: int) -> None:
        if self.segment.key == frames.ALL:
            self._session.select(())
            self.show_segment(key)

    def _choose_rows(self, rows: list[int]) -> None:
        self._choosing_rows = True
        try:
            self._session.select(self._customers[rows])
        finally:
            self._choosing_rows = False

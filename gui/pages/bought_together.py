"""What is bought together: rules to read out, the customers who lack the second half, and pictures of both."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from engine import options_from_mapping
from gui.baskets_dialog import BasketsDialog
from gui.frames import associations as frames
from gui.frames import rule_plots
from gui.plots.palette import badge_colours
from gui.plots.rule_map import RuleMapPlot
from gui.plots.support_bars import SupportBarsPlot
from gui.plots.target_bars import TargetBarsPlot
from gui.runner import Running
from gui.session import Session
from gui.tables.elided_label import ElidedLabel
from gui.tables.table_view import TableView
from gui.widgets.filter_bar import FilterBar
from gui.widgets.lazy_tabs import LazyTabs
from gui.widgets.parts import button, label
from gui.widgets.when_shown import WhenShown

if TYPE_CHECKING:
    from engine import BasketChoice

NO_TARGETS = "Choose a rule to see who lacks its second half"
BASKETS_TIP = "See what each choice of basket would give: invoices, days, windows or all that a customer buys"


class BoughtTogetherPage(QWidget):
    customer_opened = Signal(int)
    options_asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rule: int | None = None
        self._drawn: dict[QWidget, NDArray[np.int64]] = {}
        self._targets: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self.headline = label(name="headline", wrap=True)
        self.basis = ElidedLabel()
        self.baskets = button("&Baskets…", BASKETS_TIP)
        self.filters = FilterBar()
        self.table = TableView(mark_colour=self._mark_colour, widest=330)
        self.sentence = label(wrap=True)
        self.targets = TableView(NO_TARGETS, mark_colour=self._mark_colour, widest=220, compact=True)
        self.tabs = LazyTabs()
        self.map, self.support, self.lacking = RuleMapPlot(), SupportBarsPlot(), TargetBarsPlot()
        self._fresh = WhenShown(self, self._show_analysis, lambda: session.analysis)
        self._lay_out()
        self._connect()

    def show_rule(self, rule: int) -> None:
        """Choose a rule as a click on its row would; filters that hide it are cleared."""
        if rule not in self.table.visible_rows():
            self.filters.clear_button.click()
        self.table.select_rows((rule,))
        self._show_rule(rule)

    def _lay_out(self) -> None:
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for title, plot, rows_of, record in (
            ("Rule map", self.map, rule_plots.drawn, rule_plots.rule_map),
            ("Who lacks what", self.lacking, rule_plots.by_targets, rule_plots.target_bars),
            ("Top products by cluster", self.support, rule_plots.drawn, rule_plots.support_bars),
        ):
            self.tabs.add(title, plot, partial(self._show_plot, plot, rows_of, record))
        head = QHBoxLayout()
        head.addWidget(self.headline, 1)
        head.addWidget(self.baskets)
        who = QWidget()
        lacking = QVBoxLayout(who)
        lacking.setContentsMargins(8, 0, 0, 0)
        lacking.addWidget(self.sentence)
        lacking.addWidget(self.targets, 1)
        upper = QSplitter(Qt.Orientation.Horizontal)
        upper.addWidget(self.tabs)
        upper.addWidget(who)
        upper.setSizes([660, 480])
        both = QSplitter(Qt.Orientation.Vertical)
        both.addWidget(upper)
        both.addWidget(self.table)
        both.setSizes([330, 260])
        both.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.addLayout(head)
        column.addWidget(self.basis)
        column.addWidget(self.filters)
        column.addWidget(both, 1)

    def _connect(self) -> None:
        session = self._session
        session.dataset_changed.connect(self._fresh.ask)
        session.analysis_changed.connect(self._fresh.ask)
        session.runner.activity_changed.connect(self._allow)
        self.filters.changed.connect(self._filter)
        self.baskets.clicked.connect(lambda: session.look_at_baskets(self._show_baskets))
        self.table.rows_changed.connect(self._follow_rows)
        self.table.rows_selected.connect(lambda rows: self._show_rule(rows[0] if rows else None))
        self.targets.row_activated.connect(lambda row: self.customer_opened.emit(int(self._targets[row])))
        self.lacking.chosen.connect(lambda at, _add: self._choose_drawn(self.lacking, at))
        self.map.node_chosen.connect(lambda node, _add: self._find(node))
        self.map.chosen.connect(lambda at, _add: self._choose_drawn(self.map, at))

    def _mark_colour(self, number: int) -> QColor:
        return badge_colours(number, self.palette())[0]

    def _allow(self) -> None:
        self.baskets.setEnabled(not isinstance(self._session.runner.activity, Running))

    def _show_analysis(self) -> None:
        analysis = self._session.analysis
        if analysis is None:
            return
        self.basis.setText(frames.basis(analysis))
        self.baskets.setVisible(analysis.dataset.has_lines)
        table = self.table
        self.filters.show_facets(
            frames.facets(analysis), table.find_box, table.columns_button, table.save_button, table.table
        )
        table.show_columns(frames.rule_columns(analysis))
        self._rule = None
        self._filter()
        self._open_first(frames.first_to_call(analysis, self.table.visible_rows()))
        self._allow()

    def _filter(self) -> None:
        analysis = self._session.analysis
        if analysis is not None and self._fresh.is_done:
            self.table.filter_rows(self.filters.passing(np.ones(len(analysis.associations), dtype=bool)))
            if self._rule is not None and self._rule not in (rows := self.table.visible_rows()):
                self._open_first(frames.first_to_call(analysis, rows))

    def _open_first(self, rule: int | None) -> None:
        self.table.select_rows(() if rule is None else (rule,))
        self._show_rule(rule)

    def _follow_rows(self) -> None:
        """The rows shown have changed: the headline and the pictures are about them."""
        analysis = self._session.analysis
        if analysis is not None:
            self.headline.setText(frames.headline(analysis, self.table.visible_rows()))
            self.tabs.expire()

    def _show_plot(self, plot: QWidget, rows_of: rule_plots.RowsOf, record: rule_plots.MakeRecord) -> None:
        analysis = self._session.analysis
        if analysis is not None:
            self._drawn[plot] = rows_of(analysis, self.table.visible_rows())
            plot.show_record(record(analysis, self._drawn[plot]))  # type: ignore[attr-defined]

    def _find(self, node: int) -> None:
        """Look for the rules of a product, or stop looking for them."""
        if self.map.record is not None:
            name, box = self.map.record.names[node], self.table.find_box
            box.setText("" if box.text() == name else name)

    def _choose_drawn(self, plot: QWidget, at: int) -> None:
        self.show_rule(int(self._drawn[plot][at]))

    def _show_rule(self, rule: int | None) -> None:
        analysis = self._session.analysis
        self._rule = rule
        if analysis is None or rule is None:
            self.sentence.setText("")
            self.targets.set_title(NO_TARGETS)
            self.targets.show_columns(())
            return
        self.sentence.setText(frames.sentence(analysis, rule))
        self._targets = frames.targets_of(analysis, rule)
        self.targets.set_title(frames.targets_title(analysis, rule))
        self.targets.show_columns(frames.target_columns(analysis, rule))

    def _show_baskets(self, choices: tuple[BasketChoice, ...]) -> None:
        analysis = self._session.analysis
        if analysis is None:
            return
        rows = frames.basket_rows(choices, analysis.associations.baskets.kind)
        dialog = BasketsDialog(rows, frames.left_out_items(analysis), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.used.connect(self._use_basket)
        dialog.open()

    def _use_basket(self, changed: dict[str, object]) -> None:
        self.options_asked.emit(options_from_mapping({"associating": changed}, self._session.options))

"""A table with all that a manager does to one: find, sort, choose columns, copy, save."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QColor, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QMessageBox,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.tables.column import Column
from gui.tables.elided_label import ElidedLabel
from gui.tables.find_box import FindBox
from gui.tables.marks import Dots
from gui.tables.table_model import TableModel
from gui.tables.widths import FittingWidths
from gui.tables.writing import tab_separated, write_csv

WIDEST = 250
GAP, ARROW = 16, 24
"""Pixels: of a column, between columns, and for the sign in a header that says how the table is sorted."""

SAMPLED_ROWS = 25
FIND_DELAY = 150
MOST_RANGES = 2000
"""Runs of neighbouring rows; Qt compares every run with every other, so past this nothing is highlighted again."""

FLAGS = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


class TableView(QWidget):
    """Shows columns of arrays. Rows are named by their place in those arrays, however the table is sorted."""

    rows_selected = Signal(list)
    row_activated = Signal(int)
    rows_changed = Signal()

    def __init__(
        self,
        title: str = "",
        *,
        mark_colour: Callable[[int], QColor] | None = None,
        widest: int = WIDEST,
        compact: bool = False,
    ) -> None:
        """No column starts wider than `widest` pixels, and columns of words are narrower where there is no room.

        `compact` leaves the find box and the buttons out; a right click still copies, saves and chooses columns.
        """
        super().__init__()
        self.model = TableModel(Dots(mark_colour) if mark_colour else None, self)
        self.title = ElidedLabel(title)
        self.find_box = FindBox()
        self.count = QLabel()
        self.bar = QHBoxLayout()
        self.table = QTableView()
        self._widths = FittingWidths(self.table)
        self.columns_button = _tool("Columns", "Choose which columns are shown")
        self.save_button = _tool("Save as CSV…", "Save the rows and columns shown")
        self._columns_menu = QMenu("Columns", self)
        self._find_later = QTimer(self, singleShot=True, interval=FIND_DELAY)
        self._restoring = False
        self._fitted: set[int] = set()
        self._widest = widest
        self._lay_out(compact=compact)
        self._prepare_table()
        self._connect()

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show other data. The same columns keep their widths, order, visibility and sorting."""
        same = [(c.key, c.shown) for c in columns] == [(c.key, c.shown) for c in self.model.columns]
        self.model.set_columns(columns)
        header = self.table.horizontalHeader()
        if same:
            self.model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        else:
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self._fill_columns_menu()
            self._fit_columns()
        self._show_count()

    def filter_rows(self, mask: NDArray[np.bool_] | None) -> None:
        """Keep the source rows where `mask` is true, all for None; selected rows that stay remain selected."""
        selected = self.selected_rows()
        self.model.filter_rows(mask)
        self._show_count()
        self.select_rows(selected)

    def set_title(self, title: str) -> None:
        self.title.setText(title)

    def visible_rows(self) -> NDArray[np.int64]:
        """Source rows in the order shown."""
        return self.model.rows

    def selected_rows(self) -> list[int]:
        """Source rows that are selected, in the order shown."""
        spans = [range(r.top(), r.bottom() + 1) for r in self.table.selectionModel().selection().toList()]
        return [int(self.model.rows[row]) for row in sorted({row for span in spans for row in span})]

    def select_rows(self, rows: Iterable[int]) -> None:
        """Highlight source rows without reporting it as the user's choice."""
        wanted = np.fromiter(rows, np.int64)
        shown = np.sort(self.model.positions()[wanted]) if len(wanted) else wanted
        shown = shown[shown >= 0]
        runs = np.split(shown, np.flatnonzero(np.diff(shown) != 1) + 1) if len(shown) else []
        selection = QItemSelection()
        for run in runs if len(runs) <= MOST_RANGES else []:
            selection.append(QItemSelectionRange(self._cell(run[0]), self._cell(run[-1], last=True)))
        self._restoring = True
        try:
            self.table.selectionModel().select(selection, FLAGS)
        finally:
            self._restoring = False
        if len(shown):
            self.table.scrollTo(self._cell(shown[0]))

    def copy_selection(self) -> None:
        """Put the selected rows, all of them if none is, on the clipboard with their headers, tab-separated."""
        rows = self.selected_rows() or self.model.rows
        QGuiApplication.clipboard().setText(tab_separated(self.shown_columns(), rows))

    def save_csv(self, path: Path) -> None:
        """Write the rows and columns shown; raises OSError and leaves the old file whole where that fails."""
        write_csv(path, self.shown_columns(), self.model.rows)

    def shown_columns(self) -> list[Column]:
        """Columns the user sees, in the order seen; those without a header hold buttons, and no values."""
        header = self.table.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        return [self.model.columns[i] for i in order if self.model.columns[i].header and not header.isSectionHidden(i)]

    def _cell(self, row: int, *, last: bool = False) -> QModelIndex:
        return self.model.index(int(row), len(self.model.columns) - 1 if last else 0)

    def _lay_out(self, *, compact: bool) -> None:
        self.title.setObjectName("tableTitle")
        self.count.setObjectName("tableCount")
        bar = self.bar
        bar.addWidget(self.title, 1)
        bar.addWidget(self.count)
        for widget in (self.find_box, self.columns_button, self.save_button):
            bar.addWidget(widget)
            if compact:  # never show one here: as long as it has no parent it would be a window of its own
                widget.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(bar)
        layout.addWidget(self.table, 1)

    def _prepare_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
        header = table.horizontalHeader()
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(SAMPLED_ROWS)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.setSortingEnabled(True)

    def _connect(self) -> None:
        copy = QAction("Copy", self.table, shortcut=QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy_selection)
        save = QAction("Save as CSV…", self.table)
        save.triggered.connect(self._ask_and_save)
        self.table.addActions([copy, save, self._columns_menu.menuAction()])
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.table.activated.connect(self._report_activated)
        self.table.selectionModel().selectionChanged.connect(self._report_selection)
        self.table.horizontalHeader().customContextMenuRequested.connect(self._open_columns_menu)
        self.columns_button.setMenu(self._columns_menu)
        self.save_button.clicked.connect(self._ask_and_save)
        self.find_box.textChanged.connect(lambda _text: self._find_later.start())
        self.find_box.returnPressed.connect(self._take_first)
        self._find_later.timeout.connect(self._find)

    def _find(self) -> None:
        selected = self.selected_rows()
        self.model.find(self.find_box.text())
        self._show_count()
        self.select_rows(selected)

    def _take_first(self) -> None:
        """Go from the find box to what was found: the rows selected, or else the first."""
        self._find()
        self.table.setFocus()
        if not self.selected_rows() and len(self.model.rows):
            self.table.selectRow(0)

    def _show_count(self) -> None:
        shown, total = len(self.model.rows), self.model.source_count
        self.count.setText(f"{shown:,}" if shown == total else f"{shown:,} of {total:,}")
        self.rows_changed.emit()

    def _report_selection(self) -> None:
        if not self._restoring:
            self.rows_selected.emit(self.selected_rows())

    def _report_activated(self, index: QModelIndex) -> None:
        self.row_activated.emit(int(self.model.rows[index.row()]))

    def _fill_columns_menu(self) -> None:
        self._columns_menu.clear()
        for place, column in enumerate(self.model.columns):
            if not column.header:
                continue
            action = self._columns_menu.addAction(column.header)
            action.setCheckable(True)
            action.setChecked(column.shown)
            action.toggled.connect(lambda shown, at=place: self._show_column(at, shown=shown))
            self.table.setColumnHidden(place, not column.shown)

    def _show_column(self, place: int, *, shown: bool) -> None:
        first_time = shown and self.table.isColumnHidden(place) and place not in self._fitted
        self.table.setColumnHidden(place, not shown)
        if first_time:
            self._fit_column(place)
        self._widths.fit()

    def _open_columns_menu(self, where: QPoint) -> None:
        self._columns_menu.popup(self.table.horizontalHeader().mapToGlobal(where))

    def _fit_columns(self) -> None:
        """As wide as the first rows and the header on two lines need, within reason."""
        self._fitted.clear()
        self.table.horizontalHeader().setFixedHeight(self.table.fontMetrics().height() + 10)
        for place, column in enumerate(self.model.columns):
            if column.shown:
                self._fit_column(place)
        shown = self.shown_columns()
        self.table.horizontalHeader().setStretchLastSection(bool(shown) and shown[-1].kind == "text")
        columns = enumerate(self.model.columns)
        self._widths.start([place for place, column in columns if column.kind == "text" and not column.whole])

    def _fit_column(self, place: int) -> None:
        letters, header_view = self.table.fontMetrics(), self.table.horizontalHeader()
        title = self.model.columns[place].header
        least = two_lines(title, letters.horizontalAdvance) + ARROW
        width = min(max(least, self.table.sizeHintForColumn(place) + GAP), self._widest)
        self._fitted.add(place)
        self.table.setColumnWidth(place, width)
        if width < letters.horizontalAdvance(title) + ARROW:
            header_view.setFixedHeight(letters.height() * 2 + 10)

    def _ask_and_save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Save the table", "table.csv", "CSV files (*.csv)")
        if not name:
            return
        try:
            self.save_csv(Path(name))
        except OSError:
            where = Path(name).name
            QMessageBox.warning(
                self, "Not saved", f"{where} could not be written. Close it elsewhere or choose another name."
            )


def two_lines(text: str, width_of: Callable[[str], int]) -> int:
    """The least width in which `text` fits on two lines; it may be broken after a hyphen too."""
    breaks = [at for at, letter in enumerate(text, 1) if letter in " -"] + [len(text)]
    splits = [(text[:at].strip(), text[at:].strip()) for at in breaks]
    return min((max(width_of(first), width_of(second)) for first, second in splits), default=0)


def _tool(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button

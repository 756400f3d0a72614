"""The window: menus, top bar, pages in the order of work, bottom line. What is shown comes from the session."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from engine import Options, options_from_mapping
from gui.activity_view import ActivityView
from gui.describing_dialog import DescribingDialog
from gui.dialogs import ask_files, ask_issue_list, ask_workbook, show_about, show_in_folder
from gui.faults import log_file
from gui.icons import line_icon
from gui.menus import SEPARATOR, Command, Entry, Submenu, fill_menu_bar
from gui.not_offered_dialog import ask_what_is_not_offered
from gui.options_dialog import OptionsDialog
from gui.page_holder import PLACES, PageHolder
from gui.pages.start import set_name
from gui.resources import sample_files
from gui.runner import Running
from gui.session import Described, Session
from gui.settings import Settings
from gui.widgets.banner import Banner
from gui.widgets.drop_area import dropped_files
from gui.widgets.progress_bar import ProgressLine
from gui.widgets.sidebar import Sidebar
from gui.widgets.top_bar import TopBar
from gui.wording import AUTOMATIC, RECIPES, files_name, loaded, proposed, suggested_issue_list, suggested_workbook

if TYPE_CHECKING:
    from engine import MarketBaskets

RUN, CANCEL, OPTIONS, EXPORT = "&Run", "&Cancel", "&Options…", "&Export to Excel…"
DESCRIBED = "What customers are &compared by…"
NOT_OFFERED = "&Not offered…"
START, DATA, SEGMENTS, CUSTOMERS = range(4)
FIRST_SIZE = QSize(1280, 720)


class MainWindow(QMainWindow):
    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self._session = session
        self._settings = settings
        self._run_shown: MarketBaskets | None = None
        self.top_bar = TopBar(RECIPES)
        self.banner = Banner()
        self.progress_line = ProgressLine()
        self.sidebar = Sidebar()
        self.pages = QStackedWidget()
        self.holders = [PageHolder(place, session, settings) for place in PLACES]
        self._lay_out()
        self._actions = fill_menu_bar(self.menuBar(), self._menus())
        self._connect()
        self.setAcceptDrops(True)
        self.resize(FIRST_SIZE.boundedTo(self.screen().availableSize()))
        if geometry := settings.geometry:
            self.restoreGeometry(geometry)
        self._follow_dataset()
        self._activity_view = ActivityView(session, self.banner, self.progress_line)
        self.go_to(START)
        self.sidebar.setFocus()

    def open_files(self, files: Sequence[Path]) -> None:
        self._session.open(files, self._settings.options_for(files))

    def ask_and_open(self) -> None:
        self.open_files(ask_files(self, self._settings))

    def ask_and_export(self) -> None:
        if self._session.analysis is None:
            return
        target = ask_workbook(self, self._settings, suggested_workbook(self._session))
        if target is not None:
            self._session.export(target)

    def ask_and_save_issues(self) -> None:
        target = ask_issue_list(self, self._settings, suggested_issue_list(self._session))
        if target is not None:
            self._session.save_issues(target)

    def go_to(self, page: int) -> None:
        self.sidebar.setCurrentRow(page)

    def _show_page(self, page: int) -> None:
        """The keyboard does not stay behind on the page that goes."""
        old = self.pages.currentWidget()
        left_behind = old is not None and old.isAncestorOf(self.focusWidget() or self)
        self.pages.setCurrentIndex(page)
        if left_behind:
            self.sidebar.setFocus()

    def show_customer(self, customer: int) -> None:
        """Open a customer; a selection that it belongs to stays."""
        if customer not in self._session.selection:
            self._session.select([customer])
        self.go_to(CUSTOMERS)
        if (show := getattr(self.holders[CUSTOMERS].page, "show_customer", None)) is not None:
            show(customer)

    def pick_recipe(self, recipe: str) -> None:
        self._take_options(options_from_mapping({"recipe": recipe}, self._session.options))

    def ask_options(self) -> None:
        if isinstance(self._session.runner.activity, Running):
            return
        note = "" if self._session.analysis is None else "OK runs again with these options."
        dialog = OptionsDialog(self._session.options, self._session.dataset, note, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.apply_options(dialog.options()))
        dialog.open()

    def ask_what_describes(self) -> None:
        if not isinstance(self._session.runner.activity, Running):
            self._session.look_at_columns(self._show_what_describes)

    def _show_what_describes(self, described: Described) -> None:
        dialog = DescribingDialog(described, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.apply_options(dialog.options()))
        dialog.open()

    def apply_options(self, options: Options) -> None:
        """Take options, and run again with them where a run was there; changed ways of reading are to be looked at first."""
        if options == self._session.options:
            return
        self._take_options(options)
        if self._session.analysis is not None and not isinstance(self._session.runner.activity, Running):
            self._session.run()

    def _take_options(self, options: Options) -> None:
        self._session.set_options(options)
        self.top_bar.show_recipe(options.recipe)
        if self._session.paths not in ((), sample_files()):
            self._settings.remember_options(self._session.paths, options)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.open_files(dropped_files(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.geometry = self.saveGeometry()
        self._session.runner.cancel()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        for holder in self.holders:
            self.sidebar.add(line_icon(holder.place.icon), holder.place.title)
            self.pages.addWidget(holder)
        body = QVBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.banner)
        body.addWidget(self.pages, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.sidebar)
        middle.addLayout(body, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addLayout(middle, 1)
        self.setCentralWidget(whole)
        self.statusBar().addWidget(self.progress_line, 1)
        self.statusBar().setSizeGripEnabled(False)

    def _menus(self) -> dict[str, Sequence[Entry]]:
        keys = QKeySequence.StandardKey
        return {
            "&File": [
                Command("&Open…", self.ask_and_open, keys.Open, line_icon("open")),
                Command("Open the &sample", self._session.open_sample),
                Submenu("&Recent", self._recent, "Nothing yet"),
                SEPARATOR,
                Command(EXPORT, self.ask_and_export, "Ctrl+E", line_icon("export")),
                SEPARATOR,
                Command("&Quit", self.close, "Ctrl+Q"),
            ],
            "R&un": [
                Command(RUN, self._session.run, "F5", line_icon("run")),
                Command(CANCEL, self._session.runner.cancel, "Esc"),
                SEPARATOR,
                Command(DESCRIBED, self.ask_what_describes, "Ctrl+D"),
                Command(NOT_OFFERED, lambda: ask_what_is_not_offered(self, self._session, self._settings)),
                Command(OPTIONS, self.ask_options, "Ctrl+,"),
            ],
            "&View": [
                Command(f"&{at} {place.title}", partial(self.go_to, at - 1), f"Ctrl+{at}")
                for at, place in enumerate(PLACES, 1)
            ],
            "&Help": [
                Command("Show the &log file", lambda: show_in_folder(log_file())),
                Command("&About Peerbasket", lambda: show_about(self)),
            ],
        }

    def _recent(self) -> list[Command]:
        return [Command(set_name(files), partial(self.open_files, files)) for files in self._settings.recent]

    def _connect(self) -> None:
        self.sidebar.currentRowChanged.connect(self._show_page)
        self.top_bar.run_clicked.connect(self._session.run)
        self.top_bar.export_clicked.connect(self.ask_and_export)
        self.top_bar.recipe_picked.connect(self.pick_recipe)
        self.top_bar.options_clicked.connect(self.ask_options)
        for holder in self.holders:
            holder.built.connect(self._wire_page)
            holder.open_asked.connect(self.ask_and_open)
        self._session.dataset_changed.connect(self._follow_dataset)
        self._session.analysis_changed.connect(self._follow_analysis)
        self._session.runner.activity_changed.connect(self._allow)

    def _wire_page(self, page: QWidget) -> None:
        """Connect whichever of these signals the page has."""
        asked = {
            "customer_opened": self.show_customer,
            "open_clicked": self.ask_and_open,
            "files_picked": self.open_files,
            "save_issues_clicked": self.ask_and_save_issues,
            "options_clicked": self.ask_options,
            "options_asked": self.apply_options,
            "described_asked": self.ask_what_describes,
        }
        for name, do in asked.items():
            if (signal := getattr(page, name, None)) is not None:
                signal.connect(do)

    def _follow_dataset(self) -> None:
        self.setWindowTitle(f"{files_name(self._session)} – Peerbasket" if self._session.paths else "Peerbasket")
        self.top_bar.show_loaded(loaded(self._session))
        self.top_bar.show_recipe(self._session.options.recipe)
        self.top_bar.show_proposal(AUTOMATIC, *proposed(self._session))
        self._allow()
        if self._session.sources is not None:
            self.go_to(DATA)
        if self._session.dataset is not None and self._session.paths != sample_files():
            self._settings.remember_files(self._session.paths)

    def _follow_analysis(self) -> None:
        self._allow()
        analysis, before = self._session.analysis, self._run_shown
        self._run_shown = None if analysis is None else analysis.baskets
        if analysis is not None and analysis.baskets is not before:
            self.go_to(SEGMENTS)  # a new run, not a name or an offer taken out

    def _allow(self) -> None:
        running = isinstance(self._session.runner.activity, Running)
        can_run = self._session.dataset is not None and not running
        can_export = self._session.analysis is not None and not running
        self.top_bar.run.setEnabled(can_run)
        self.top_bar.recipe.setEnabled(not running)
        self.top_bar.options.setEnabled(not running)
        self._actions[OPTIONS].setEnabled(not running)
        self._actions[DESCRIBED].setEnabled(can_run)
        self._actions[NOT_OFFERED].setEnabled(not running)
        self.top_bar.export.setEnabled(can_export)
        self._actions[RUN].setEnabled(can_run)
        self._actions[CANCEL].setEnabled(running)
        self._actions[EXPORT].setEnabled(can_export)

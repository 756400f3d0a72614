"""The window: menus, top bar, pages in the order of work, bottom line. What is shown comes from the session."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine import options_from_mapping
from gui.dialogs import ask_files, ask_workbook, open_file, show_about, show_in_folder
from gui.faults import log_file
from gui.icons import line_icon
from gui.menus import SEPARATOR, Command, fill
from gui.page_holder import PageHolder, Place, later
from gui.pages.start import StartPage, set_name
from gui.resources import sample_files
from gui.session import Failed, Idle, Running, Session
from gui.settings import Settings
from gui.widgets.banner import Banner
from gui.widgets.drop_area import dropped_files
from gui.widgets.progress_bar import ProgressLine
from gui.widgets.top_bar import TopBar
from gui.wording import RECIPES, at_rest, files_name, loaded, suggested_workbook

START, DATA, SEGMENTS, CUSTOMERS = range(4)
FIRST_SIZE = QSize(1280, 720)


class MainWindow(QMainWindow):
    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self._session = session
        self._settings = settings
        self.top_bar = TopBar(RECIPES)
        self.banner = Banner()
        self.progress_line = ProgressLine()
        self.sidebar = QListWidget()
        self.pages = QStackedWidget()
        self.holders = [PageHolder(place, session) for place in self._places()]
        self._lay_out()
        self._fill_menus()
        self._connect()
        self.setAcceptDrops(True)
        self.resize(FIRST_SIZE)
        if geometry := settings.geometry:
            self.restoreGeometry(geometry)
        self._follow_dataset()
        self._follow_activity()
        self.go_to(START)

    def _places(self) -> tuple[Place, ...]:
        return (
            Place("Start", "start", self._start_page),
            Place("Data", "data", later("gui.pages.data", "DataPage"), "files"),
            Place("Segments", "segments", later("gui.pages.segments", "SegmentsPage"), "analysis"),
            Place("Customers", "customers", later("gui.pages.customers", "CustomersPage"), "analysis"),
            Place(
                "Recommendations",
                "recommendations",
                later("gui.pages.recommendations", "RecommendationsPage"),
                "analysis",
            ),
        )

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

    def go_to(self, page: int) -> None:
        self.sidebar.setCurrentRow(page)

    def show_customer(self, customer: int) -> None:
        self._session.select([customer])
        self.go_to(CUSTOMERS)

    def pick_recipe(self, recipe: str) -> None:
        options = options_from_mapping({"recipe": recipe}, self._session.options)
        self._session.set_options(options)
        if self._session.paths != sample_files():
            self._settings.remember_options(self._session.paths, options)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.open_files(dropped_files(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.geometry = self.saveGeometry()
        self._session.cancel()
        super().closeEvent(event)

    def _start_page(self, session: Session) -> StartPage:
        page = StartPage(session, self._settings)
        page.open_clicked.connect(self.ask_and_open)
        page.files_picked.connect(self.open_files)
        return page

    def _lay_out(self) -> None:
        self.sidebar.setObjectName("sidebar")
        self.sidebar.setAccessibleName("Pages")
        self.sidebar.setIconSize(QSize(20, 20))
        self.sidebar.setFixedWidth(190)
        self.sidebar.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for holder in self.holders:
            self.sidebar.addItem(QListWidgetItem(line_icon(holder.place.icon), holder.place.title))
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

    def _fill_menus(self) -> None:
        bar, keys = self.menuBar(), QKeySequence.StandardKey
        file_menu = bar.addMenu("&File")
        opening = [
            Command("&Open…", self.ask_and_open, keys.Open, line_icon("open")),
            Command("Open the &sample", self._session.open_sample),
        ]
        leaving = [
            Command("&Export to Excel…", self.ask_and_export, "Ctrl+E", line_icon("export")),
            SEPARATOR,
            Command("&Quit", self.close, "Ctrl+Q"),
        ]
        fill(file_menu, opening)
        self.recent_menu = file_menu.addMenu("&Recent")
        self.recent_menu.aboutToShow.connect(self._fill_recent)
        file_menu.addSeparator()
        self.actions_by_text = fill(file_menu, leaving)
        running = [
            Command("&Run", self._session.run, "F5", line_icon("run")),
            Command("&Cancel", self._session.cancel, "Esc"),
        ]
        self.actions_by_text |= fill(bar.addMenu("R&un"), running)
        views = [
            Command(f"&{at + 1} {holder.place.title}", partial(self.go_to, at), f"Ctrl+{at + 1}")
            for at, holder in enumerate(self.holders)
        ]
        fill(bar.addMenu("&View"), views)
        helping = [
            Command("Show the &log file", lambda: show_in_folder(log_file())),
            Command("&About Peerbasket", lambda: show_about(self)),
        ]
        fill(bar.addMenu("&Help"), helping)

    def _fill_recent(self) -> None:
        self.recent_menu.clear()
        sets = self._settings.recent
        fill(self.recent_menu, [Command(set_name(files), partial(self.open_files, files)) for files in sets])
        if not sets:
            self.recent_menu.addAction("Nothing yet").setEnabled(False)

    def _connect(self) -> None:
        self.sidebar.currentRowChanged.connect(self.pages.setCurrentIndex)
        self.top_bar.run_clicked.connect(self._session.run)
        self.top_bar.export_clicked.connect(self.ask_and_export)
        self.top_bar.recipe_picked.connect(self.pick_recipe)
        self.progress_line.cancel_clicked.connect(self._session.cancel)
        for holder in self.holders:
            holder.built.connect(self._wire_page)
            holder.open_asked.connect(self.ask_and_open)
        self._session.dataset_changed.connect(self._follow_dataset)
        self._session.analysis_changed.connect(self._follow_analysis)
        self._session.activity_changed.connect(self._follow_activity)

    def _wire_page(self, page: QWidget) -> None:
        if (opened := getattr(page, "customer_opened", None)) is not None:
            opened.connect(self.show_customer)

    def _follow_dataset(self) -> None:
        self.setWindowTitle(f"{files_name(self._session)} – Peerbasket" if self._session.paths else "Peerbasket")
        self.top_bar.show_loaded(loaded(self._session))
        self.top_bar.show_recipe(self._session.options.recipe)
        self._allow()
        if self._session.sources is not None:
            self.go_to(DATA)
        if self._session.dataset is not None and self._session.paths != sample_files():
            self._settings.remember_files(self._session.paths)

    def _follow_analysis(self) -> None:
        self._allow()
        if self._session.analysis is not None:
            self.go_to(SEGMENTS)

    def _follow_activity(self) -> None:
        self._allow()
        match self._session.activity:
            case Running(title, stage, fraction, cancelling):
                self.banner.hide()
                self.progress_line.show_running(f"{title} · {stage}", fraction, cancelling=cancelling)
            case Failed(title, sentence, hint):
                self.progress_line.rest("")
                self.banner.say("error", title, f"{sentence} {hint}".strip())
            case Idle(_, saved) as idle if saved is None:
                self.progress_line.rest(at_rest(self._session, idle))
            case Idle(message, Path() as saved):
                self.progress_line.rest(message)
                actions = {"O&pen": partial(open_file, saved), "Show in &folder": partial(show_in_folder, saved)}
                self.banner.say("done", message, str(saved.parent), actions)

    def _allow(self) -> None:
        running = isinstance(self._session.activity, Running)
        can_run = self._session.dataset is not None and not running
        can_export = self._session.analysis is not None and not running
        self.top_bar.run.setEnabled(can_run)
        self.top_bar.recipe.setEnabled(not running)
        self.top_bar.export.setEnabled(can_export)
        self.actions_by_text["&Run"].setEnabled(can_run)
        self.actions_by_text["&Cancel"].setEnabled(running)
        self.actions_by_text["&Export to Excel…"].setEnabled(can_export)

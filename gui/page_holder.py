"""The pages in the order of work, each built when it is first needed; until then a sentence says what is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Literal

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from gui.pages.start import StartPage
from gui.runner import Running
from gui.session import Session
from gui.settings import Settings
from gui.widgets.empty_page import EmptyPage

Needs = Literal["nothing", "files", "analysis"]


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the window: its title, its icon's name, how it is built, and what it needs to show anything."""

    title: str
    icon: str
    make: Callable[[Session, Settings], QWidget]
    needs: Needs = "nothing"


def later(module: str, name: str) -> Callable[[Session, Settings], QWidget]:
    """A page factory that imports the page's module when the page is built: plots are slow to load."""

    def make(session: Session, _settings: Settings) -> QWidget:
        page: QWidget = getattr(import_module(module), name)(session)
        return page

    return make


PLACES = (
    Place("Start", "start", StartPage),
    Place("Data", "data", later("gui.pages.data", "DataPage"), "files"),
    Place("Segments", "segments", later("gui.pages.segments", "SegmentsPage"), "analysis"),
    Place("Customers", "customers", later("gui.pages.customers", "CustomersPage"), "analysis"),
    Place("Bought together", "together", later("gui.pages.bought_together", "BoughtTogetherPage"), "analysis"),
    Place("Recommendations", "recommendations", later("gui.pages.recommendations", "RecommendationsPage"), "analysis"),
    Place("Proof", "proof", later("gui.pages.proof", "ProofPage"), "analysis"),
)


class PageHolder(QStackedWidget):
    """One page, or what it lacks."""

    built = Signal(QWidget)
    open_asked = Signal()

    def __init__(self, place: Place, session: Session, settings: Settings) -> None:
        super().__init__()
        self.place = place
        self.page: QWidget | None = None
        self._session = session
        self._settings = settings
        self.empty = EmptyPage()
        self.empty.clicked.connect(self._help)
        self.addWidget(self.empty)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._build_ahead)
        session.dataset_changed.connect(self.refresh)
        session.analysis_changed.connect(self.refresh)
        session.runner.activity_changed.connect(self.refresh)

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)

    def refresh(self) -> None:
        if not self._has_what_it_needs():
            self._say_what_is_missing()
            self.setCurrentWidget(self.empty)
        elif self.page is not None:
            self.setCurrentWidget(self.page)
        elif self.isVisible():
            self.setCurrentWidget(self.build())
        if self.page is None and self._session.dataset is not None:
            self._later.start()

    def build(self) -> QWidget:
        page = self.page = self.place.make(self._session, self._settings)
        self.addWidget(page)
        self.built.emit(page)
        return page

    def _build_ahead(self) -> None:
        """While the user looks at the data: an empty page that is there already need only be filled."""
        if self.page is None:
            self.build()

    def _has_what_it_needs(self) -> bool:
        match self.place.needs:
            case "nothing":
                return True
            case "files":
                return self._session.sources is not None
            case "analysis":
                return self._session.analysis is not None

    def _say_what_is_missing(self) -> None:
        if isinstance(self._session.runner.activity, Running):
            self.empty.say(f"{self._session.runner.activity.title}…")
        elif self._session.dataset is not None:
            self.empty.say("Your files are read. Run groups the customers and finds what to offer each.", "Run")
        elif self._session.sources is not None:
            self.empty.say("The files cannot be analysed yet: on the Data page, say what their columns are.")
        else:
            self.empty.say("Nothing to show yet. Open your sales exports first.", "&Open files…")

    def _help(self) -> None:
        if self._session.dataset is not None:
            self._session.run()
        else:
            self.open_asked.emit()

"""Tabs of which only the one that is seen is brought up to date."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabWidget, QWidget

Refresh = Callable[[], None]


class LazyTabs(QTabWidget):
    """`add` gives each tab what refreshes it; `expire` says that what all of them show has changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._refresh: list[Refresh] = []
        self._stale: set[int] = set()
        self.setDocumentMode(True)
        self.tabBar().setElideMode(Qt.TextElideMode.ElideNone)
        self.tabBar().setExpanding(False)
        self.currentChanged.connect(lambda _at: self._bring_up_to_date())

    def add(self, title: str, widget: QWidget, refresh: Refresh) -> None:
        self._stale.add(len(self._refresh))
        self._refresh.append(refresh)
        self.addTab(widget, title)

    def expire(self) -> None:
        self._stale = set(range(len(self._refresh)))
        self._bring_up_to_date()

    def _bring_up_to_date(self) -> None:
        at = self.currentIndex()
        if at in self._stale and self.isVisible():
            self._stale.discard(at)
            self._refresh[at]()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._bring_up_to_date()

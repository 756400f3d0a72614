"""Refreshes a page when it is next seen, so that a page nobody looks at costs nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class WhenShown(QObject):
    def __init__(self, page: QWidget, refresh: Callable[[], None]) -> None:
        super().__init__(page)
        self._page = page
        self._refresh = refresh
        self._stale = True
        page.installEventFilter(self)

    @property
    def is_done(self) -> bool:
        """Whether the page shows the present values."""
        return not self._stale

    def ask(self) -> None:
        """What the page shows is out of date: refresh it now if it is seen, else once it is."""
        self._stale = True
        if self._page.isVisible():
            self.now()

    def now(self) -> None:
        """Refresh what is out of date, seen or not."""
        if self._stale:
            self._stale = False
            self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() == QEvent.Type.Show:
            self.now()
        return False

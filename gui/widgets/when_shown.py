"""Refreshes a page when it is next seen, so that a page nobody looks at costs nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class WhenShown(QObject):
    """`value` is what the page shows: the page is refreshed once for each value, however often it is asked to."""

    def __init__(self, page: QWidget, refresh: Callable[[], None], value: Callable[[], object]) -> None:
        super().__init__(page)
        self._page = page
        self._refresh = refresh
        self._value = value
        self._shown: object = self
        page.installEventFilter(self)

    @property
    def is_done(self) -> bool:
        """Whether the page shows the present value."""
        return self._shown is self._value()

    def ask(self) -> None:
        """The value may have changed: refresh the page now if it is seen, else once it is."""
        if self._page.isVisible():
            self.now()

    def now(self) -> None:
        """Refresh what is out of date, seen or not."""
        if not self.is_done:
            self._shown = self._value()
            self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() == QEvent.Type.Show:
            self.now()
        return False

"""A list inside a plot: as many slots in view as there is room for, and ways to move along it."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt, Signal

NOTCH = 120.0
"""What a wheel reports for one notch."""

ACROSS, DOWN = 0, 1


class Strip(pg.ViewBox):  # type: ignore[misc]
    """Slot i lies round i. The wheel and a drag move along the list, Ctrl and the wheel make the slots larger.

    The wheel over the axis of the values zooms those.
    """

    moved = Signal()

    def __init__(self, along: int, least: float, most: float) -> None:
        """A slot takes at least `least` and at most `most` pixels."""
        super().__init__(enableMenu=False)
        self.along, self.least, self.most = along, least, most
        self.count, self.first, self._zoom = 0, 0.0, 1.0
        self._leader: Strip | None = None
        self.setMouseEnabled(x=along == DOWN, y=along == ACROSS)
        self.setDefaultPadding(0.0)
        self.invertY(along == DOWN)

    @property
    def visible(self) -> float:
        """How many slots there is room for."""
        size = self.size()
        pixels = max(float(size.width() if self.along == ACROSS else size.height()), 1.0)
        fitting = max(pixels / self.most, min(self.count, pixels / self.least))
        return max(fitting / self._zoom, 1.0)

    @property
    def last_first(self) -> float:
        """The first slot in view when the end of the list is."""
        return max(self.count - self.visible, 0.0)

    def set_slots(self, count: int, *, least: float | None = None) -> None:
        """Another list, from its start."""
        self.least = self.least if least is None else least
        self.count, self.first, self._zoom = count, 0.0, 1.0
        self.scroll_to(0.0)

    def scroll_to(self, first: float) -> None:
        self.first = min(max(first, 0.0), self.last_first)
        span = (self.first - 0.5, self.first - 0.5 + self.visible)
        self.setRange(**{"xRange" if self.along == ACROSS else "yRange": span}, padding=0.0, disableAutoRange=True)
        self.moved.emit()

    def follow(self, leader: Strip) -> None:
        """Show the same slots as another list, whichever of the two is moved."""
        self._leader = leader
        leader.moved.connect(self._stay_beside)

    def reveal(self, box: QRectF) -> None:
        """Move as little as needed for a box to be in view."""
        start, end = (box.left(), box.right()) if self.along == ACROSS else (box.top(), box.bottom())
        if start < self.first - 0.5:
            self.scroll_to(start + 0.5)
        elif end > self.first - 0.5 + self.visible:
            self.scroll_to(end + 0.5 - self.visible)

    def whole(self) -> None:
        """Back to the start of the list and the usual size of its slots."""
        self._zoom = 1.0
        self.scroll_to(0.0)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        if hasattr(self, "count"):
            self.scroll_to(self.first)

    def wheelEvent(self, event: Any, axis: int | None = None) -> None:
        if axis is not None and axis != self.along:
            super().wheelEvent(event, axis)
        elif self._leader is not None:
            self._leader.wheelEvent(event, axis)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom = min(max(self._zoom * 1.2 ** (event.delta() / NOTCH), self._farthest()), 6.0)
            self.scroll_to(self.first)
            event.accept()
        elif self.last_first > 0:
            self.scroll_to(self.first - event.delta() / NOTCH)
            event.accept()
        else:
            event.ignore()

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        if axis is not None and axis != self.along:
            super().mouseDragEvent(event, axis)
            return
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        event.accept()
        by = event.pos() - event.lastPos()
        pixels = by.x() if self.along == ACROSS else by.y()
        size = self.size()
        moved = self._leader or self
        moved.scroll_to(self.first - pixels * self.visible / (size.width() if self.along == ACROSS else size.height()))

    def _stay_beside(self) -> None:
        if self._leader is not None:
            self.count, self._zoom = self._leader.count, self._leader._zoom
            self.scroll_to(self._leader.first)

    def _farthest(self) -> float:
        """The zoom at which the whole list is in view."""
        return min(self.visible * self._zoom / max(self.count, 1), 1.0)

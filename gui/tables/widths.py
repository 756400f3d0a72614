"""Columns that fit the window: where there is no room for all, the words give way and the figures stay whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QTableView

NARROWEST = 80
"""Pixels that a column of words keeps; past that the table scrolls sideways."""


def squeezed(wanted: Mapping[int, int], yielding: Collection[int], room: int, least: int = NARROWEST) -> dict[int, int]:
    """Widths that fit into `room`: the widest of the `yielding` columns are cut first, none below `least`."""
    result = dict(wanted)
    left = room - sum(width for place, width in wanted.items() if place not in yielding)
    inside = sorted((place for place in wanted if place in yielding), key=lambda place: wanted[place])
    for at, place in enumerate(inside):
        share = left // (len(inside) - at)
        result[place] = min(wanted[place], max(share, least))
        left -= result[place]
    return result


class FittingWidths(QObject):
    """Keeps the columns of a table inside its viewport, also when that becomes wider or narrower."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._wanted: dict[int, int] = {}
        self._yielding: set[int] = set()
        self._fitting = False
        table.viewport().installEventFilter(self)
        table.horizontalHeader().sectionResized.connect(self._want)

    def start(self, yielding: Collection[int]) -> None:
        """Take the widths the columns have now for those wanted; those `yielding` may become narrower."""
        self._wanted.clear()
        self._yielding = set(yielding)
        self.fit()

    def fit(self) -> None:
        header = self._table.horizontalHeader()
        shown = [place for place in range(header.count()) if not header.isSectionHidden(place)]
        for place in shown:
            self._wanted.setdefault(place, header.sectionSize(place))
        wanted = {place: self._wanted[place] for place in shown}
        self._fitting = True
        for place, width in squeezed(wanted, self._yielding, self._table.viewport().width()).items():
            header.resizeSection(place, width)
        self._fitting = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._wanted:
            self.fit()
        return super().eventFilter(watched, event)

    def _want(self, place: int, old: int, new: int) -> None:
        """Widths set by others or by the user's hand; not those of hiding, showing or stretching the last column."""
        header = self._table.horizontalHeader()
        stretched = header.stretchLastSection() and place == header.logicalIndex(header.count() - 1)
        if old and new and not self._fitting and not stretched:
            self._wanted[place] = new

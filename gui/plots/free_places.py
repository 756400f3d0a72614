"""Boxes of words near where they belong, none of them over another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from PySide6.QtCore import QPointF, QRectF

FARTHEST = 60
"""Half boxes up or down."""


def free_places(wanted: Sequence[QRectF], room: QRectF, taken: Sequence[QRectF] = ()) -> list[QRectF | None]:
    """A place for each box, one after the other: the nearest to where it is wanted that is free and inside `room`.

    None where there is none.
    """
    places: list[QRectF | None] = []
    for box in wanted:
        others = [*taken, *(place for place in places if place is not None)]
        free = (place for place in _tried(box, room) if room.contains(place) and not any(map(place.intersects, others)))
        places.append(next(free, None))
    return places


def _tried(wanted: QRectF, room: QRectF) -> Iterator[QRectF]:
    """The wanted box moved inside, then ever farther from there, half a box at a time."""
    first = QPointF(
        min(max(wanted.x(), room.left() + 1), room.right() - wanted.width() - 1),
        min(max(wanted.y(), room.top() + 1), room.bottom() - wanted.height() - 1),
    )
    yield QRectF(first, wanted.size())
    for across, up in _moves(round(wanted.width() / wanted.height())):
        yield wanted.translated(
            first - wanted.topLeft() + QPointF(across * wanted.width() / 2, up * wanted.height() / 2)
        )


@cache
def _moves(wideness: int) -> list[tuple[int, int]]:
    """Half boxes to the right and down, the shortest way first; a box is so many times as wide as it is high."""
    moves = [(across, up) for across in range(-6, 7) for up in range(-FARTHEST, FARTHEST + 1)]
    return sorted(moves, key=lambda move: abs(move[0]) * wideness + abs(move[1]))

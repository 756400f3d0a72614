"""Boxes of words near where they belong, none of them over another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF


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
    rows = range(-int(room.height() / wanted.height() * 2), int(room.height() / wanted.height() * 2) + 1)
    moves = [QPointF(across * wanted.width() / 2, up * wanted.height() / 2) for across in range(-4, 5) for up in rows]
    for move in sorted(moves, key=lambda move: abs(move.x()) + abs(move.y())):
        yield QRectF(first + move, wanted.size())

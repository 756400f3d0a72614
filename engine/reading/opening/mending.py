"""A row whose quotes are not in order: the reading of it with the right number of cells and the fewest stray quotes."""

from __future__ import annotations

from engine.reading.opening.dialect import Dialect

_LONGEST = 20_000
_MOST_PIECES = 200
_STRAY_INSIDE, _STRAY_IN_FRONT = 1, 2

Reading = tuple[int, tuple[str, ...]]
"""How many stray quotes a reading leaves (those in front of a cell count double), and its cells."""


def mend(text: str, dialect: Dialect) -> list[str] | None:
    """The cells of a row with stray quotes, as many as the dialect has, or None where no reading has so many.

    Each cell is one piece between delimiters, or several that begin and end with a quote. Of all readings with the
    right number of cells the one with the fewest stray quotes is taken (dynamic programming from the end).
    A stray quote in front of a cell is dropped, inside it is kept as a sign. Cost: pieces² × cells, at most.
    """
    pieces = text.split(dialect.delimiter)
    surplus = len(pieces) - dialect.width
    if surplus < 0 or len(text) > _LONGEST or len(pieces) > _MOST_PIECES:
        return None
    best: list[dict[int, Reading]] = [{} for _ in pieces] + [{0: (0, ())}]
    for start in range(len(pieces) - 1, -1, -1):
        for stop in range(start + 1, min(len(pieces), start + 1 + surplus) + 1):
            if best[stop] and (read := _cell(pieces, start, stop, dialect)):
                _extend(best[start], best[stop], *read)
    found = best[0].get(dialect.width)
    return list(found[1]) if found else None


def _extend(at: dict[int, Reading], rest: dict[int, Reading], cost: int, cell: str) -> None:
    for count, (so_far, cells) in rest.items():
        known = at.get(count + 1)
        if known is None or cost + so_far < known[0]:
            at[count + 1] = (cost + so_far, (cell, *cells))


def _cell(pieces: list[str], start: int, stop: int, dialect: Dialect) -> tuple[int, str] | None:
    """The cell that some pieces make and the cost of reading it so, or None where they make none."""
    quote = dialect.quote
    text = dialect.delimiter.join(pieces[start:stop])
    bare = text.strip()
    if len(bare) > 1 and bare.startswith(quote) and bare.endswith(quote):
        inside = bare[1:-1]
        return _STRAY_INSIDE * (inside.replace(quote * 2, "").count(quote)), dialect.unquoted(inside)
    if stop - start > 1:
        return None
    if bare.startswith(quote):
        return _STRAY_IN_FRONT + _STRAY_INSIDE * bare.count(quote, 1), bare[1:]
    return 0, text

"""The records of a text as it is written: where each starts, over how many lines it runs, and its text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.reading.opening.dialect import LINE_END, Dialect

_PIECE = 1 << 24


@dataclass(frozen=True, eq=False, slots=True)
class Records:
    """The records of a text.

    first  int64, per record: the position of its first line, from 0
    taken  int64, per record: over how many lines it runs
    """

    text: bytes
    first: NDArray[np.int64]
    taken: NDArray[np.int64]

    @classmethod
    def of(cls, text: bytes, taken: NDArray[np.int64]) -> Records:
        """Records one below the other."""
        return cls(text, np.concatenate(([0], np.cumsum(taken)[:-1])).astype(np.int64), taken)

    def texts(self, positions: NDArray[np.int64]) -> pa.Array | None:
        """The texts of some records with their line ends, as large strings; None where lines and records disagree.

        Cost: a vectorised search for line ends in the whole text.
        """
        starts = _line_starts(self.text)
        begins, stops = self.first[positions], (self.first + self.taken)[positions]
        if len(stops) and int(stops.max()) >= len(starts):
            return None
        begins, stops = starts[begins], starts[stops]
        offsets = np.stack((begins, stops), axis=1).ravel()
        whole = pa.Array.from_buffers(
            pa.large_string(), max(0, len(offsets) - 1), [None, pa.py_buffer(offsets), pa.py_buffer(self.text)]
        )
        return whole.take(pa.array(np.arange(0, len(offsets), 2)))


def _line_starts(text: bytes) -> NDArray[np.int64]:
    """Where each line starts, and where the text ends."""
    feeds = _positions(text, ord("\n"))
    if b"\r" in text:
        returns = _positions(text, ord("\r"))
        signs = np.frombuffer(text, dtype=np.uint8)
        follows = signs[np.minimum(returns + 1, len(signs) - 1)]
        feeds = np.sort(np.concatenate((feeds, returns[(follows != ord("\n")) | (returns == len(signs) - 1)])))
    return np.concatenate(([0], feeds + 1, [len(text)])).astype(np.int64)


def _positions(text: bytes, sign: int) -> NDArray[np.int64]:
    signs = np.frombuffer(text, dtype=np.uint8)
    pieces = [np.flatnonzero(signs[at : at + _PIECE] == sign) + at for at in range(0, len(signs), _PIECE)]
    return np.concatenate(pieces) if pieces else np.empty(0, dtype=np.int64)


def out_of_order(texts: pa.Array, dialect: Dialect) -> NDArray[np.int64]:
    """Positions of the texts in which something follows a quote that closes a cell.

    Cost: vectorised over the texts; Python over those where it may be so.
    """
    d, q = (_escaped(sign) for sign in (dialect.delimiter, dialect.quote))
    suspicious = pc.match_substring_regex(texts, f"(?:^|{d}|\n){q}(?:[^{q}]|{q}{q})*{q}[^{d}{q}\r\n]")
    positions = np.flatnonzero(np.asarray(suspicious))
    found = zip(positions.tolist(), texts.take(pa.array(positions)).to_pylist(), strict=True)
    return np.array([i for i, text in found if dialect.split(one_line_end(text)) is None], dtype=np.int64)


def stray_in_plain_cells(texts: pa.Array, dialect: Dialect) -> NDArray[np.int64]:
    """Positions of the texts with a quote inside a plain cell, in a file whose writer else doubles quotes in quotes.

    Where most quotes stand in plain cells, as inches do, they are only signs. Cost: as `out_of_order`.
    """
    d, q = (_escaped(sign) for sign in (dialect.delimiter, dialect.quote))
    doubled = np.asarray(pc.match_substring_regex(texts, f"[^{d}{q}\r\n]{q}{q}"))
    plain = np.asarray(pc.match_substring_regex(texts, f"(?:^|{d}|\n)[^{d}{q}\r\n][^{d}\r\n]*{q}")) & ~doubled
    if plain.sum() > doubled.sum():
        return np.empty(0, dtype=np.int64)
    positions = np.flatnonzero(plain)
    found = zip(positions.tolist(), texts.take(pa.array(positions)).to_pylist(), strict=True)
    return np.array([i for i, text in found if _has_plain_quote(one_line_end(text), dialect)], dtype=np.int64)


def _has_plain_quote(text: str, dialect: Dialect) -> bool:
    return any(dialect.quote in (cell.group(2) or "") for cell in dialect.cell.finditer(text))


def one_line_end(text: str) -> str:
    """A record with plain line breaks, and none at its end."""
    return LINE_END.sub("\n", text).removesuffix("\n")


def _escaped(sign: str) -> str:
    return f"\\x{{{ord(sign):x}}}"

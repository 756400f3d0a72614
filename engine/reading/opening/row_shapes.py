"""What the rows of a text file have in common, and which odd rows still fit it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa

from engine.reading.opening.dialect import DELIMITERS

_TOP = 30
SAMPLE = 300
_USUAL = 0.95
_ENOUGH = 20
_NUMBER = re.compile(r"[-+(]?[$€£¥]? ?[\d.,'  ]*\d[\d.,'  ]* ?[€$£]?[)%-]?")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a text file.

    number  its row number
    text    as it is written
    cells   None where it cannot be split
    sure    whether its quotes are in order
    """

    number: int
    text: str
    cells: list[str] | None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class RowShape:
    """What the rows of a file have in common.

    width  how many cells
    kinds  per column what kind of text it holds: number, date or text; "" for any, "blank" for none
    start  the number of the first row that has numbers or dates: above it are notes and headers
    tight  whether no cell begins with a blank, so that a separator before a blank belongs to a text: “ACME, Inc.”
    """

    width: int
    kinds: tuple[str, ...]
    start: int
    tight: bool = False

    @classmethod
    def of(cls, cells: pa.Table, numbers: Sequence[int], others: Sequence[Row], width: int) -> RowShape:
        """The shape of the rows that have `width` cells, from a sample of them."""
        rows = [list(row.values()) for row in cells.slice(0, SAMPLE).to_pylist()]
        sample = list(zip(numbers, rows, strict=False))
        if not sample:
            whole = [row for row in others if row.cells is not None and len(row.cells) == width]
            sample = [(row.number, [*row.cells]) for row in whole[:SAMPLE] if row.cells is not None]
        data = [number for number, row in sample if {"number", "date"} & {kind_of(cell or "") for cell in row}]
        columns = list(zip(*[row for _, row in sample], strict=True)) or [()] * width
        padded = sum(any((cell or "").startswith(" ") for cell in row) for _, row in sample)
        tight = 2 * padded < len(sample)
        return cls(width, tuple(_usual_kind(column) for column in columns), min(data, default=_TOP + 1), tight)

    def fit(self, row: Row) -> list[str] | None:
        """The cells of a row of any length, or None where taking it would be a guess.

        Kept are: rows of the right length; blank cells too many at the end; a lone text (a note or heading); a header
        that is longer or shorter than the rows below; rows that only lack cells at the end, if what they have is of
        the kind of its columns; a few words where lines begin otherwise; and texts that hold the separator.
        """
        cells = row.cells
        if cells is None or (len(cells) != self.width and self.is_cut_text(row)):
            return cells and [row.text.strip(_separator(row) + " ")]
        filled = max((i + 1 for i, cell in enumerate(cells) if cell.strip()), default=0)
        if filled == 1 and len(cells) != self.width and self._is_unsplit(cells[0]):
            return None
        if filled > self.width and not self.may_be_header(row):
            return self._rejoined(cells)
        kept = len(cells) == self.width or filled <= 1 or self.may_be_header(row)
        if not kept and not self._agrees(cells[: self.width]) and not self._heads(cells[:filled]):
            return None
        return cells if filled > self.width else cells[: self.width]

    def is_cut_text(self, row: Row) -> bool:
        """Whether a row is one text that the separator cuts, as “ACME, Inc.” above the lines of a customer is."""
        cells = [cell for cell in row.cells or [] if cell]
        most = self.width / 2 if self.may_be_header(row) else self.width - 1
        words = 2 <= len(cells) <= most and "number" not in {kind_of(cell) for cell in cells[1:]}
        return self.tight and words and all(cell.startswith(" ") for cell in cells[1:]) and _separator(row) != ""

    def _heads(self, cells: Sequence[str]) -> bool:
        """Whether a few words stand where lines begin otherwise, as a customer's number and name above lines do."""
        kinds = [kind_of(cell) for cell in cells]
        otherwise = bool(self.kinds and self.kinds[0] and kinds[0]) and kinds[0] != self.kinds[0]
        return otherwise and 2 * len(cells) <= self.width and set(kinds[1:]) <= {"", "text"}

    def _rejoined(self, cells: Sequence[str]) -> list[str] | None:
        """The cells with those that begin with a blank put back to the one before, where that makes a whole row."""
        whole: list[str] = []
        for cell in cells:
            if whole and self.tight and cell.startswith(" "):
                whole[-1] += f",{cell}"
            else:
                whole.append(cell)
        return whole if self.holds(whole) else None

    def is_mended(self, row: Row) -> bool:
        """Whether a row that fits was not whole: a stray quote, or cells missing at its end."""
        cells = row.cells or []
        odd = len(cells) > self.width and any(cell.strip() for cell in cells[self.width :])
        lacks = 1 < len(cells) < self.width and any(c.strip() for c in cells) and not self.is_cut_text(row)
        return not row.sure or ((lacks or odd) and not self.may_be_header(row))

    def may_be_header(self, row: Row) -> bool:
        """Whether a row stands above the first numbers and dates, and holds none."""
        above = row.number <= _TOP and row.number < self.start
        return above and "number" not in set(map(kind_of, row.cells or []))

    def _is_unsplit(self, text: str) -> bool:
        """Whether a lone text is a whole row with something else between its cells."""
        if self.width < 3:
            return False
        known = sum(kind in ("number", "date") for kind in self.kinds)
        for delimiter in (*DELIMITERS, " "):
            cells = text.split(delimiter)
            if len(cells) >= self.width and self.kinds[0] in ("", kind_of(cells[0])) and known:
                alike = sum(a == b for a, b in zip(map(kind_of, cells), self.kinds, strict=False) if b != "text")
                if alike >= min(2, known):
                    return True
        return False

    def _agrees(self, cells: Sequence[str]) -> bool:
        for cell, usual in zip(cells, self.kinds, strict=False):
            kind = kind_of(cell)
            if usual == "blank":
                if kind:
                    return False
            elif kind and usual and kind != usual:
                return False
        return True

    def holds(self, cells: Sequence[str]) -> bool:
        """Whether cells are surely a row: as many, of the right kinds, with a number or date where one belongs."""
        if len(cells) != self.width or not self._agrees(cells):
            return False
        return any(usual in ("number", "date") and kind_of(c) for c, usual in zip(cells, self.kinds, strict=False))


def _separator(row: Row) -> str:
    """The sign after the first cell of a row; "" where its cells are quoted."""
    first = (row.cells or [""])[0]
    return row.text[len(first) : len(first) + 1] if row.text.startswith(first) else ""


def _usual_kind(column: Iterable[str | None]) -> str:
    cells = [kind_of(cell or "") for cell in column]
    kinds = Counter(kind for kind in cells if kind)
    if kinds.total() <= (1 - _USUAL) * len(cells) and len(cells) >= _ENOUGH:
        return "blank"
    kind, count = kinds.most_common(1)[0] if kinds else ("", 0)
    return kind if count >= _USUAL * kinds.total() else ""


def kind_of(cell: str) -> str:
    """What a cell looks like: a number, a date or time, or a text; "" for a blank."""
    text = cell.strip()
    if not text:
        return ""
    if _NUMBER.fullmatch(text):
        return "number"
    return "text" if any(c.isalpha() for c in text) else "date"

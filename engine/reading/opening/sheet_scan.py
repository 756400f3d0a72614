"""One pass over the XML of a sheet for what no reader of values tells: formulas, hidden rows, merged cells, formats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO

from engine.reading.opening.sheets import Block, Cell, Facts

_HIDDEN = rb'hidden="(?:1|true)"'
_ROW = re.compile(rb"<(?:\w+:)?row\b(?=[^>]*\b" + _HIDDEN + rb')[^>]*\br="(\d+)"')
_COLUMN = re.compile(rb"<(?:\w+:)?col\b(?=[^>]*\b" + _HIDDEN + rb")[^>]*>")
_BOUND = re.compile(rb'\b(min|max)="(\d+)"')
_NO_RESULT = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)\s*(<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ADDRESS = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_SPREAD = re.compile(rb"<(?:\w+:)?v>\s+[^<\s]")
_FILTERED = re.compile(rb'<(?:\w+:)?sheetPr\b[^>]*\bfilterMode="(?:1|true)"')
_FILTER = re.compile(rb"<(?:\w+:)?filterColumn\b")
_PIECE = 1 << 20
_MOST_READ = 32 << 20
_MOST_MERGED = 50_000
_LAST_COLUMN = 1 << 14


@dataclass(slots=True)
class _Findings:
    """What was found so far."""

    unsaved: list[Cell] = field(default_factory=list)
    padded: list[Cell] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Block] = field(default_factory=list)
    filtered: bool = False
    spread: bool = False
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Scan:
    """What one pass over a sheet's XML found.

    spread  whether values stand on lines of their own, which the quick reader takes for 0
    """

    facts: Facts
    spread: bool


def scan_sheet(stream: IO[bytes], zeros: Mapping[int, str]) -> Scan:
    """Look through the XML of one sheet; `zeros` has the formats that show leading zeros, by the number of the style.

    Looks only for what a piece of the text says it has. Stops after 32 MB, unless formats have to be put on: what
    is found by then tells how the sheet was written. Costs about a tenth of reading the values.
    """
    found = _Findings()
    head, mark, piece = b"", b"", b""
    styled = _style_pattern(zeros)
    for piece in _pieces(stream, _MOST_READ if styled is None else 1 << 40, found):
        if not head:
            head = piece
            mark = b"<f" if b"<worksheet" in head else b":f"
            _look_at_start(piece, found)
        if b"hidden=" in piece:
            found.hidden_rows.update(int(row) for row in _ROW.findall(piece))
        if mark in piece:
            found.unsaved += _without_result(piece)
        if styled is not None:
            found.padded += _styled(piece, styled, zeros)
    if not found.partly:
        _look_at_end(piece, found)
    facts = Facts(
        unsaved=tuple(found.unsaved),
        hidden_rows=frozenset(found.hidden_rows),
        hidden_columns=frozenset(found.hidden_columns),
        filtered=found.filtered,
        merged=tuple(found.merged),
        padded=tuple(found.padded),
        partly=found.partly,
    )
    return Scan(facts, found.spread)


def _pieces(stream: IO[bytes], most: int, found: _Findings) -> Iterator[bytes]:
    """The text in pieces of about a megabyte that end between two rows."""
    rest, length = [b""], 0
    while length < most:
        piece = stream.read(_PIECE)
        length += len(piece)
        end = max(piece.rfind(b"<row "), piece.rfind(b":row ")) if piece else 0
        if end > 0:
            yield b"".join([*rest, piece[:end]])
            rest = [piece[end:]]
        else:
            rest.append(piece)
        if not piece:
            yield b"".join(rest)
            return
    found.partly = True


def _look_at_start(head: bytes, found: _Findings) -> None:
    """Hidden columns, whether a filter hides rows, and how values are written."""
    for column in _COLUMN.findall(head[: head.find(b"sheetData")]):
        bounds = {name: int(number) for name, number in _BOUND.findall(column)}
        last = min(bounds.get(b"max", 0), _LAST_COLUMN)
        found.hidden_columns.update(range(bounds.get(b"min", last), last + 1))
    found.filtered = _FILTERED.search(head) is not None
    found.spread = _SPREAD.search(head) is not None


def _look_at_end(piece: bytes, found: _Findings) -> None:
    """Merged cells and filters, which stand behind the rows."""
    found.filtered |= _FILTER.search(piece) is not None
    for left, top, right, bottom in _MERGE.findall(piece)[: _MOST_MERGED - len(found.merged)]:
        found.merged.append(Block(int(top), number_of(left), int(bottom), number_of(right)))


def _without_result(piece: bytes) -> list[Cell]:
    """Formulas whose cell has no value; an empty text is one."""
    cells = []
    for result in _NO_RESULT.finditer(piece):
        start = max(piece.rfind(b"<c ", 0, result.start()), piece.rfind(b":c ", 0, result.start()) - 1)
        tag = piece[start : piece.find(b">", start)]
        address = _ADDRESS.search(tag)
        if address and not (result[1] and b't="str"' in tag):
            cells.append(Cell(int(address[2]), number_of(address[1])))
    return cells


def _style_pattern(zeros: Mapping[int, str]) -> re.Pattern[bytes] | None:
    if not zeros:
        return None
    numbers = b"|".join(str(style).encode() for style in zeros)
    return re.compile(rb'<(?:\w+:)?c\b([^>]*\bs="(' + numbers + rb')"[^>]*)(?<!/)>')


def _styled(piece: bytes, pattern: re.Pattern[bytes], zeros: Mapping[int, str]) -> list[Cell]:
    """Numbers under a format that shows leading zeros; texts have none to show."""
    cells = []
    for tag, style in pattern.findall(piece):
        address = _ADDRESS.search(tag)
        if address and (b"t=" not in tag or b't="n"' in tag):
            cells.append(Cell(int(address[2]), number_of(address[1]), zeros[int(style)]))
    return cells


def number_of(column: bytes) -> int:
    """The number of a column by its letters: 1 for A, 27 for AA."""
    number = 0
    for letter in column:
        number = 26 * number + letter - ord("A") + 1
    return number

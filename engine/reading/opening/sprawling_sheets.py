"""Sheets too large for any reader, found before one tries."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

from engine.reading.opening.archives import UNREADABLE
from engine.reading.opening.open_xml import sheet_parts
from engine.reading.opening.sheet_scan import number_of

_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>/]*>\s*<(?:\w+:)?(?:v|is|f)\b')
_SPAN = re.compile(rb'<(?:\w+:)?dimension\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_LOOKED_AT = 1 << 18
_MOST_CELLS = 1 << 26
_LONGEST_CELL = 1 << 10


def sprawling_sheet(content: bytes) -> str:
    """The first sheet whose filled cells span more than 67 million, which no reader can hold; "" where there is none.

    One stray cell in the last row and one in the last column are enough. Believes the sheet's own statement of its
    size where that is small; else looks at every cell.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = sheet_parts(archive).items()
            return next((name for name, part in parts if _sprawls(archive, part)), "")
    except UNREADABLE:
        return ""


def _sprawls(archive: zipfile.ZipFile, part: str) -> bool:
    with archive.open(part) as stream:
        stated = _SPAN.search(stream.read(_LOOKED_AT))
    if stated is None or _span([stated.groups()[:2], stated.groups()[2:]]) <= _MOST_CELLS:
        return False
    corners: list[tuple[bytes, ...]] = []
    with archive.open(part) as stream:
        rest = b""
        while chunk := stream.read(_LOOKED_AT):
            text = rest + chunk
            corners = _corners([*corners, *_CELL.findall(text)])
            rest = text[-_LONGEST_CELL:]
    return _span(corners) > _MOST_CELLS


def _corners(cells: Sequence[tuple[bytes, ...]]) -> list[tuple[bytes, ...]]:
    """The cells that stand furthest out."""
    if not cells:
        return []
    rows, columns = (lambda cell: int(cell[1])), (lambda cell: number_of(cell[0]))
    return [furthest(cells, key=key) for key in (rows, columns) for furthest in (min, max)]


def _span(cells: Sequence[tuple[bytes, ...]]) -> int:
    """How many cells the smallest block has that holds these."""
    rows, columns = [int(row) for _, row in cells], [number_of(letters) for letters, _ in cells]
    return (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) if cells else 0

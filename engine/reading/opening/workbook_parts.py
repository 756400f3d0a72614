"""Inside a workbook: where each sheet starts, and a slow second reader for those the quick one refuses."""

from __future__ import annotations

import datetime as dt
import html
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa

_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*\"([^\"]*)\"")
_FIRST_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="[A-Z]+(\d+)"[^>/]*>\s*<(?:\w+:)?(?:v|is|f)\b')
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>/]*>\s*<(?:\w+:)?(?:v|is|f)\b')
_SPAN = re.compile(rb'<(?:\w+:)?dimension\b[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_ERROR_CELLS = frozenset({"#N/A", "#DIV/0!", "#REF!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!"})
_LOOKED_AT = 1 << 18
_LARGEST_SLOW = 32 << 20
_MOST_CELLS = 1 << 26
_LONGEST_CELL = 1 << 10
_UNREADABLE = (
    KeyError,
    ValueError,
    OSError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
)


def first_rows(content: bytes) -> dict[str, int]:
    """The row number of the first cell that holds anything, per sheet of an Open XML workbook; {} for other kinds.

    The quick reader starts there without saying so. Reads only the first part of each sheet.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: _first_row(archive, part) for name, part in _sheet_parts(archive).items()}
    except _UNREADABLE:
        return {}


def sprawling_sheet(content: bytes) -> str:
    """The first sheet whose filled cells span more than 67 million, which no reader can hold; "" where there is none.

    One stray cell in the last row and one in the last column are enough. Believes the sheet's own statement of its
    size where that is small; else looks at every cell.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _sheet_parts(archive).items()
            return next((name for name, part in parts if _sprawls(archive, part)), "")
    except _UNREADABLE:
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
    rows, columns = (lambda cell: int(cell[1])), (lambda cell: _column(cell[0]))
    return [furthest(cells, key=key) for key in (rows, columns) for furthest in (min, max)]


def _span(cells: Sequence[tuple[bytes, ...]]) -> int:
    """How many cells the smallest block has that holds these."""
    rows, columns = [int(row) for _, row in cells], [_column(letters) for letters, _ in cells]
    return (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) if cells else 0


def _column(letters: bytes) -> int:
    """The number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → the part of the archive that holds it."""
    relations = [_attributes(tag) for tag in _RELATION.findall(_text_of(archive, "xl/_rels/workbook.xml.rels"))]
    targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
    parts = {}
    for tag in _SHEET.findall(_text_of(archive, "xl/workbook.xml")):
        sheet = _attributes(tag)
        identity = next((value for key, value in sheet.items() if key.endswith(":id")), "")
        parts[sheet.get("name", "")] = posixpath.normpath(posixpath.join("/xl", targets.get(identity, ""))).lstrip("/")
    return parts


def _text_of(archive: zipfile.ZipFile, part: str) -> str:
    with archive.open(part) as stream:
        return stream.read(_LOOKED_AT).decode("utf-8", errors="replace")


def _attributes(tag: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(tag)}


def _first_row(archive: zipfile.ZipFile, part: str) -> int:
    with archive.open(part) as stream:
        found = _FIRST_CELL.search(stream.read(_LOOKED_AT))
    return int(found.group(1)) if found else 1


def read_slowly(content: bytes) -> list[tuple[str, bool, pa.Table]]:
    """Sheets as (name, visible, text cells) by openpyxl; [] where it refuses too, or the workbook is past 32 MB."""
    if len(content) > _LARGEST_SLOW:
        return []
    import openpyxl  # noqa: PLC0415 - seldom needed and slow to import

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
        return [
            (sheet.title, sheet.sheet_state == "visible", _cells(sheet.iter_rows(values_only=True)))
            for sheet in book.worksheets
        ]
    except Exception:  # noqa: BLE001 - openpyxl raises whatever its parser met; the caller says that the file is damaged
        return []


def _cells(rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    """The cells as text, from the first row that holds anything."""
    texts = [[_text(value) for value in row] for row in rows]
    first = next((i for i, row in enumerate(texts) if any(row)), len(texts))
    columns = [pa.array(column, pa.string()) for column in zip(*texts[first:], strict=True)]
    return pa.table(columns, names=[str(i) for i in range(len(columns))])


def _text(value: Any) -> str | None:
    """A cell as the quick reader writes it."""
    if value is None or value in _ERROR_CELLS:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return str(value)

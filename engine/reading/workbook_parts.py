"""Inside a workbook: where each sheet starts, and a slow second reader for those the quick one refuses."""

from __future__ import annotations

import datetime as dt
import io
import posixpath
import re
import zipfile
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree

import pyarrow as pa

_FIRST_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="[A-Z]+(\d+)"[^>/]*>\s*<(?:\w+:)?(?:v|is|f)\b')
_LOOKED_AT = 1 << 18
_LARGEST_SLOW = 64 << 20
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_UNREADABLE = (
    KeyError,
    ValueError,
    OSError,
    zipfile.BadZipFile,
    ElementTree.ParseError,
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


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → the part of the archive that holds it."""
    book = ElementTree.fromstring(_plain(archive.read("xl/workbook.xml")))
    relations = ElementTree.fromstring(_plain(archive.read("xl/_rels/workbook.xml.rels")))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    parts = {}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet"):
            identity = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
            target = targets.get(identity, "")
            parts[sheet.get("name", "")] = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
    return parts


def _plain(xml: bytes) -> bytes:
    """The XML, refused where it declares entities: a workbook needs none."""
    if b"<!ENTITY" in xml:
        raise ValueError("entities")
    return xml


def _first_row(archive: zipfile.ZipFile, part: str) -> int:
    with archive.open(part) as stream:
        found = _FIRST_CELL.search(stream.read(_LOOKED_AT))
    return int(found.group(1)) if found else 1


def read_slowly(content: bytes) -> list[tuple[str, bool, pa.Table]]:
    """Sheets as (name, visible, text cells) by openpyxl; [] where it refuses too, or the workbook is past 64 MB."""
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
    texts = [[_text(value) for value in row] for row in rows]
    while texts and not any(texts[0]):
        texts.pop(0)
    columns = [pa.array(column, pa.string()) for column in zip(*texts, strict=True)]
    return pa.table(columns, names=[str(i) for i in range(len(columns))])


def _text(value: Any) -> str | None:
    """A cell as the quick reader writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return (
        None if value is None or (str(value).startswith("#") and str(value).endswith(("!", "A", "?"))) else str(value)
    )

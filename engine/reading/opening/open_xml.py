"""What only the parts inside an Open XML workbook (.xlsx, .xlsm) tell: formulas, hidden rows, merged cells, formats."""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.reading.opening.archives import UNREADABLE
from engine.reading.opening.cell_text import is_elapsed, zeros_of
from engine.reading.opening.quick_sheets import Calendar
from engine.reading.opening.sheet_scan import Scan, scan_sheet

_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_BOOK = re.compile(r"<(?:\w+:)?workbookPr\b[^>]*>")
_FORMAT = re.compile(r"<(?:\w+:)?numFmt\s[^>]*>")
_STYLES = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(r"<(?:\w+:)?xf\b[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")

_MOST_PART = 1 << 22


@dataclass(frozen=True, slots=True)
class Book:
    """What the parts of a workbook tell.

    calendar  how its days are counted
    scans     per sheet; a sheet that could not be looked through is absent
    charts    sheets that hold only a chart
    """

    calendar: Calendar = field(default_factory=Calendar)
    scans: Mapping[str, Scan] = field(default_factory=dict)
    charts: frozenset[str] = frozenset()

    @property
    def spread(self) -> bool:
        """Whether values stand on lines of their own in the XML, which the quick reader misreads."""
        return any(scan.spread for scan in self.scans.values())


def look_through(content: bytes) -> Book:
    """What the parts of an .xlsx workbook tell beside its values; an empty Book where they cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = sheet_parts(archive)
            codes = _codes(archive)
            zeros = {style: zeros_of(code) for style, code in enumerate(codes) if zeros_of(code)}
            charts = frozenset(name for name, part in parts.items() if "chartsheet" in part)
            scans = {name: scan for name, part in parts.items() if (scan := _scan(archive, part, zeros))}
            return Book(_calendar(archive, codes), scans, charts)
    except UNREADABLE:
        return Book()


def _scan(archive: zipfile.ZipFile, part: str, zeros: Mapping[int, str]) -> Scan | None:
    try:
        with archive.open(part) as stream:
            return scan_sheet(stream, zeros)
    except UNREADABLE:
        return None


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → the part of the archive that holds it, in the order of the tabs."""
    relations = [_attributes(tag) for tag in _RELATION.findall(_text_of(archive, "xl/_rels/workbook.xml.rels"))]
    targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
    parts = {}
    for tag in _SHEET.findall(_text_of(archive, "xl/workbook.xml")):
        sheet = _attributes(tag)
        identity = next((value for key, value in sheet.items() if key.endswith(":id")), "")
        parts[sheet.get("name", "")] = posixpath.normpath(posixpath.join("/xl", targets.get(identity, ""))).lstrip("/")
    return parts


def _calendar(archive: zipfile.ZipFile, codes: list[str]) -> Calendar:
    """How days are counted; the quick reader believes the last tag of that name, even one of an extension."""
    flags = [
        _attributes(tag).get("date1904") in ("1", "true") for tag in _BOOK.findall(_text_of(archive, "xl/workbook.xml"))
    ]
    since_1904 = bool(flags) and flags[0]
    return Calendar(since_1904, missed=since_1904 and not flags[-1], elapsed=any(is_elapsed(code) for code in codes))


def _codes(archive: zipfile.ZipFile) -> list[str]:
    """The number format of each cell style; "" for those that Excel has built in."""
    try:
        text = _text_of(archive, "xl/styles.xml")
    except KeyError:
        return []
    formats = [_attributes(tag) for tag in _FORMAT.findall(text)]
    codes = {one.get("numFmtId", ""): one.get("formatCode", "") for one in formats}
    styles = _STYLES.search(text)
    tags = _STYLE.findall(styles[0]) if styles else []
    return [codes.get(_attributes(tag).get("numFmtId", ""), "") for tag in tags]


def _text_of(archive: zipfile.ZipFile, part: str) -> str:
    with archive.open(part) as stream:
        return stream.read(_MOST_PART).decode("utf-8", errors="replace")


def _attributes(tag: str) -> dict[str, str]:
    return {name: html.unescape(double or single) for name, double, single in _ATTRIBUTE.findall(tag)}

"""What a zip archive is: a workbook, another document, or files that were packed together."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence

from engine.reading.opening.archives import MOST_ENTRIES, entries_of, head_of, stated_count

_MAIN_PART: tuple[tuple[str, bytes], ...] = (
    ("xlsb", b"application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
    ("xlsx", b"spreadsheetml.sheet.main+xml"),
    ("xlsx", b"spreadsheetml.template.main+xml"),
    ("xlsx", b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    ("xlsx", b"application/vnd.ms-excel.template.macroEnabled.main+xml"),
    ("xlsx", b"application/vnd.ms-excel.addin.macroEnabled.main+xml"),
    ("Word document", b"wordprocessingml.document.main+xml"),
    ("Word document", b"application/vnd.ms-word."),
    ("presentation", b"presentationml.presentation.main+xml"),
    ("presentation", b"presentationml.slideshow.main+xml"),
    ("presentation", b"application/vnd.ms-powerpoint."),
    ("Visio drawing", b"application/vnd.ms-visio."),
)
"""Kind → what [Content_Types].xml calls the main part of such a document."""

_MIME: tuple[tuple[str, bytes], ...] = (
    ("ods", b"application/vnd.oasis.opendocument.spreadsheet"),
    ("OpenDocument text", b"application/vnd.oasis.opendocument.text"),
    ("OpenDocument drawing", b"application/vnd.oasis.opendocument.graphics"),
    ("OpenDocument drawing", b"application/vnd.oasis.opendocument.chart"),
    ("presentation", b"application/vnd.oasis.opendocument.presentation"),
    ("database", b"application/vnd.oasis.opendocument."),
    ("StarOffice workbook", b"application/vnd.sun.xml.calc"),
    ("StarOffice document", b"application/vnd.sun.xml."),
    ("electronic book", b"application/epub+zip"),
)
_NAMES: tuple[tuple[str, str], ...] = (
    ("xlsb", r"xl/workbook\.bin"),
    ("xlsx", r"xl/(workbook\.xml|worksheets/.*)|workbook\.xml"),
    ("Word document", r"word/.*"),
    ("presentation", r"ppt/.*"),
    ("Visio drawing", r"visio/.*"),
    ("Keynote", r"index/slide.*\.iwa|.*\.apxl(\.gz)?"),
    ("Numbers", r"index/(tables/.*|calculationengine)\.iwa|index\.numbers"),
    ("Pages", r"index/document\.iwa|index\.zip|index\.xml(\.gz)?"),
    ("Power BI", r"datamodel|report/layout"),
    ("program", r"classes\.dex|.*\.class"),
)
"""Kind → the names of parts that such an archive has, one of them; asked in this order."""

_BEFORE_THE_END: tuple[tuple[str, bytes], ...] = (
    ("damaged", b"xl/"),
    ("damaged", b"opendocument.spreadsheet"),
    ("Word document", b"word/"),
    ("presentation", b"ppt/"),
)
_OFFICE = re.compile(rb"<office:(spreadsheet|text|drawing|presentation)\b")
_LOCKED_CONTENT = re.compile(
    rb'<(?:\w+:)?file-entry\b[^>]*full-path="(?:content\.xml|encrypted-package)"[^>]*[^/]>\s*<(?:\w+:)?encryption-data'
)


def zip_kind(content: bytes) -> str:
    """The kind of a file that starts as a zip archive does."""
    count = stated_count(content)
    if count is not None and count > MOST_ENTRIES:
        return "crowded"
    entries = entries_of(content) if count is not None else None
    if entries is None:
        return next((kind for kind, sign in _BEFORE_THE_END if sign in content), "damaged")
    parts = {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in entries}
    kind = _by_content_types(content, parts) or _by_mime(content, parts) or _by_names(parts) or _by_root(content, parts)
    if kind == "ods" and _is_locked(content, parts):
        return "protected ods"
    if kind in ("xlsx", "xlsb", "ods") and any(entry.flag_bits & 1 for entry in entries):
        return "protected zip"
    return kind


def _by_content_types(content: bytes, parts: dict[str, zipfile.ZipInfo]) -> str:
    types = parts.get("[content_types].xml")
    text = head_of(content, types, 1 << 20) if types else b""
    return _first(_MAIN_PART, text)


def _by_mime(content: bytes, parts: dict[str, zipfile.ZipInfo]) -> str:
    mime = parts.get("mimetype")
    return _first(_MIME, head_of(content, mime)) if mime else ""


def _by_names(parts: dict[str, zipfile.ZipInfo]) -> str:
    names = list(parts)
    return next((kind for kind, rule in _NAMES if any(re.fullmatch(rule, name) for name in names)), "")


def _by_root(content: bytes, parts: dict[str, zipfile.ZipInfo]) -> str:
    """An OpenDocument without its `mimetype` tells itself by what its body is; all else is just a zip archive."""
    body = parts.get("content.xml")
    found = _OFFICE.search(head_of(content, body, 1 << 20)) if body else None
    if found is None:
        return "ods" if body else "zip"
    named = {b"spreadsheet": "ods", b"text": "OpenDocument text", b"drawing": "OpenDocument drawing"}
    return named.get(found.group(1), "presentation")


def _is_locked(content: bytes, parts: dict[str, zipfile.ZipInfo]) -> bool:
    """Whether the cells are encrypted; some files encrypt their macros alone, and can be read."""
    manifest = parts.get("meta-inf/manifest.xml")
    listed = head_of(content, manifest, 1 << 20) if manifest else b""
    return "encrypted-package" in parts or _LOCKED_CONTENT.search(listed) is not None


def _first(signs: Sequence[tuple[str, bytes]], text: bytes) -> str:
    return next((kind for kind, sign in signs if sign in text), "")

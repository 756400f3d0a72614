"""OpenDocument workbooks (.ods) that the quick reader refuses, written again as it likes them."""

from __future__ import annotations

import io
import re
import zipfile

from engine.reading.opening.archives import UNREADABLE

_BETWEEN = re.compile(rb">\s+<(?=/?(?:table|office):)")
_LOCKED = re.compile(rb"<manifest:encryption-data\b.*?</manifest:encryption-data>", re.DOTALL)
_LARGEST = 256 << 20


def mended(content: bytes) -> bytes | None:
    """The workbook without blanks between its cells and without encrypted macros; None where it cannot be read.

    The quick reader takes the blanks of an indented file for cells, and one encrypted part for an encrypted workbook.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.getinfo("content.xml").file_size > _LARGEST:
                return None
            cells = archive.read("content.xml")
            names = archive.namelist()
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    except UNREADABLE:
        return None
    if b"<office:document-content" not in cells[: 1 << 16]:
        return None
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", _LOCKED.sub(b"", manifest))
        archive.writestr("content.xml", _BETWEEN.sub(b"><", cells))
    return buffer.getvalue()

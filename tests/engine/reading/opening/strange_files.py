"""Small files of kinds that are no table, or not to be trusted; each starts as the real ones do."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

from msoffcrypto.format.ooxml import OOXMLFile

from tests.engine.reading.files import workbook_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECTOR = 512
BOF_WITH_PASSWORD = (
    b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12) + b"\x86\x00\x00\x00" + b"\x2f\x00\x36\x00" + bytes(54)
)


def zip_of(parts: Mapping[str, bytes | str], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def changed(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The archive with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    assert old in parts[name]
    return zip_of(parts | {name: parts[name].replace(old, new, 1)})


def ole_of(*streams: str, body: bytes = b"") -> bytes:
    """An OLE file whose directory names these streams; its allocation table is blank."""
    header = (OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)).ljust(48, b"\x00") + struct.pack("<I", 0)
    entries = b"".join(
        (name.encode("utf-16-le") + b"\x00\x00").ljust(64, b"\x00") + struct.pack("<H", 2 * len(name) + 2) + bytes(62)
        for name in ("Root Entry", *streams)
    )
    return header.ljust(SECTOR, b"\x00") + entries.ljust(4 * SECTOR, b"\x00") + body


def locked(content: bytes, password: str) -> bytes:
    """The workbook as Excel writes it with a password to open it."""
    buffer = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, buffer)
    return buffer.getvalue()


def open_document(body: str, *, mime: str = "", locked_part: str = "") -> bytes:
    """An OpenDocument file; `body` is spreadsheet, text, drawing or presentation."""
    lock = "<manifest:encryption-data/>" if locked_part else ""
    manifest = (
        '<manifest:manifest xmlns:manifest="m">'
        f'<manifest:file-entry manifest:full-path="{locked_part or "content.xml"}" manifest:media-type="text/xml">'
        f"{lock}</manifest:file-entry></manifest:manifest>"
    )
    parts = {
        "content.xml": f'<office:document-content xmlns:office="o"><office:body><office:{body}/></office:body></office:document-content>',
        "META-INF/manifest.xml": manifest,
    }
    return zip_of(({"mimetype": mime} if mime else {}) | parts)


def content_types(main_part: str) -> dict[str, str]:
    return {"[Content_Types].xml": f'<Types><Override PartName="/main.xml" ContentType="{main_part}"/></Types>'}


def dbase() -> bytes:
    header = struct.pack("<BBBBIHH", 3, 124, 5, 17, 2, 32 + 32 + 1, 11) + bytes(20)
    field = b"CUSTOMER".ljust(11, b"\x00") + b"C" + bytes(4) + b"\x0a" + bytes(15)
    return header + field + b"\r" + b" C1        " + b" C2        " + b"\x1a"


BOOK = workbook_bytes({"Lines": [("customer_id", "product_id", "quantity"), ("C1", "P1", 2), ("C2", "P2", 3)]})

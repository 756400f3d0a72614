"""What a file is, from its first bytes, and the sentence for each kind that cannot be used."""

from __future__ import annotations

import io
import zipfile
from typing import Literal

from engine.errors import FileError
from engine.reading.opening.encoding import unmarked_utf16

WorkbookKind = Literal["xlsx", "xlsb", "xls", "ods"]
FileKind = Literal[
    "xlsx",
    "xlsb",
    "xls",
    "ods",
    "text",
    "empty",
    "protected",
    "zip",
    "PDF",
    "picture",
    "web page",
    "XML",
    "Word document",
    "presentation",
    "binary",
]

_EXPORT = "Export the list from your ERP as Excel (.xlsx) or CSV."
_SAVE_AS = "Open it in Excel and save it as a workbook (.xlsx)."
_SENTENCES: dict[str, tuple[str, str]] = {
    "empty": ("{name} is empty.", "Export the list again from your ERP."),
    "protected": (
        "{name} is protected by a password.",
        "Open it in Excel, remove the password (File, Info, Protect Workbook), and save it.",
    ),
    "zip": ("{name} is a zip archive, not a workbook.", "Unpack it and open the files in it."),
    "PDF": ("{name} is a PDF, not a workbook.", _EXPORT),
    "picture": ("{name} is a picture, not a workbook.", _EXPORT),
    "web page": ("{name} is a web page, not a workbook.", _SAVE_AS),
    "XML": ("{name} is an XML file, not a workbook.", _SAVE_AS),
    "Word document": ("{name} is a Word document, not a workbook.", _EXPORT),
    "presentation": ("{name} is a presentation, not a workbook.", _EXPORT),
    "binary": ("{name} is neither a workbook nor a text file.", _EXPORT),
}
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM6", b"II*\x00", b"MM\x00*")
_NOTHING = b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(name: str, kind: FileKind) -> FileError:
    """The error for a file of a kind that cannot be read."""
    sentence, hint = _SENTENCES[kind]
    return FileError(sentence.format(name=name), hint)


def kind_of(content: bytes) -> FileKind:
    """What the file is, by its content."""
    head = content[:4096]
    if not head.strip(_NOTHING) and not content.strip(_NOTHING):
        return "empty"
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(content)
    if head.startswith(_OLE):
        return "protected" if "EncryptedPackage".encode("utf-16-le") in content else "xls"
    return _flat_kind(head)


def _flat_kind(head: bytes) -> FileKind:
    """The kind of a file that is no archive."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    signs: tuple[tuple[FileKind, bool], ...] = (
        ("PDF", b"%PDF-" in head[:1024]),
        ("picture", head.startswith(_PICTURES)),
        ("web page", start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<body"))),
        ("XML", start.startswith(b"<?xml")),
        ("binary", _is_binary(head)),
    )
    return next((kind for kind, found in signs if found), "text")


def _zip_kind(content: bytes) -> FileKind:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "xlsx"  # cut short: the reader's own refusal says that it is damaged
    signs: tuple[tuple[FileKind, bool], ...] = (
        ("xlsb", "xl/workbook.bin" in names),
        ("xlsx", any(name.startswith("xl/") for name in names)),
        ("ods", "content.xml" in names),
        ("Word document", any(name.startswith("word/") for name in names)),
        ("presentation", any(name.startswith("ppt/") for name in names)),
    )
    return next((kind for kind, found in signs if found), "zip")


def _is_binary(head: bytes) -> bool:
    """Whether there are control bytes that no text has; the zeros of UTF-16 do not count."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or unmarked_utf16(head):
        return False
    control = sum(head.count(byte) for byte in range(32) if byte not in (9, 10, 11, 12, 13, 26, 27))
    return control > 0.02 * len(head)

"""What an OLE compound file is: an old Office document of some program, or a newer one behind a password."""

from __future__ import annotations

import struct

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_STREAMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("protected", ("EncryptedPackage",)),
    ("xls", ("Workbook", "Book", "WORKBOOK", "BOOK")),
    ("Word document", ("WordDocument",)),
    ("presentation", ("PowerPoint Document", "PP40")),
    ("Outlook message", ("__properties_version1.0",)),
    ("Visio drawing", ("VisioDocument",)),
    ("Works spreadsheet", ("WksSSWorkBook", "MatOST")),
    ("StarOffice workbook", ("StarCalcDocument",)),
    ("StarOffice document", ("StarWriterDocument", "StarDrawDocument", "StarImpressDocument")),
    ("Quattro Pro", ("NativeContent_MAIN", "PerfectOffice_MAIN")),
)
"""Kind → the stream that holds such a document."""

_CLASSES = {0x00020820: "xls", 0x00020810: "xls", 0x00020906: "Word document", 0x64818D10: "presentation"}
"""First part of the class of the root entry → kind; needed only where one document lies inside another."""

_BOF = (b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00")
_FILE_PASS = 0x002F
_RECORDS_LOOKED_AT = 4


def ole_kind(content: bytes) -> str:
    """The kind of an OLE file, by the names in its directory. [MS-CFB] 2.6; costs a search over the file per name."""
    found = {kind: place for kind, names in _STREAMS if (place := _earliest(content, names)) >= 0}
    if not found:
        return "damaged" if _directory_is_cut_off(content) else "OLE document"
    kind = "protected" if "protected" in found else _CLASSES.get(_root_class(content), "")
    if kind not in found:
        kind = min(found, key=lambda each: found[each])
    return "protected" if kind == "xls" and _asks_for_a_password(content) else kind


def _earliest(content: bytes, names: tuple[str, ...]) -> int:
    places = [place for name in names if (place := _entry(content, name)) >= 0]
    return min(places, default=-1)


def _entry(content: bytes, name: str) -> int:
    """Where the directory has an entry of this name, or -1: 128 bytes that start with it and state its length."""
    letters = f"{name}\0".encode("utf-16-le")
    place = content.find(letters)
    while place >= 0:
        if place % 128 == 0 and content[place + 64 : place + 66] == struct.pack("<H", len(letters)):
            return place
        place = content.find(letters, place + 1)
    return -1


def _root_class(content: bytes) -> int:
    root = _entry(content, "Root Entry")
    return int(struct.unpack_from("<I", content, root + 80)[0]) if 0 <= root <= len(content) - 84 else 0


def _directory_is_cut_off(content: bytes) -> bool:
    if len(content) < 512:
        return True
    size = 1 << min(struct.unpack_from("<H", content, 30)[0], 20)
    return (
        bool(len(content) < (struct.unpack_from("<I", content, 48)[0] + 1) * size + 128)
        or _entry(content, "Root Entry") < 0
    )


def _asks_for_a_password(content: bytes) -> bool:
    """Whether one of the first records of the workbook is FILEPASS. [MS-XLS] 2.4.117."""
    return any(_has_password(content, place) for sign in _BOF if (place := content.find(sign)) >= 0)


def _has_password(content: bytes, place: int) -> bool:
    for _ in range(_RECORDS_LOOKED_AT):
        if place + 4 > len(content):
            return False
        record, length = struct.unpack_from("<HH", content, place)
        if record == _FILE_PASS:
            return True
        place += 4 + length
    return False

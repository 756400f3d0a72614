"""Text that Excel accepts: no characters that XML refuses, not too long, table headers that are unique."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST_TEXT = 32_767
LONGEST_HEADER = 200
"""Excel allows 255; nobody reads that."""

_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?")
_ESCAPE_LOOKALIKE = re.compile("_(?=x[0-9a-fA-F]{4}_)")


def clean(text: str) -> str:
    """`text` without the characters that XML refuses, cut to what a cell holds."""
    if text.isascii() and text.isprintable():
        return text if len(text) <= LONGEST_TEXT else cut(text, LONGEST_TEXT)
    return cut(_REFUSED.sub("", _LINE_ENDS.sub("\n", text)), LONGEST_TEXT)


def cut(text: str, most: int) -> str:
    """`text` in at most `most` UTF-16 units, which is how Excel counts; an ellipsis shows that something is missing."""
    if utf16_length(text) <= most:
        return text
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * (most - 1)]
    return units.decode("utf-16-le", "ignore") + "…"


def utf16_length(text: str) -> int:
    """Length as Excel counts it: characters beyond the basic plane count twice."""
    return len(text) if text.isascii() else len(text) + sum(ord(letter) > 0xFFFF for letter in text)


def unique_headers(headers: Iterable[str]) -> list[str]:
    """Headers on one line, never blank, unique whatever their case: what an Excel table demands."""
    taken: set[str] = set()
    result = []
    for header in headers:
        tidy = cut(" ".join(_ESCAPE_LOOKALIKE.sub("", clean(header)).split()), LONGEST_HEADER) or "(blank)"
        name, number = tidy, 1
        while name.casefold() in taken:
            number += 1
            name = f"{tidy} ({number})"
        taken.add(name.casefold())
        result.append(name)
    return result

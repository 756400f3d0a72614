"""Sheet names that Excel accepts, whatever the segments are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from engine.workbook.texts import clean, cut, utf16_length

LONGEST = 31
_REFUSED = re.compile(r"[\[\]:*?/\\]")
_RESERVED = frozenset({"history"})


def sheet_names(wanted: Iterable[str]) -> list[str]:
    r"""One valid name for each wanted one, in order; the first to want a name gets it, later ones get a number.

    A name has 1 to 31 UTF-16 units, none of []:*?/\, no apostrophe at either end, is not “History”, and is unique
    whatever the case or width of its letters.
    """
    taken: set[str] = set(_RESERVED)
    result = []
    for text in wanted:
        tidy = _tidy(text)
        name, number = tidy, 1
        while _key(name) in taken:
            number += 1
            ending = f" ({number})"
            name = _tidy(cut(tidy, LONGEST - len(ending))) + ending
        taken.add(_key(name))
        result.append(name)
    return result


def _tidy(text: str) -> str:
    line = " ".join(_REFUSED.sub("-", clean(text)).split())
    short = line if utf16_length(line) <= LONGEST else cut(line, LONGEST)
    return short.strip("' ") or "Sheet"


def _key(name: str) -> str:
    """Equal for names that any program may take for the same: letters differ by case, width or composition only."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).upper().casefold()).upper().casefold()

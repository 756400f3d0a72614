"""A header as the ideas it names: "Cust. No.", "CustomerID", "Kunden-Nr." are all {customer, id}."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from engine.reading.words.fields import FIELDS
from engine.reading.words.pack_phrases import UNITS_PER_PACK
from engine.reading.words.phrases import COMPOUNDS, PHRASES
from engine.reading.words.vocabulary import FILLERS, WORDS

_CAMEL = re.compile(r"(?<=[a-zäöüß0-9])(?=[A-ZÄÖÜ])|(?<=[A-Z])(?=[A-Z][a-z])")
_LINKS = ("s", "n", "en", "es", "")
_SHORTEST_INSIDE = 3
_LONGEST = 40
_ENDINGS = frozenset({"id", "no", "nr"})
_PHRASES = sorted(PHRASES.items(), key=lambda item: -len(item[0]))


@dataclass(frozen=True, slots=True)
class Header:
    """The ideas of a header, and how many of its words mean nothing to us."""

    ideas: frozenset[str]
    unknown: int


def normal(text: str) -> str:
    """Lower case words without accents and punctuation, separated by single spaces; camelCase is split."""
    spaced = _CAMEL.sub(" ", text.strip())
    plain = (
        spaced.replace("ß", "ss").replace("№", " no ").replace("n°", "no ").replace("N°", "no ").replace("#", " no ")
    )
    decomposed = unicodedata.normalize("NFKD", plain)
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", letters.casefold()))


@lru_cache(maxsize=4096)
def header(text: str) -> Header:
    """The ideas that a header names."""
    phrase = normal(text)
    phrase = UNITS_PER_PACK.sub("packsize", f" {FIELDS.get(phrase, phrase)} ")
    for words, one in _PHRASES:
        phrase = phrase.replace(f" {words} ", f" {one} ")
    ideas: set[str] = set()
    unknown = 0
    for word in phrase.split():
        if word in FILLERS:
            continue
        found = _ideas(word)
        ideas.update(found)
        unknown += not found
    return Header(frozenset(ideas), unknown)


def _ideas(word: str) -> tuple[str, ...]:
    """The ideas of one word; a compound such as "kundennummer" or "itemcode" is taken apart."""
    if word in COMPOUNDS:
        return COMPOUNDS[word]
    if word in WORDS:
        return WORDS[word]
    return _compound(word)


def _compound(word: str) -> tuple[str, ...]:
    """The ideas of known words written as one, the longest first word first; () where it is none."""
    if len(word) > _LONGEST:
        return ()
    for cut in range(len(word) - 2, _SHORTEST_INSIDE - 1, -1):
        first, rest = word[:cut], word[cut:]
        if len(rest) < _SHORTEST_INSIDE and rest not in _ENDINGS:
            continue
        head = next((ideas for link in _LINKS if (ideas := _head(first, link))), ())
        if head and (tail := _ideas(rest)):
            return (*head, *tail)
    return ()


def _head(first: str, link: str) -> tuple[str, ...]:
    """The ideas of a first word that ends in a link, such as the s of "rechnungsdatum"."""
    stem = first.removesuffix(link)
    if (link and stem == first) or len(stem) < _SHORTEST_INSIDE:
        return ()
    return COMPOUNDS.get(stem) or WORDS.get(stem) or ()

"""Texts that have an order of their own: ranges such as “35-44” and “50-74K”, and scales such as low, medium, high."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from engine.reading.words.words import normal

FEWEST, MOST = 2, 40
_SCALE_ENDS = 12
_MONEY = r"(?:[€$£]|eur|usd|gbp|chf)"
_NUMBER = rf"(?:{_MONEY}\s?)?(\d(?:[\d.,' ]*\d)?)\s?(k|m|mio|tsd|mil)?\b\.?(?:\s?{_MONEY})?"
_WHAT = r"(?:\s[^\W\d]+\.?){0,2}"
_BETWEEN = re.compile(
    rf"^(?:from|von|de|da|van|between)?\s?{_NUMBER}\s?(?:-|–|—|\.\.|to|bis|a|à|al|tot|and|und)\s?{_NUMBER}{_WHAT}$"
)
_OVER = re.compile(
    r"^(?:over|above|more than|from|>=?|≥|ab|über|uber|mehr als|plus de|más de|mas de|oltre|più di|mais de|meer dan|vanaf)"
    rf"\s?{_NUMBER}{_WHAT}$"
    rf"|^{_NUMBER}\s?(?:\+|and more|and over|or more|or over|plus|und mehr|et plus|y más|y mas|e oltre|e mais|en meer){_WHAT}$"
)
_UNDER = re.compile(
    r"^(?:under|below|less than|up to|<=?|≤|bis|unter|weniger als|moins de|menos de|meno di|fino a|até|ate|minder dan|onder|tot)"
    rf"\s?{_NUMBER}{_WHAT}$"
)
_ONE = re.compile(rf"^{_NUMBER}{_WHAT}$")
_TIMES = {"k": 1e3, "tsd": 1e3, "mil": 1e3, "m": 1e6, "mio": 1e6}
_NUMBERED = re.compile(r"^(\d{1,2})(?:st|nd|rd|th|\.)?[\s.:)–-]+\D+$")

_SCALE_WORDS = """
none/no/never/nie/jamais/nunca/mai/nooit verylow/xs low/small/s/niedrig/gering/klein/faible/petit/bajo/pequeno/basso/piccolo/baixo/laag medium/mid/m/moderate/average/mittel/moyen/medio/media/gemiddeld/middel high/large/big/l/hoch/gross/eleve/grand/alto/grande/hoog/groot veryhigh/xl/verylarge xxl
never/nie/jamais/nunca/mai/nooit rarely/seldom/selten/rarement/raramente/zelden sometimes/occasionally/manchmal/parfois/aveces/avolte/asvezes/soms often/frequently/oft/souvent/amenudo/spesso/vaak always/immer/toujours/siempre/sempre/altijd
starter/basic/iron bronze/bronce/bronzo silver/silber/argent/plata/argento/prata/zilver gold/or/oro/ouro/goud platinum/platin/platino diamond
strongdisagree/stronglydisagree disagree neutral agree stronglyagree
poor fair good verygood excellent
micro small medium large enterprise
d c b a
"""
_SCALES = tuple(tuple(tuple(step.split("/")) for step in line.split()) for line in _SCALE_WORDS.strip().splitlines())


def ordered_texts(texts: Sequence[str]) -> tuple[str, ...] | None:
    """The distinct texts of a column in the order that they have of themselves; None where they have none.

    Ranges that do not overlap, in rising order; steps of a known scale; texts numbered 1, 2, 3 … Plain numbers alone
    are no ranges. Cost: one look at each text.
    """
    if not FEWEST <= len(texts) <= MOST:
        return None
    return _as_ranges(texts) or _as_numbered(texts) or _as_scale(texts)


def _as_ranges(texts: Sequence[str]) -> tuple[str, ...] | None:
    found = [(span, text) for text in texts if (span := _span(text)) is not None]
    if len(found) < len(texts) or all(least == most for (least, most), _ in found):
        return None
    found.sort()
    if any(later == earlier or later[0] < earlier[1] for (earlier, _), (later, _) in pairwise(found)):
        return None
    return tuple(text for _, text in found)


def _span(text: str) -> tuple[float, float] | None:
    """The least and the most that a range allows."""
    plain = " ".join(text.casefold().split())
    if match := _BETWEEN.match(plain):
        low, low_unit, high, high_unit = match.groups()
        least, most = _value(low, low_unit or high_unit), _value(high, high_unit)
        return (least, most) if least < most else None
    if match := _UNDER.match(plain):
        return float("-inf"), _value(*match.groups())
    if match := _OVER.match(plain):
        groups = match.groups()
        return _value(*(groups[:2] if groups[0] else groups[2:])), float("inf")
    if match := _ONE.match(plain):
        return (_value(*match.groups()),) * 2
    return None


def _value(digits: str, unit: str | None) -> float:
    """A number of a range: separators before exactly three digits part thousands."""
    whole = re.sub(r"[.,' ](?=\d{3}(?:\D|$))", "", digits.strip()).replace(",", ".").replace(" ", "").rstrip(".")
    try:
        return float(whole) * _TIMES.get(unit or "", 1.0)
    except ValueError:
        return float("nan")


def _as_numbered(texts: Sequence[str]) -> tuple[str, ...] | None:
    """Texts such as “1 low”, “2 medium”, “3 high”, numbered without a gap from 0 or 1."""
    numbered = sorted((int(match[1]), text) for text in texts if (match := _NUMBERED.match(text)))
    numbers = [number for number, _ in numbered]
    whole = len(numbered) == len(texts) > FEWEST and numbers[0] in (0, 1)
    return (
        tuple(text for _, text in numbered)
        if whole and numbers == list(range(numbers[0], numbers[0] + len(texts)))
        else None
    )


def _as_scale(texts: Sequence[str]) -> tuple[str, ...] | None:
    if len(texts) > _SCALE_ENDS:
        return None
    words = ["".join(normal(text).split()) for text in texts]
    for scale in _SCALES:
        places = [next((i for i, step in enumerate(scale) if word in step), -1) for word in words]
        if min(places) >= 0 and len(set(places)) == len(places):
            return tuple(text for _, text in sorted(zip(places, texts, strict=True)))
    return None

"""A name for each cluster in sales words: “Paints and Painting Supplies”, “Weekly large buyers”, “Well-off, no children”."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from engine.clustering.drivers import LEAST_RATIO, Finding
from engine.clustering.name_words import ADJECTIVE_ORDER, adjective, closing, profile_words, tempo
from engine.options.describing import Family

LONGEST = 40
MOST_FINDINGS = 3
MOST_CATEGORIES = 2
LEAST_EXCESS = 0.05
"""Shares of categories that differ by less than this do not name a cluster."""

LEAST_PART = 0.4
"""A finding weaker than this part of the strongest is left out of the name."""


def names(found: Sequence[Sequence[Finding]], otherwise: Sequence[str], sizes: Sequence[float]) -> list[str]:
    """Names of the clusters of one segment, unique whatever their case.

    found      what sets each apart, strongest first;  otherwise  its name where nothing does
    sizes      how much each buys per customer
    Twins are told apart by one more finding each, else by how much they buy.
    """
    result = [name_of(own, MOST_FINDINGS) or spare for own, spare in zip(found, otherwise, strict=True)]
    for twins in _twins(result):
        more = {i: name_of(found[i], MOST_FINDINGS + 1) or result[i] for i in twins}
        kept = {name.casefold() for i, name in enumerate(result) if i not in twins}
        if len({name.casefold() for name in more.values()} - kept) == len(twins):
            for i, name in more.items():
                result[i] = name
    for twins in _twins(result):
        by_size = sorted(twins, key=lambda i: -sizes[i])
        for i, size in zip(by_size, _sizes(len(by_size)), strict=True):
            result[i] = f"{result[i]}, {size}"
    return result


def name_of(found: Sequence[Finding], most: int) -> str:
    """The strongest findings in as many words as fit; "" where none can be named."""
    strong = [finding for finding in found if abs(finding.strength) >= LEAST_PART * abs(found[0].strength)]
    for count in range(min(most, len(strong)), 0, -1):
        name = _composed(strong[:count])
        if name and (len(name) <= LONGEST or count == 1):
            return shortened(name)
    return ""


def shortened(name: str) -> str:
    """The name in so many letters as a card shows, with an ellipsis where something is missing."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip(' ,')}…"


def _composed(found: Sequence[Finding]) -> str:
    """The parts of a name, one per family, in the order of their strongest finding."""
    families = dict.fromkeys(finding.attribute.family for finding in found)
    parts = [_WRITERS[family]([f for f in found if f.attribute.family == family]) for family in families]
    name = ", ".join(part for part in parts if part)
    return name[:1].upper() + name[1:]


def _of_mix(found: Sequence[Finding]) -> str:
    """The one or two categories that set a cluster apart."""
    telling = [f for f in found if f.kind == "share" and f.excess >= LEAST_EXCESS]
    chosen = [f for f in telling[:MOST_CATEGORIES] if f.excess >= telling[0].excess / 3]
    return " and ".join(f.attribute.name.split(": ", 1)[-1] for f in chosen)


def _of_behaviour(found: Sequence[Finding]) -> str:
    found = [f for f in found if max(f.ratio, 1 / f.ratio if f.ratio > 0 else float("inf")) >= LEAST_RATIO]
    in_order = sorted(found, key=lambda f: ADJECTIVE_ORDER.get(f.attribute.name, 0))
    adjectives = [word for f in in_order if (word := tempo(f) or adjective(f))]
    after = [words for f in found if (words := closing(f))]
    if adjectives:
        return ", ".join([" ".join([*dict.fromkeys(adjectives), "buyers"]), *after])
    return ", ".join(after)


def _of_profile(found: Sequence[Finding]) -> str:
    """What customers are, then what they have: “Partnered, no children”."""
    said = dict.fromkeys(words for f in found if (words := profile_words(f)))
    return ", ".join(sorted(said, key=lambda words: words.startswith(("with ", "no "))))


_WRITERS: Mapping[Family, Callable[[Sequence[Finding]], str]] = {
    "category mix": _of_mix,
    "buying behaviour": _of_behaviour,
    "customer profile": _of_profile,
}


def _twins(result: Sequence[str]) -> list[list[int]]:
    """Positions of names that are equal, group by group."""
    same: dict[str, list[int]] = {}
    for i, name in enumerate(result):
        same.setdefault(name.casefold(), []).append(i)
    return [positions for positions in same.values() if len(positions) > 1]


def _sizes(n: int) -> list[str]:
    if n == 2:
        return ["larger", "smaller"]
    middle = ["middle"] if n == 3 else [f"{_ordinal(place)} largest" for place in range(2, n)]
    return ["largest", *middle, "smallest"]


def _ordinal(place: int) -> str:
    """The place in a ranking, from 2 on: 2nd, 3rd, 4th …"""
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"

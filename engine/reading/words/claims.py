"""Which roles a header claims, and how strongly."""

from __future__ import annotations

from functools import lru_cache

from engine.reading.words.claim_rules import RULES, Rule
from engine.reading.words.words import Header, header
from engine.roles import Role

_STRANGE = 0.8
"""What each word that we do not know takes off a claim."""
_MOST_STRANGE = 2
_SMALL = frozenset({"name", "id", "list", "currency", "sales", "level"})
"""Ideas that change little; any other idea that a rule does not name makes the header something else."""
_SLIGHTLY_OFF = 0.97


@lru_cache(maxsize=4096)
def claims(text: str) -> dict[Role, float]:
    """Each role that a header claims, with the strength of the claim (above 0, at most 1)."""
    found: dict[Role, float] = {}
    heading = header(text)
    for rule in RULES:
        strength = _strength(rule, heading)
        if strength > found.get(rule.role, 0.0):
            found[rule.role] = strength
    return found


def claimed_role(text: str) -> Role | None:
    """The role that a header claims most strongly; None where it claims none."""
    found = claims(text)
    return max(found, key=lambda role: found[role]) if found else None


def _strength(rule: Rule, heading: Header) -> float:
    other = heading.ideas - rule.needs - rule.allows
    if not rule.needs <= heading.ideas or other - _SMALL or heading.unknown > _MOST_STRANGE:
        return 0.0
    if rule.alone and (other or heading.unknown):
        return 0.0
    return float(rule.strength * _STRANGE**heading.unknown * _SLIGHTLY_OFF ** len(other))

"""The scheme of personas: which scores of recency, frequency and spend make which kind of customer, and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from engine.errors import OptionError

BEST = 5
"""Scores run from 1, the fifth of customers that buys least, to 5."""
Range = tuple[int, int]
ANY: Range = (1, BEST)

_SCORE = re.compile(r"\s*(r|f|m|recency|frequency|monetary|spend)\s*=?\s*(\d+)\s*(?:[-–]\s*(\d+)\s*)?", re.IGNORECASE)
_EXAMPLE = "Write it as in “R 4-5, F 4-5, M 4-5: offer a framework agreement”."


@dataclass(frozen=True, slots=True)
class PersonaRule:
    """A persona, the lowest and highest score of recency, frequency and spend that make it, and what is advised."""

    name: str
    recency: Range
    frequency: Range
    monetary: Range
    action: str

    @property
    def text(self) -> str:
        """The rule as an options file holds it: “R 4-5, F 4-5, M 1-5: offer a framework agreement”."""
        ranges = zip("RFM", (self.recency, self.frequency, self.monetary), strict=True)
        return f"{', '.join(f'{letter} {low}-{high}' for letter, (low, high) in ranges)}: {self.action}"


STANDARD = (
    PersonaRule(
        "Champions", (4, 5), (4, 5), (4, 5), "Bind them with a framework agreement and first pick of new goods."
    ),
    PersonaRule(
        "Cannot lose them", (1, 2), (4, 5), (4, 5), "Win them back in person, by the head of sales, with an offer."
    ),
    PersonaRule("Loyal", (3, 5), (4, 5), ANY, "Offer a long-term contract and sell up to the better range."),
    PersonaRule("At risk", (1, 2), (3, 5), ANY, "Make a win-back call and ask what changed."),
    PersonaRule(
        "Potential loyalists", (4, 5), (2, 3), ANY, "Cross-sell what their peers buy; agree on regular deliveries."
    ),
    PersonaRule("New", (5, 5), (1, 1), ANY, "Call to welcome them and secure the second order."),
    PersonaRule("Promising", (4, 4), (1, 1), ANY, "Make a starter deal for the next order."),
    PersonaRule("Need attention", (3, 3), (2, 3), ANY, "Make a deal that ends soon on what they usually buy."),
    PersonaRule("About to sleep", (3, 3), (1, 1), ANY, "Remind them with a personal offer before they fall silent."),
    PersonaRule("Hibernating", (2, 2), (1, 2), ANY, "Send a mailing with a comeback deal; spend no visits."),
    PersonaRule("Lost", (1, 1), (1, 2), ANY, "Try one last mailing, then leave them alone."),
)
"""The first rule that fits a customer gives its persona; together they cover every combination of scores.

The names are those usual in the trade, after the eleven groups of Putler's RFM table, whose ranges overlap; here they
are laid out so that recency and frequency decide and spend only tells the best apart.
"""


def persona_rules(given: Mapping[str, str]) -> tuple[PersonaRule, ...]:
    """The rules in the order in which they are tried: those given, then the standard ones under other names.

    given  name → text such as “R 4-5, F 4-5, M 4-5: offer a framework agreement”; a letter left out means any score,
           an action left out is that of the standard persona of this name
    What no rule covers falls to the standard rule that covers it, so every combination has a persona.
    Raises OptionError for a text that cannot be read.
    """
    known = {rule.name.casefold(): rule for rule in STANDARD}
    own = tuple(_parsed(name.strip(), text, known.get(name.strip().casefold())) for name, text in given.items())
    taken = {rule.name.casefold(): rule for rule in own}
    others = tuple(rule for rule in STANDARD if rule.name.casefold() not in taken)
    kept = tuple(
        PersonaRule(own_rule.name, rule.recency, rule.frequency, rule.monetary, own_rule.action)
        for rule in STANDARD
        if (own_rule := taken.get(rule.name.casefold()))
    )
    return own + others + kept


def _parsed(name: str, text: str, standard: PersonaRule | None) -> PersonaRule:
    if not name:
        raise OptionError("A persona needs a name.", _EXAMPLE)
    scores, _, action = text.partition(":")
    found: dict[str, Range] = {}
    for part in scores.split(","):
        letter, scored = _range(name, part)
        if letter in found:
            raise OptionError(f"The persona “{name}” gives {letter} twice.", _EXAMPLE)
        found[letter] = scored
    advised = action.strip() or (standard.action if standard else "")
    return PersonaRule(name, found.get("R", ANY), found.get("F", ANY), found.get("M", ANY), advised)


def _range(name: str, part: str) -> tuple[str, Range]:
    """“R 4-5” as letter and range."""
    match = _SCORE.fullmatch(part)
    if match is None:
        raise OptionError(f"The persona “{name}” says “{part.strip()}”, which is no score of R, F or M.", _EXAMPLE)
    letter = match.group(1)[0].upper().replace("S", "M")
    low, high = int(match.group(2)), int(match.group(3) or match.group(2))
    if not 1 <= low <= high <= BEST:
        raise OptionError(
            f"The persona “{name}” asks for {letter} {low}-{high}, but scores run from 1 to {BEST}.",
            "Write the lower score first." if high < low else _EXAMPLE,
        )
    return letter, (low, high)

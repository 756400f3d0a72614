"""The words that findings become in the name of a cluster."""

from __future__ import annotations

from engine.clustering.drivers import Finding
from engine.features.column_words import Idea, ideas_of

Words = tuple[str, str]
"""Where there is more than on average, and where there is less."""

_ADJECTIVES: dict[str, Words] = {
    "Tenure": ("long-standing", "new"),
    "Days between orders": ("occasional", "frequent"),
    "Orders": ("frequent", "occasional"),
    "Spend": ("large", "small"),
    "Quantity": ("large", "small"),
}
ADJECTIVE_ORDER = {name: place for place, name in enumerate(_ADJECTIVES)}
"""“Long-standing weekly large buyers”, whatever is strongest."""
_CLOSING: dict[str, Words] = {
    "Ticket size": ("large orders", "small orders"),
    "Products": ("wide range", "narrow range"),
    "Categories": ("many categories", "few categories"),
    "Recency": ("long silent", "ordered lately"),
    "Weight": ("heavy goods", "light goods"),
    "Spend per weight": ("dear by weight", "cheap by weight"),
    "Average price": ("dear goods", "cheap goods"),
    "Return rate": ("many returns", "few returns"),
}
_TEMPO = {"weekly": 10, "fortnightly": 20, "monthly": 45, "quarterly": 120}
"""Days between orders up to which customers are called so."""

_IDEAS: dict[Idea, Words] = {
    "income": ("well-off", "modest income"),
    "age": ("older", "younger"),
    "birth": ("younger", "older"),
    "children": ("with children", "no children"),
}
_TENURE = ("long-standing", "new")


def tempo(finding: Finding) -> str:
    """“weekly” and the like, for customers whose orders follow each other faster than on average."""
    if finding.attribute.name != "Days between orders" or finding.strength > 0:
        return ""
    return next((word for word, days in _TEMPO.items() if finding.value <= days), "")


def adjective(finding: Finding) -> str:
    """The word before “buyers”, "" where the finding has none."""
    return _sided(_ADJECTIVES.get(finding.attribute.name), finding)


def closing(finding: Finding) -> str:
    """What is said after “buyers”, "" where the finding has nothing to say there."""
    return _sided(_CLOSING.get(finding.attribute.name), finding)


def profile_words(finding: Finding) -> str:
    """A finding of the customer profile: “well-off”, “no children”, “married”, “high credit limit”."""
    name = finding.attribute.name
    if known := _idea(finding):
        return known
    plain = name.replace("_", " ")
    plain = plain if plain.isupper() else plain.lower()
    if finding.kind == "number":
        return f"high {plain}" if finding.strength > 0 else f"low {plain}"
    if not finding.label:
        return plain if finding.strength > 0 else f"no {plain.removeprefix('has ')}"
    spoken = any(letter.isalpha() for letter in finding.label) and not any(sign.isdigit() for sign in finding.label)
    return finding.label if spoken else f"{plain} {finding.label}"


def _idea(finding: Finding) -> str:
    """The words for what the header says the column holds, where it is a number or a yes or no."""
    attribute = finding.attribute
    if finding.label:
        return ""
    if attribute.unit == "days":
        return _sided(_TENURE, finding)
    said = ideas_of(attribute.name) or ideas_of(attribute.source)
    return next((_sided(sides, finding) for idea, sides in _IDEAS.items() if idea in said), "")


def _sided(sides: Words | None, finding: Finding) -> str:
    return "" if sides is None else sides[0 if finding.strength > 0 else 1]

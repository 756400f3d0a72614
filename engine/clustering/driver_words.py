"""Drivers as sentences with their sizes, in the words of a sales manager."""

from __future__ import annotations

from engine.clustering.drivers import Finding
from engine.features.column_words import ideas_of

_FRACTIONS = {
    "three quarters of": 3 / 4,
    "two thirds of": 2 / 3,
    "half": 1 / 2,
    "a third of": 1 / 3,
    "a quarter of": 1 / 4,
    "a fifth of": 1 / 5,
    "a tenth of": 1 / 10,
}
NEAR_FRACTION = 0.06
ALIKE = 1.15
"""A mean closer to the average than this is told beside it, because “1.1 × the average” says little."""


def sentence(finding: Finding) -> str:
    """“Paints: 46 % of what they buy, 2.3 × the average share” and the like."""
    name, value, usual = finding.attribute.name, finding.value, finding.usual
    if finding.kind == "share":
        if value < 0.005:
            return f"{name}: hardly any of what they buy, {_percent(usual)} on average"
        return f"{name}: {_percent(value)} of what they buy, {times(finding.ratio)} share"
    if finding.kind == "group":
        shown = f"{name}: {finding.label} {_percent(value)}" if finding.label else f"{name}: {_percent(value)}"
        return f"{shown}, average {_percent(usual)}"
    if finding.kind == "volume":
        what = f"{value:,.0f} {finding.attribute.unit}" if finding.attribute.unit else f"Spend: {value:,.0f}"
        return f"{what} per customer, {times(finding.ratio)}"
    return _of_number(finding)


def times(ratio: float) -> str:
    """A ratio in words: “2.3 × the average”, “a quarter of the average”, “0.6 × the average”."""
    for words, fraction in _FRACTIONS.items():
        if abs(ratio / fraction - 1.0) <= NEAR_FRACTION:
            return f"{words} the average"
    if 0 <= ratio < min(_FRACTIONS.values()):
        return "under a tenth of the average"
    return f"{ratio:,.0f} × the average" if ratio >= 10 else f"{ratio:.1f} × the average"


def _of_number(finding: Finding) -> str:
    name, unit, value, usual = finding.attribute.name, finding.attribute.unit, finding.value, finding.usual
    if name == "Recency":
        shown, average = f"Last order {_figure(value, 'days')} ago on average", _figure(usual, "days")
    else:
        unit = "years" if "birth" in ideas_of(name) else "" if unit in name.casefold().split() else unit
        shown, average = f"{name}: {_figure(value, unit)} on average", _figure(usual, unit)
    if value >= 0 and usual > 0 and not 1 / ALIKE < finding.ratio < ALIKE:
        return f"{shown}, {times(finding.ratio)}"
    return f"{shown}, average {average}"


def _figure(value: float, unit: str) -> str:
    """A mean, with the unit where it is one that a reader needs."""
    if unit == "%":
        return f"{value:.0f} %"
    if unit == "days":
        return f"{value:,.0f} {'day' if round(value) == 1 else 'days'}"
    if unit == "years":
        return f"{value:.0f}"
    return f"{value:,.0f}" if abs(value) >= 20 or value == round(value) else f"{value:,.1f}"


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"

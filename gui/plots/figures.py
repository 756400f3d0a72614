"""Figures as plots write them."""

from __future__ import annotations

import math

UNKNOWN = "not known"


def figure(value: float, unit: str = "") -> str:
    """“1,240 units”, “1 order”, “0.52”, “not known”: whole from 100 on, three digits that count below."""
    if not math.isfinite(value):
        return UNKNOWN
    whole = abs(value) >= 100 or value == round(value)
    text = f"{value:,.0f}" if whole else f"{value:.3g}"
    return f"{minus(text)} {unit.removesuffix('s') if value == 1 else unit}".rstrip()


def percent(share: float) -> str:
    """“48 %”, “under 1 %”, “not known”."""
    if not math.isfinite(share):
        return UNKNOWN
    return "under 1 %" if 0 < share < 0.01 else minus(f"{share * 100:.0f} %")


def signed(value: float) -> str:
    """“+0.52”, “−0.08”."""
    if not math.isfinite(value):
        return UNKNOWN
    return minus(f"{value:+.2f}") if abs(value) >= 0.005 else "0.00"


def times(index: float) -> str:
    """How often the average: “2.3”, “0.04”, “15”; “–” where that is not known."""
    if not math.isfinite(index):
        return "–"
    if abs(index) >= 10:
        return minus(f"{index:,.0f}")
    return minus(f"{index:.1f}" if abs(index) >= 0.1 or index == 0 else f"{index:.2f}")


def whole(value: float) -> str:
    """“1,240”, and nothing for what lies between two whole numbers: for axes that count."""
    return minus(f"{value:,.0f}") if value == round(value) else ""


def left_out(count: int, drawn: int, which: str = "first") -> str:
    """“ The first 50 of 500 rules are drawn.”, to be added to a sentence; "" where all are."""
    return f" The {which} {drawn:,} of {count:,} rules are drawn." if count > drawn else ""


def minus(text: str) -> str:
    """With a minus sign where there is a hyphen."""
    return text.replace("-", "\N{MINUS SIGN}")

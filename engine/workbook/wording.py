"""Shares inside a sentence, written as the window writes them."""

from __future__ import annotations


def percent(share: float) -> str:
    """A share as a whole percentage: 0.4 → “40 %”."""
    return f"{share * 100:.0f} %"

"""Counts and shares inside a sentence, written as the window writes them."""

from __future__ import annotations


def counted(count: int, word: str) -> str:
    """“1 customer”, “1,204 customers”."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"


def percent(share: float) -> str:
    """A share as a whole percentage: 0.4 → “40 %”."""
    return f"{share * 100:.0f} %"

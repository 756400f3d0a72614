"""Counts as every part of the window writes them."""

from __future__ import annotations


def counted(count: int, word: str) -> str:
    """“1 customer”, “1,204 customers”."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"

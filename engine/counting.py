"""Counts inside a sentence, with the noun and the verb that agree with them."""

from __future__ import annotations


def counted(count: int, one: str, many: str = "") -> str:
    """“1 row”, “2,345 rows”; `many` where it is more than `one` with an s: “1 line has”, “2 lines have”."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def verb(count: int, one: str, many: str) -> str:
    """The word that agrees with a count: “is” with 1, “are” with any other."""
    return one if count == 1 else many

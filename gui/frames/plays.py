"""The four plays in the words of a rep, and what offers come to by play."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gui.frames.texts import about

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class PlayWords:
    """one, many: what an offer of the play is called;  meaning: when it is one, as a sentence without its full stop."""

    one: str
    many: str
    meaning: str


WORDS = {
    "whitespace": PlayWords(
        "new product (whitespace)", "new products (whitespace)", "Peers buy it, this customer never did"
    ),
    "spend gap": PlayWords(
        "spend gap", "spend gaps", "The customer buys it, but for far less than peers of its size do"
    ),
    "lapsed": PlayWords("lapsed product", "lapsed products", "The customer used to buy it, and has stopped"),
    "reorder due": PlayWords(
        "reorder due", "reorders due", "The customer buys it again and again, and the next time has come"
    ),
}


def play_names(plays: pd.Series) -> NDArray[np.object_]:
    """“Spend gap” for each offer, as tables and filters call it."""
    names = np.array([str(play).capitalize() for play in plays.cat.categories], dtype=object)
    return np.asarray(names[plays.cat.codes.to_numpy()])


def meanings(plays: pd.Series) -> str:
    """What the plays mean, a line each."""
    known = [play for play in map(str, plays.cat.categories) if play in WORDS]
    return "\n".join(f"{play.capitalize()}: {WORDS[play].meaning}" for play in known)


def by_play(table: pd.DataFrame, offers: NDArray[np.integer]) -> str:
    """“900 new products (whitespace), about 120,000 · 120 spend gaps, about 30,000 · …” for these offers.

    "" where the whole table is of one play. Plays stand in the order of their number, the most frequent first.
    """
    plays = table["play"]
    if plays.nunique() < 2:
        return ""
    code, value = plays.cat.codes.to_numpy()[offers], table["value"].to_numpy()[offers]
    names = [str(play) for play in plays.cat.categories]
    counts, known = (np.bincount(codes, minlength=len(names)) for codes in (code, code[np.isfinite(value)]))
    worth = np.bincount(code, np.nan_to_num(value), minlength=len(names))
    parts: list[str] = []
    for at in np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]:
        words = WORDS.get(names[at], PlayWords(names[at], names[at], ""))
        counted = f"{counts[at]:,} {words.one if counts[at] == 1 else words.many}"
        money = f"about {about(float(worth[at]))}" if known[at] else "value not known"
        parts.append(f"{counted}, {money}" if known.any() else counted)
    return "  ·  ".join(parts)

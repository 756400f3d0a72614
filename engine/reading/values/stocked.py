"""Whether a product can be ordered, from whatever the stock column says."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from engine.reading.joining.attributes import texts_of
from engine.reading.values.coded import Coded
from engine.reading.values.numbers import read_numbers

_NO = re.compile(
    r"(false|no|n|f|none|nein|non|nee|não|falso|faux|falsch|not available|unavailable|not in stock|out|out of stock|sold out|"
    r"discontinued|inactive|nicht (lieferbar|verfügbar|auf lager)|ausverkauft|rupture( de stock)?|agotado|esaurito|"
    r"uitverkocht|esgotado)",
    re.IGNORECASE,
)


def in_stock(column: Coded) -> NDArray[np.bool_]:
    """False for a word that says no and for a quantity of 0 or less; True for anything else, and where nothing is said."""
    numbers = read_numbers(column.values).values
    says_no = [bool(_NO.fullmatch(text)) for text in texts_of(column.values)]
    return ~column.marked(np.array(says_no, dtype=bool) | (numbers <= 0))

"""Values of rows as something to filter by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gui.frames.texts import text_array
from gui.widgets.filter_bar import Facet

if TYPE_CHECKING:
    import pandas as pd


def facet_of_column(key: str, title: str, values: pd.Series | None, owner: NDArray[Any]) -> Facet | None:
    return None if values is None else facet_of(key, title, text_array(values), owner)


def facet_of(key: str, title: str, texts: NDArray[np.object_], owner: NDArray[Any]) -> Facet:
    distinct = sorted(set(texts), key=_natural)
    place = {text: at for at, text in enumerate(distinct)}
    codes = np.array([place[text] for text in texts], dtype=np.int64)
    return Facet(key, title, tuple(text or "(blank)" for text in distinct), codes[owner])


def _natural(text: str) -> tuple[int, str]:
    """“2 Paints” before “10 Fasteners”, blanks last."""
    number = text.split(" ", 1)[0]
    return (int(number) if number.isdecimal() else 10**9 + (not text), text.casefold())

"""Whether a product is sold no longer, from whatever a column of flags, words or dates says."""

from __future__ import annotations

import re

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from engine.reading.joining.attributes import texts_of
from engine.reading.values.coded import Coded
from engine.reading.values.dates import read_days
from engine.reading.words.words import normal

_ENDED = re.compile(
    r"(is )?(discontinued|obsolete|obsoleto|inactive|inaktiv|inactif|inactivo|inattivo|inactief|inativo|not active|nicht aktiv|phased out|phase out|"
    r"(in )?auslauf|auslaufend|auslaufartikel|ausgelaufen|ausgelistet|gesperrt|eingestellt|delisted|blocked|retired|end of (life|sale)|eol|"
    r"fin de (serie|vie|vida)|arrete|supprime|descatalogado|descontinuado|discontinuado|fuori (produzione|catalogo)|fora de linha|uit assortiment|vervallen)"
)
_YES = re.compile(r"true|yes|y|x|j|ja|s|si|sim|oui|o|1|wahr|vrai|verdadero|vero|waar")
_NO = re.compile(r"false|no|n|nein|nee|non|nao|0|falsch|faux|falso|onwaar")
_SAYS_ACTIVE = re.compile(r"\b(activ|aktiv|actif|attiv|actief|ativ|enabled)")


def discontinued(column: Coded, header: str, last_day: np.datetime64 | None) -> NDArray[np.bool_]:
    """True for a word that says so, such as “inactive” or “auslaufend”, for a yes or a cross, and for a date up to `last_day`.

    Where the header asks the other way round (“Active”), a no says so, and a date says nothing. A blank never does.
    last_day  of the data: what ends later is still sold; None, where it is not known, lets any date count
    """
    says_so = np.array([_says_so(normal(text), header) for text in texts_of(column.values)], dtype=bool)
    if not _asks_if_active(header):
        days = read_days(column.values).values
        says_so |= ~np.isnat(days) & (True if last_day is None else days <= last_day)
    return column.marked(says_so)


def tells_of_the_end(texts: pa.StringArray, header: str) -> bool:
    """Whether a column of a product list that is headed “Status” or “Active” says of some products that they are sold no longer.

    “Status” may hold any words as long as one of them says so; “Active” nothing but both yes and no, or such words.
    """
    found = [word for text in texts_of(texts) if (word := normal(text))]
    ended = [word for word in found if _says_so(word, header)]
    if not _asks_if_active(header):
        return any(_ENDED.fullmatch(word) for word in ended)
    others = [word for word in found if word not in ended]
    known = all(_YES.fullmatch(word) or _SAYS_ACTIVE.match(word) for word in others)
    return bool(ended) and bool(others) and known


def _says_so(word: str, header: str) -> bool:
    if _ENDED.fullmatch(word):
        return True
    if _asks_if_active(header):
        return bool(_NO.fullmatch(word))
    return bool(_YES.fullmatch(word))


def _asks_if_active(header: str) -> bool:
    return bool(_SAYS_ACTIVE.search(normal(header)))

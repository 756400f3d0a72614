"""Month names, whole or cut short, in the languages of the vocabulary."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from engine.reading.words.words import normal

_NAMES = (
    "january januar janner jan jann janv janvier enero gennaio januari janeiro ene gen",
    "february februar feb fevrier febrero febbraio februari fevereiro fev fevr febr",
    "march marz mar mrz marz maerz mars marzo maart marco mrt",
    "april apr avril abril aprile avr abr",
    "may mai mayo maggio mei maio mag",
    "june juni jun juin junio giugno junho giu",
    "july juli jul juillet julio luglio julho juil lug",
    "august aug aout agosto augustus ago",
    "september sep sept septembre septiembre settembre setembro set",
    "october oktober oct okt octobre octubre ottobre outubro out ott",
    "november nov novembre noviembre novembro",
    "december dezember dec dez decembre diciembre dicembre dezembro dic",
)
_NUMBERS = {name: month for month, names in enumerate(_NAMES, 1) for name in names.split()}


def month_numbers(names: pa.StringArray) -> NDArray[np.int64]:
    """1 to 12 per name, 0 for a word that is no month. Cost: one look-up per distinct name."""
    encoded = names.dictionary_encode()
    numbers = [_NUMBERS.get(normal(name.casefold()), 0) for name in encoded.dictionary.to_pylist()]
    month: NDArray[np.int64] = np.array(numbers, dtype=np.int64)[np.asarray(encoded.indices)]
    return month

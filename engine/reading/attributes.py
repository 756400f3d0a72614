"""What describes a customer or a product: from its own list, or from the lines where it says the same each time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from engine.reading.coded import BLANK, Coded


@dataclass(frozen=True, eq=False, slots=True)
class Described:
    """One text per entity ("" where unknown), and how many entities had several."""

    texts: NDArray[np.object_]
    several: NDArray[np.bool_]


def most_frequent(entity: NDArray[np.int32], values: Coded, n: int) -> Described:
    """The most frequent value of each entity that is not blank; of equally frequent ones the first in the alphabet.

    entity  int32 per row, -1 for none
    """
    known = (entity != BLANK) & ~values.blank
    ordered = values.sorted()
    width = max(len(ordered.values), 1)
    keys = entity[known].astype(np.int64) * width + ordered.codes[known]
    codes, distinct = pd.factorize(keys)
    counts = np.bincount(codes, minlength=len(distinct))
    owner, value = distinct // width, distinct % width
    order = np.lexsort((value, -counts, owner))
    first = order[np.flatnonzero(np.diff(owner[order], prepend=-1))]
    texts = np.full(n, "", dtype=object)
    texts[owner[first]] = texts_of(ordered.values)[value[first]]
    return Described(texts, np.bincount(owner, minlength=n) > 1)


def first_of(entity: NDArray[np.int32], values: Coded, n: int) -> Described:
    """The value in the first row of each entity; `several` marks entities with more than one row."""
    texts = np.full(n, "", dtype=object)
    owners, first = np.unique(entity, return_index=True)
    keep = owners != BLANK
    texts[owners[keep]] = np.append(texts_of(values.values), "")[values.codes[first[keep]]]
    return Described(texts, np.bincount(entity[entity != BLANK], minlength=n) > 1)


def texts_of(values: pa.StringArray) -> NDArray[np.object_]:
    """Arrow texts as an array of Python texts."""
    return np.array(values.to_pylist(), dtype=object) if len(values) else np.empty(0, dtype=object)

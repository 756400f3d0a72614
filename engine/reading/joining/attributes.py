"""What describes a customer or a product: from its own list, or from the lines where it says the same each time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from engine.reading.text_columns import gathered
from engine.reading.values.coded import BLANK, Coded

_MOST_EXCEPTIONS = 0.02


@dataclass(frozen=True, eq=False, slots=True)
class Described:
    """A column of one text per entity, and how steady it is.

    column      one code per entity, -1 where nothing is known
    several     bool per entity: it had more than one value
    exceptions  share of the rows that do not say what most rows of their entity say; NaN where no entity has two rows
    """

    column: Coded
    several: NDArray[np.bool_]
    exceptions: float

    @property
    def is_steady(self) -> bool:
        """Whether the column describes the entity, and not the line."""
        return self.exceptions <= _MOST_EXCEPTIONS


def most_frequent(entity: NDArray[np.int32], values: Coded, n: int) -> Described:
    """The most frequent value of each entity that is not blank; of equally frequent ones the first in the alphabet.

    entity  int32 per row, -1 for none
    Cost: a look at each row, and one hash of those that do not say what the last of their entity says.
    """
    known = (entity != BLANK) & ~values.blank
    ordered = values.sorted()
    whose, what = (entity, ordered.codes) if known.all() else (entity[known], ordered.codes[known])
    last = np.full(n, BLANK, dtype=np.int32)
    last[whose] = what
    same = gathered(last, whose, BLANK) == what
    told = np.flatnonzero(last != BLANK)
    width = max(len(ordered.values), 1)
    codes, others = pd.factorize(whose[~same].astype(np.int64) * width + what[~same])
    owner, value = np.append(told, others // width), np.append(last[told], others % width)
    counts = np.append(np.bincount(whose[same], minlength=n)[told], np.bincount(codes, minlength=len(others)))
    order = np.lexsort((value, -counts, owner))
    first = order[np.flatnonzero(np.diff(owner[order], prepend=-1))]
    chosen = np.full(n, BLANK, dtype=np.int32)
    chosen[owner[first]] = value[first]
    rows = np.bincount(owner, counts, minlength=n)
    repeated = rows >= 2
    exceptions = 1.0 - counts[first][repeated[owner[first]]].sum() / rows[repeated].sum() if repeated.any() else np.nan
    several = np.bincount(owner, minlength=n) > 1
    return Described(Coded(chosen, ordered.values), several, float(exceptions))


def first_of(entity: NDArray[np.int32], values: Coded, n: int) -> Coded:
    """The value in the first row of each entity."""
    chosen = np.full(n, BLANK, dtype=np.int32)
    owners, first = np.unique(entity, return_index=True)
    keep = owners != BLANK
    chosen[owners[keep]] = values.codes[first[keep]]
    return Coded(chosen, values.values)


def filled_up(first: Coded, second: Coded) -> Coded:
    """The first column, and where it is blank the second."""
    values = pa.concat_arrays([first.values, second.values])
    other = np.where(second.blank, BLANK, second.codes + len(first.values)).astype(np.int32)
    return Coded(np.where(first.blank, other, first.codes), values)


def texts_of(values: pa.StringArray) -> NDArray[np.object_]:
    """Arrow texts as an array of Python texts."""
    return np.array(values.to_pylist(), dtype=object) if len(values) else np.empty(0, dtype=object)


def per_entity(column: Coded) -> NDArray[np.object_]:
    """One Python text per entity, "" for a blank."""
    return np.append(texts_of(column.values), "").astype(object)[column.codes]

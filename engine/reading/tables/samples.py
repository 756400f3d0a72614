"""Rows spread over a table, and what each column's cells look like there: numbers, dates, words, how often they repeat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.reading.text_columns import by_text
from engine.reading.values.dates import read_days
from engine.reading.values.numbers import read_numbers

_BLOCKS, _BLOCK = 10, 50
_WORD = r"\p{L}{3}"
_PLAIN_NUMBER = re.compile(r"[0-9]{1,7}([.,][0-9]*)?")
_NO_DAY = re.compile(r"(?s)-.*|\D*|\d{1,4}|\d{0,3}[.,](?:\d{0,3}|\d{5,})(?:[eE][-+]?\d+)?", re.ASCII)
"""Texts that are no day in any writing. To ask each column for days costs some fifty times as much as to see that."""


@dataclass(frozen=True, eq=False)
class Cells:
    """A column in the sample.

    texts   one per row of the sample, trimmed, "" for a blank
    filled  share of all cells of the table that are not blank
    """

    texts: Sequence[str]
    filled: float

    @cached_property
    def _coded(self) -> tuple[NDArray[np.int64], pa.StringArray]:
        position = {text: i for i, text in enumerate(self._distinct)} | {"": -1}
        codes = np.fromiter((position[text] for text in self.texts), np.int64, len(self.texts))
        return codes, pa.array(self._distinct, pa.string())

    @cached_property
    def _distinct(self) -> list[str]:
        return [text for text in dict.fromkeys(self.texts) if text]

    @property
    def codes(self) -> NDArray[np.int64]:
        """One number per row, the same for the same text; -1 for a blank."""
        return self._coded[0]

    @property
    def distinct(self) -> int:
        """How many different texts there are."""
        return len(self._coded[1])

    @cached_property
    def seen(self) -> int:
        """How many cells are not blank."""
        return int(np.count_nonzero(self.codes >= 0))

    @cached_property
    def numbers(self) -> NDArray[np.float64]:
        """The cells as numbers, NaN for what is none."""
        values = read_numbers(self._coded[1]).values if self.distinct else np.zeros(0)
        return np.append(values, np.nan)[self.codes]

    @cached_property
    def number_share(self) -> float:
        """The share of the filled cells that are numbers."""
        return self._share(np.isfinite(self.numbers))

    @cached_property
    def whole(self) -> bool:
        """Whether all numbers are whole."""
        known = self.numbers[np.isfinite(self.numbers)]
        return bool(len(known)) and bool((known == np.round(known)).all())

    @cached_property
    def date_share(self) -> float:
        """The share of the filled cells that can be read as dates, Excel's serial numbers among them."""
        return self._days_among([text for text in self._distinct if not _NO_DAY.fullmatch(text)])

    @cached_property
    def clear_date_share(self) -> float:
        """The same without plain numbers that could be dates as well as anything else."""
        clear = [t for t in self._distinct if not _NO_DAY.fullmatch(t) and not _PLAIN_NUMBER.fullmatch(t)]
        return self._days_among(clear)

    def _days_among(self, texts: Sequence[str]) -> float:
        """The share of the filled cells that hold one of these texts, where it can be read as a date."""
        if not texts:
            return 0.0
        days = dict(zip(texts, ~np.isnat(read_days(pa.array(texts, pa.string())).values), strict=True))
        return self._share(self._spread(np.array([days.get(text, False) for text in self._distinct])))

    @cached_property
    def digit_share(self) -> float:
        """The share of the filled cells with a digit."""
        return self._share(self._spread(np.asarray(pc.match_substring_regex(self._coded[1], r"\p{Nd}"))))

    @cached_property
    def word_share(self) -> float:
        """The share of the filled cells with three letters in a row."""
        return self._share(self._spread(np.asarray(pc.match_substring_regex(self._coded[1], _WORD))))

    @cached_property
    def length(self) -> float:
        """How long a text is on average."""
        return sum(map(len, self.texts)) / self.seen if self.seen else 0.0

    @property
    def example(self) -> str:
        """The first text."""
        return next((text for text in self.texts if text), "")

    def _spread(self, per_text: NDArray[np.bool_]) -> NDArray[np.bool_]:
        return np.append(per_text, [False])[self.codes]

    def _share(self, rows: NDArray[np.bool_] | None) -> float:
        return int(np.count_nonzero(rows)) / self.seen if rows is not None and self.seen else 0.0


def take_sample(cells: pa.Table) -> list[Cells]:
    """Up to ten runs of fifty rows that follow one another, spread evenly over the table.

    Cost: one pass over the cells to count the blank ones; the rest does not grow with the table.
    """
    rows = cells.num_rows
    if rows > _BLOCKS * _BLOCK:
        starts = [int(start) for start in np.linspace(0, rows - _BLOCK, _BLOCKS)]
        sample = pa.concat_tables([cells.slice(start, _BLOCK) for start in starts])
    else:
        sample = cells
    return [
        Cells([(cell or "").strip() for cell in part.to_pylist()], _filled(whole))
        for part, whole in zip(sample.columns, cells.columns, strict=True)
    ]


def _filled(column: pa.ChunkedArray) -> float:
    if not len(column):
        return 0.0
    return int(np.count_nonzero(by_text(column, lambda texts: pc.not_equal(texts, ""), blank=False))) / len(column)

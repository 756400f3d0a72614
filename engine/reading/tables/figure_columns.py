"""Which columns of a table hold its figures; a row without any of them may be no line at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from engine.reading.tables.blanks import blank, texts
from engine.reading.values.coded import encode
from engine.reading.words.claims import claimed_role
from engine.reading.words.row_words import TOTAL_ENDING, TOTAL_LABEL
from engine.roles import Role

SAMPLE = 400
_FIGURES = (Role.QUANTITY, Role.UNIT_PRICE, Role.AMOUNT, Role.WEIGHT, Role.MARGIN)
_NUMBER = re.compile(
    r"^[^\w]{0,4}(?:[A-Z]{3} )?[-+(]?[\d.,' \u00a0\u202f]*\d[\d.,' \u00a0\u202f]*[)]?[^\w]{0,3}-?( ?[A-Za-z€$£]{1,5}\.?)?$"
)
_TOTAL = re.compile(f"{TOTAL_LABEL}|{TOTAL_ENDING.removeprefix('(?i)')}")
_MOSTLY, _SOMETIMES = 0.8, 0.5
_USUAL = 0.05
_UPPER = 0.75
"""Of the rows with a word for a total so many may be totals, and the others items that are called so."""
_LONGEST = 80
"""Characters; no longer text is a number or the word for a total."""


@dataclass(frozen=True, eq=False, slots=True)
class Figures:
    """What the lines of a table usually are.

    names    the headers
    columns  positions of the columns that hold figures
    filled   per column the share of sampled lines that fill it
    usual    how many of the other columns a line usually fills
    """

    names: tuple[str, ...]
    columns: tuple[int, ...]
    filled: NDArray[np.float64]
    usual: int

    def others(self) -> list[int]:
        """The columns that hold no figures."""
        return [i for i in range(len(self.filled)) if i not in self.columns]

    def unused(self) -> list[int]:
        """The columns without figures that lines leave blank."""
        return [i for i in self.others() if self.filled[i] <= _USUAL]


def find_figures(headers: Sequence[str], cells: pa.Table) -> Figures | None:
    """The columns of figures by header and by the first rows; None where there are none.

    Cost: a look at the first 400 rows.
    """
    sample = texts(cells.slice(0, SAMPLE))
    numeric = [numeric_share([row[i] for row in sample]) for i in range(len(headers))]
    named = [i for i, name in enumerate(headers) if _is_figure(name) and numeric[i] >= _SOMETIMES]
    columns = named or [i for i, share in enumerate(numeric) if i and share >= _MOSTLY]
    lines = [row for row in sample if any(row[i] and _is_number(row[i]) for i in columns)]
    if not columns or not lines:
        return None
    filled = np.array([[bool(cell) for cell in row] for row in lines])
    others = [i for i in range(len(headers)) if i not in columns]
    counts = filled[:, others].sum(axis=1)
    plain = np.array([not any(_TOTAL.search(cell) for cell in row if len(cell) <= _LONGEST) for row in lines])
    usual = int(
        max(
            np.median(counts[plain]) if plain.any() else 0,
            np.quantile(counts[~plain], _UPPER) if not plain.all() else 0,
        )
    )
    most = counts >= usual
    return Figures(tuple(headers), tuple(columns), filled[most].mean(axis=0), usual)


def rows_without(figures: Figures, cells: pa.Table) -> NDArray[np.int64]:
    """Positions of the rows in which no column of figures holds a number.

    Cost: 4 ns per cell of figures, and a look at the rows in which all but one of them are blank.
    """
    blanks = np.zeros(cells.num_rows, dtype=np.int16)
    for i in figures.columns:
        blanks += blank(cells.column(i))
    count = len(figures.columns)
    rows = np.flatnonzero(blanks >= max(count - 1, 1))
    if count == 1 or not len(rows):
        return rows
    doubtful = rows[blanks[rows] < count]
    if len(doubtful):
        some = cells.select(list(figures.columns)).take(pa.array(doubtful))
        numbers = np.zeros(len(doubtful), dtype=bool)
        for column in some.columns:
            coded = encode([column], [len(doubtful)])
            numbers |= coded.marked([_is_number(text) for text in coded.values.to_pylist()])
        rows = np.setdiff1d(rows, doubtful[numbers], assume_unique=True)
    return rows


def _is_figure(name: str) -> bool:
    return claimed_role(name) in _FIGURES


def _is_number(text: str) -> bool:
    return len(text) <= _LONGEST and bool(_NUMBER.match(text))


def numeric_share(cells: Sequence[str]) -> float:
    """The share of the filled cells that are numbers."""
    filled = [cell for cell in cells if cell]
    return sum(map(_is_number, filled)) / len(filled) if filled else 0.0

"""The columns of the list of customers, each read as texts, numbers and days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from engine.dataset import Dataset
from engine.features.column_words import Idea, ideas_of
from engine.reading.values.dates import Days, read_days
from engine.reading.values.numbers import read_numbers
from engine.reading.words.languages import language_of, writes_decimal_comma
from engine.roles import Role

_UNKNOWN = """nan nat none null n/a na n.a. n.a k.a. k.a #n/a #value! #div/0! inf -inf +inf infinity -infinity ? ?? - -- .
    unknown unbekannt inconnu desconocido sconosciuto desconhecido onbekend missing (blank) <na>"""
UNKNOWN_WORDS = frozenset(_UNKNOWN.split())
"""Cells that say nothing, in lower case."""

_MOSTLY = 0.95
"""Share of the known cells that must be numbers, or days, before a column is one of them."""


_MANY, _A_FEW, _SOME = 5_000, 500, 0.2


@dataclass(frozen=True, eq=False)
class CustomerColumn:
    """One column of the list of customers.

    header  as in the file;  name  as it is shown
    codes   int32, one per customer: position in `texts`, −1 where the cell is blank or says nothing
    texts   the distinct texts, sorted
    comma   whether undecided numbers such as 1.234 have a decimal comma in this table
    """

    header: str
    name: str
    codes: NDArray[np.int32]
    texts: tuple[str, ...]
    comma: bool = False

    @property
    def ideas(self) -> frozenset[Idea]:
        """What the header says it holds."""
        return ideas_of(self.header)

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """How many customers have each text."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.texts)).astype(np.int64)

    @property
    def known(self) -> int:
        """How many customers have a value."""
        return int(self.counts.sum())

    @property
    def blank(self) -> int:
        """How many have none."""
        return len(self.codes) - self.known

    @cached_property
    def numbers_of_texts(self) -> NDArray[np.float64]:
        """The number that each text is, NaN where it is none."""
        texts = pa.array(self.texts, pa.string())
        numbers = read_numbers(texts, cells=self.counts)
        if not numbers.decided and self.comma:
            numbers = read_numbers(texts, "comma", self.counts)
        return numbers.values

    @cached_property
    def days_of_texts(self) -> Days:
        """The day that each text is, NaT where it is none."""
        return read_days(pa.array(self.texts, pa.string()), cells=self.counts)

    @property
    def numbers(self) -> NDArray[np.float64]:
        """One number per customer, NaN where there is none."""
        return self.spread(self.numbers_of_texts)

    @property
    def days(self) -> NDArray[np.datetime64]:
        """One day per customer, NaT where there is none."""
        return np.append(self.days_of_texts.values, np.datetime64("NaT", "D"))[self.codes]

    @cached_property
    def is_number(self) -> bool:
        """Whether nearly all known cells are numbers."""
        return self._mostly(np.isfinite(self.numbers_of_texts))

    @cached_property
    def is_day(self) -> bool:
        """Whether nearly all known cells are dates, and not just numbers that could be day numbers."""
        return not self.is_number and self._looks_dated() and self._mostly(~np.isnat(self.days_of_texts.values))

    def spread(self, per_text: NDArray[np.float64]) -> NDArray[np.float64]:
        """One value per customer from one per text; NaN where the cell is blank."""
        return np.append(per_text, np.nan)[self.codes]

    def _looks_dated(self) -> bool:
        """A look at a few of many texts, as names and ids need not all be tried as dates."""
        if len(self.texts) <= _MANY:
            return True
        few = pa.array(self.texts[:: len(self.texts) // _A_FEW], pa.string())
        return bool((~np.isnat(read_days(few).values)).mean() > _SOME)

    def _mostly(self, per_text: NDArray[np.bool_]) -> bool:
        return self.known > 0 and bool(self.counts[per_text].sum() >= _MOSTLY * self.known)


def customer_columns(dataset: Dataset) -> tuple[CustomerColumn, ...]:
    """The columns of `dataset.customers` but its id and name, in their order. Cost: one sort per column."""
    headers = [str(h) for h in dataset.customers.columns if h not in (Role.CUSTOMER_ID, Role.CUSTOMER_NAME)]
    comma = writes_decimal_comma(language_of(headers))
    return tuple(_column(dataset, header, name, comma) for header, name in zip(headers, _names(headers), strict=True))


def _column(dataset: Dataset, header: str, name: str, comma: bool) -> CustomerColumn:
    raw_codes, raw = pd.factorize(dataset.customers[header])
    cleaned = [text if text.casefold() not in UNKNOWN_WORDS else "" for text in (str(value).strip() for value in raw)]
    texts = tuple(sorted(set(cleaned) - {""}))
    position = {text: at for at, text in enumerate(texts)}
    codes = np.array([*(position.get(text, -1) for text in cleaned), -1], dtype=np.int32)[raw_codes]
    return CustomerColumn(header, name, codes, texts, comma)


def _names(headers: Sequence[str]) -> list[str]:
    """Headers as they are shown; the header itself where two would be one."""
    names = [_shown(header) for header in headers]
    return [header if names.count(name) > 1 else name for header, name in zip(headers, names, strict=True)]


def _shown(header: str) -> str:
    """A role by its label; else with blanks for underscores, and a capital where there is none."""
    if header in set(Role):
        return Role(header).label
    name = " ".join(header.replace("_", " ").split())
    return name[:1].upper() + name[1:] if name.islower() else name

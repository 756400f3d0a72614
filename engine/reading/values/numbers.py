"""Text → numbers, with one decision per column: which sign is the decimal sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.reading.values.number_texts import NumberTexts, take_apart

Sign = Literal["point", "comma"]
_Bools = NDArray[np.bool_]

_EXPONENT = r"[eE][+-]?\d{1,3}"
_NUMBER = {
    "point": r"^(?:(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d?(?:,\d{2})+,\d{3}|[1-9]\d{0,2}(?:(?: \d{3})+|(?:'\d{3})+)|\d+)(?:\.\d*)?"
    rf"|\.\d+|\d+(?:\.\d+)?{_EXPONENT})$",
    "comma": r"^(?:(?:[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:(?: \d{3})+|(?:'\d{3})+)|\d+)(?:,\d*)?"
    rf"|,\d+|\d+(?:,\d+)?{_EXPONENT})$",
}
_UNGROUPED = r"^[1-9]\d{3,}$"
_PLAIN = r"^\d+(?:\.\d+)?$"
_LARGEST = 1e12
"""A larger figure is a barcode or a slip in a wrong column; with it no sum would be right to the cent."""


@dataclass(frozen=True, eq=False, slots=True)
class Readings:
    """What each distinct text of a column may mean, and how many cells hold it.

    point, comma  float64: the value under that decimal sign, NaN where it has none
    cells         int64: how many cells hold the text
    plain         bool: written as a workbook writes its numbers, so that in one it may only have a point
    typed         whether the column is of a workbook
    """

    parts: NumberTexts
    point: NDArray[np.float64]
    comma: NDArray[np.float64]
    cells: NDArray[np.int64]
    plain: _Bools
    typed: bool

    @property
    def either(self) -> _Bools:
        """Texts like "1.234", with two readings that differ."""
        return np.asarray(np.isfinite(self.point) & np.isfinite(self.comma) & (self.point != self.comma))

    def proof(self, sign: Sign) -> int:
        """How many cells can only be read with this decimal sign; the numbers of a workbook prove nothing about its texts."""
        only = self._only(sign)
        return int(self.cells[only & ~self._certain].sum())

    @property
    def workbook_points(self) -> int:
        """How many cells are numbers of a workbook with a decimal point."""
        return int(self.cells[self._only("point") & self._certain].sum())

    @property
    def ungrouped(self) -> int:
        """How many cells hold thousands without a separator, such as 2500."""
        return int(self.cells[_matches(self.parts.bodies, _UNGROUPED)].sum())

    def values(self, sign: Sign) -> NDArray[np.float64]:
        """The values under a decimal sign; what a workbook holds as numbers keeps its point."""
        if sign == "point" or not self.typed:
            return self.point if sign == "point" else self.comma
        certain = self._certain & (~self.either | (self.workbook_points > 0))
        return np.where(certain, self.point, self.comma)

    @property
    def _certain(self) -> _Bools:
        return self.plain & self.typed

    def _only(self, sign: Sign) -> _Bools:
        mine, other = (self.point, self.comma) if sign == "point" else (self.comma, self.point)
        return np.asarray(np.isfinite(mine) & ~np.isfinite(other))


def readings_of(texts: pa.StringArray, cells: NDArray[np.int64], *, typed: bool = False) -> Readings:
    """Both readings of distinct texts.

    cells  how many cells hold each text
    typed  whether the column is of a workbook
    Cost: about five passes over the distinct texts; a text that is "1.2.3" or "1,23,4" has no reading.
    """
    parts = take_apart(texts)
    plain = _matches(parts.bodies, _PLAIN)
    point, comma = (_values(parts, sign) for sign in ("point", "comma"))
    return Readings(parts, point, comma, cells, plain, typed)


@dataclass(frozen=True, eq=False, slots=True)
class Numbers:
    """One number per distinct text, NaN where it is none, and by which decimal sign.

    missing   bool: a word for a blank, such as "n/a"
    unsure    bool: texts like "1.234" with two readings, where nothing decides
    proof     how many cells can only be read with this sign
    against   how many cells can only be read with the other sign, and are NaN
    """

    values: NDArray[np.float64]
    sign: Sign
    missing: _Bools
    unsure: _Bools
    proof: int
    against: int

    @property
    def decided(self) -> bool:
        """Whether there is nothing to ask the user."""
        return not self.unsure.any()


def read_with(readings: Readings, sign: Sign, *, asked: bool = False) -> Numbers:
    """The numbers of a column under one decimal sign; `asked` where nothing decides and the user is to be asked."""
    other: Sign = "comma" if sign == "point" else "point"
    values, parts = readings.values(sign), readings.parts
    lost = np.isnan(values) & np.isfinite(readings.values(other))
    against = int(readings.cells[lost].sum())
    unsure = readings.either & asked
    return Numbers(values, sign, parts.missing, unsure, readings.proof(sign), against)


def proven_sign(readings: Readings) -> Sign | None:
    """The decimal sign of most cells that allow only one reading; None where no cell decides."""
    points, commas = readings.proof("point"), readings.proof("comma")
    if points == commas:
        return None
    return "point" if points > commas else "comma"


def read_numbers(texts: pa.StringArray, sign: Sign | None = None, cells: NDArray[np.int64] | None = None) -> Numbers:
    """Read distinct texts as numbers: thousands separators, currencies, %, (123), 123- and −123 are understood.

    A text that does not fit the decimal sign of the column, such as "1.2.3" or "12,5" among points, is NaN.
    """
    readings = readings_of(texts, np.ones(len(texts), dtype=np.int64) if cells is None else cells)
    known = sign or proven_sign(readings)
    return read_with(readings, known or "point", asked=known is None)


def _values(parts: NumberTexts, sign: Sign) -> NDArray[np.float64]:
    """The values under a decimal sign, NaN where the texts do not fit it."""
    if not len(parts.bodies):
        return np.zeros(0)
    groups, decimal = ("[,' ]", ".") if sign == "point" else ("[.' ]", ",")
    valid = _matches(parts.bodies, _NUMBER[sign])
    plain = pc.if_else(pa.array(valid), parts.bodies, None)
    if pc.any(pc.match_substring_regex(plain, groups)).as_py():
        plain = pc.replace_substring_regex(plain, groups, "")
    if decimal == ",":
        plain = pc.replace_substring(plain, ",", ".")
    values = np.array(pc.cast(plain, pa.float64()).fill_null(np.nan), dtype=np.float64) / parts.divisors
    values[~(np.abs(values) < _LARGEST)] = np.nan
    return np.where(parts.dashes, 0.0, values)


def _matches(texts: pa.StringArray, pattern: str) -> _Bools:
    return np.asarray(pc.fill_null(pc.match_substring_regex(texts, pattern), fill_value=False), dtype=bool)

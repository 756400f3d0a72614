"""Columns with a width and a number format that fit what they hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from engine.workbook.description import Column, Kind

WIDEST = 40.0
NARROWEST = 8.0
HEADER_LINES = 2
FILTER_BUTTON = 4.5
"""Characters that the filter button of a table header covers, and the indent that keeps words clear of it."""
_BOLD = 1.1

_DECIMALS: dict[Kind, int] = {"decimal": 1, "figure": 1, "cents": 2, "measure": 3}


def text(
    header: str,
    values: Sequence[str],
    *,
    kind: Kind = "text",
    width: float | None = None,
    links: tuple[str, ...] = (),
    choices: tuple[str, ...] = (),
) -> Column:
    """A column of text as wide as its longest value, within reason; `width` fixes it."""
    longest = max((_display_length(value) for value in set(values)), default=0)
    fitting = min(max(longest + 2.5, _header_width(header)), WIDEST)
    return Column(header, kind, values, fitting if width is None else width, links, choices)


def number(header: str, values: ArrayLike, kind: Kind, *, scaled: bool = False) -> Column:
    """A column of numbers, wide enough that Excel never shows ####; infinite values become blank."""
    array = np.asarray(values, dtype=np.float64)
    array = np.where(np.isfinite(array), array, np.nan)
    largest = float(np.nanmax(np.abs(array), initial=0.0))
    shown = 6 if kind in {"share", "fine share"} else len(f"{largest:,.{_DECIMALS.get(kind, 0)}f}") + 1
    return Column(header, kind, array, max(shown + 2.0, _header_width(header)), scaled=scaled)


def amount(header: str, values: ArrayLike, *, scaled: bool = False) -> Column:
    """Money: with cents where the figures are small."""
    array = np.asarray(values, dtype=np.float64)
    finite = np.abs(array[np.isfinite(array)])
    return number(header, array, "cents" if len(finite) and finite.max() < 1000 else "money", scaled=scaled)


def quantity(header: str, values: ArrayLike, *, scaled: bool = False) -> Column:
    """Units: a decimal only where figures have one and are small enough for it to matter."""
    array = np.asarray(values, dtype=np.float64)
    finite = array[np.isfinite(array)]
    whole = bool(np.all(finite == np.round(finite))) or float(np.abs(finite).max(initial=0.0)) >= 10_000
    return number(header, array, "whole" if whole else "decimal", scaled=scaled)


def days(header: str, values: NDArray[np.datetime64]) -> Column:
    """A column of dates."""
    return Column(header, "day", values.astype("datetime64[D]"), max(12.0, _header_width(header)))


def texts(frame: pd.DataFrame, name: str, rows: NDArray[np.integer]) -> list[str]:
    """The values of a column in the given rows as text, '' for blanks and where there is no such column."""
    if name not in frame.columns:
        return [""] * len(rows)
    return list(frame[name].fillna("").astype(str).to_numpy(dtype=object)[rows])


def _header_width(header: str) -> float:
    longest_word = max((_display_length(word) for word in header.split()), default=0)
    per_line = -(-_display_length(header) // HEADER_LINES)
    return max(NARROWEST, _BOLD * max(longest_word, per_line) + FILTER_BUTTON)


def _display_length(value: str) -> int:
    """Characters as wide as a digit; Chinese and the like count twice."""
    if value.isascii():
        return len(value)
    return len(value) + sum(unicodedata.east_asian_width(letter) in "WF" for letter in value)

"""Attributes in one way of writing, so that the same list exported by two programs is the same."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from engine.options import ReadOptions
from engine.reading.values.coded import Coded
from engine.reading.values.dates import read_days
from engine.reading.values.numbers import read_numbers

_DATE = r"^(\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})([T ]00:00(:00(\.0+)?)?)?$"
_NUMBER = r"^[+-]?\d[\d.,]*$"
_PADDED = r"^[+-]?0\d"
_CHANGED = r"[.,]"


def canonical(column: Coded, options: ReadOptions) -> Coded:
    """Dates as yyyy-mm-dd, and numbers with a decimal point and without thousands separators; else as they are.

    A column is rewritten only where all its texts are dates, or all are numbers, nothing about them is in doubt, and
    no two of them become one. Ids such as “007” and telephone numbers stay as they are.
    Cost: one look at each distinct text.
    """
    texts = column.values
    if not len(texts):
        return column
    if _all(texts, _DATE):
        return _as_days(column, options)
    if _all(texts, _NUMBER) and _any(texts, _CHANGED) and not _any(texts, _PADDED):
        return _as_numbers(column, options)
    return column


def _as_days(column: Coded, options: ReadOptions) -> Coded:
    days = read_days(column.values, None if options.day_order == "auto" else options.day_order)
    if not days.decided or np.isnat(days.values).any():
        return column
    return _rewritten(column, pa.array(np.datetime_as_string(days.values, unit="D").astype(object), pa.string()))


def _as_numbers(column: Coded, options: ReadOptions) -> Coded:
    numbers = read_numbers(column.values, None if options.decimal == "auto" else options.decimal)
    if not numbers.decided or np.isnan(numbers.values).any():
        return column
    plain = [np.format_float_positional(value, trim="-") for value in numbers.values]
    return _rewritten(column, pa.array(plain, pa.string()))


def _rewritten(column: Coded, texts: pa.StringArray) -> Coded:
    """The column with each distinct text written anew, unless two of them would become one."""
    return column if pc.count_distinct(texts).as_py() < len(texts) else column.with_values(texts)


def _all(texts: pa.StringArray, pattern: str) -> bool:
    return bool(pc.all(pc.match_substring_regex(texts, pattern)).as_py())


def _any(texts: pa.StringArray, pattern: str) -> bool:
    return bool(pc.any(pc.match_substring_regex(texts, pattern)).as_py())

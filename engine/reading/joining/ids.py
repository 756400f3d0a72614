"""Columns of ids: text, never numbers, without what programs have wrapped around it."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from engine.reading.text_columns import plain_column
from engine.reading.values.coded import Coded, encode

_FLOAT = r"^\d+\.0+$"
_WRAPPED = r'^(?:="([^"]*)"|\x27([^\x27a-z][^\x27]*)?)$'
HIDDEN = r"^#{2,}$"
"""What Excel shows where a column is too narrow: no id."""


def ids_of(columns: Sequence[pa.ChunkedArray | None], lengths: Sequence[int]) -> Coded:
    """The ids of columns one below the other, sorted; None stands for a table of that length without the column.

    Unwrapped from ="…" and '… (but not "'t Hoekje"), without ".0" where the whole column of a table has it; blank
    where Excel shows #####.
    """
    coded = encode([None if column is None else _without_zeros(column) for column in columns], lengths)
    if _any(coded.values, _WRAPPED):
        coded = coded.with_values(pc.utf8_trim_whitespace(pc.replace_substring_regex(coded.values, _WRAPPED, r"\1\2")))
    if len(coded.values) and pc.any(pc.starts_with(coded.values, "#")).as_py() and _any(coded.values, HIDDEN):
        coded = coded.with_values(pc.replace_substring_regex(coded.values, HIDDEN, ""))
    return coded.sorted()


def _without_zeros(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Ids that went through a float column, "12345.0", as they were, if every id of the column is so."""
    first = next((cell for cell in column.slice(0, 1000).to_pylist() if cell and cell.strip()), "")
    if not first.strip().endswith(".0"):
        return column
    trimmed = pc.utf8_trim_whitespace(plain_column(column))
    is_float = pc.or_(pc.match_substring_regex(trimmed, _FLOAT), pc.equal(trimmed, ""))
    if not pc.all(pc.fill_null(is_float, fill_value=True)).as_py():
        return column
    return pc.replace_substring_regex(trimmed, r"\.0+$", "")


def _any(values: pa.StringArray, pattern: str) -> bool:
    return bool(len(values)) and bool(pc.any(pc.match_substring_regex(values, pattern)).as_py())

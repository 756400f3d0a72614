"""Workbooks of every kind by fastexcel, in the house style, with what its all-text reading loses put back."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import fastexcel
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.reading.opening.cell_text import moment_text, number_text, serial_text, time_text
from engine.reading.opening.sheets import Cell, Facts, Sheet, text_table
from engine.reading.text_columns import by_text

_MOMENT = r"^[+-]?\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?$"
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?")
_NUMBER = r"^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$"
_CUT = r"^-?\d+\.\d{8,9}$"
_FEW = 1 << 18
_ROUNDED = 5.1e-10
_MOST_DIGITS = 17
_ERROR = re.compile(r"Error\((\w+)\)")
_ERRORS = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
}
_PAST_DIGITS = ":"
_FIRST_SURE = "1900-03-01"
_MIDNIGHT = " 00:00:00"
_DAY = np.timedelta64(86_400_000, "ms")
_DAY_0 = np.datetime64("1899-12-30", "ms")
_DAY_0_BEFORE_MARCH = np.datetime64("1899-12-31", "ms")
_DAY_0_OF_1904 = np.datetime64("1904-01-01", "ms")
_MARCH_1900 = np.datetime64("1900-03-01", "ms")


_T = TypeVar("_T")


class _RefusedError(Exception):
    """The reader cannot read this."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a workbook counts its days.

    epoch_1904  whether day 0 is 1 January 1904
    missed      whether the reader overlooks that, so that its dates are 1,462 days too early
    elapsed     whether a format for lengths of time is in use, such as [h]:mm
    """

    epoch_1904: bool = False
    missed: bool = False
    elapsed: bool = False


def read_quickly(content: bytes, calendar: Calendar | None = None, spans: bool = False) -> list[Sheet]:
    """All sheets by fastexcel, without blank rows above them; [] where it refuses.

    A sheet of up to 260,000 cells is loaded three times (as text, numbers, moments), since text cuts numbers after nine decimals; a larger one
    only where a column shows the cut, and its other columns are coded. `spans`: whether it may be an OpenDocument workbook.
    """
    try:
        reader = _trying(lambda: fastexcel.read_excel(content))
    except _RefusedError:
        return []
    return [_sheet(reader, i, name, calendar or Calendar(), spans) for i, name in enumerate(reader.sheet_names)]


def _trying(load: Callable[[], _T]) -> _T:
    """What the reader gives; a panic of its Rust core, which is no Exception, as an error of our own."""
    try:
        return load()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        raise _RefusedError from error


def _sheet(reader: fastexcel.ExcelReader, position: int, name: str, calendar: Calendar, spans: bool) -> Sheet:
    load = partial(reader.load_sheet, position, header_row=None, skip_rows=0)
    try:
        loaded = _trying(lambda: load(dtypes="string"))
        batch, faults = _trying(loaded.to_arrow_with_errors)
        left = _trying(lambda: min((column.absolute_index for column in loaded.available_columns()), default=0))
    except _RefusedError:
        return Sheet(name, True, text_table([]), readable=False)

    few = batch.num_rows * batch.num_columns <= _FEW
    coded = [None if few or spans else _coded(column, calendar) for column in batch.columns]
    at = [i for i, column in enumerate(coded) if column is None]
    columns = [batch.column(i).cast(pa.string()) for i in at]

    def again(columns: list[int], dtype: fastexcel.DType) -> list[pa.Array]:
        wanted = [left + at[column] for column in columns]
        part = _trying(lambda: load(use_columns=wanted, dtypes=dtype).to_arrow()) if columns else None
        return list(part.columns) if part else []

    with contextlib.suppress(_RefusedError):
        columns = _with_exact_numbers(columns, few, again)
    with contextlib.suppress(_RefusedError):
        columns = _with_moments(columns, few, calendar, again)
    with contextlib.suppress(_RefusedError):
        columns = _with_truths(columns, again)
    with contextlib.suppress(_RefusedError):
        columns = _with_spans(columns, again) if spans else columns
    looked_at = iter(columns)
    columns = [next(looked_at) if column is None else column for column in coded]
    errors = _errors(faults, left) if faults is not None else ()
    first = _first_filled([*columns, *_marks(errors, batch.num_rows)])
    cells = text_table([column.slice(first) for column in columns])
    return Sheet(name, loaded.visible == "visible", cells, first + 1, left + 1, Facts(errors=errors))


def _coded(column: pa.Array, calendar: Calendar) -> pa.DictionaryArray | None:
    """A column whose distinct texts show that no cell needs a closer look, days without midnight; None for another.

    Cost: a hash of each cell, which spares three looks at it.
    """
    coded = column.cast(pa.string()).dictionary_encode()
    texts = coded.dictionary
    moments = _moments(texts)
    odd = moments if calendar.missed else _odd(texts, moments)
    if _any(odd) or _any(_like(texts, _CUT, 10, 26)) or _any(pc.is_in(texts, _truths())):
        return None
    texts = _without_midnight(texts, moments)
    distinct = pc.count_distinct(texts).as_py() == len(texts)
    return pa.DictionaryArray.from_arrays(coded.indices, texts) if distinct else None


def _errors(faults: fastexcel.CellErrors, left: int) -> tuple[Cell, ...]:
    """The error cells; the reader counts columns from the first that it gives."""
    found = ((fault.position, _ERROR.search(fault.detail)) for fault in faults.errors)
    return tuple(
        Cell(row + 1, left + column + 1, _ERRORS.get(kind[1], "#N/A")) for (row, column), kind in found if kind
    )


def _marks(errors: tuple[Cell, ...], rows: int) -> list[pa.Array]:
    """A column that is filled where a row holds an error cell, so that such a row counts as filled."""
    if not errors:
        return []
    marked = np.zeros(rows, dtype=bool)
    marked[[error.row - 1 for error in errors if error.row <= rows]] = True
    return [pc.if_else(pa.array(marked), "x", None)]


def _first_filled(columns: list[pa.Array]) -> int:
    """The position of the first row that holds anything; the number of rows where none does."""
    firsts = [pc.index(pa.array(_filled(column)), True).as_py() for column in columns]
    return min((first for first in firsts if first >= 0), default=len(columns[0]) if columns else 0)


def _filled(column: pa.Array) -> NDArray[np.bool_]:
    return by_text(pa.chunked_array([column]), lambda texts: pc.greater(pc.binary_length(texts), 0), blank=False)


def _with_exact_numbers(
    columns: list[pa.Array], few: bool, again: Callable[[list[int], fastexcel.DType], list[pa.Array]]
) -> list[pa.Array]:
    """Numbers as the shortest text that reads back as the same number; texts that look like numbers stay."""
    wanted = [i for i, column in enumerate(columns) if few or _any(_like(column, _CUT, 10, 26))]
    out = list(columns)
    for i, exact in zip(wanted, again(wanted, "float"), strict=True):
        out[i] = _exact(columns[i], exact)
    return out


def _exact(texts: pa.Array, numbers: pa.Array) -> pa.Array:
    plausible = pc.and_(pc.fill_null(pc.match_substring_regex(texts, _NUMBER), False), pc.is_valid(numbers))
    rows = np.flatnonzero(np.asarray(plausible))
    written = texts.take(pa.array(rows))
    shown, meant = np.asarray(pc.cast(written, pa.float64())), np.asarray(numbers.take(pa.array(rows)))
    stretched = np.asarray(pc.greater(pc.binary_length(written), _MOST_DIGITS)) & (meant != np.floor(meant))
    odd = (shown != meant) | stretched | np.asarray(pc.equal(written, "-0"))
    cut = odd & (np.abs(shown - meant) <= _ROUNDED)
    if not cut.any():
        return texts
    mask = np.zeros(len(texts), dtype=bool)
    mask[rows[cut]] = True
    return pc.replace_with_mask(texts, pa.array(mask), pa.array([number_text(value) for value in meant[cut].tolist()]))


def _with_moments(
    columns: list[pa.Array],
    few: bool,
    calendar: Calendar,
    again: Callable[[list[int], fastexcel.DType], list[pa.Array]],
) -> list[pa.Array]:
    """Days without a time of day, times without a day, numbers where no date can be meant.

    Moments are told from texts that look like them by loading them again as moments, in a large sheet only where a
    mistake would change more than a midnight.
    """
    masks = {i: mask for i, column in enumerate(columns) if _any(mask := _moments(column))}
    unsure = [i for i, mask in masks.items() if few or calendar.missed or _any(_odd(columns[i], mask))]
    for i, moments in zip(unsure, again(unsure, "datetime"), strict=True):
        masks[i] = pc.and_(masks[i], pc.is_valid(moments))
    out = list(columns)
    for i, mask in masks.items():
        odd = mask if calendar.missed else _odd(columns[i], mask)
        out[i] = _without_midnight(_mapped(columns[i], odd, calendar), mask)
    return out


def _odd(column: pa.Array, mask: pa.Array) -> pa.Array:
    """Moments in which no date may be meant: a time of day, a length of time, a number."""
    return pc.and_(mask, pc.or_(pc.less(column, _FIRST_SURE), pc.starts_with(column, "+")))


def _moments(column: pa.Array) -> pa.Array:
    """Which cells are written as the reader writes moments."""
    return _like(column, _MOMENT, 19, 26)


def _like(column: pa.Array, pattern: str, shortest: int, longest: int) -> pa.Array:
    """Which cells match a pattern of numbers; only those of a fitting length and start are compared, which takes the time."""
    length = pc.fill_null(pc.binary_length(column), 0)
    fitting = pc.and_(pc.greater_equal(length, shortest), pc.less_equal(length, longest))
    mask = np.array(pc.fill_null(pc.and_(fitting, pc.less(column, _PAST_DIGITS)), False))
    if mask.any():
        mask[mask] = np.asarray(pc.match_substring_regex(column.filter(pa.array(mask)), pattern))
    return pa.array(mask)


def _without_midnight(column: pa.Array, mask: pa.Array) -> pa.Array:
    days = pc.and_(mask, pc.ends_with(column, _MIDNIGHT))
    return pc.if_else(days, pc.utf8_slice_codeunits(column, 0, 10), column) if _any(days) else column


def _mapped(column: pa.Array, mask: pa.Array, calendar: Calendar) -> pa.Array:
    """The moments under `mask` by way of their serial numbers, each distinct one once."""
    if not _any(mask):
        return column
    coded = column.filter(mask).dictionary_encode()
    texts = pa.array([_from_serial(text, calendar) for text in coded.dictionary.to_pylist()], pa.string())
    return pc.replace_with_mask(column, mask, texts.take(coded.indices))


def _from_serial(text: str, calendar: Calendar) -> str:
    """A moment of the reader in the house style; 28 February 1900 may have been the day after, which never was."""
    try:
        moment = np.datetime64(text.removeprefix("+"), "ms")
    except ValueError:
        return text
    if calendar.epoch_1904 and not calendar.missed:
        start = _DAY_0_OF_1904
    else:
        start = _DAY_0_BEFORE_MARCH if moment < _MARCH_1900 else _DAY_0
    serial = float((moment - start) / _DAY)
    return serial_text(serial, calendar.epoch_1904, calendar.elapsed and 1 <= serial < 60)


def _with_truths(
    columns: list[pa.Array], again: Callable[[list[int], fastexcel.DType], list[pa.Array]]
) -> list[pa.Array]:
    """Logical values as Excel shows them; a text that reads “true” is no number, and stays."""
    truths = _truths()
    wanted = [i for i, column in enumerate(columns) if _any(pc.is_in(column, truths))]
    out = list(columns)
    for i, numbers in zip(wanted, again(wanted, "float"), strict=True):
        logical = pc.and_(pc.is_in(columns[i], truths), pc.is_valid(numbers))
        out[i] = pc.if_else(logical, pc.utf8_upper(columns[i]), columns[i])
    return out


def _truths() -> pa.Array:
    return pa.array(
        ["true", "false"]
    )  # not at import: pyarrow's first array takes 1 GB of addresses, which a limit counts


def _with_spans(
    columns: list[pa.Array], again: Callable[[list[int], fastexcel.DType], list[pa.Array]]
) -> list[pa.Array]:
    """Times as OpenDocument has them, which the reader leaves blank among texts, and moments with a T between."""
    out = []
    for column, spans in zip(columns, again(list(range(len(columns))), "duration"), strict=True):
        timed = pc.and_(pc.is_null(column), pc.is_valid(spans))
        if _any(timed):
            texts = [time_text(span) for span in spans.filter(timed).to_pylist()]
            column = pc.replace_with_mask(column, timed, pa.array(texts, pa.string()))  # noqa: PLW2901
        out.append(_without_t(column))
    return out


def _without_t(column: pa.Array) -> pa.Array:
    found = pc.fill_null(_has_t(column), False)
    if not _any(found):
        return column
    coded = column.filter(found).dictionary_encode()
    texts = pa.array([_from_iso(text) for text in coded.dictionary.to_pylist()], pa.string())
    return pc.replace_with_mask(column, found, texts.take(coded.indices))


def _has_t(column: pa.Array) -> pa.Array:
    return pc.equal(pc.binary_slice(pc.cast(column, pa.binary()), 10, 11), b"T")


def _from_iso(text: str) -> str:
    try:
        return moment_text(dt.datetime.fromisoformat(text)) if _ISO.fullmatch(text) else text
    except ValueError:
        return text


def _any(mask: pa.Array) -> bool:
    return bool(pc.any(mask).as_py())

"""Months, branches or items laid across as columns: found, and turned into lines where the user asks for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from engine.reading.tables.blanks import blank, texts
from engine.reading.tables.figure_columns import SAMPLE, Figures, numeric_share
from engine.reading.tables.groups import closed_rows
from engine.reading.tables.periods import Period, period_of
from engine.reading.text_columns import plain_column
from engine.reading.words.claims import claims
from engine.reading.words.row_words import BARE_TOTAL, TOTAL_LABEL
from engine.roles import Role

_LEAST_COLUMNS = 3
_NUMERIC = 0.8
_SPARSE = 0.3
_LONGEST = 120
_MEASURES = {Role.QUANTITY: "Quantity", Role.AMOUNT: "Amount"}
_IDS = {Role.CUSTOMER_ID, Role.CUSTOMER_NAME, Role.PRODUCT_ID, Role.PRODUCT_NAME}
_LINE_FIGURES = {Role.QUANTITY, Role.AMOUNT, Role.UNIT_PRICE}
_TOTAL = re.compile(TOTAL_LABEL)
_BARE = re.compile(BARE_TOTAL)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_WHOLE = re.compile(r"^-?[\d., ' ]*$")
_DECIMALS = re.compile(r"[.,]\d{1,2}$|[.,]\d{4,}$")


@dataclass(frozen=True, slots=True)
class Crosstab:
    """Columns laid across.

    columns  position → what stood in its header (the key of its lines) and its measure, “Quantity” or “Amount”
    name     what the keys are: “Month”, “Date”, “Branch”, “Item”, “Customer”
    totals   positions of columns that add the others up
    """

    columns: dict[int, tuple[str, str]]
    name: str
    totals: tuple[int, ...]

    @property
    def keys(self) -> list[str]:
        """What stood in the headers, each once."""
        return list(dict.fromkeys(key for key, _ in self.columns.values()))


def find_crosstab(
    headers: Sequence[str], parents: Sequence[str], cells: pa.Table, notes: Sequence[str]
) -> Crosstab | None:
    """At least three columns of numbers that are periods, or words of one kind that are nothing else, beside an id.

    parents  what stood above each header, such as “Sales”
    notes    the texts above the header, and the names of sheet and file, which may say year and measure

    Cost: a look at the first 400 rows.
    """
    sample = texts(cells.slice(0, SAMPLE))
    if not sample:
        return None
    numeric = {i for i in range(len(headers)) if _may_be_numeric([row[i] for row in sample])}
    totals = tuple(i for i in sorted(numeric) if _is_total(headers[i]))
    if not any(set(claims(name)) & _IDS for i, name in enumerate(headers) if i not in totals):
        return None
    periods = {i: found for i in sorted(numeric) if i not in totals and (found := _period(headers[i]))}
    if len({period for period, _ in periods.values()}) >= _LEAST_COLUMNS:
        return _of_periods(periods, parents, totals, sample, notes)
    return _of_words(headers, parents, numeric, totals, sample=sample, notes=notes)


def _may_be_numeric(column: Sequence[str]) -> bool:
    return not any(column) or numeric_share(column) >= _NUMERIC


def _is_total(name: str) -> bool:
    return bool(_TOTAL.match(name) or any(_BARE.match(word) for word in name.split()))


def _period(name: str) -> tuple[Period, str] | None:
    """The period in a header, and the rest of it: “Sales Jan 2024” is January 2024 and “Sales”."""
    words = name.split() if len(name) <= _LONGEST else []
    for cut in range(len(words)):
        if (cut == 0 or len(words) > cut) and (found := period_of(" ".join(words[cut:]))):
            return found, " ".join(words[:cut])
    for cut in range(len(words) - 1, 0, -1):
        if found := period_of(" ".join(words[:cut])):
            return found, " ".join(words[cut:])
    return None


def _of_periods(
    periods: dict[int, tuple[Period, str]],
    parents: Sequence[str],
    totals: tuple[int, ...],
    sample: Sequence[Sequence[str]],
    notes: Sequence[str],
) -> Crosstab | None:
    kinds = {period.kind for period, _ in periods.values()}
    years = {int(year) for note in notes for year in _YEAR.findall(note[:_LONGEST])}
    year = years.pop() if len(years) == 1 else 0
    dated = year or all(period.year for period, _ in periods.values())
    columns = {}
    for i, (period, rest) in periods.items():
        key = period.first_day(year) if dated else f"{period.kind.capitalize()} {period.number}"
        if not dated and period.kind == "month":
            key = _MONTHS[period.number - 1]
        columns[i] = (key, _measure([rest, parents[i]], notes, [row[j] for row in sample for j in periods]))
    if len(set(columns.values())) < len(columns):
        return None
    return Crosstab(columns, "Month" if kinds <= {"month"} else "Date", totals)


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip


def _of_words(
    headers: Sequence[str],
    parents: Sequence[str],
    numeric: set[int],
    totals: tuple[int, ...],
    *,
    sample: Sequence[Sequence[str]],
    notes: Sequence[str],
) -> Crosstab | None:
    """Columns that are all numbers and whose headers mean nothing to us, with something that shows they are of a kind."""
    across = sorted(
        i for i in numeric if i not in totals and not claims(headers[i]) and headers[i] != f"Column {i + 1}"
    )
    beside = [i for i in range(len(headers)) if i not in across and i not in totals]
    roles = {role for i in beside for role in claims(headers[i])}
    together = bool(across) and across[-1] - across[0] == len(across) - 1
    if (
        len(across) < _LEAST_COLUMNS
        or not together
        or roles & _LINE_FIGURES
        or any(i in numeric and not claims(headers[i]) for i in beside)
    ):
        return None
    above = {parents[i] for i in across}
    spanned = len(above) == 1 and "" not in above
    blanks = sum(row[i] in ("", "-", "0") for row in sample for i in across) / (len(sample) * len(across))
    if not (spanned or blanks >= _SPARSE or any(_adds_up(sample, across, i) for i in totals)):
        return None
    parent = above.pop() if spanned else ""
    measure = _measure([parent], notes, [row[i] for row in sample for i in across])
    names = [headers[i].removeprefix(parent).strip() or headers[i] for i in across]
    return Crosstab(dict(zip(across, ((name, measure) for name in names), strict=True)), _kind(parent, roles), totals)


def _kind(parent: str, roles: set[Role]) -> str:
    """What columns laid across are: what stands above them, else what the table lacks."""
    if parent and set(claims(parent)) & _IDS:
        return parent
    if not roles & {Role.PRODUCT_ID, Role.PRODUCT_NAME}:
        return "Item"
    return "Customer" if not roles & {Role.CUSTOMER_ID, Role.CUSTOMER_NAME} else "Branch"


def _adds_up(sample: Sequence[Sequence[str]], across: Sequence[int], total: int) -> bool:
    """Whether a column of whole numbers is the sum of those laid across, in each of the first rows."""
    rows = [[_whole(row[i]) for i in (*across, total)] for row in sample]
    return len(rows) >= 2 and all(None not in row and sum(row[:-1]) == row[-1] for row in rows)  # type: ignore[arg-type]


def _whole(text: str) -> float | None:
    plain = text.replace(" ", "")
    try:
        return round(float(plain.replace(",", ".") or 0), 6) if plain != "-" else 0.0
    except ValueError:
        return None


def _measure(near: Sequence[str], notes: Sequence[str], values: Sequence[str]) -> str:
    """“Quantity” or “Amount”: by the words at the columns, else by those above the table, else by the numbers."""
    for text in (*near, *(word for note in notes for word in re.findall(r"[^\W\d]+", note[:_LONGEST]))):
        found = claims(text) if text else {}
        named = [_MEASURES[role] for role in sorted(found, key=lambda r: -found[r]) if role in _MEASURES]
        if named:
            return named[0]
    whole = all(_WHOLE.match(value) and not _DECIMALS.search(value.removesuffix(".0")) for value in values if value)
    return "Quantity" if whole else "Amount"


@dataclass(frozen=True, eq=False, slots=True)
class Lines:
    """A crosstab as lines: the id columns repeated, one for the key, one for each measure; `rows` as in the file."""

    headers: tuple[str, ...]
    cells: pa.Table
    rows: NDArray[np.int64]


def to_lines(headers: Sequence[str], cells: pa.Table, rows: NDArray[np.int64], crosstab: Crosstab) -> Lines:
    """One line for each key of each row that has a filled cell, in the order of the rows; of totals without its key.

    Cost: one look for blanks per cell, and one copy of the ids per filled cell.
    """
    beside = [i for i in range(len(headers)) if i not in crosstab.columns and i not in crosstab.totals]
    measures = list(dict.fromkeys(measure for _, measure in crosstab.columns.values()))
    where = {pair: i for i, pair in crosstab.columns.items()}
    filled = {i: ~blank(cells.column(i)) for i in crosstab.columns}
    masks = [
        np.logical_or.reduce([filled[where[key, m]] for m in measures if (key, m) in where]) for key in crosstab.keys
    ]
    at = np.concatenate([np.flatnonzero(mask) for mask in masks])
    key = np.repeat(np.arange(len(masks)), [np.count_nonzero(mask) for mask in masks])
    order = np.argsort(at, kind="stable")
    figures = [
        pa.chunked_array(
            [chunk for k, mask in zip(crosstab.keys, masks, strict=True) for chunk in _part(cells, where.get((k, m)), mask)],
            pa.string(),
        ).take(pa.array(order))
        for m in measures
    ]  # fmt: skip
    usual = Figures(tuple(headers), (*crosstab.columns, *crosstab.totals), np.ones(len(headers)), len(beside))
    key[closed_rows(cells, usual, np.zeros(0, dtype=np.int64))[at]] = len(masks)
    keys = pa.array([*crosstab.keys, ""], pa.string()).take(pa.array(key[order]))
    ids = cells.select(beside).take(pa.array(at[order]))
    names = (*(headers[i] for i in beside), crosstab.name, *measures)
    return Lines(names, pa.table([*ids.columns, keys, *figures], [str(i) for i in range(len(names))]), rows[at[order]])


def _part(cells: pa.Table, column: int | None, mask: NDArray[np.bool_]) -> list[pa.Array]:
    if column is None:
        return [pa.array([""] * int(np.count_nonzero(mask)), pa.string())]
    chunks: list[pa.Array] = plain_column(cells.column(column).filter(pa.array(mask))).chunks
    return chunks

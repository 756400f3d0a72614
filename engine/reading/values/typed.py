"""The number and date columns of all tables of lines, typed: one decision per column of a table, shared where it has none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.options import ReadOptions
from engine.reading.joining.stack import Stack
from engine.reading.sources import Table
from engine.reading.text_columns import gathered
from engine.reading.values.coded import Coded, encode
from engine.reading.values.dates import Days, Order, read_days
from engine.reading.values.numbers import Numbers, Sign, read_with, readings_of
from engine.reading.values.outliers import Oddity, odd_days
from engine.reading.values.signs import Choice, NumberColumn, choose_signs
from engine.reading.words.languages import language_of, writes_decimal_comma
from engine.roles import Role

LINE_NUMBERS = (Role.QUANTITY, Role.UNIT_PRICE, Role.AMOUNT)
_Bools = NDArray[np.bool_]
_What = Literal["values", "missing", "unsure"]
_PROVEN = ("option", "cells", "arithmetic", "thousands")
_NOTHING = ("whole", "")
_DOLLARS, _NO_DOLLARS = r"^(?:US ?)?\$|\$$|(?i:usd)", r"(?:AU?|NZ|CA?|HK|S)\$|[€£]"


@dataclass(frozen=True, eq=False, slots=True)
class TypedTable:
    """What was decided for the number and date columns of one table, with the cells that speak for it.

    signs    role → the decimal sign and what decided it
    columns  role → the cells, and both readings of each distinct text
    numbers  role → the numbers per distinct text, under that sign
    dates    the date column; None where there is none
    days     one day per distinct text of it
    """

    table: Table
    signs: Mapping[Role, Choice]
    columns: Mapping[Role, NumberColumn]
    numbers: Mapping[Role, Numbers]
    dates: Coded | None
    days: Days | None

    def per_text(self, role: Role, what: _What) -> tuple[Coded, NDArray[Any]] | None:
        """The cells of a column, and what is known of each of its distinct texts; None without the column."""
        if role == Role.DATE:
            return None if self.dates is None or self.days is None else (self.dates, getattr(self.days, what))
        return (self.columns[role].coded, getattr(self.numbers[role], what)) if role in self.columns else None


@dataclass(frozen=True, eq=False, slots=True)
class TypedLines:
    """One entry per line of a stack, over all its tables.

    values      role → float64, NaN where there is no number
    blank       role → bool: no text, or a word for a blank such as "n/a"
    unreadable  role → bool: a text that is no number or date
    doubtful    role → bool: a text with two readings, where nothing decides; only roles that have any
    day         datetime64[D], NaT where there is none; None without a date column
    odd         lines whose day cannot be meant, by kind; their day is NaT
    """

    tables: tuple[TypedTable, ...]
    values: Mapping[Role, NDArray[np.float64]]
    blank: Mapping[Role, _Bools]
    unreadable: Mapping[Role, _Bools]
    doubtful: Mapping[Role, _Bools]
    day: NDArray[np.datetime64] | None
    odd: Mapping[Oddity, _Bools]


def type_lines(
    stack: Stack, roles: Sequence[Role], options: ReadOptions, others: Sequence[TypedTable] = ()
) -> TypedLines:
    """Type the columns of `roles` as numbers, and the date column; `others` decide where these do not.

    Cost: that of coding each column once.
    """
    tables = type_tables(stack, roles, options, others)
    values: dict[Role, NDArray[np.float64]] = {}
    blank: dict[Role, _Bools] = {}
    unreadable: dict[Role, _Bools] = {}
    doubtful: dict[Role, _Bools] = {}
    for role in (role for role in roles if stack.has(role)):
        values[role] = _over(tables, role, "values", np.nan)
        blank[role] = _over(tables, role, "missing", True)
        unreadable[role] = np.isnan(values[role]) & ~blank[role]
        doubts = _over(tables, role, "unsure", False)
        doubtful |= {role: doubts} if doubts.any() else {}
    if not stack.has(Role.DATE):
        return TypedLines(tables, values, blank, unreadable, doubtful, None, {})
    role = Role.DATE
    day = _over(tables, role, "values", np.datetime64("NaT", "D"))
    blank[role] = _over(tables, role, "missing", True)
    unreadable[role] = np.isnat(day) & ~blank[role]
    doubts = _over(tables, role, "unsure", False)
    doubtful |= {role: doubts} if doubts.any() else {}
    odd = _odd_days(tables)
    for lines in odd.values():
        day = np.where(lines, np.datetime64("NaT", "D"), day)
    return TypedLines(tables, values, blank, unreadable, doubtful, day, odd)


def _odd_days(tables: Sequence[TypedTable]) -> dict[Oddity, _Bools]:
    """The lines whose day is far from all others, found by the distinct texts of all tables."""
    dated = [(table.dates, table.days) for table in tables if table.dates is not None and table.days is not None]
    found = odd_days(
        np.concatenate([days.values for _, days in dated]), np.concatenate([dates.counts for dates, _ in dated])
    )
    ends = np.cumsum([len(days.values) for _, days in dated])[:-1]
    lines: dict[Oddity, _Bools] = {}
    for kind, odd in found.items():
        parts = iter(np.split(odd, ends))
        pairs = [None if table.dates is None else (table.dates, next(parts)) for table in tables]
        lines[kind] = _spread(tables, pairs, blank=False)
    return lines


def type_tables(
    stack: Stack, roles: Sequence[Role], options: ReadOptions, others: Sequence[TypedTable] = ()
) -> tuple[TypedTable, ...]:
    """What is decided for the number columns of `roles` and the dates of each table.

    others  tables typed before, that decide where these do not
    """
    columns = [_columns(table, roles) for table in stack.tables]
    option: Sign | None = None if options.decimal == "auto" else options.decimal
    own = [choose_signs(column, option) for column in columns]
    dates = [_coded(table, Role.DATE) for table in stack.tables]
    days = _read_dates(dates, [_hints(*table) for table in zip(columns, own, strict=True)], options)
    shared = _files_sign(own, others)
    typed = []
    for table, column, signs, date, day in zip(stack.tables, columns, own, dates, days, strict=True):
        chosen = {role: sign or _fallback(table, day, shared) for role, sign in signs.items()}
        numbers = {
            role: read_with(column[role].readings, chosen[role].sign, asked=not chosen[role].by) for role in column
        }
        typed.append(TypedTable(table, chosen, column, numbers, date, day))
    return tuple(typed)


def sign_of(role: Role, tables: Sequence[TypedTable]) -> Sign | None:
    """The decimal sign of the first table that has a column of the role, else of any that has proven one."""
    own = (table.signs[role] for table in tables if role in table.signs)
    proven = (choice for table in tables for choice in table.signs.values() if choice.by in _PROVEN)
    found = next((choice for choice in (*own, *proven) if choice.by not in _NOTHING), None)
    return found.sign if found else None


def _coded(table: Table, role: Role) -> Coded | None:
    at = table.column_of(role)
    return None if at is None else encode([table.cells.column(at)], [table.cells.num_rows])


def _columns(table: Table, roles: Sequence[Role]) -> dict[Role, NumberColumn]:
    found = {role: coded for role in roles if (coded := _coded(table, role)) is not None}
    return {
        role: NumberColumn(coded, readings_of(coded.values, coded.counts, typed=table.typed))
        for role, coded in found.items()
    }


def _hints(
    columns: Mapping[Role, NumberColumn], signs: Mapping[Role, Choice | None]
) -> tuple[Order | None, Order | None]:
    """What the numbers say of the dates: with decimal commas nobody writes the month first; with dollars many do."""
    proven = [choice.sign for choice in signs.values() if choice and choice.by not in ("option", "whole", "workbook")]
    if "comma" in proven:
        return "day first", None
    texts = [column.coded.values for column in columns.values()]
    found, others = (
        any(pc.any(pc.match_substring_regex(text, pattern)).as_py() for text in texts)
        for pattern in (_DOLLARS, _NO_DOLLARS)
    )
    return None, "month first" if found and not others else None


def _read_dates(
    dates: Sequence[Coded | None], hints: Sequence[tuple[Order | None, Order | None]], options: ReadOptions
) -> list[Days | None]:
    """The days of each table; one that proves its order decides for those that do not."""
    option: Order | None = None if options.day_order == "auto" else options.day_order
    days = [
        None if coded is None else read_days(coded.values, option, likely=likely, guess=guess, cells=coded.counts)
        for coded, (likely, guess) in zip(dates, hints, strict=True)
    ]
    proof = sum((1 if day.order == "day first" else -1) * day.proof for day in days if day and day.by == "days")
    if proof:
        order: Order = "day first" if proof > 0 else "month first"
        for i, (coded, day) in enumerate(zip(dates, days, strict=True)):
            if coded is not None and day is not None and day.order and day.by in ("hint", "sorting", "guess", ""):
                days[i] = read_days(coded.values, order, by="files", cells=coded.counts)
    return days


def _files_sign(own: Sequence[Mapping[Role, Choice | None]], others: Sequence[TypedTable]) -> Sign | None:
    """The decimal sign that the columns of all files prove, where they agree."""
    proven = [*own, *(table.signs for table in others)]
    signs = {c.sign for table in proven for c in table.values() if c and c.by in _PROVEN}
    return signs.pop() if len(signs) == 1 else None


def _fallback(table: Table, days: Days | None, shared: Sign | None) -> Choice:
    """What decides where no number of the table does: its dates, the other files, the language of its headers."""
    if days and days.dotted:
        return Choice("comma", "dates")
    if shared:
        return Choice(shared, "files")
    if days and days.order == "month first" and days.by == "days":
        return Choice("point", "dates")
    if writes_decimal_comma(language_of([column.header for column in table.columns])):
        return Choice("comma", "language")
    return Choice("point", "")


def _over(tables: Sequence[TypedTable], role: Role, what: _What, blank: Any) -> NDArray[Any]:
    """What is known of the column of a role, one entry per line over all tables."""
    return _spread(tables, (table.per_text(role, what) for table in tables), blank)


def _spread(
    tables: Sequence[TypedTable], pairs: Iterable[tuple[Coded, NDArray[Any]] | None], blank: Any
) -> NDArray[Any]:
    """What is known of the texts of one column of each table, one entry per line over all tables."""
    parts: list[NDArray[Any]] = []
    for table, pair in zip(tables, pairs, strict=True):
        rows = table.table.cells.num_rows
        parts.append(np.full(rows, blank) if pair is None else gathered(pair[1], pair[0].codes, blank))
    return np.concatenate(parts) if len(parts) != 1 else parts[0]

"""Which decimal sign each number column of one table has, and what says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.reading.values.coded import Coded
from engine.reading.values.numbers import Readings, Sign, proven_sign
from engine.roles import Role

By = Literal[
    "option", "cells", "workbook", "arithmetic", "columns", "thousands", "dates", "files", "language", "whole", ""
]
SIGNS: tuple[Sign, Sign] = ("point", "comma")
_LOOKED_AT = 200_000
_CLOSE, _CENT = 0.005, 0.011
_MOST, _TIMES = 0.5, 5


@dataclass(frozen=True, slots=True)
class Choice:
    """A decimal sign, and by what: the user, the column's own cells, that a workbook holds numbers, quantity × price =
    amount, the other columns, thousands without a separator, the dates, the other files, the language of the headers;
    "whole" where there is nothing to decide, "" where nothing decides.
    """

    sign: Sign
    by: By


@dataclass(frozen=True, eq=False, slots=True)
class NumberColumn:
    """A column of one table: its cells, and both readings of each distinct text."""

    coded: Coded
    readings: Readings


def choose_signs(columns: Mapping[Role, NumberColumn], option: Sign | None) -> dict[Role, Choice | None]:
    """The decimal sign of each column as far as the table's own numbers decide it; None where they do not.

    A column decides for itself by majority of the cells that allow only one reading. Else quantity × price = amount
    does, under the one reading in which it holds; else the other columns; else that thousands stand without a separator.
    """
    if option:
        return {role: Choice(option, "option") for role in columns}
    choices = {role: _own(column.readings) for role, column in columns.items()}
    if not all(choices.values()):
        by_sum = _by_arithmetic(columns, choices)
        shared = _majority(columns)
        for role, column in columns.items():
            if choices[role] is None:
                choices[role] = _shared(by_sum, shared) or _by_thousands(column.readings) or _by_workbook(column)
    return choices


def _own(readings: Readings) -> Choice | None:
    if sign := proven_sign(readings):
        return Choice(sign, "cells")
    if readings.workbook_points and not readings.proof("comma"):
        return Choice("point", "workbook")
    undecided = bool(readings.either.any()) or readings.proof("comma") > 0
    return None if undecided else Choice("point", "whole")


def _majority(columns: Mapping[Role, NumberColumn]) -> Sign | None:
    """The decimal sign that most cells of all columns prove."""
    points, commas = (sum(column.readings.proof(sign) for column in columns.values()) for sign in SIGNS)
    if points == commas:
        return None
    return "point" if points > commas else "comma"


def _shared(by_sum: Sign | None, shared: Sign | None) -> Choice | None:
    if by_sum:
        return Choice(by_sum, "arithmetic")
    return Choice(shared, "columns") if shared else None


def _by_thousands(readings: Readings) -> Choice | None:
    """Where 2500 stands beside 1.234, the point groups no thousands."""
    if readings.typed or not readings.ungrouped:
        return None
    either = readings.parts.bodies.filter(readings.either)
    points = int(pc.sum(pc.match_substring(either, ".")).as_py() or 0)
    if points not in (0, len(either)) or not len(either):
        return None
    return Choice("point" if points else "comma", "thousands")


def _by_workbook(column: NumberColumn) -> Choice | None:
    """Numbers of a workbook have a point, and nothing has shown that these are texts."""
    return Choice("point", "workbook") if column.readings.typed else None


def _by_arithmetic(columns: Mapping[Role, NumberColumn], choices: Mapping[Role, Choice | None]) -> Sign | None:
    """The one reading of the undecided columns in which quantity × price = amount holds; None where both or none do.

    Looks at rows in which the readings differ, 200,000 at most. A reading holds where half the rows agree within half
    a percent, and five times as many as in the other reading: a wrong one is off by a factor of a thousand.
    """
    roles = (Role.QUANTITY, Role.UNIT_PRICE, Role.AMOUNT)
    if not all(role in columns for role in roles):
        return None
    differing = np.zeros(len(columns[Role.QUANTITY].coded), dtype=bool)
    for role in roles:
        if choices[role] is None:
            column = columns[role]
            differing |= column.coded.marked(column.readings.either)
    rows = np.flatnonzero(differing)[:_LOOKED_AT]
    held = {sign: _holding(columns, choices, sign, rows) for sign in SIGNS}
    for sign, other in (SIGNS, SIGNS[::-1]):
        if held[sign] >= _MOST and held[sign] > _TIMES * held[other]:
            return sign
    return None


def _holding(
    columns: Mapping[Role, NumberColumn], choices: Mapping[Role, Choice | None], sign: Sign, rows: NDArray[np.int64]
) -> float:
    """The share of the rows in which quantity × price is the amount, where the undecided columns have this sign."""

    def values(role: Role) -> NDArray[np.float64]:
        choice = choices[role]
        column = columns[role]
        per_text = column.readings.values(choice.sign if choice else sign)
        return np.append(per_text, np.nan)[column.coded.codes[rows]]

    quantity, price, amount = values(Role.QUANTITY), values(Role.UNIT_PRICE), values(Role.AMOUNT)
    known = np.isfinite(quantity * price * amount) & (amount != 0)
    if not known.any():
        return 0.0
    off = np.abs(np.abs(quantity * price) - np.abs(amount))[known]
    return float(np.mean(off <= np.maximum(_CLOSE * np.abs(amount[known]), _CENT)))

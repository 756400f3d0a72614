"""Quantity, money and day of each invoice line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.errors import Issue
from engine.options import ReadOptions
from engine.reading.coded import Coded
from engine.reading.dates import Days, read_days
from engine.reading.numbers import Sign, read_numbers
from engine.reading.stack import Stack
from engine.roles import Role

NUMBER_ROLES = (Role.QUANTITY, Role.UNIT_PRICE, Role.AMOUNT)


@dataclass(frozen=True, eq=False, slots=True)
class LineFigures:
    """One entry per line read.

    quantity  float64, negative for a return; ±1 where there is no quantity column; NaN where it cannot be read
    amount    float64, 0 where it is not known; None where no column gives money
    day       datetime64[D], NaT where it cannot be read; None without a date column
    faults    reason → lines that it makes unusable
    """

    quantity: NDArray[np.float64]
    amount: NDArray[np.float64] | None
    day: NDArray[np.datetime64] | None
    has_quantity: bool
    faults: Mapping[str, NDArray[np.bool_]]
    issues: tuple[Issue, ...]


def read_figures(stack: Stack, list_price: NDArray[np.float64] | None, options: ReadOptions) -> LineFigures:
    """Type the number and date columns of the lines.

    list_price  float64 per line from the product list, NaN where unknown, or None
    Money is the amount, else quantity × price of the line, else quantity × list price.
    """
    texts = {role: column for role in NUMBER_ROLES if (column := stack.column(role)) is not None}
    dates = stack.column(Role.DATE)
    sign = _sign(texts, options)
    issues: list[Issue] = []
    numbers = {role: _spread(stack, role, coded, sign, issues) for role, coded in texts.items()}
    day = None if dates is None else _days(stack, dates, options, issues)
    quantity = numbers.get(Role.QUANTITY)
    amount = numbers.get(Role.AMOUNT)
    if quantity is None:
        faults = _faults("amount", texts[Role.AMOUNT], numbers[Role.AMOUNT])
        issues.append(
            Issue("no_quantity_column", "There is no quantity column: each line counts as one.", len(stack), "note")
        )
        return LineFigures(
            np.sign(numbers[Role.AMOUNT]), np.nan_to_num(numbers[Role.AMOUNT]), day, False, faults, tuple(issues)
        )
    faults = _faults("quantity", texts[Role.QUANTITY], quantity)
    quantity, amount = _signs(stack, quantity, amount, issues)
    money = _money(quantity, amount, numbers.get(Role.UNIT_PRICE), list_price)
    return LineFigures(quantity, money, day, True, faults, tuple(issues))


def _sign(texts: Mapping[Role, Coded], options: ReadOptions) -> Sign | None:
    """The decimal sign the user named, or None where each column decides, with the others' help."""
    if options.decimal != "auto":
        return options.decimal
    return None


def _spread(stack: Stack, role: Role, coded: Coded, sign: Sign | None, issues: list[Issue]) -> NDArray[np.float64]:
    numbers = read_numbers(coded.values, sign)
    return coded.spread(numbers.values)


def _faults(what: str, texts: Coded, numbers: NDArray[np.float64]) -> dict[str, NDArray[np.bool_]]:
    return {
        f"unreadable_{what}": np.isnan(numbers) & ~texts.blank,
        f"no_{what}": texts.blank,
        f"zero_{what}": numbers == 0,
    }


def _signs(
    stack: Stack, quantity: NDArray[np.float64], amount: NDArray[np.float64] | None, issues: list[Issue]
) -> tuple[NDArray[np.float64], NDArray[np.float64] | None]:
    return quantity, amount


def _money(
    quantity: NDArray[np.float64],
    amount: NDArray[np.float64] | None,
    price: NDArray[np.float64] | None,
    list_price: NDArray[np.float64] | None,
) -> NDArray[np.float64] | None:
    """The first known of amount, quantity × price, quantity × list price; 0 where none is; None without columns."""
    known = [amount, *(None if p is None else quantity * p for p in (price, list_price))]
    columns = [column for column in known if column is not None]
    if not columns:
        return None
    money = columns[0]
    for column in columns[1:]:
        money = np.where(np.isnan(money), column, money)
    return np.nan_to_num(money)


def _days(stack: Stack, dates: Coded, options: ReadOptions, issues: list[Issue]) -> NDArray[np.datetime64]:
    days: Days = read_days(dates.values, None if options.day_order == "auto" else options.day_order)
    return np.append(days.values, np.datetime64("NaT", "D"))[dates.codes]

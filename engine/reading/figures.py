"""Quantity, money and day of each invoice line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.options import ReadOptions
from engine.reading.coded import Coded
from engine.reading.dates import Days, read_days
from engine.reading.numbers import Numbers, Sign, read_columns
from engine.reading.stack import Stack
from engine.roles import Role

_NUMBER_ROLES = (Role.QUANTITY, Role.UNIT_PRICE, Role.AMOUNT)


@dataclass(frozen=True, eq=False, slots=True)
class LineFigures:
    """One entry per line read.

    quantity    float64, negative for a return; ±1 where there is no quantity column; NaN where it cannot be read
    amount      float64, negative for a return; 0 where it is not known; None where no column gives money
    day         datetime64[D], NaT where it cannot be read; None without a date column
    faults      reason → bool per line: what makes it unusable
    unreadable  role → bool per line: a text that is no number or date, in a line that may be used all the same
    credits     bool per line: a return by the sign of its money alone, not of its quantity
    numbers     role → what was decided for that column
    dates       what was decided for the date column
    """

    quantity: NDArray[np.float64]
    amount: NDArray[np.float64] | None
    day: NDArray[np.datetime64] | None
    has_quantity: bool
    faults: Mapping[str, NDArray[np.bool_]]
    unreadable: Mapping[Role, NDArray[np.bool_]]
    credits: NDArray[np.bool_]
    numbers: Mapping[Role, Numbers]
    dates: Days | None


def read_figures(stack: Stack, list_price: NDArray[np.float64] | None, options: ReadOptions) -> LineFigures:
    """Type the number and date columns of the lines.

    list_price  float64 per line from the product list, NaN where unknown; or None

    Money is the amount, else quantity × price of the line, else quantity × list price. Quantity and money have one
    sign: where only one of them is negative the line is a return, and both become negative.
    """
    texts = {role: column for role in _NUMBER_ROLES if (column := stack.column(role)) is not None}
    date_texts = stack.column(Role.DATE)
    days = None if date_texts is None else read_days(date_texts.values, _day_order(options))
    numbers = read_columns(texts, _sign(options), typed=stack.typed, dates=days)
    values = {role: texts[role].spread(read.values) for role, read in numbers.items()}
    unreadable = {role: np.isnan(values[role]) & ~texts[role].blank for role in values}
    decisive = Role.QUANTITY if Role.QUANTITY in values else Role.AMOUNT
    faults = _faults(decisive, texts[decisive], values[decisive], unreadable[decisive])
    has_quantity = decisive == Role.QUANTITY
    quantity = values[Role.QUANTITY] if has_quantity else np.sign(values[Role.AMOUNT])
    money = _money(quantity, values.get(Role.AMOUNT), values.get(Role.UNIT_PRICE), list_price)
    quantity, money, credits_ = _one_sign(quantity, money)
    day = None
    if date_texts is not None and days is not None:
        day = np.append(days.values, np.datetime64("NaT", "D"))[date_texts.codes]
        unreadable[Role.DATE] = np.isnat(day) & ~date_texts.blank
    return LineFigures(quantity, money, day, has_quantity, faults, unreadable, credits_, numbers, days)


def _sign(options: ReadOptions) -> Sign | None:
    return None if options.decimal == "auto" else options.decimal


def _day_order(options: ReadOptions) -> Literal["day first", "month first"] | None:
    return None if options.day_order == "auto" else options.day_order


def _faults(
    role: Role, texts: Coded, values: NDArray[np.float64], unreadable: NDArray[np.bool_]
) -> dict[str, NDArray[np.bool_]]:
    return {f"unreadable_{role}": unreadable, f"no_{role}": texts.blank, f"zero_{role}": values == 0}


def _money(
    quantity: NDArray[np.float64],
    amount: NDArray[np.float64] | None,
    price: NDArray[np.float64] | None,
    list_price: NDArray[np.float64] | None,
) -> NDArray[np.float64] | None:
    """The first known of amount, quantity × price, quantity × list price; 0 where none is; None without columns."""
    products = [quantity * p for p in (price, list_price) if p is not None]
    columns = products if amount is None else [amount, *products]
    if not columns:
        return None
    money = columns[0]
    for column in columns[1:]:
        money = np.where(np.isnan(money), column, money)
    return np.nan_to_num(money)


def _one_sign(
    quantity: NDArray[np.float64], money: NDArray[np.float64] | None
) -> tuple[NDArray[np.float64], NDArray[np.float64] | None, NDArray[np.bool_]]:
    """Quantity and money negative where either is; and the lines whose money alone was."""
    if money is None:
        return quantity, None, np.zeros(len(quantity), dtype=bool)
    is_credit = (quantity > 0) & (money < 0)
    is_return = quantity < 0
    return (
        np.where(is_credit, -quantity, quantity),
        np.where(is_return, -np.abs(money), money),
        is_credit,
    )

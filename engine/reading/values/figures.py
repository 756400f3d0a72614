"""Quantity, money and day of each invoice line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.options import ReadOptions
from engine.reading.joining.stack import Stack
from engine.reading.values.coded import Coded
from engine.reading.values.dates import Days, Order, read_days
from engine.reading.values.numbers import Numbers, Sign, read_columns, shown_sign
from engine.roles import Role

_NUMBER_ROLES = (Role.QUANTITY, Role.UNIT_PRICE, Role.AMOUNT)
_LEAST_SHARED = 4
_ROUNDING = 0.02
_FEW = 0.2
_MOST = 0.95


@dataclass(frozen=True, eq=False, slots=True)
class LineFigures:
    """One entry per line read.

    quantity    float64, negative for a return; ±1 where there is no quantity column; NaN where it cannot be read
    amount      float64, negative for a return; 0 where it is not known; None where no column gives money
    day         datetime64[D], NaT where it cannot be read; None without a date column
    faults      reason → bool per line: what makes it unusable
    unreadable  role → bool per line: a text that is no number or date, in a line that may be used all the same
    credits     bool per line: a return by the sign of its money alone, not of its quantity
    amount_per_invoice  whether the amount column held the total of the invoice on each line, and was passed over
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
    amount_per_invoice: bool
    numbers: Mapping[Role, Numbers]
    dates: Days | None


def read_figures(
    stack: Stack, invoice: Coded | None, list_price: NDArray[np.float64] | None, options: ReadOptions
) -> LineFigures:
    """Type the number and date columns of the lines.

    invoice     the invoice ids of the lines, where there are any
    list_price  float64 per line from the product list, NaN where unknown; or None

    Money is the amount, else quantity × price of the line, else quantity × list price; an amount that is the total of
    the invoice on each of its lines is passed over. Quantity and money have one sign: where only one of them is
    negative the line is a return, and both become negative.
    """
    texts = {role: column for role in _NUMBER_ROLES if (column := stack.column(role)) is not None}
    dates = stack.column(Role.DATE)
    days = None if dates is None else _read_days(dates, texts, options)
    numbers = read_columns(texts, None if options.decimal == "auto" else options.decimal, _likely_sign(stack, days))
    values = {role: texts[role].spread(read.values) for role, read in numbers.items()}
    unreadable = {role: np.isnan(values[role]) & ~texts[role].blank for role in values}
    decisive = Role.QUANTITY if Role.QUANTITY in values else Role.AMOUNT
    quantity = values[decisive] if decisive == Role.QUANTITY else np.sign(values[decisive])
    amount, price = values.get(Role.AMOUNT), values.get(Role.UNIT_PRICE)
    repeated = amount is not None and price is not None and _is_per_invoice(invoice, amount, quantity * price)
    money = _money(quantity, None if repeated else amount, price, list_price)
    faults = _faults(decisive, texts[decisive], values[decisive], unreadable[decisive])
    quantity, money, credits_ = _one_sign(quantity, money)
    day = None
    if dates is not None and days is not None:
        day = np.append(days.values, np.datetime64("NaT", "D"))[dates.codes]
        unreadable[Role.DATE] = np.isnat(day) & ~dates.blank
    return LineFigures(
        quantity=quantity,
        amount=money,
        day=day,
        has_quantity=decisive == Role.QUANTITY,
        faults=faults,
        unreadable=unreadable,
        credits=credits_,
        amount_per_invoice=repeated,
        numbers=numbers,
        dates=days,
    )


def _read_days(dates: Coded, numbers: Mapping[Role, Coded], options: ReadOptions) -> Days:
    """The days; where numbers have decimal commas, nobody writes the month first."""
    likely: Order | None = "day first" if shown_sign(numbers) == "comma" else None
    return read_days(dates.values, None if options.day_order == "auto" else options.day_order, likely)


def _likely_sign(stack: Stack, days: Days | None) -> Sign | None:
    """Numbers of a workbook were numbers; days written with points come with decimal commas."""
    if stack.typed:
        return "point"
    return "comma" if days is not None and days.dotted else None


def _is_per_invoice(invoice: Coded | None, amount: NDArray[np.float64], product: NDArray[np.float64]) -> bool:
    """Whether the amount is the same on all lines of an invoice, and not quantity × price."""
    if invoice is None or not len(invoice.values):
        return False
    known = ~invoice.blank & np.isfinite(amount) & np.isfinite(product) & (product != 0)
    shared = known & (np.bincount(invoice.codes[known], minlength=len(invoice.values))[invoice.codes] > 1)
    if np.count_nonzero(shared) < _LEAST_SHARED:
        return False
    code, amount, product = invoice.codes[shared], amount[shared], product[shared]
    if np.mean(np.abs(amount - product) <= _ROUNDING * np.abs(product)) > _FEW:
        return False
    first = np.zeros(len(invoice.values))
    first[code[::-1]] = amount[::-1]
    return bool(np.mean(amount == first[code]) > _MOST)


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

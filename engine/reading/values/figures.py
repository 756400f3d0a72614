"""Quantity, money and day of each invoice line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.reading.values.coded import Coded
from engine.reading.values.typed import TypedLines
from engine.roles import Role

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
    free        bool per line: known to cost nothing, where other lines cost something
    amount_per_invoice  whether the amount column held the total of the invoice on each line, and was passed over
    typed       what was decided for the number and date columns, and the lines that are in doubt
    """

    quantity: NDArray[np.float64]
    amount: NDArray[np.float64] | None
    day: NDArray[np.datetime64] | None
    has_quantity: bool
    faults: Mapping[str, NDArray[np.bool_]]
    unreadable: Mapping[Role, NDArray[np.bool_]]
    credits: NDArray[np.bool_]
    free: NDArray[np.bool_]
    amount_per_invoice: bool
    typed: TypedLines


def read_figures(typed: TypedLines, invoice: Coded | None, list_price: NDArray[np.float64] | None) -> LineFigures:
    """Quantity, money and day of lines whose columns are typed.

    invoice     the invoice ids of the lines, where there are any
    list_price  float64 per line from the product list, NaN where unknown; or None

    Money is the amount, else quantity × price of the line, else quantity × list price; an amount that is the total of
    the invoice on each of its lines is passed over. Quantity and money have one sign: where only one of them is
    negative the line is a return, and both become negative.
    """
    values = typed.values
    decisive = next((role for role in (Role.QUANTITY, Role.AMOUNT) if role in values), None)
    quantity = _quantity(typed)
    amount, price = values.get(Role.AMOUNT), values.get(Role.UNIT_PRICE)
    repeated = amount is not None and price is not None and _is_per_invoice(invoice, amount, quantity * price)
    money = _money(quantity, None if repeated else amount, price, list_price)
    faults = _faults(decisive, typed) if decisive else {}
    free = _free(money, len(quantity))
    if money is not None and not np.isfinite(money).all():
        money = np.nan_to_num(money)
    quantity, money, credits_ = _one_sign(quantity, money)
    return LineFigures(
        quantity=quantity,
        amount=money,
        day=typed.day,
        has_quantity=decisive == Role.QUANTITY,
        faults=faults,
        unreadable=typed.unreadable,
        credits=credits_,
        free=free,
        amount_per_invoice=repeated,
        typed=typed,
    )


def _quantity(typed: TypedLines) -> NDArray[np.float64]:
    """The quantity, else the sign of the amount, else one unit per line."""
    if Role.QUANTITY in typed.values:
        return typed.values[Role.QUANTITY]
    if Role.AMOUNT in typed.values:
        return np.sign(typed.values[Role.AMOUNT])
    return np.ones(sum(table.table.cells.num_rows for table in typed.tables))


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


def _faults(role: Role, typed: TypedLines) -> dict[str, NDArray[np.bool_]]:
    return {
        f"unreadable_{role}": typed.unreadable[role],
        f"no_{role}": typed.blank[role],
        f"zero_{role}": typed.values[role] == 0,
    }


def _money(
    quantity: NDArray[np.float64],
    amount: NDArray[np.float64] | None,
    price: NDArray[np.float64] | None,
    list_price: NDArray[np.float64] | None,
) -> NDArray[np.float64] | None:
    """The first known of amount, quantity × price, quantity × list price; NaN where none is; None without columns."""
    products = [quantity * p for p in (price, list_price) if p is not None]
    columns = products if amount is None else [amount, *products]
    if not columns:
        return None
    money = columns[0]
    for column in columns[1:]:
        money = np.where(np.isnan(money), column, money)
    return money


def _free(money: NDArray[np.float64] | None, lines: int) -> NDArray[np.bool_]:
    """The lines that are known to cost nothing, where others cost something."""
    if money is None or not (money > 0).any():
        return np.zeros(lines, dtype=bool)
    return np.asarray(money == 0)


def _one_sign(
    quantity: NDArray[np.float64], money: NDArray[np.float64] | None
) -> tuple[NDArray[np.float64], NDArray[np.float64] | None, NDArray[np.bool_]]:
    """Quantity and money negative where either is; and the lines whose money alone was."""
    if money is None:
        return quantity, None, np.zeros(len(quantity), dtype=bool)
    is_credit = (quantity > 0) & (money < 0)
    if is_credit.any():
        quantity = np.where(is_credit, -quantity, quantity)
    returned = np.flatnonzero(quantity < 0)
    if (money[returned] > 0).any():
        money = money.copy()
        money[returned] = -np.abs(money[returned])
    return quantity, money, is_credit

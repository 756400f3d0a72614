"""Invoice lines: text → typed columns, the money of each line, and whether it can be used."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.counting import counted
from engine.dataset import LeftOut
from engine.errors import Issue
from engine.reading.joining.stack import Stack
from engine.roles import Role


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why a line is left out: stable key, label, the column it shows in, and what one line does and many lines do."""

    key: str
    label: str
    role: Role
    one: str
    many: str


def _reason(key: str, label: str, role: Role, many: str) -> _Reason:
    verb, rest = many.split(" ", 1)
    one = {"name": "names", "have": "has", "are": "is", "repeat": "repeats", "belong": "belongs", "cost": "costs"}
    return _Reason(key, label, role, f"{one[verb]} {rest}", many)


_REASONS = (
    _Reason(
        "total_row", "Total row", Role.CUSTOMER_ID, "is a total, not an invoice line", "are totals, not invoice lines"
    ),
    _reason("duplicates", "Duplicate line", Role.INVOICE_ID, "repeat another line in every cell"),
    _reason("no_customer", "No customer", Role.CUSTOMER_ID, "name no customer"),
    _reason("no_product", "No product", Role.PRODUCT_ID, "name no product"),
    _reason("unreadable_quantity", "Unreadable quantity", Role.QUANTITY, "have a quantity that is not a number"),
    _reason("no_quantity", "No quantity", Role.QUANTITY, "have no quantity"),
    _reason("zero_quantity", "Quantity zero", Role.QUANTITY, "have quantity zero"),
    _reason("unreadable_amount", "Unreadable amount", Role.AMOUNT, "have an amount that is not a number"),
    _reason("no_amount", "No amount", Role.AMOUNT, "have no amount"),
    _reason("zero_amount", "Amount zero", Role.AMOUNT, "have amount zero"),
    _reason(
        "cancellations", "Cancelled invoice", Role.INVOICE_ID, "belong to cancelled invoices or to what cancels them"
    ),
    _reason("credit_notes", "Credit note", Role.INVOICE_ID, "belong to credit notes"),
    _Reason("returns", "Return", Role.QUANTITY, "is a return", "are returns"),
    _reason("free_goods", "Free goods", Role.AMOUNT, "cost nothing"),
)


@dataclass(frozen=True, eq=False, slots=True)
class Fates:
    """What became of each line: `used` per line, and the others by reason. Money adds up to the cent."""

    used: NDArray[np.bool_]
    left_out: tuple[LeftOut, ...]
    issues: tuple[Issue, ...]
    amount_used: float

    @property
    def amount_read(self) -> float:
        """The money of all lines, used and left out."""
        return round(math.fsum([self.amount_used, *(part.amount for part in self.left_out)]), 2)


def decide_fates(stack: Stack, reasons: Mapping[str, NDArray[np.bool_]], amount: NDArray[np.float64] | None) -> Fates:
    """Each line has one fate: used, or left out for the first of the `reasons` (key → bool per line) that applies."""
    open_lines = np.ones(len(stack), dtype=bool)
    left_out: list[LeftOut] = []
    issues: list[Issue] = []
    for reason in _REASONS:
        lines = open_lines & reasons.get(reason.key, np.zeros(len(stack), dtype=bool))
        count = int(np.count_nonzero(lines))
        if not count:
            continue
        money = cents(amount, lines)
        left_out.append(LeftOut(reason.key, reason.label, count, money))
        issues.append(_issue(stack, reason, lines, count, money))
        open_lines &= ~lines
    damaged = tuple(place for table in stack.tables for place in table.damaged)
    if damaged:
        left_out.append(LeftOut("damaged_row", "Damaged row", len(damaged), 0.0))
    return Fates(open_lines, tuple(left_out), tuple(issues), cents(amount, open_lines))


def cents(amount: NDArray[np.float64] | None, lines: NDArray[np.bool_]) -> float:
    """The money of some lines, rounded to the cent; 0 without money."""
    return 0.0 if amount is None else round(float(np.sum(amount[lines])), 2)


def _issue(stack: Stack, reason: _Reason, lines: NDArray[np.bool_], count: int, money: float) -> Issue:
    return Issue(
        kind=reason.key,
        message=f"{counted(count, f'line {reason.one}', f'lines {reason.many}')}; left out.",
        count=count,
        amount=money,
        places=stack.places(lines, reason.role),
    )

"""Invoice lines: text → typed columns, the money of each line, and whether it can be used."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.dataset import LeftOut
from engine.errors import Issue
from engine.reading.joining.stack import Stack
from engine.reading.values.coded import Coded
from engine.reading.values.figures import LineFigures
from engine.roles import Role


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why a line cannot be used: stable key, label, the column it shows in, and the sentence for `n` lines."""

    key: str
    label: str
    role: Role
    sentence: str


_TOTAL = _Reason("total_row", "Total row", Role.CUSTOMER_ID, "are totals, not invoice lines")
_REASONS = (
    _TOTAL,
    _Reason("no_customer", "No customer", Role.CUSTOMER_ID, "name no customer"),
    _Reason("no_product", "No product", Role.PRODUCT_ID, "name no product"),
    _Reason("unreadable_quantity", "Unreadable quantity", Role.QUANTITY, "have a quantity that is not a number"),
    _Reason("no_quantity", "No quantity", Role.QUANTITY, "have no quantity"),
    _Reason("zero_quantity", "Quantity zero", Role.QUANTITY, "have quantity zero"),
    _Reason("unreadable_amount", "Unreadable amount", Role.AMOUNT, "have an amount that is not a number"),
    _Reason("no_amount", "No amount", Role.AMOUNT, "have no amount"),
    _Reason("zero_amount", "Amount zero", Role.AMOUNT, "have amount zero"),
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


def decide_fates(
    stack: Stack, customer: Coded, product: Coded, totals: NDArray[np.bool_], figures: LineFigures
) -> Fates:
    """Each line has one fate: used, or left out for the first reason that applies."""
    faults = {
        "total_row": totals,
        "no_customer": customer.blank,
        "no_product": product.blank,
        **figures.faults,
    }
    open_lines = np.ones(len(stack), dtype=bool)
    left_out: list[LeftOut] = []
    issues: list[Issue] = []
    for reason in _REASONS:
        lines = open_lines & faults.get(reason.key, np.zeros(len(stack), dtype=bool))
        count = int(np.count_nonzero(lines))
        if not count:
            continue
        money = cents(figures.amount, lines)
        left_out.append(LeftOut(reason.key, reason.label, count, money))
        issues.append(_issue(stack, reason, lines, count, money))
        open_lines &= ~lines
    damaged = tuple(place for table in stack.tables for place in table.damaged)
    if damaged:
        left_out.append(LeftOut("damaged_row", "Damaged row", len(damaged), 0.0))
    return Fates(open_lines, tuple(left_out), tuple(issues), cents(figures.amount, open_lines))


def cents(amount: NDArray[np.float64] | None, lines: NDArray[np.bool_]) -> float:
    """The money of some lines, rounded to the cent; 0 without money."""
    return 0.0 if amount is None else round(float(np.sum(amount[lines])), 2)


def _issue(stack: Stack, reason: _Reason, lines: NDArray[np.bool_], count: int, money: float) -> Issue:
    noun = "line" if count == 1 else "lines"
    verb = reason.sentence
    return Issue(
        kind=reason.key,
        message=f"{count:,} {noun} {_singular(verb) if count == 1 else verb}; left out.",
        count=count,
        amount=money,
        places=stack.places(lines, reason.role),
    )


def _singular(sentence: str) -> str:
    return {"name": "names", "have": "has", "are": "is"}[sentence.split(maxsplit=1)[0]] + sentence[
        sentence.index(" ") :
    ]

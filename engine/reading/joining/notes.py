"""What the user should know about the usable lines: doubtful dates and numbers, ids that join to nothing."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from engine.counting import counted, verb
from engine.errors import Issue
from engine.reading.joining.attributes import texts_of
from engine.reading.joining.entities import Entities
from engine.reading.joining.lines import cents
from engine.reading.joining.stack import Stack
from engine.reading.values.figures import LineFigures
from engine.roles import Role

_MOST = 0.5
_ODD = {"future_date": "long after all others", "strange_date": "that cannot be meant"}


def line_notes(lines: Stack, figures: LineFigures, used: NDArray[np.bool_]) -> Iterator[Issue]:
    """Issues about the figures of the usable lines."""
    yield from _unreadable(lines, figures, used)
    yield from _doubtful(lines, figures)
    if figures.amount_per_invoice:
        yield Issue(
            "amount_per_invoice",
            f"“{lines.header(Role.AMOUNT)}” holds the total of the invoice on each of its lines; money is quantity × price instead.",
            int(np.count_nonzero(used)),
        )
    if not figures.has_quantity and len(lines):
        yield Issue(
            "no_quantity_column",
            "There is no quantity column: each line counts as one unit, and suggested quantities are numbers of orders.",
            int(np.count_nonzero(used)),
            "note",
        )


def _unreadable(lines: Stack, figures: LineFigures, used: NDArray[np.bool_]) -> Iterator[Issue]:
    consequences = {
        Role.DATE: ("a date that cannot be read", "used without a date"),
        Role.AMOUNT: ("an amount that is not a number", "their money is taken from quantity × price, or 0"),
        Role.UNIT_PRICE: ("a price that is not a number", "the price is not used"),
    }
    for role, (fault, consequence) in consequences.items():
        wrong = figures.unreadable.get(role, np.zeros(len(used), dtype=bool)) & used
        if count := int(np.count_nonzero(wrong)):
            such = _such_as(lines, wrong, role)
            message = f"{counted(count, 'line has', 'lines have')} {fault}{such}; {consequence}."
            yield Issue(f"unreadable_{role.value}", message, count, places=lines.places(wrong, role))
    if figures.day is not None:
        blank = figures.typed.blank[Role.DATE] & used
        if count := int(np.count_nonzero(blank)):
            message = f"{counted(count, 'line has', 'lines have')} no date; used without one."
            yield Issue("no_date", message, count, "note", places=lines.places(blank, Role.DATE))
    for kind, odd in figures.typed.odd.items():
        if count := int(np.count_nonzero(odd & used)):
            message = f"{counted(count, 'line has', 'lines have')} a date {_ODD[kind]}{_such_as(lines, odd & used, Role.DATE)}; used without a date."
            yield Issue(kind, message, count, places=lines.places(odd & used, Role.DATE))


def _doubtful(lines: Stack, figures: LineFigures) -> Iterator[Issue]:
    """Texts with two readings, where nothing decides, and how to choose the other one."""
    for role, doubts in figures.typed.doubtful.items():
        count = int(np.count_nonzero(doubts))
        such, header = _such_as(lines, doubts, role).replace(",", "", 1), lines.header(role)
        if role == Role.DATE:
            order = next(table.days.order for table in figures.typed.tables if table.days and not table.days.decided)
            yield Issue(
                "doubtful_dates",
                f"{counted(count, 'date')}{such} in “{header}” can be read two ways; taken as {order}. "
                f"To change it, choose under Options, Day order.",
                count,
                places=lines.places(doubts, role),
            )
        else:
            yield Issue(
                "doubtful_numbers",
                f"{counted(count, 'number')}{such} in “{header}” can be read two ways; taken with a decimal "
                f"point. To change it, choose under Options, Decimal sign.",
                count,
                places=lines.places(doubts, role),
            )


def _such_as(lines: Stack, rows: NDArray[np.bool_], role: Role) -> str:
    """An example, as in “, such as “31.02.2024””."""
    return f", such as “{lines.place(int(np.argmax(rows)), role).value}”"


def join_notes(
    lines: Stack, entities: Entities, amount: NDArray[np.float64] | None, rows: NDArray[np.int64]
) -> Iterator[Issue]:
    """Ids of the lines that are in no list, and ids of the list that are in no line.

    entities  those that are kept; `amount` and `rows` (of the stack) belong to its codes
    """
    if entities.listed is None or not len(lines):
        return
    subject = entities.subject
    unknown = ~entities.listed[entities.codes]
    if unknown.any():
        ids, n = len(np.unique(entities.codes[unknown])), int(np.count_nonzero(unknown))
        yield Issue(
            f"unlisted_{subject.plural}",
            f"{counted(ids, subject.noun, subject.plural)} with {counted(n, 'line')} "
            f"{verb(ids, 'is', 'are')} not in the {subject.noun} list; kept without details.{_likely_cause(entities, entities.listed)}",
            ids,
            amount=cents(amount, unknown),
            places=lines.places(rows[unknown], subject.id_role),
        )
    idle = entities.listed.copy()
    idle[entities.codes] = False
    if count := int(np.count_nonzero(idle)):
        yield Issue(
            f"idle_{subject.plural}",
            f"{counted(count, subject.noun, subject.plural)} of the {subject.noun} list {verb(count, 'has', 'have')} no lines.",
            count,
            "note",
            places=entities.lists.places(entities.row[idle], subject.id_role),
        )


def _likely_cause(entities: Entities, listed: NDArray[np.bool_]) -> str:
    """A hint where the unlisted ids differ from listed ones only by leading zeros or case."""
    ids = pd.Series(texts_of(entities.ids), dtype="str")
    for folded, cause in ((ids.str.lstrip("0"), "leading zeros"), (ids.str.casefold(), "upper and lower case")):
        if folded[~listed].isin(set(folded[listed])).mean() > _MOST:
            return f" Most differ from listed ones only by {cause}."
    return ""

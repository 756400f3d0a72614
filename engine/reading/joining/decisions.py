"""How the text of each column was read, and by what evidence, as a clause for the report."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.counting import counted, verb
from engine.reading.sources import Table
from engine.reading.values.dates import Days
from engine.reading.values.numbers import Numbers
from engine.reading.values.signs import Choice, NumberColumn
from engine.reading.values.typed import TypedTable
from engine.roles import Role

_IDS = (Role.INVOICE_ID, Role.CUSTOMER_ID, Role.PRODUCT_ID)
_BY_SIGN = {
    "option": "as set under Options",
    "workbook": "numbers of the workbook",
    "arithmetic": "only so is quantity × price the amount",
    "columns": "by the other columns",
    "thousands": "thousands stand without a separator",
    "dates": "by how the dates are written",
    "files": "by the other files",
    "language": "by the language of the headers",
    "": "nothing decides",
}
_BY_ORDER = {
    "option": "as set under Options",
    "points": "points between the numbers",
    "hint": "numbers have a decimal comma",
    "sorting": "only so is the file sorted by day",
    "files": "by the other files",
    "guess": "likely, but nothing decides",
    "": "nothing decides",
}
_FORMS = {
    "year first": "year, month, day",
    "digits": "yyyymmdd",
    "month": "year and month, taken as the first day",
    "month name": "month names",
    "seconds": "seconds since 1970",
}


def decided(table: Table, role: Role, typed: Sequence[TypedTable]) -> str:
    """The clause for the column that plays a role in a table; "" where there was nothing to decide."""
    if role in _IDS:
        return "text, kept as written"
    same = [other for other in typed if other.table.rows is table.rows]
    joined = typed if table.kind == "invoices" else ()
    found = next((other for other in (*same, *joined) if role in other.table.roles), None)
    if found is None:
        return ""
    if role == Role.DATE:
        return _of_dates(found.days) if found.days else ""
    return _of_numbers(found.signs[role], found.columns[role], found.numbers[role]) if role in found.signs else ""


def _of_numbers(choice: Choice, column: NumberColumn, numbers: Numbers) -> str:
    """Such as “decimal comma: 4,211 cells can only be read so”."""
    readings = column.readings
    if choice.by == "whole":
        clauses = [_whole(numbers)]
    elif choice.by == "cells":
        clauses = [f"decimal {choice.sign}: {counted(numbers.proof, 'cell')} can only be read so"]
        if choice.sign == "comma" and readings.workbook_points:
            clauses.append(f"{counted(readings.workbook_points, 'cell')} are numbers of the workbook")
    else:
        clauses = [f"decimal {choice.sign}: {_BY_SIGN[choice.by]}"]
    counts = (
        (numbers.against, "fits only the other decimal sign, not used", "fit only the other decimal sign, not used"),
        (
            int(readings.cells[readings.parts.percent].sum()),
            "is in %, taken as hundredths",
            "are in %, taken as hundredths",
        ),
        (int(readings.cells[readings.parts.dashes].sum()), "is a dash, taken as 0", "are dashes, taken as 0"),
        (int(readings.cells[numbers.missing].sum()), "says that there is none", "say that there is none"),
    )
    return "; ".join([*clauses, *(f"{counted(n, 'cell')} {verb(n, one, many)}" for n, one, many in counts if n)])


def _whole(numbers: Numbers) -> str:
    known = numbers.values[np.isfinite(numbers.values)]
    if not len(known):
        return "no numbers"
    return "whole numbers" if bool((known == np.floor(known)).all()) else "one reading only"


def _of_dates(days: Days) -> str:
    """Such as “day before month: 312 cells have a day beyond 12”."""
    clauses = []
    if days.order:
        order = "day before month" if days.order == "day first" else "month before day"
        by = (
            f"{counted(days.proof, 'cell')} {verb(days.proof, 'has', 'have')} a day beyond 12"
            if days.by == "days"
            else _BY_ORDER[days.by]
        )
        clauses.append(f"{order}: {by}")
    if days.against:
        clauses.append(
            f"{counted(days.against, 'cell')} {verb(days.against, 'has', 'have')} it the other way round, not used"
        )
    clauses += [words for form, words in _FORMS.items() if days.forms.get(form)]  # type: ignore[call-overload]
    if days.forms.get("day number"):
        clauses.append(f"Excel day numbers, counted from {1904 if days.from_1904 else 1900}")
    if days.two_digits:
        clauses.append("two-digit years: 70 to 99 are 19xx")
    return "; ".join(clauses)

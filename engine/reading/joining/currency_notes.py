"""Money in more than one currency, which is added up as it stands: how much of each there is."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from engine.counting import counted
from engine.errors import Issue
from engine.reading.joining.lines import cents
from engine.reading.joining.stack import Stack
from engine.reading.sources import Table
from engine.reading.tables.row_notes import listed
from engine.reading.text_columns import gathered, one_coded
from engine.reading.values.coded import BLANK, Coded, encode
from engine.reading.values.currencies import currencies_beside, currency_in_header, currency_of
from engine.reading.values.figures import LineFigures
from engine.reading.values.typed import TypedTable
from engine.reading.words.words import header, normal
from engine.roles import Role

_MONEY = (Role.AMOUNT, Role.UNIT_PRICE)
_KNOWN = 0.9
_MOST_VALUES = 200
_SHOWN = 5
_OWN = frozenset({"lcy", "local", "lc", "hauswahrung", "hauswaehrung", "base", "own"})
"""Words of a money column that is in the company's own currency, whatever currency the invoice was in."""

Codes = NDArray[np.int64]


def currency_notes(lines: Stack, figures: LineFigures, used: NDArray[np.bool_]) -> Iterator[Issue]:
    """A warning where the used lines have money in several currencies, with lines and money of each.

    A line's currency is the sign or code in its amount or price, else what the header of the money says, else what a
    column of currencies says. Cost: a look at the distinct texts of money that are more than digits.
    """
    if figures.amount is None:
        return
    names: dict[str, int] = {}
    parts = [_currencies(typed, names) for typed in figures.typed.tables]
    if len(names) < 2:
        return
    codes = np.concatenate([codes for codes, _ in parts])
    counts = np.bincount(codes[used & (codes != BLANK)], minlength=len(names))
    order = sorted((code for code in names.values() if counts[code]), key=lambda code: (-counts[code], code))
    if len(order) < 2:
        return
    told = list(names)
    most = told[order[0]]
    said = [
        f"{counted(int(counts[code]), 'line')} in {told[code]} worth {cents(figures.amount, used & (codes == code)):,.2f}"
        for code in order
    ]
    others = used & (codes != BLANK) & (codes != order[0])
    more = f" and {len(said) - _SHOWN} more" if len(said) > _SHOWN else ""
    columns = list(dict.fromkeys(column for _, column in parts if column))
    by = f" by {listed(columns)}" if columns else ""
    message = (
        f"Money is in {len(order)} currencies, and is added up as if it were one: {', '.join(said[:_SHOWN])}{more}. Keep "
        f"one currency: filter the export{by} to {most}, or convert the others."
    )
    role = Role.AMOUNT if lines.has(Role.AMOUNT) else Role.UNIT_PRICE
    money = cents(figures.amount, others)
    yield Issue(
        "several_currencies", message, int(np.count_nonzero(others)), amount=money, places=lines.places(others, role)
    )


def _currencies(typed: TypedTable, names: dict[str, int]) -> tuple[Codes, str]:
    """The currency of each line of a table as a position in `names`, which grows; and the column that says so."""
    table = typed.table
    codes = np.full(table.cells.num_rows, BLANK, dtype=np.int64)
    by = ""
    for role in (role for role in _MONEY if role in typed.columns):
        coded, at = typed.columns[role].coded, table.column_of(role)
        beside, name = currencies_beside(coded.values), table.columns[at].header if at is not None else ""
        own = currency_in_header(name)
        if not own and not any(beside):
            continue
        found = _coded(coded, beside, names)
        by = by or (name if (found != BLANK).any() else "")
        if own:
            found = np.where(found == BLANK, names.setdefault(own, len(names)), found)
        codes = np.where(codes == BLANK, found, codes)
    if (codes == BLANK).any() and (at := _currency_column(table)) is not None:
        values = encode([table.cells.column(at)], [table.cells.num_rows])
        said = _coded(values, [currency_of(text) for text in values.values.to_pylist()], names)
        return np.where(codes == BLANK, said, codes), table.columns[at].header
    return codes, by


def _coded(cells: Coded, currencies: list[str], names: dict[str, int]) -> Codes:
    per_text = [names.setdefault(currency, len(names)) if currency else BLANK for currency in currencies]
    return gathered(np.array(per_text, dtype=np.int64), cells.codes, BLANK)


def _currency_column(table: Table) -> int | None:
    """The column of currencies; None where there is none, or the money is in the company's own currency."""
    money = [column.header for column in table.columns if column.role in _MONEY]
    if any(set(normal(name).split()) & _OWN for name in money):
        return None
    for i, column in enumerate(table.columns):
        if column.role is None and "currency" in header(column.header).ideas and _holds_currencies(table, i):
            return i
    return None


def _holds_currencies(table: Table, at: int) -> bool:
    distinct = one_coded(table.cells.column(at)).dictionary.to_pylist()
    filled = [text for text in distinct if text and text.strip()]
    if not filled or len(filled) > _MOST_VALUES:
        return False
    return sum(bool(currency_of(text)) for text in filled) >= _KNOWN * len(filled)

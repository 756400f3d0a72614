"""What each table is used as, beside the others: the same columns may be headers of one export and a list of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pyarrow.compute as pc

from engine.errors import Issue, Place
from engine.reading.joining.stack import Stack
from engine.reading.joining.summaries import without_summaries
from engine.reading.sources import Sources, Table
from engine.reading.tables.kinds import own_share
from engine.reading.values.coded import Coded
from engine.roles import Role

_FIGURES = frozenset({Role.QUANTITY, Role.AMOUNT})
_NEARLY_ALL = 0.9


def arranged(sources: Sources) -> Sources:
    """The sources with each table as what it is used for beside the others, and an issue for each that is not used."""
    return without_summaries(_headers_or_lists(_without_bare_lines(sources)))


def has_customers(lines: Stack) -> bool:
    """Whether a column of the lines names the customer; without lines there is nothing that could lack it."""
    return not lines.tables or lines.has(Role.CUSTOMER_ID)


def _without_bare_lines(sources: Sources) -> Sources:
    """Lines without quantity and amount are no sales where other lines have them: prices, or what not to sell."""
    lines = [table for table in sources.tables if table.kind == "lines"]
    if not any(_FIGURES & table.roles for table in lines):
        return sources
    bare = [table for table in lines if not _FIGURES & table.roles]
    why = "it has neither quantities nor amounts, as the invoice lines have"
    return _set_aside(sources, bare, why)


def _headers_or_lists(sources: Sources) -> Sources:
    """Headers need invoice numbers in the lines; a list of customers with their last invoice is a list."""
    lines = Stack(tuple(table for table in sources.tables if table.kind == "lines"))
    headers = [table for table in sources.tables if table.kind == "invoices"]
    if not lines.tables or not headers:
        return sources
    numbers, customers = lines.ids(Role.INVOICE_ID), lines.ids(Role.CUSTOMER_ID)
    lists = [
        table for table in headers if customers is not None and not customers.blank.any() and _is_list(table, numbers)
    ]
    tables = tuple(replace(table, kind="customers") if table in lists else table for table in sources.tables)
    others = [] if numbers is not None else [table for table in headers if table not in lists]
    return _set_aside(replace(sources, tables=tables), others, "the lines have no invoice numbers to join it by")


def _is_list(table: Table, numbers: Coded | None) -> bool:
    """Whether no customer is in it twice, and many invoices of the lines are not in it at all."""
    at, invoice = table.column_of(Role.CUSTOMER_ID), Stack((table,)).ids(Role.INVOICE_ID)
    if at is None or own_share(table.cells.column(at)) < 1.0:
        return False
    if numbers is None or invoice is None or not len(numbers.values):
        return True
    return bool(pc.mean(pc.is_in(numbers.values, value_set=invoice.values)).as_py() < _NEARLY_ALL)


def _set_aside(sources: Sources, tables: Sequence[Table], why: str) -> Sources:
    issues = [
        Issue(
            "unused_table",
            f"{table.name} is not used: {why}.",
            table.cells.num_rows,
            places=(Place(table.file, table.sheet),),
        )
        for table in tables
    ]
    kept = tuple(replace(table, kind="unused") if table in tables else table for table in sources.tables)
    return replace(sources, tables=kept, issues=(*sources.issues, *issues))

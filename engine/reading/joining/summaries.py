"""Tables that add up what other tables hold: put below the lines they would count everything twice."""

from __future__ import annotations

from dataclasses import replace

from engine.errors import Issue, Place
from engine.reading.sources import Sources, Table
from engine.roles import Role

_EVENTS = frozenset({Role.INVOICE_ID, Role.DATE})
_FIGURES = frozenset({Role.QUANTITY, Role.AMOUNT})
_NAMING = frozenset({Role.CUSTOMER_ID, Role.CUSTOMER_NAME, Role.PRODUCT_ID, Role.PRODUCT_NAME})


def without_summaries(sources: Sources) -> Sources:
    """The sources with each summary unused, and a warning that names it.

    A summary is a table of lines without invoices and dates beside a longer one that has them, or a list that says
    nothing of its customers or products but figures.
    """
    lines = [table for table in sources.tables if table.kind == "lines"]
    if not lines:
        return sources
    main = max(lines, key=lambda table: table.cells.num_rows)
    found = [table for table in sources.tables if table is not main and _is_summary(table, main)]
    issues = [
        Issue(
            kind="summary_table",
            message=f"{table.name} is not used: it looks like a summary of {main.name} and would count its figures twice.",
            count=table.cells.num_rows,
            places=(Place(table.file, table.sheet),),
        )
        for table in found
    ]
    tables = tuple(replace(table, kind="unused") if table in found else table for table in sources.tables)
    return replace(sources, tables=tables, issues=(*sources.issues, *issues))


def _is_summary(table: Table, main: Table) -> bool:
    if table.kind == "lines":
        return bool(main.roles & _EVENTS) and not table.roles & _EVENTS
    only_named = all(column.role in _NAMING | _FIGURES for column in table.columns)
    return table.kind != "unused" and bool(table.roles & _FIGURES) and only_named

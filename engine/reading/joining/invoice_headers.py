"""Invoice headers beside invoice lines: what a header knows of its invoice is given to each of its lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.reading.joining.keys import Key, find_key
from engine.reading.joining.stack import Stack
from engine.reading.sources import Column, Table
from engine.reading.tables.blanks import blank
from engine.reading.text_columns import plain_column
from engine.reading.values.coded import BLANK, Coded
from engine.roles import CUSTOMER_ROLES, Role

_GIVEN = (Role.CUSTOMER_ID, *CUSTOMER_ROLES, Role.DATE, Role.DOCUMENT_TYPE)


@dataclass(frozen=True, eq=False, slots=True)
class Headed:
    """Lines with what their invoice headers say.

    lines     the lines; a column that they lacked, or left blank, is filled from their header
    headers   the headers, one below the other
    key       the column of the headers that the invoice numbers of the lines are in
    row       int64 per line: the row of its header in `headers`, -1 for a line whose invoice is in no header
    known     int64 per row of `headers`: the first row of its invoice, -1 for a row without an invoice number
    """

    lines: Stack
    headers: Stack
    key: Key
    row: NDArray[np.int64]
    known: NDArray[np.int64]


def with_headers(lines: Stack, headers: Stack) -> Headed | None:
    """Give each line the customer, region, rep, date and other columns of its invoice header.

    None without headers, or where the lines have no invoice numbers. What a line says itself comes first; quantities,
    prices and totals of a header are never given to lines. A header that is there twice counts once, so that no line
    is multiplied.
    Cost: one hash of the invoice numbers, and one copy of each column that is given.
    """
    own = headers.ids(Role.INVOICE_ID)
    invoice = None if own is None else lines.ids(Role.INVOICE_ID)
    if invoice is None or own is None:
        return None
    key = find_key(
        invoice.values,
        (headers.header(Role.INVOICE_ID), own),
        lambda: ((name, headers.attribute(name)) for name in headers.attribute_headers()),
    )
    codes, rows, values = key.join(invoice)
    first = np.full(len(values) + 1, BLANK, dtype=np.int64)
    filled = np.flatnonzero(rows != BLANK)
    first[rows[filled[::-1]]] = filled[::-1]
    row = first[codes]
    widened = tuple(_widened(table, headers, row[part]) for table, part in lines.parts)
    return Headed(Stack(widened), headers, key, row, first[rows])


def _widened(table: Table, headers: Stack, row: NDArray[np.int64]) -> Table:
    """The table with each column of the headers that it lacks, and its own ones filled where they are blank."""
    for column, values in _columns(headers):
        at = _same_column(table, column)
        if at is not None and not blank(table.cells.column(at)).any():
            continue
        codes = np.append(values.codes, np.int32(BLANK))[row]
        given = values.values.take(pa.array(codes, mask=codes == BLANK))
        if at is None:
            cells = table.cells.append_column(str(len(table.columns)), given)
            table = replace(table, cells=cells, columns=(*table.columns, column))
        elif table.columns[at].role == column.role:
            own = table.cells.column(at)
            told = pc.if_else(pa.array(blank(own)), given, plain_column(own))
            table = replace(table, cells=table.cells.set_column(at, str(at), told))
    return table


def _columns(headers: Stack) -> Iterator[tuple[Column, Coded]]:
    """The columns of the headers that describe the whole invoice."""
    for role in _GIVEN:
        values = headers.ids(role) if role == Role.CUSTOMER_ID else headers.column(role)
        if values is not None:
            yield Column(headers.header(role), role), values
    for name in headers.attribute_headers():
        yield Column(name, None), headers.attribute(name)


def _same_column(table: Table, column: Column) -> int | None:
    if column.role is not None:
        return table.column_of(column.role)
    return next((i for i, own in enumerate(table.columns) if own.header == column.header), None)

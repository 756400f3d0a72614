"""What the columns of a table make it: invoice lines, invoice headers, a list of customers or of products."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from engine.reading.sources import Column, Kind, Table
from engine.reading.text_columns import by_text, codes_of, one_coded
from engine.reading.words.words import header
from engine.roles import LINE_ROLES, Role

_FIGURES = frozenset({Role.QUANTITY, Role.AMOUNT})
_EVENTS = frozenset({Role.INVOICE_ID, Role.DATE})
_DESCRIBING = frozenset(
    {
        Role.BRAND,
        Role.L2_CATEGORY,
        Role.L3_CATEGORY,
        Role.FUNCTIONALITY,
        Role.IN_STOCK,
        Role.WEIGHT,
        Role.MARGIN,
    }
)
_NEARLY_ALL = 0.6
"""Invoice ids of a header file: at least this share of its rows have one of their own; lines share theirs."""
_MANY = 20
_OTHERS = 2
_OF_A_LINE = frozenset(LINE_ROLES)


def kind_of(columns: Sequence[Column], cells: pa.Table) -> Kind:
    """What the roles make of a table, and where they leave it open, what repeats in it.

    Lines have a product, a customer or an invoice number, and a figure, a date or an invoice; headers have invoice
    numbers that hardly repeat and no product; a list has the id of a customer or product.
    Cost: nothing but for tables without a customer or product, where one or two columns are counted.
    """
    at = {column.role: i for i, column in enumerate(columns) if column.role is not None}
    if Role.PRODUCT_ID in at:
        return _kind_with_product(at, cells)
    if Role.INVOICE_ID in at and len(columns) > 1 and own_share(cells.column(at[Role.INVOICE_ID])) >= _NEARLY_ALL:
        return "invoices"
    return "customers" if Role.CUSTOMER_ID in at else "unused"


def _kind_with_product(at: dict[Role, int], cells: pa.Table) -> Kind:
    if Role.CUSTOMER_ID in at:
        return "lines" if (_FIGURES | _EVENTS) & at.keys() else "unused"
    if Role.INVOICE_ID not in at:
        return "products"
    all_different = own_share(cells.column(at[Role.PRODUCT_ID])) == 1.0
    if _FIGURES & at.keys():
        is_list = all_different and cells.num_rows >= _MANY and bool(_DESCRIBING & at.keys())
    else:
        is_list = all_different and cells.num_rows > 1
    return "products" if is_list else "lines"


def own_share(column: pa.ChunkedArray) -> float:
    """Different values ÷ filled cells: 1 where each has its own; 0 for a blank column."""
    coded = one_coded(column)
    codes = codes_of(coded)
    counts = np.bincount(codes[codes >= 0], minlength=len(coded.dictionary))
    counts = counts[np.asarray(pc.not_equal(coded.dictionary, ""), dtype=bool)]
    return int(np.count_nonzero(counts)) / int(counts.sum()) if counts.any() else 0.0


def with_customer_lists(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Where no table has lines or customers, those that list somebody under an id are customer lists.

    The id is a column with a header like “ID” or “Member ref” that is filled and different in each row, beside two
    others or more. What looked like figures of a line there are attributes.
    """
    if any(table.kind in ("lines", "customers") for table in tables):
        return tuple(tables)
    return tuple(_as_list(table) if table.kind == "unused" else table for table in tables)


def _as_list(table: Table) -> Table:
    at = next((i for i in range(len(table.columns)) if _is_own_id(table, i)), None)
    if at is None or len(table.columns) <= _OTHERS:
        return table
    columns = [replace(column, role=None) if column.role in _OF_A_LINE else column for column in table.columns]
    columns[at] = replace(columns[at], role=Role.CUSTOMER_ID, confidence=0.6, why="different in each row")
    return replace(table, columns=tuple(columns), kind="customers")


def _is_own_id(table: Table, at: int) -> bool:
    named = "id" in header(table.columns[at].header).ideas and Role.PRODUCT_ID not in table.roles
    if not named or table.cells.num_rows <= 1:
        return False
    column = table.cells.column(at)
    return bool(by_text(column, lambda texts: pc.not_equal(texts, ""), blank=False).all()) and own_share(column) == 1.0

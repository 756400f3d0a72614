"""Tables → Dataset: lines, customers and products joined by their ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from engine.dataset import ColumnUse, Dataset, ImportReport, LeftOut, Lines
from engine.errors import Issue
from engine.options import ReadOptions
from engine.progress import Report
from engine.reading.joining.arranging import arranged, has_customers
from engine.reading.joining.calendar_gaps import calendar_gaps
from engine.reading.joining.currency_notes import currency_notes
from engine.reading.joining.decisions import decided
from engine.reading.joining.entities import CUSTOMERS, PRODUCTS, Entities, find_entities
from engine.reading.joining.folding import with_folded_ids
from engine.reading.joining.goods import are_goods
from engine.reading.joining.goods_notes import goods_notes, not_goods
from engine.reading.joining.header_notes import header_notes
from engine.reading.joining.id_notes import id_notes
from engine.reading.joining.invoice_headers import with_headers
from engine.reading.joining.judging import judge_lines
from engine.reading.joining.line_ids import LineIds
from engine.reading.joining.lines import Fates
from engine.reading.joining.near_duplicates import near_duplicates
from engine.reading.joining.notes import join_notes, line_notes
from engine.reading.joining.orders import orders
from engine.reading.joining.stack import Stack
from engine.reading.joining.wanting import missing_notes, nothing_bought, nothing_used, require_tables
from engine.reading.sources import Kind, Sources
from engine.reading.values.coded import Coded, nothing
from engine.reading.values.discontinued import discontinued
from engine.reading.values.figures import LineFigures, read_figures
from engine.reading.values.numbers import read_numbers
from engine.reading.values.stocked import in_stock
from engine.reading.values.typed import LINE_NUMBERS, TypedTable, sign_of, type_lines, type_tables
from engine.roles import Role

_STAGE = "Joining lines, customers and products"
_NUMBERS = (Role.WEIGHT, Role.MARGIN, Role.PACK_SIZE, Role.UNIT_PRICE)


@dataclass(frozen=True, eq=False, slots=True)
class _Parts:
    """The usable lines, and what they join to."""

    lines: Stack
    invoice: Coded | None
    customers: Entities
    products: Entities
    figures: LineFigures
    fates: Fates
    listed: tuple[TypedTable, ...]
    notes: tuple[Issue, ...]


def join(sources: Sources, options: ReadOptions, report: Report) -> Dataset:
    """Type, clean and join the recognised tables. Raises ColumnError or NothingToAnalyse."""
    sources = with_folded_ids(arranged(sources), options)
    require_tables(sources)
    headed = with_headers(_stack(sources, "lines"), _stack(sources, "invoices"))
    lines = headed.lines if headed else _stack(sources, "lines")
    report("Reading customers and products", 0.0)
    customer, product = _customers(lines), lines.ids(Role.PRODUCT_ID) or nothing()
    lists = _stack(sources, "customers") if has_customers(lines) else Stack(())
    customers = find_entities(CUSTOMERS, lines, customer, lists, options)
    report("Reading customers and products", 0.5)
    products = find_entities(PRODUCTS, lines, product, _stack(sources, "products"), options)
    report("Reading quantities, money and dates", 0.0)
    invoice = lines.ids(Role.INVOICE_ID)
    typed = type_lines(lines, LINE_NUMBERS, options)
    listed = type_tables(_stack(sources, "products"), _NUMBERS, options, typed.tables)
    written = read_figures(typed, invoice, _list_price(products, listed))
    figures, fates = judge_lines(lines, LineIds(customer, product, invoice), written, options)
    if lines.tables:
        _require_purchases(lines, figures, fates)
    report(_STAGE, 0.0)
    notes = (*missing_notes(sources, lines), *(header_notes(headed, written, options) if headed else ()))
    kept = customers.kept(fates.used), products.kept(fates.used)
    parts = _Parts(lines, invoice, *kept, figures, fates, listed, notes)
    return _dataset(sources, parts, report)


def _stack(sources: Sources, kind: Kind) -> Stack:
    return Stack(tuple(table for table in sources.tables if table.kind == kind))


def _customers(lines: Stack) -> Coded:
    """Who bought each line; where no column says so, its invoice."""
    return lines.ids(Role.CUSTOMER_ID if has_customers(lines) else Role.INVOICE_ID) or nothing()


def _list_price(products: Entities, listed: Sequence[TypedTable]) -> NDArray[np.float64] | None:
    """The list price of each line's product, NaN where there is none."""
    prices = products.columns.get(Role.UNIT_PRICE)
    if prices is None:
        return None
    return np.append(prices.spread(read_numbers(prices.values, sign_of(Role.UNIT_PRICE, listed)).values), np.nan)[
        products.codes
    ]


def _require_purchases(lines: Stack, figures: LineFigures, fates: Fates) -> None:
    if not fates.used.any():
        raise nothing_used(len(lines), fates.left_out)
    if not (figures.quantity[fates.used] > 0).any():
        raise nothing_bought(len(lines), fates.left_out, has_quantity=figures.has_quantity)


def _dataset(sources: Sources, parts: _Parts, report: Report) -> Dataset:
    used, figures = parts.fates.used, parts.figures
    taken = slice(None) if used.all() else used
    invoice = None if parts.invoice is None else parts.invoice.codes[taken]
    day = None if figures.day is None else figures.day[taken]
    amount = None if figures.amount is None else figures.amount[taken]
    order, basis = orders(parts.customers.codes, invoice, day)
    report(_STAGE, 0.5)
    products = _products(parts.products, parts.lines, (*parts.listed, *figures.typed.tables), day)
    is_goods = products["is_goods"].to_numpy(dtype=bool)
    charges = not_goods(parts.products.codes, is_goods, amount)
    rows = np.flatnonzero(used)
    issues = (
        *sources.issues,
        *parts.notes,
        *parts.fates.issues,
        *line_notes(parts.lines, figures, used),
        *currency_notes(parts.lines, figures, used),
        *parts.customers.issues,
        *parts.products.issues,
        *join_notes(parts.lines, parts.customers, amount, rows),
        *join_notes(parts.lines, parts.products, amount, rows),
        *id_notes(parts.lines, parts.customers, rows),
        *id_notes(parts.lines, parts.products, rows),
        *goods_notes(products, charges),
        *calendar_gaps(day),
        *_alike(parts.customers),
        *_alike(parts.products),
    )
    lines = Lines(parts.customers.codes, parts.products.codes, order, day, figures.quantity[taken], amount)
    imported = _report(sources, parts, charges, issues)
    return Dataset(
        lines, parts.customers.frame(), products, basis, figures.has_quantity, imported, has_customers(parts.lines)
    )


def _alike(entities: Entities) -> Iterator[Issue]:
    """Names that are nearly the same under different ids."""
    frame, subject = entities.frame(), entities.subject
    names = frame[subject.name_role.value].tolist()
    return near_duplicates(subject.noun, subject.plural, frame[subject.id_role.value].tolist(), names)


def _products(
    products: Entities, lines: Stack, typed: Sequence[TypedTable], day: NDArray[np.datetime64] | None
) -> pd.DataFrame:
    """The product table, with flags as truth values, and prices, weights, margins and pack sizes as numbers."""
    frame = products.frame()
    stock = products.columns.get(Role.IN_STOCK)
    frame[Role.IN_STOCK.value] = True if stock is None else in_stock(stock)
    if (ended := products.columns.get(Role.DISCONTINUED)) is not None:
        told = products.lists if products.lists.has(Role.DISCONTINUED) else lines
        known = None if day is None else day[~np.isnat(day)]
        last = None if known is None or not len(known) else known.max()
        frame[Role.DISCONTINUED.value] = discontinued(ended, told.header(Role.DISCONTINUED), last)
    for role in _NUMBERS:
        if (column := products.columns.get(role)) is not None:
            frame[role.value] = column.spread(read_numbers(column.values, sign_of(role, typed)).values)
    frame["is_goods"] = are_goods(frame["product_id"].tolist(), frame["product_name"].tolist())
    return frame


def _report(sources: Sources, parts: _Parts, charges: LeftOut | None, issues: tuple[Issue, ...]) -> ImportReport:
    fates = parts.fates
    damaged = sum(len(table.damaged) for table in parts.lines.tables)
    typed = (*parts.figures.typed.tables, *parts.listed)
    return ImportReport(
        files=sources.files,
        columns=tuple(
            ColumnUse(
                table.name,
                column.header,
                column.role,
                column.confidence,
                column.why,
                decided(table, column.role, typed),
            )
            for table in sources.tables
            if table.kind != "unused"
            for column in table.columns
            if column.role is not None
        ),
        lines_read=len(fates.used) + damaged,
        lines_used=int(np.count_nonzero(fates.used)),
        amount_read=fates.amount_read,
        amount_used=fates.amount_used,
        left_out=fates.left_out,
        issues=issues,
        not_goods=charges,
    )

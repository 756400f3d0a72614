"""Tables → Dataset: lines, customers and products joined by their ids."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from engine.dataset import Dataset, ImportReport, Lines
from engine.options import ReadOptions
from engine.progress import Report
from engine.reading.coded import Coded
from engine.reading.entities import CUSTOMERS, PRODUCTS, Entities, entities
from engine.reading.figures import LineFigures, read_figures
from engine.reading.goods import are_goods
from engine.reading.lines import Fates, decide_fates
from engine.reading.numbers import read_numbers
from engine.reading.orders import orders
from engine.reading.sources import Kind, Sources
from engine.reading.stack import Stack
from engine.reading.totals import total_rows
from engine.reading.wanting import nothing_used, require_lines
from engine.roles import Role


def join(sources: Sources, options: ReadOptions, report: Report) -> Dataset:
    """Type, clean and join the recognised tables. Raises ColumnError or NothingToAnalyse."""
    require_lines(sources)
    lines = _stack(sources, "lines")
    report("Reading customers and products", 0.0)
    customer, product = _ids(lines, Role.CUSTOMER_ID), _ids(lines, Role.PRODUCT_ID)
    customers = entities(CUSTOMERS, lines, customer, _stack(sources, "customers"))
    products = entities(PRODUCTS, lines, product, _stack(sources, "products"))
    report("Reading quantities, money and dates", 0.4)
    figures = read_figures(lines, _list_price(products), options)
    fates = decide_fates(lines, customer, product, total_rows(lines, customer, product), figures)
    if not fates.used.any():
        raise nothing_used(len(lines), fates.left_out)
    report("Joining lines, customers and products", 0.8)
    return _dataset(sources, lines, customers.kept(fates.used), products.kept(fates.used), figures, fates)


def _stack(sources: Sources, kind: Kind) -> Stack:
    return Stack(tuple(table for table in sources.tables if table.kind == kind))


def _ids(lines: Stack, role: Role) -> Coded:
    coded = lines.ids(role)
    assert coded is not None, role  # noqa: S101 - `require_lines` has seen the column
    return coded


def _list_price(products: Entities) -> NDArray[np.float64] | None:
    """The list price of each line's product, NaN where there is none."""
    if products.prices is None:
        return None
    prices = products.prices.spread(read_numbers(products.prices.values).values)
    return np.append(prices, np.nan)[products.codes]


def _dataset(
    sources: Sources, lines: Stack, customers: Entities, products: Entities, figures: LineFigures, fates: Fates
) -> Dataset:
    invoice = lines.ids(Role.INVOICE_ID)
    used = fates.used
    day = None if figures.day is None else figures.day[used]
    order, basis = orders(customers.codes, None if invoice is None else invoice.codes[used], day)
    amount = None if figures.amount is None else figures.amount[used]
    data = Lines(customers.codes, products.codes, order, day, figures.quantity[used], amount)
    issues = (*sources.issues, *fates.issues, *figures.issues, *customers.issues, *products.issues)
    report = ImportReport(
        files=sources.files,
        columns=tuple((t.name, c.header, c.role) for t in sources.tables for c in t.columns if c.role is not None),
        lines_read=int(len(used) + sum(len(table.damaged) for table in lines.tables)),
        lines_used=int(np.count_nonzero(used)),
        amount_read=fates.amount_read,
        amount_used=fates.amount_used,
        left_out=fates.left_out,
        issues=issues,
    )
    return Dataset(data, customers.frame, _products(products), basis, figures.has_quantity, report)


def _products(products: Entities) -> pd.DataFrame:
    frame = products.frame.copy()
    frame["in_stock"] = True
    frame["is_goods"] = are_goods(frame["product_id"].tolist(), frame["product_name"].tolist())
    return frame

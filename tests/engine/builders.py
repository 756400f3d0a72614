"""Datasets built by hand, so that tests of later steps do not depend on reading files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from engine.dataset import Dataset, ImportReport, Lines, codes_of

Line = tuple[str, str, float] | tuple[str, str, float, str] | tuple[str, str, float, str, float]
"""Customer, product, quantity, and optionally the day and the amount."""


def make_dataset(
    lines: Sequence[Line],
    customers: Mapping[str, Sequence[str]] | None = None,
    products: Mapping[str, Sequence[object]] | None = None,
) -> Dataset:
    """A Dataset whose orders are customer-days (or lines, without days).

    customers  columns aligned with the sorted customer ids of the lines; products likewise
    """
    customer, customer_ids = codes_of(pd.Series([line[0] for line in lines]))
    product, product_ids = codes_of(pd.Series([line[1] for line in lines]))
    dated, priced = len(lines[0]) > 3, len(lines[0]) > 4
    day = np.array([line[3] for line in lines], dtype="datetime64[D]") if dated else None
    order_key = pd.Series([f"{line[0]}|{line[3]}" if len(line) > 3 else str(i) for i, line in enumerate(lines)])
    amount = np.array([line[4] for line in lines], dtype=float) if priced else None
    return Dataset(
        lines=Lines(
            customer, product, codes_of(order_key)[0], day, np.array([float(line[2]) for line in lines]), amount
        ),
        customers=_table("customer", customer_ids, customers or {}),
        products=_table(
            "product",
            product_ids,
            {"in_stock": [True] * len(product_ids), "is_goods": [True] * len(product_ids), **(products or {})},
        ),
        order_basis="customer-day" if dated else "line",
        has_quantity=True,
        report=ImportReport((), (), len(lines), len(lines), _total(amount), _total(amount), (), ()),
    )


def _table(what: str, ids: np.ndarray, columns: Mapping[str, Sequence[object]]) -> pd.DataFrame:
    return pd.DataFrame({f"{what}_id": ids, f"{what}_name": [f"Name of {i}" for i in ids], **columns})


def _total(amount: np.ndarray | None) -> float:
    return 0.0 if amount is None else float(amount.sum())

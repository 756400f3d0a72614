"""The hold-out: the last days hidden, what was known before them, and what was bought for the first time in them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from engine.dataset import Dataset, Lines
from engine.market_baskets import market_baskets
from engine.sparse_values import values_at

LEAST_PRODUCTS = 3
"""Products a customer must have bought before, to be judged: of one with fewer too little is known."""
_STRAY_SHARE = 0.001
"""Of the lines, so many may be dated by a slip before the data begin."""
_LADDER = ((240, 60), (120, 30), (56, 14))
"""Days of history that are needed to hide so many."""


@dataclass(frozen=True, eq=False, slots=True)
class HoldOut:
    """What was known on a day, and what was bought for the first time after it.

    before   the lines up to the cut, with the customers and products that had one; its codes hold for all below
    cut      the last day that is known;  days  how many were hidden after it
    bought   sparse bool (n_customers, n_products), bought after the cut and never touched before it
    spend    sparse float64, likewise, what was spent on them after the cut, returns netted; None without money
    again    sparse float64 (n_customers, n_products), what was spent after the cut on every product bought in it, whether new
             or not, returns netted; 1 each without money
    asked    int32, customers with at least `LEAST_PRODUCTS` products before
    judged   int32, those of them with something new after
    unknown  pairs of a judged customer and a product first sold after the cut, which no method can know: not in `bought`
    """

    before: Dataset
    cut: np.datetime64
    days: int
    bought: sparse.csr_array
    spend: sparse.csr_array | None
    again: sparse.csr_array
    asked: NDArray[np.int32]
    judged: NDArray[np.int32]
    unknown: int


@dataclass(frozen=True, slots=True)
class ProposedDays:
    """How many days to hide, 0 where the data cannot prove anything, and why, in a sentence."""

    days: int
    why: str


def propose_days(dataset: Dataset) -> ProposedDays:
    """How many of the last days to hide: 60, fewer where the history is short, none under eight weeks."""
    last = dataset.last_day
    if last is None or dataset.lines.day is None:
        return ProposedDays(0, "The lines have no dates, so nothing can be hidden and guessed.")
    first = np.nanquantile(
        dataset.lines.day[~np.isnat(dataset.lines.day)].astype(np.int64), _STRAY_SHARE, method="lower"
    )
    length = int(last.astype(np.int64) - first) + 1
    for needed, days in _LADDER:
        if length >= needed:
            return ProposedDays(days, f"The data cover {length:,} days, enough to hide the last {days} of them.")
    word = "day" if length == 1 else "days"
    return ProposedDays(0, f"The data cover {length:,} {word}; a proof needs at least {_LADDER[-1][0]}.")


def hold_out(dataset: Dataset, days: int) -> HoldOut | None:
    """Hide the last `days` days of the data; None where there are no dates, or no lines before or after the cut.

    Customers and products without a line before the cut are taken out of `before`, tables and all, so that nothing made
    from it can know them. What is in stock or discontinued today was not known then: all counts as in
    stock and on sale. Lines without a date are left out, and so are those dated more than a month after all but a thousandth of the others.
    Cost: a few passes over the lines.
    """
    last = dataset.last_day
    if last is None or dataset.lines.day is None:
        return None
    cut = last - np.timedelta64(days, "D")
    known = dataset.lines.day <= cut  # False for NaT
    hidden = (dataset.lines.day > cut) & (dataset.lines.day <= last)
    if not known.any() or not hidden.any():
        return None
    before, customer, product = _only(dataset, known)
    after = market_baskets(_with_lines(dataset, hidden))
    touched = market_baskets(before)
    touched_matrix = touched.matrix(np.ones(len(touched.customer)))
    new = after.bought
    rows, columns = customer[after.customer[new]], product[after.product[new]]
    inside = (rows >= 0) & (columns >= 0)
    shape = (len(before.customers), len(before.products))
    rows, columns = rows[inside], columns[inside]
    first_time = values_at(touched_matrix, rows, columns) == 0
    money_after = np.ones(len(rows)) if after.spend is None else np.nan_to_num(after.spend[new][inside])
    again = sparse.csr_array((money_after, (rows, columns)), shape)
    place = (rows[first_time], columns[first_time])
    bought = sparse.csr_array((np.ones(len(place[0]), dtype=bool), place), shape)
    spend = None
    if after.spend is not None:
        spend = sparse.csr_array((money_after[first_time], place), shape)
    products_before = np.bincount(touched.customer[touched.bought], minlength=shape[0])
    asked = np.flatnonzero(products_before >= LEAST_PRODUCTS).astype(np.int32)
    judged = asked[np.diff(bought.indptr)[asked] > 0]
    unseen = after.bought & (customer[after.customer] >= 0) & (product[after.product] < 0)
    unknown = int(np.isin(customer[after.customer[unseen]], judged).sum())
    return HoldOut(before, cut, days, bought, spend, again, asked, judged, unknown)


def _with_lines(dataset: Dataset, kept: NDArray[np.bool_]) -> Dataset:
    lines = dataset.lines
    return replace(
        dataset,
        lines=Lines(
            customer=lines.customer[kept],
            product=lines.product[kept],
            order=lines.order[kept],
            day=None if lines.day is None else lines.day[kept],
            quantity=lines.quantity[kept],
            amount=None if lines.amount is None else lines.amount[kept],
        ),
    )


def _only(dataset: Dataset, kept: NDArray[np.bool_]) -> tuple[Dataset, NDArray[np.int32], NDArray[np.int32]]:
    """The dataset of some lines, with the customers and products in them alone, and the new code of each old one, or −1."""
    part = _with_lines(dataset, kept)
    customers, customer = _recoded(dataset.customers, part.lines.customer)
    products, product = _recoded(dataset.products, part.lines.product)
    products = products.assign(in_stock=True).drop(columns="discontinued", errors="ignore")
    order = np.unique(part.lines.order, return_inverse=True)[1].astype(np.int32)
    lines = replace(
        part.lines, customer=customer[part.lines.customer], product=product[part.lines.product], order=order
    )
    return replace(part, lines=lines, customers=customers, products=products), customer, product


def _recoded(table: pd.DataFrame, codes: NDArray[np.int32]) -> tuple[pd.DataFrame, NDArray[np.int32]]:
    used = np.unique(codes)
    new = np.full(len(table), -1, dtype=np.int32)
    new[used] = np.arange(len(used))
    return table.iloc[used].reset_index(drop=True), new

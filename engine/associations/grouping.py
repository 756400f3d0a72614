"""Purchases put into baskets, one way or another. Every basket belongs to one customer: its codes are global."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from engine.associations.bought import Bought
from engine.associations.windows import windows
from engine.counting import counted
from engine.dataset import Dataset
from engine.errors import OptionError
from engine.options.associating import BasketKind

KINDS: tuple[BasketKind, ...] = get_args(BasketKind)
NOUN: dict[BasketKind, str] = {
    "invoice": "invoice",
    "customer day": "customer day",
    "customer window": "customer window",
    "customer": "customer",
}


@dataclass(frozen=True, eq=False, slots=True)
class Grouped:
    """Which basket each purchase is in.

    row       int64 per purchase, 0 … n − 1, rising with the customer
    sentence  what makes a basket, “All that a customer buys on one day is one basket.”
    undated   baskets of purchases whose date is not known, where days matter: each order is one of its own
    """

    row: NDArray[np.int64]
    n: int
    sentence: str
    undated: int = 0


def possible_kinds(dataset: Dataset) -> tuple[BasketKind, ...]:
    """The kinds of basket that these files can tell apart, the narrowest first; never empty."""
    dated = dataset.has_customers and dataset.period is not None
    fits = (dataset.order_basis == "invoice", dated, dated, dataset.has_customers)
    return tuple(kind for kind, fit in zip(KINDS, fits, strict=True) if fit) or ("invoice",)


def require_kind(dataset: Dataset, kind: BasketKind) -> None:
    """Raise OptionError where the files lack what this kind of basket needs."""
    known = possible_kinds(dataset)
    if kind in known:
        return
    lacks = "invoice numbers" if kind == "invoice" else "customers" if not dataset.has_customers else "dates"
    raise OptionError(
        f"The files have no {lacks}, so a basket cannot be {_a(kind)}.", f"Choose one of: auto, {', '.join(known)}."
    )


def grouped(bought: Bought, kind: BasketKind) -> Grouped:
    """Put each purchase into its basket. One invoice number of two customers makes two baskets, as it makes two orders."""
    if kind == "invoice":
        return _coded(bought.order, "All that stands on one invoice is one basket.")
    if kind == "customer":
        return _coded(bought.customer, "All that a customer ever bought is one basket.")
    if bought.day is None:
        raise OptionError(f"The files have no dates, so a basket cannot be {_a(kind)}.")
    dated = ~np.isnat(bought.day)
    code = np.empty(len(bought.day), dtype=np.int64)
    if kind == "customer day":
        code[dated] = _customer_days(bought.customer[dated], bought.day[dated])
        sentence = "All that a customer buys on one day is one basket."
    else:
        found = windows(bought.customer[dated], bought.day[dated])
        code[dated] = found.code
        sentence = _window_sentence(found.gap, found.median)
    beyond = int(code[dated].max(initial=-1)) + 1
    code[~dated] = beyond + bought.order[~dated].astype(np.int64)
    undated = len(np.unique(bought.order[~dated]))
    return _coded(code, sentence, undated)


def basket_table(row: NDArray[np.int64], item: NDArray[np.integer], shape: tuple[int, int]) -> sparse.csr_array:
    """Baskets × items, sparse uint8 without duplicates and with sorted indices: 1 where the basket holds the item."""
    table = sparse.coo_array((np.ones(len(row), dtype=np.uint8), (row, item)), shape=shape).tocsr()
    table.sum_duplicates()
    table.data[:] = 1  # the sum of an item bought in 256 orders of a basket would wrap around
    return table


def _a(kind: BasketKind) -> str:
    return f"{'an' if kind == 'invoice' else 'a'} {NOUN[kind]}"


def _coded(code: NDArray[np.integer], sentence: str, undated: int = 0) -> Grouped:
    if undated:
        are = "without a date is a basket of its own" if undated == 1 else "without a date are baskets of their own"
        sentence += f" {counted(undated, 'order')} {are}."
    row, distinct = pd.factorize(code, sort=True)
    return Grouped(row.astype(np.int64), len(distinct), sentence, undated)


def _customer_days(customer: NDArray[np.int32], day: NDArray[np.datetime64]) -> NDArray[np.int64]:
    number = day.astype("datetime64[D]").astype(np.int64)
    if not len(number):
        return number
    number = number - number.min()
    return np.asarray(customer.astype(np.int64) * (int(number.max()) + 1) + number)


def _window_sentence(gap: int, median: float) -> str:
    if np.isnan(median):
        return f"A new basket starts after {counted(gap, 'day')} without a purchase; no customer bought on two days."
    why = "the median gap between two purchases of a customer"
    if round(median) != gap:
        why = f"the {'least' if gap > median else 'most'} that makes sense ({why} is {counted(round(median), 'day')})"
    return f"A new basket starts when a customer has bought nothing for more than {counted(gap, 'day')}, {why}."

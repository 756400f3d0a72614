"""Which lines belong to one order."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from engine.dataset import OrderBasis
from engine.reading.values.coded import BLANK


def orders(
    customer: NDArray[np.int32], invoice: NDArray[np.int32] | None, day: NDArray[np.datetime64] | None
) -> tuple[NDArray[np.int32], OrderBasis]:
    """An order code per line: customer and invoice; without invoice ids customer and day; else each line.

    Invoice ids may repeat across customers, so that the customer is part of the order. A line whose own invoice id is
    blank falls back to its day.
    """
    if invoice is None and day is None:
        return np.arange(len(customer), dtype=np.int32), "line"
    if invoice is not None and not (invoice == BLANK).any():
        return _codes(customer, invoice), "invoice"
    days = np.zeros(len(customer), dtype=np.int64) if day is None else _day_numbers(day)
    if invoice is None:
        return _codes(customer, days), "customer-day"
    within = np.where(invoice == BLANK, days, invoice.astype(np.int64) + days.max(initial=0) + 1)
    return _codes(customer, within), "invoice"


def _day_numbers(day: NDArray[np.datetime64]) -> NDArray[np.int64]:
    numbers = day.astype("datetime64[D]").astype(np.int64)
    known = ~np.isnat(day)
    first = numbers[known].min(initial=0) if known.any() else 0
    return np.where(known, numbers - first + 1, 0)


def _codes(customer: NDArray[np.int32], within: NDArray[np.int32] | NDArray[np.int64]) -> NDArray[np.int32]:
    """One code per pair, in the order of the pairs. Cost: a hash per run of lines with the same pair."""
    starts = np.flatnonzero((customer[1:] != customer[:-1]) | (within[1:] != within[:-1])) + 1
    starts = np.concatenate((np.zeros(min(len(customer), 1), dtype=np.int64), starts))
    width = int(within.max(initial=0)) + 1
    codes, _ = pd.factorize(customer[starts].astype(np.int64) * width + within[starts], sort=True)
    return np.repeat(codes.astype(np.int32), np.diff(np.append(starts, len(customer))))

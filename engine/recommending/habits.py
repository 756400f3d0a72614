"""Habits: how often a customer buys each of its products, and how long ago it last did."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.dataset import Dataset
from engine.market_baskets import MarketBaskets
from engine.totals import earliest_by
from engine.typical import grouped_median


@dataclass(frozen=True, eq=False, slots=True)
class Habits:
    """Parallel to the entries of `MarketBaskets`.

    days      int32, different days on which the customer bought the product
    last      datetime64[D], the last of them; NaT where there is none
    interval  float64, median days between them; NaN with fewer than two
    idle      float64, days from the last of them to the last day of the data; NaN where there is none
    """

    days: NDArray[np.int32]
    last: NDArray[np.datetime64]
    interval: NDArray[np.float64]
    idle: NDArray[np.float64]


def habits(dataset: Dataset, baskets: MarketBaskets) -> Habits | None:
    """The habits of all customers, or None without dates. Purchases dated after `Dataset.last_day` are slips and left out.

    Cost: one sort of the purchases.
    """
    last_day, day = dataset.last_day, purchase_days(dataset, baskets)
    if last_day is None or day is None:
        return None
    pair, day = _days_bought(baskets, np.where(day <= last_day, day, np.datetime64("NaT")))
    n = len(baskets.customer)
    follows = pair[1:] == pair[:-1]
    gaps = np.diff(day.astype(np.int64)).astype(np.float64)[follows]
    last = np.full(n, np.datetime64("NaT"), dtype="datetime64[D]")
    last[pair] = day  # the last of each pair stays
    idle = (last_day.astype(np.int64) - last.astype(np.int64)).astype(np.float64)
    return Habits(
        days=np.bincount(pair, minlength=n).astype(np.int32),
        last=last,
        interval=grouped_median(pair[1:][follows], gaps, np.arange(n)),
        idle=np.where(np.isnat(last), np.nan, idle),
    )


def purchase_days(dataset: Dataset, baskets: MarketBaskets) -> NDArray[np.datetime64] | None:
    """For each entry of `baskets.purchases` the day of its order (datetime64[D], NaT where unknown); None without dates."""
    if dataset.lines.day is None:
        return None
    orders = dataset.lines.order
    day_of = earliest_by(orders, dataset.lines.day, int(orders.max(initial=-1)) + 1)
    return np.asarray(day_of[baskets.purchases.order])


def _days_bought(
    baskets: MarketBaskets, day: NDArray[np.datetime64]
) -> tuple[NDArray[np.int64], NDArray[np.datetime64]]:
    """Each entry of `baskets` and day on which it was bought, once, in this order."""
    counts = baskets.bought[baskets.purchases.pair] & ~np.isnat(day)
    pair, day = baskets.purchases.pair[counts], day[counts]
    order = np.lexsort((day, pair))
    pair, day = pair[order], day[order]
    first = np.ones(len(pair), dtype=bool)
    first[1:] = (pair[1:] != pair[:-1]) | (day[1:] != day[:-1])
    return pair[first], day[first]

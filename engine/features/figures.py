"""The figures every page shows for a customer: orders, spend, ticket size, products, recency."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.dataset import Dataset
from engine.market_baskets import MarketBaskets
from engine.totals import latest_by, total_by


@dataclass(frozen=True, eq=False, slots=True)
class Figures:
    """One entry per customer, in the order of the codes.

    orders        int64, orders with at least one purchase
    quantity      float64, returns netted
    spend         float64, returns netted; None without money
    ticket_size   float64, spend (quantity without money) ÷ orders; 0 without orders
    products      int64, products bought
    last_order    datetime64[D], NaT where none is dated; None without dates
    recency_days  float64, days from the last order to the last day of the data, NaN where unknown; None without dates
    """

    orders: NDArray[np.int64]
    quantity: NDArray[np.float64]
    spend: NDArray[np.float64] | None
    ticket_size: NDArray[np.float64]
    products: NDArray[np.int64]
    last_order: NDArray[np.datetime64] | None
    recency_days: NDArray[np.float64] | None

    @property
    def buys(self) -> NDArray[np.bool_]:
        """Customers that bought at least one product they did not return."""
        return self.products > 0

    @property
    def spend_or_quantity(self) -> NDArray[np.float64]:
        """How much each customer buys: its spend, or its quantity where there is no money."""
        return self.quantity if self.spend is None else self.spend


def customer_figures(dataset: Dataset, baskets: MarketBaskets) -> Figures:
    """Count and add up per customer. Recency is measured from the data's own last day, never from today."""
    n = baskets.n_customers
    _, first = np.unique(baskets.purchases.order, return_index=True)
    owner = baskets.customer[baskets.purchases.pair[first]]
    n_orders = np.bincount(owner, minlength=n)
    quantity = total_by(baskets.customer, baskets.quantity, n)
    spend = None if baskets.spend is None else total_by(baskets.customer, baskets.spend, n)
    earned = quantity if spend is None else spend
    last_order, recency = _recency(dataset, baskets)
    return Figures(
        orders=n_orders,
        quantity=quantity,
        spend=spend,
        ticket_size=np.divide(earned, n_orders, out=np.zeros(n), where=n_orders > 0),
        products=np.bincount(baskets.customer[baskets.bought], minlength=n),
        last_order=last_order,
        recency_days=recency,
    )


def _recency(
    dataset: Dataset, baskets: MarketBaskets
) -> tuple[NDArray[np.datetime64] | None, NDArray[np.float64] | None]:
    if baskets.last is None or dataset.period is None:
        return None, None
    last = latest_by(baskets.customer, baskets.last, baskets.n_customers)
    days = (dataset.period[1] - last).astype("timedelta64[D]")
    return last, np.where(np.isnat(days), np.nan, days.astype(np.float64))

"""The figures every page shows for a customer: orders, spend, ticket size, products, first and last order, returns."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from engine.dataset import Dataset
from engine.market_baskets import MarketBaskets
from engine.roles import Role
from engine.totals import earliest_by, latest_by, total_by

BREADTH_LEVELS = (Role.L2_CATEGORY.value, Role.L3_CATEGORY.value)
"""Where the breadth of a customer is counted: at the first of these that products have."""
_WEIGHT_UNITS = {"kg": "kg", "kgs": "kg", "lb": "lb", "lbs": "lb", "g": "g", "t": "t"}


@dataclass(frozen=True, eq=False, slots=True)
class Figures:
    """One entry per customer, in the order of the codes; None where the files do not say, NaN where it is not known of one.

    orders        int64, orders with at least one purchase
    quantity      float64, returns netted
    spend         float64, returns netted; None without money
    ticket_size   float64, spend (quantity without money) ÷ orders; 0 without orders
    products      int64, products bought
    categories    int64, categories bought, at the coarsest level that products have; None without categories
    first_order, last_order  datetime64[D], NaT where none is dated; None without dates
    recency_days  float64, days from the last order to the last day of the data; None without dates
    tenure_days   float64, days from the first order to the last day of the data; None without dates
    days_between_orders  float64, mean of the days from one order to the next, NaN under two orders; None without dates
    weight        float64, product weight × quantity, returns netted, over products whose weight is known (NaN where
                  none is); None without weights
    weight_unit   "kg", "lb", …, as the header of the weights says; "" where it does not
    spend_per_weight  float64, spend on products of known weight ÷ their weight; None without money or weights
    average_price float64, spend ÷ quantity, NaN where nothing is left after returns; None without money or quantities
    return_rate   float64, returned ÷ bought quantity, NaN where nothing was bought; over 1 where goods came back that
                  were bought before the data begin; None where no line is a return
    """

    orders: NDArray[np.int64]
    quantity: NDArray[np.float64]
    spend: NDArray[np.float64] | None
    ticket_size: NDArray[np.float64]
    products: NDArray[np.int64]
    categories: NDArray[np.int64] | None
    first_order: NDArray[np.datetime64] | None
    last_order: NDArray[np.datetime64] | None
    recency_days: NDArray[np.float64] | None
    tenure_days: NDArray[np.float64] | None
    days_between_orders: NDArray[np.float64] | None
    weight: NDArray[np.float64] | None
    weight_unit: str
    spend_per_weight: NDArray[np.float64] | None
    average_price: NDArray[np.float64] | None
    return_rate: NDArray[np.float64] | None

    @property
    def buys(self) -> NDArray[np.bool_]:
        """Customers that bought at least one product they did not return."""
        return self.products > 0

    @property
    def spend_or_quantity(self) -> NDArray[np.float64]:
        """How much each customer buys: its spend, or its quantity where there is no money."""
        return self.quantity if self.spend is None else self.spend


def customer_figures(dataset: Dataset, baskets: MarketBaskets) -> Figures:
    """Count and add up per customer. Days are measured to the data's own last day, never to today.

    Cost: a sort of the purchases and a few passes over the customer × product pairs.
    """
    n = baskets.n_customers
    order_ids, first = np.unique(baskets.purchases.order, return_index=True)
    owner = baskets.customer[baskets.purchases.pair[first]]
    n_orders = np.bincount(owner, minlength=n)
    quantity = total_by(baskets.customer, baskets.quantity, n)
    spend = None if baskets.spend is None else total_by(baskets.customer, baskets.spend, n)
    earned = quantity if spend is None else spend
    dates = _dates(dataset, baskets, order_ids, owner)
    weight, spend_per_weight = _weights(dataset, baskets)
    return Figures(
        orders=n_orders,
        quantity=quantity,
        spend=spend,
        ticket_size=np.divide(earned, n_orders, out=np.zeros(n), where=n_orders > 0),
        products=np.bincount(baskets.customer[baskets.bought], minlength=n),
        categories=_categories(dataset, baskets),
        first_order=None if dates is None else dates.first,
        last_order=None if dates is None else dates.last,
        recency_days=None if dates is None else dates.recency,
        tenure_days=None if dates is None else dates.tenure,
        days_between_orders=None if dates is None else dates.between,
        weight=weight,
        weight_unit=_weight_unit(dataset),
        spend_per_weight=spend_per_weight,
        average_price=None if spend is None or not dataset.has_quantity else _ratio(spend, quantity),
        return_rate=_return_rate(dataset, baskets, quantity),
    )


def _ratio(over: NDArray[np.float64], under: NDArray[np.floating]) -> NDArray[np.float64]:
    """`over` ÷ `under`, NaN where there is nothing to divide by."""
    return np.asarray(np.divide(over, under, out=np.full(len(over), np.nan), where=under > 0))


@dataclass(frozen=True, eq=False, slots=True)
class _Dates:
    first: NDArray[np.datetime64]
    last: NDArray[np.datetime64]
    recency: NDArray[np.float64]
    tenure: NDArray[np.float64]
    between: NDArray[np.float64]


def _dates(
    dataset: Dataset, baskets: MarketBaskets, orders: NDArray[np.int32], owner: NDArray[np.int32]
) -> _Dates | None:
    """When each customer ordered; `orders` are the codes of orders with a purchase, `owner` their customers."""
    day = dataset.lines.day
    if baskets.first is None or baskets.last is None or dataset.period is None or day is None:
        return None
    n, end = baskets.n_customers, dataset.period[1]
    first, last = (
        earliest_by(baskets.customer, baskets.first, n),
        latest_by(baskets.customer, baskets.last, n),
    )
    dated = np.zeros(int(dataset.lines.order.max()) + 1, dtype=bool)
    dated[dataset.lines.order[~np.isnat(day)]] = True
    gaps = np.bincount(owner[dated[orders]], minlength=n) - 1.0
    return _Dates(first, last, _days(last, end), _days(first, end), _ratio(_days(first, last), gaps))


def _days(start: NDArray[np.datetime64], end: NDArray[np.datetime64] | np.datetime64) -> NDArray[np.float64]:
    """Days from `start` to `end`, NaN where one is not known."""
    days = (end - start).astype("timedelta64[D]")
    return np.where(np.isnat(days), np.nan, days.astype(np.float64))


def _categories(dataset: Dataset, baskets: MarketBaskets) -> NDArray[np.int64] | None:
    for level in BREADTH_LEVELS:
        if level in dataset.products.columns:
            values = dataset.products[level].fillna("").astype(str)
            codes, distinct = values.factorize()
            known = np.append(distinct != "", False)[codes]
            if known.any():
                wanted = baskets.bought & known[baskets.product]
                cells = baskets.customer[wanted].astype(np.int64) * len(distinct) + codes[baskets.product[wanted]]
                return np.bincount(pd.unique(cells) // len(distinct), minlength=baskets.n_customers)
    return None


def _weights(dataset: Dataset, baskets: MarketBaskets) -> tuple[NDArray[np.float64] | None, NDArray[np.float64] | None]:
    """Weight, and spend per weight, of the products whose weight is known and more than nothing."""
    if Role.WEIGHT.value not in dataset.products.columns:
        return None, None
    of_product = dataset.products[Role.WEIGHT.value].to_numpy(dtype=np.float64)
    each = of_product[baskets.product]
    weighed = np.isfinite(each) & (each > 0)
    if not weighed.any():
        return None, None
    n, customer = baskets.n_customers, baskets.customer[weighed]
    weight = total_by(customer, baskets.quantity[weighed] * each[weighed], n)
    weight[np.bincount(customer, minlength=n) == 0] = np.nan
    if baskets.spend is None:
        return weight, None
    return weight, _ratio(total_by(customer, baskets.spend[weighed], n), weight)


def _weight_unit(dataset: Dataset) -> str:
    headers = " ".join(use.header for use in dataset.report.columns if use.role == Role.WEIGHT)
    words = re.findall(r"[a-z]+", headers.casefold())
    return next((_WEIGHT_UNITS[word] for word in words if word in _WEIGHT_UNITS), "")


def _return_rate(dataset: Dataset, baskets: MarketBaskets, quantity: NDArray[np.float64]) -> NDArray[np.float64] | None:
    if not (dataset.lines.quantity < 0).any():
        return None
    owner = baskets.customer[baskets.purchases.pair]
    bought = total_by(owner, baskets.purchases.quantity, baskets.n_customers)
    return _ratio(np.maximum(bought - quantity, 0.0), bought)

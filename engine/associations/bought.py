"""What counts as bought when baskets are made: purchases of items that did not all come back."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.associations.items import Items, items_of
from engine.dataset import Dataset
from engine.market_baskets import MarketBaskets, market_baskets
from engine.options import AssociationOptions
from engine.totals import earliest_by


@dataclass(frozen=True, eq=False, slots=True)
class Bought:
    """One entry per order and product that was bought in it, sorted by customer; all arrays of that length.

    customer  int32, position in `Dataset.customers`;  order  int32;  item  int32, as in `Items`
    day       datetime64[D], the first day of the order, NaT where it is not known; None without dates
    items     what is an item;  baskets  what each customer bought of them in all
    """

    customer: NDArray[np.int32]
    order: NDArray[np.int32]
    item: NDArray[np.int32]
    day: NDArray[np.datetime64] | None
    items: Items
    baskets: MarketBaskets


def bought_items(dataset: Dataset, options: AssociationOptions, of_goods: MarketBaskets | None = None) -> Bought:
    """Purchases of items, without what the customer returned in full: that is evidence of nothing.

    of_goods  the market baskets of the dataset where they are at hand; they are used where items are just its goods

    Raises OptionError where products have no column for the level. Cost: as `market_baskets`, one sort of the lines.
    """
    items = items_of(dataset, options)
    is_item = items.of_product >= 0
    if of_goods is not None and np.array_equal(is_item, dataset.products["is_goods"].to_numpy(dtype=bool)):
        baskets = of_goods
    else:
        baskets = market_baskets(replace(dataset, products=dataset.products.assign(is_goods=is_item)))
    purchases = baskets.purchases
    kept = baskets.bought[purchases.pair]
    pair, order = purchases.pair[kept], purchases.order[kept]
    return Bought(
        customer=baskets.customer[pair],
        order=order,
        item=items.of_product[baskets.product[pair]],
        day=_day_of_order(dataset)[order] if dataset.has_dates and len(order) else None,
        items=items,
        baskets=baskets,
    )


def _day_of_order(dataset: Dataset) -> NDArray[np.datetime64]:
    lines = dataset.lines
    if lines.day is None:
        raise ValueError("no dates")
    return earliest_by(lines.order, lines.day, int(lines.order.max()) + 1)

"""Which products may be offered at all, and why the others may not."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.counting import counted
from engine.dataset import Dataset
from engine.market_baskets import MarketBaskets
from engine.options import RecommendOptions
from engine.recommending.dismissed import unknown_pairs
from engine.recommending.texts import meant, products_by_category, products_by_text, unmeant

EXPECTED = 3
"""Orders that should have come since the last sale; that none does though a product is still sold is then a chance of one in twenty."""
_NEVER = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True)
class KeptOut:
    """Products that are offered to nobody, for one reason: “not sold to anybody for 180 days”."""

    reason: str
    products: int


def offerable(dataset: Dataset, baskets: MarketBaskets, options: RecommendOptions) -> NDArray[np.bool_]:
    """Products (n_products) that may be offered to somebody: those that no reason of `kept_out` speaks against.

    Texts in `options` that name nothing in these files change nothing (see `unknown_texts`). Cost: a pass over the
    products, and over the pairs of customer and product.
    """
    result = np.ones(len(dataset.products), dtype=bool)
    for mask in _reasons(dataset, baskets, options).values():
        result &= ~mask
    return result


def kept_out(dataset: Dataset, baskets: MarketBaskets, options: RecommendOptions) -> tuple[KeptOut, ...]:
    """How many products are offered to nobody, by reason; each counts once, for the first reason there is."""
    left = np.ones(len(dataset.products), dtype=bool)
    found = []
    for reason, mask in _reasons(dataset, baskets, options).items():
        if count := int(np.count_nonzero(mask & left)):
            found.append(KeptOut(reason, count))
        left &= ~mask
    return tuple(found)


def unknown_texts(dataset: Dataset, options: RecommendOptions) -> tuple[str, ...]:
    """What the lists of `options` name and these files do not have, as it was written."""
    return (
        *unmeant(products_by_text(dataset), options.not_offered),
        *unmeant(products_by_category(dataset), options.categories_not_offered),
        *unknown_pairs(dataset, options),
    )


def without_lists(options: RecommendOptions) -> RecommendOptions:
    """The options without what was decided by hand: a back-test judges a method, not what was turned down since."""
    return replace(options, not_offered=(), categories_not_offered=(), do_not_sell="", dismissed=())


def _reasons(dataset: Dataset, baskets: MarketBaskets, options: RecommendOptions) -> dict[str, NDArray[np.bool_]]:
    products, n, days = dataset.products, len(dataset.products), options.discontinued_after
    found = {
        "postage, charges and the like": ~products["is_goods"].to_numpy(dtype=bool),
        "out of stock": ~products["in_stock"].to_numpy(dtype=bool),
        "discontinued": _discontinued(dataset),
        f"not sold to anybody for {counted(days, 'day')}": _given_up(dataset, baskets, days),
    }
    if options.not_offered:
        found["on a do-not-sell list"] = meant(products_by_text(dataset), options.not_offered, n)
    if options.categories_not_offered:
        categories = products_by_category(dataset)
        found["in a category that is not offered"] = meant(categories, options.categories_not_offered, n)
    return found


def _discontinued(dataset: Dataset) -> NDArray[np.bool_]:
    if "discontinued" not in dataset.products.columns:
        return np.zeros(len(dataset.products), dtype=bool)
    return dataset.products["discontinued"].to_numpy(dtype=bool)


def _given_up(dataset: Dataset, baskets: MarketBaskets, days: int) -> NDArray[np.bool_]:
    """Products that nobody bought in the last `days` days and more, though it was to be expected; none with 0 days or without dates.

    At the pace at which a product was bought from the first day of the data to its last sale, `EXPECTED` orders would have
    come since: of one that is bought once in a year, a year without an order says nothing.
    """
    n = len(dataset.products)
    if days <= 0 or baskets.last is None or dataset.last_day is None or dataset.period is None:
        return np.zeros(n, dtype=bool)
    dated = ~np.isnat(baskets.last)
    product = baskets.product[dated]
    last = np.full(n, _NEVER)
    np.maximum.at(last, product, baskets.last[dated].astype("datetime64[D]").astype(np.int64))
    first_day, last_day = (
        int(day.astype("datetime64[D]").astype(np.int64)) for day in (dataset.period[0], dataset.last_day)
    )
    sold = last > _NEVER
    pause, before = last_day - last[sold], last[sold] - first_day + 1
    orders = np.bincount(product, baskets.times[dated], minlength=n)[sold]
    result = np.zeros(n, dtype=bool)
    result[sold] = (pause > days) & (orders * pause >= EXPECTED * before)
    return result

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
    """Products last sold, to anybody, more than so many days before the data end; none with 0 days or without dates."""
    last = np.full(len(dataset.products), _NEVER)
    if days > 0 and baskets.last is not None and dataset.last_day is not None:
        dated = ~np.isnat(baskets.last)
        np.maximum.at(last, baskets.product[dated], baskets.last[dated].astype("datetime64[D]").astype(np.int64))
        return np.asarray((last > _NEVER) & (last < dataset.last_day.astype(np.int64) - days))
    return np.zeros(len(last), dtype=bool)

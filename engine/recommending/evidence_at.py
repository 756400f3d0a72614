"""What purchases say on a given day: recent ones count more, and some products are on the rise."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from engine.market_baskets import MarketBaskets

PRIOR_BUYERS = 5.0
"""Buyers as usual that a product is taken to have on top of its own, so that one buyer more or less decides little."""


def last_day(baskets: MarketBaskets) -> np.datetime64 | None:
    """The day of the last purchase, or None without dates."""
    if baskets.last is None:
        return None
    known = baskets.last[~np.isnat(baskets.last)]
    return known.max() if len(known) else None


def decayed_purchases(baskets: MarketBaskets, half_life: float) -> sparse.csr_array:
    """What each customer bought, float64 (n_customers, n_products): 1 on the last day of the data, half a half-life before.

    The age is that of the last purchase of the product, in days; it counts once, however often it was bought.
    half_life  days; 0 counts all purchases alike, and so do data without dates. A purchase whose date is not known
               counts as one as old as the data.
    Cost: one pass over the customer × product pairs.
    """
    weight = baskets.bought.astype(np.float64)
    day = last_day(baskets)
    if half_life > 0 and day is not None and baskets.last is not None:
        age = (day - baskets.last) / np.timedelta64(1, "D")
        weight *= 0.5 ** (np.nan_to_num(age, nan=np.nanmax(age)) / half_life)
    found = baskets.matrix(weight).copy()  # the index arrays of `matrix` are those of the baskets
    found.eliminate_zeros()
    return found


def product_momentum(baskets: MarketBaskets, window: int) -> NDArray[np.float64]:
    """How much each product (n_products) is bought of late: recent buyers ÷ the recent buyers usual for so many buyers.

    Recent buyers are customers that bought it in the last `window` days of the data; usual is the share of recent among
    all pairs of customer and product. `PRIOR_BUYERS` as usual are added to both, so that 1 means as usual, also for a
    product nobody buys. 1 throughout without dates or with a window of 0. Cost: two passes over the pairs.
    """
    day, bought = last_day(baskets), baskets.bought
    buyers = np.bincount(baskets.product[bought], minlength=baskets.n_products).astype(np.float64)
    if window <= 0 or day is None or baskets.last is None:
        return np.ones(baskets.n_products)
    late = bought & (baskets.last > day - np.timedelta64(window, "D"))
    recent = np.bincount(baskets.product[late], minlength=baskets.n_products).astype(np.float64)
    usual = buyers * (recent.sum() / max(buyers.sum(), 1.0))
    return np.asarray((recent + PRIOR_BUYERS) / (usual + PRIOR_BUYERS))

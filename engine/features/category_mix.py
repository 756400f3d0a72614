"""Category mix: how much each customer buys of each product category."""

from __future__ import annotations

import numpy as np

from engine.dataset import Dataset, codes_of
from engine.features.features import Features
from engine.market_baskets import MarketBaskets
from engine.options import ClusterOptions
from engine.totals import total_by

NO_CATEGORY = "No category"


def category_mix(dataset: Dataset, baskets: MarketBaskets, options: ClusterOptions) -> Features:
    """The pivot customer × category in quantities, returns netted.

    `plain` are the quantities; `scaled` is log(1 + quantity), or the quantity itself where the measure says so. Log is
    the default because on raw quantities the bulkiest category decides alone: 500 boxes of nails outweigh everything
    else. Categories are in alphabetical order; products without one count as "No category".

    Cost: one pass over customer × product pairs, O(customers × categories) memory.
    """
    values = dataset.products[options.level].fillna("").astype(str).replace("", NO_CATEGORY)
    codes, names = codes_of(values)
    cell = baskets.customer.astype(np.int64) * len(names) + codes[baskets.product]
    totals = total_by(cell, baskets.quantity, baskets.n_customers * len(names))
    plain = totals.reshape(baskets.n_customers, len(names))
    used = np.abs(plain).sum(axis=0) > 0
    plain = plain[:, used] if used.any() else plain
    kept = tuple(str(name) for name in (names[used] if used.any() else names))
    scaled = np.log1p(np.maximum(plain, 0.0)) if options.measure == "log quantity" else plain
    return Features("category mix", kept, ("units",) * len(kept), plain, scaled)

"""Category mix: how much each customer buys of each product category."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.dataset import Dataset, codes_of
from engine.features.blocks import Block
from engine.features.features import Attribute, Feature
from engine.market_baskets import MarketBaskets
from engine.options import FeatureOptions
from engine.options.describing import Family
from engine.totals import total_by

FAMILY: Family = "category mix"
NO_CATEGORY = "No category"


def category_mix(dataset: Dataset, baskets: MarketBaskets, options: FeatureOptions) -> Block:
    """The pivot customer × category in quantities, returns netted, at each of `options.levels`.

    `plain` are the quantities; `scaled` is what `options.measure` makes of them. Log is the default because on raw
    quantities the bulkiest category decides alone: 500 boxes of nails outweigh everything else. Categories are in
    alphabetical order; products without one count as "No category".

    Cost: one pass over customer × product pairs, O(customers × categories) memory.
    """
    found = [_at_level(dataset, baskets, level) for level in options.levels]
    names = tuple(name for names, _ in found for name in names)
    plain = np.hstack([plain for _, plain in found])
    scaled = np.log1p(np.maximum(plain, 0.0)) if options.measure == "log quantity" else plain
    return Block(
        tuple(Feature(name, FAMILY, "units", name, standardise=False) for name in names),
        plain,
        scaled,
        tuple(Attribute(name, FAMILY, "units", plain[:, i]) for i, name in enumerate(names)),
    )


def _at_level(dataset: Dataset, baskets: MarketBaskets, level: str) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    values = dataset.products[level].fillna("").astype(str).replace("", NO_CATEGORY)
    codes, names = codes_of(values)
    cell = baskets.customer.astype(np.int64) * len(names) + codes[baskets.product]
    totals = total_by(cell, baskets.quantity, baskets.n_customers * len(names))
    plain = totals.reshape(baskets.n_customers, len(names))
    used = np.abs(plain).sum(axis=0) > 0
    plain = plain[:, used] if used.any() else plain
    return tuple(str(name) for name in (names[used] if used.any() else names)), plain

"""Buying behaviour: how often, how much and how lately each customer buys."""

from __future__ import annotations

import numpy as np

from engine.features.blocks import Block
from engine.features.features import Attribute, Feature
from engine.features.figures import Figures
from engine.options import FeatureOptions
from engine.options.describing import Family

FAMILY: Family = "buying behaviour"


def buying_behaviour(figures: Figures, options: FeatureOptions) -> Block:
    """The figures of `options.behaviours` that the data allow, compared by their logs.

    `plain` are the figures; `scaled` their logs, log(1 + x) with negative spend counted as 0, to be standardised inside
    each segment. Without money, spend is quantity. Source: the recency-frequency-monetary scheme of direct marketing
    (Hughes 1994), with range added.
    """
    money = figures.spend is not None
    unit = "" if money else "units"
    known = {
        "orders": ("Orders", "orders", figures.orders),
        "spend": ("Spend" if money else "Quantity", unit, figures.spend_or_quantity),
        "ticket size": ("Ticket size", unit, figures.ticket_size),
        "products": ("Products", "products", figures.products),
    }
    if figures.recency_days is not None:
        longest = np.nanmax(figures.recency_days, initial=0.0)
        known["recency"] = ("Recency", "days", np.nan_to_num(figures.recency_days, nan=longest))
    attributes = tuple(
        Attribute(name, FAMILY, unit, np.asarray(values, dtype=np.float64)) for name, unit, values in known.values()
    )
    chosen = [known[behaviour] for behaviour in options.behaviours if behaviour in known]
    plain = np.column_stack([np.asarray(values, dtype=np.float64) for _, _, values in chosen])
    columns = tuple(Feature(name, FAMILY, unit, name, standardise=True) for name, unit, _ in chosen)
    return Block(columns, plain, np.log1p(np.maximum(plain, 0.0)), attributes)

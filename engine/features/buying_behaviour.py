"""Buying behaviour: how often, how much and how lately each customer buys."""

from __future__ import annotations

import numpy as np

from engine.features.features import Features
from engine.features.figures import Figures


def buying_behaviour(figures: Figures, note: str = "") -> Features:
    """Orders, spend (quantity without money), ticket size, number of products and, with dates, recency.

    `plain` are the figures; `scaled` their logs, log(1 + x) with negative spend counted as 0, to be standardised inside
    each segment. Source: the recency-frequency-monetary scheme of direct marketing (Hughes 1994), with range added.
    """
    money = figures.spend is not None
    unit = "" if money else "units"
    columns = [
        ("Orders", "orders", figures.orders),
        ("Spend" if money else "Quantity", unit, figures.spend_or_quantity),
        ("Ticket size", unit, figures.ticket_size),
        ("Products", "products", figures.products),
    ]
    if figures.recency_days is not None:
        longest = np.nanmax(figures.recency_days, initial=0.0)
        columns.append(("Recency", "days", np.nan_to_num(figures.recency_days, nan=longest)))
    plain = np.column_stack([np.asarray(values, dtype=np.float64) for _, _, values in columns])
    names, units = tuple(name for name, _, _ in columns), tuple(unit for _, unit, _ in columns)
    return Features("buying behaviour", names, units, plain, np.log1p(np.maximum(plain, 0.0)), note)

"""The proof behind one offer: the peers that buy the product, and how much."""

from __future__ import annotations

import numpy as np
import pandas as pd

from engine.analysis import Analysis
from engine.recommending.habits import purchase_days
from engine.recommending.rings import rings


def evidence(analysis: Analysis, position: int) -> pd.DataFrame:
    """Peers that buy the product of the offer at row `position` of the recommendations, largest quantity first.

    The customer itself is not among them. Columns out: customer (code), customer_id, customer_name, quantity, times, spend
    (NaN without money), last (NaT without dates). As many rows as the offer's `buyers`.
    """
    offer = analysis.recommendations.table.iloc[position]
    baskets = analysis.baskets
    ring = next(r for r in rings(analysis.dataset, analysis.segmentation) if r.name == offer["ring"])
    group = ring.group_of[offer["customer"]]
    inside = (ring.group_of == group) & (group >= 0)
    others = inside & (np.arange(len(inside)) != offer["customer"])
    rows = np.flatnonzero(baskets.bought & (baskets.product == offer["product"]) & others[baskets.customer])
    rows = rows[np.lexsort((baskets.customer[rows], -baskets.quantity[rows]))]
    who = analysis.dataset.customers.iloc[baskets.customer[rows]]
    return pd.DataFrame(
        {
            "customer": baskets.customer[rows],
            "customer_id": who["customer_id"].to_numpy(),
            "customer_name": who["customer_name"].to_numpy(),
            "quantity": baskets.quantity[rows],
            "times": baskets.times[rows],
            "spend": np.nan if baskets.spend is None else baskets.spend[rows],
            "last": np.datetime64("NaT") if baskets.last is None else baskets.last[rows].astype("datetime64[s]"),
        }
    )


def own_purchases(analysis: Analysis, position: int) -> pd.DataFrame:
    """When the customer of the offer at row `position` bought its product, the latest first; no rows where it never did.

    Columns out: day (NaT without dates), quantity. One row per order.
    """
    offer = analysis.recommendations.table.iloc[position]
    baskets = analysis.baskets
    inside = slice(baskets.start[offer["customer"]], baskets.start[offer["customer"] + 1])
    pair = inside.start + np.flatnonzero(baskets.product[inside] == offer["product"])
    rows = np.flatnonzero(np.isin(baskets.purchases.pair, pair))
    days = purchase_days(analysis.dataset, baskets)
    day = np.full(len(rows), np.datetime64("NaT")) if days is None else days[rows]
    table = pd.DataFrame({"day": day.astype("datetime64[s]"), "quantity": baskets.purchases.quantity[rows]})
    return table.sort_values("day", ascending=False, kind="stable", ignore_index=True)

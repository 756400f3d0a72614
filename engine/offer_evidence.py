"""The proof behind one offer: the peers that buy the product, and how much."""

from __future__ import annotations

import numpy as np
import pandas as pd

from engine.analysis import Analysis
from engine.recommending.rings import rings


def evidence(analysis: Analysis, position: int) -> pd.DataFrame:
    """Peers that buy the product of the offer at row `position` of the recommendations, largest quantity first.

    Columns out: customer (code), customer_id, customer_name, quantity, times, spend (NaN without money), last (NaT
    without dates). As many rows as the offer's `buyers`.
    """
    offer = analysis.recommendations.table.iloc[position]
    baskets = analysis.baskets
    ring = next(r for r in rings(analysis.dataset, analysis.segmentation) if r.name == offer["ring"])
    inside = ring.group_of == ring.group_of[offer["customer"]]
    rows = np.flatnonzero(baskets.bought & (baskets.product == offer["product"]) & inside[baskets.customer])
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

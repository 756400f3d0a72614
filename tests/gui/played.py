"""The small trade with an offer of every play: what the plays say of it is made by hand."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd

from engine import Analysis
from tests.gui.analyses import code_of, trade
from tests.gui.proven import proven

PLAYS = ["whitespace", "spend gap", "lapsed", "reorder due"]
OFFERS = (  # customer, product, play, quantity, chance, worth, last, interval
    ("N1", "roller", "whitespace", 8.0, 0.23, 410.0, None, np.nan),
    ("N1", "brush", "spend gap", 6.0, 0.31, 200.0, "2024-06-10", 152.0),
    ("N1", "paint", "reorder due", 20.0, 0.5, 1000.0, "2024-06-11", 152.0),
    ("N5", "nails", "lapsed", 250.0, 0.044, 500.0, "2024-06-10", 152.0),
)


@cache
def played() -> Analysis:
    """Four offers to two customers; chances as if proven on sixty hidden days."""
    analysis = trade()
    like = analysis.recommendations.table.iloc[[0] * len(OFFERS)].reset_index(drop=True)
    column = dict(
        zip(
            ("who", "what", "play", "quantity", "chance", "worth", "last", "interval"),
            zip(*OFFERS, strict=True),
            strict=True,
        )
    )
    ids = analysis.dataset.products["product_id"].tolist()
    chance, worth = np.array(column["chance"]), np.array(column["worth"])
    table = like.assign(
        customer=np.array([code_of(analysis, who) for who in column["who"]], dtype=np.int32),
        product=np.array([ids.index(what) for what in column["what"]], dtype=np.int32),
        play=pd.Categorical(column["play"], PLAYS, ordered=True),
        rank=np.array([1, 2, 3, 1], dtype=np.int32),
        quantity=column["quantity"],
        chance=chance,
        worth=worth,
        value=np.round(chance * worth, 2),
        last=pd.to_datetime(pd.Series(column["last"])).astype("datetime64[s]"),
        interval=column["interval"],
    )
    return replace(analysis, recommendations=replace(analysis.recommendations, table=table), proof=proven())


def with_offers(**columns: object) -> Analysis:
    """The same with other values in columns of its offers."""
    analysis = played()
    table = analysis.recommendations.table.assign(**columns)
    return replace(analysis, recommendations=replace(analysis.recommendations, table=table))

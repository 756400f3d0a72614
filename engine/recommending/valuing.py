"""Expected values: what offers are worth, times the chance that they are taken, within reason."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.dataset import Dataset
from engine.features import Figures
from engine.recommending.listing import Listed
from engine.recommending.recommendations import PLAYS
from engine.roles import Role
from engine.totals import total_by

BY_PEERS = (PLAYS.index("whitespace"), PLAYS.index("spend gap"))
"""Plays whose chance is the adoption by peers where nothing is proven; of the others it is then not known."""


def expected_values(
    dataset: Dataset,
    figures: Figures,
    listed: Listed,
    chance: NDArray[np.float64],
    *,
    margin: NDArray[np.float64] | None,
    cap: float,
) -> NDArray[np.float64]:
    """Money for each offer: chance × worth, scaled down for customers whose offers would come to more than `cap` × their
    own yearly spend, × the product's margin where there is one. NaN without money, and where no chance is known.
    """
    if figures.spend is None:
        return np.full(len(chance), np.nan)
    customer = listed.offers.customer
    usual = np.where(np.isin(listed.play, BY_PEERS), listed.offers.strength, np.nan)
    value = np.maximum(np.where(np.isnan(chance), usual, chance) * listed.worth, 0.0)
    total = total_by(customer, np.nan_to_num(value), len(figures.spend))
    most = cap * np.maximum(figures.spend, 0.0) / dataset.years
    scale = np.divide(most, total, out=np.ones_like(total), where=total > most)
    value = value * scale[customer]
    return np.asarray(np.round(value if margin is None else value * margin[listed.offers.product], 2))


def margins(dataset: Dataset) -> NDArray[np.float64] | None:
    """The margin of each product as a share of its price, 0 to 1; the median of the others where one is not known.

    None without margins, or where they can be no shares: figures up to 1 are taken for shares, up to 100 for percentages.
    """
    column = dataset.products.get(Role.MARGIN)
    if column is None:
        return None
    margin = column.to_numpy(dtype=np.float64, na_value=np.nan)
    known = np.isfinite(margin)
    if not known.any() or np.abs(margin[known]).max() > 100:
        return None
    if np.abs(margin[known]).max() > 1:
        margin = margin / 100
    return np.clip(np.where(known, margin, np.median(margin[known])), 0.0, 1.0)

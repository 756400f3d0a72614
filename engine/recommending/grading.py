"""Grades: how strong the evidence behind an offer is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.recommending.candidates import Offers
from engine.recommending.recommendations import GRADES, PLAYS

A, B, C = range(len(GRADES))
STRONG_ADOPTION, STRONG_PEERS = 0.4, 5
"""Grade A: at least 40 % of at least five peers buy it, the defaults usual in the trade."""
FAIR_ADOPTION, FAIR_BUYERS, MANY_BUYERS = 0.1, 2, 20
"""Grade B: at least one peer in ten, and no fewer than two; or so many that it is no accident, however large the cluster."""
STRONG_DAYS, FAIR_DAYS = 6, 4
"""Of a product that the customer buys: days on which it did so, for the grades A and B."""


def grade_by_peers(offers: Offers) -> NDArray[np.int8]:
    """Positions in GRADES for what is told from peers: C where too few buy it, or they are of a wider ring."""
    strong = (offers.peers >= STRONG_PEERS) & (offers.buyers >= STRONG_ADOPTION * offers.peers)
    usual = (offers.buyers >= FAIR_BUYERS) & (offers.buyers >= FAIR_ADOPTION * offers.peers)
    fair = usual | (offers.buyers >= MANY_BUYERS)
    grade = np.where(strong, A, np.where(fair, B, C))
    return np.where(offers.ring > 0, C, grade).astype(np.int8)


def grade(offers: Offers, play: NDArray[np.int8], days: NDArray[np.int32]) -> NDArray[np.int8]:
    """Positions in GRADES; lapsed and reorder due by the `days` on which the customer bought the product."""
    by_rhythm = np.isin(play, [PLAYS.index("lapsed"), PLAYS.index("reorder due")])
    own = np.where(days >= STRONG_DAYS, A, np.where(days >= FAIR_DAYS, B, C))
    return np.where(by_rhythm, own, grade_by_peers(offers)).astype(np.int8)

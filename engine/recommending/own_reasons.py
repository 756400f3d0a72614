"""The reason of an offer of something that the customer buys already, in a sentence a rep can say on the phone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.counting import counted
from engine.recommending.listing import Listed
from engine.recommending.recommendations import PLAYS

SO = {"lapsed": "it seems to have stopped", "reorder due": "an order is due"}


def own_reasons(listed: Listed, which: NDArray[np.bool_]) -> NDArray[np.object_]:
    """One text for each of the offers that `which` marks, all of them of bought products: the dates, or the money, and the peers."""
    at = np.flatnonzero(which)
    texts = np.full(len(at), "", dtype=object)
    for i, offer in enumerate(at.tolist()):
        play = PLAYS[listed.play[offer]]
        texts[i] = _gap(listed, offer) if play == "spend gap" else _rhythm(listed, offer, SO[play])
    return texts


def _rhythm(listed: Listed, offer: int, so: str) -> str:
    """“Bought on 6 days, usually every 21 days; last on 2011-05-03, 97 days before the data end: it seems to have stopped.”"""
    days, interval = int(listed.days[offer]), counted(round(float(listed.interval[offer])), "day")
    how = f"on {days:,} days, usually every {interval}" if days > 2 else f"twice, {interval} apart"
    last = f"last on {listed.last[offer]}, {counted(int(listed.idle[offer]), 'day')} before the data end"
    buyers, peers = int(listed.offers.buyers[offer]), int(listed.offers.peers[offer])
    others = f" {buyers:,} of {peers:,} peers buy it." if buyers > 1 else ""
    return f"Bought {how}; {last}: {so}.{others}"


def _gap(listed: Listed, offer: int) -> str:
    """“Spends 1.2 % of its money on it; the 14 of 19 peers who buy it usually spend 3.4 %, which would be 230 a year more.”"""
    peers, buyers = int(listed.offers.peers[offer]), int(listed.offers.buyers[offer])
    return (
        f"Spends {_percent(float(listed.own_share[offer]))} of its money on it; the {buyers:,} of {peers:,} peers who buy it "
        f"usually spend {_percent(float(listed.usual.share[offer]))}, which would be {listed.worth[offer]:,.0f} a year more."
    )


def _percent(share: float) -> str:
    return f"{100 * share:,.2g} %" if share < 0.1 else f"{100 * share:,.0f} %"

"""The list: every offer of every play, before chances and words. The back-test makes it too, of what was known then."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.clustering import Segmentation
from engine.dataset import Dataset
from engine.features import Figures
from engine.market_baskets import MarketBaskets
from engine.options import AssociationOptions, RecommendOptions
from engine.progress import Report
from engine.recommending.candidates import Offers, joined
from engine.recommending.grading import grade
from engine.recommending.habits import habits
from engine.recommending.own_products import own_offers
from engine.recommending.peer_figures import PeerFigures, peer_figures, share_of_spend
from engine.recommending.ranking import Ranked, ranked_offers

NEW = -1
"""Instead of an entry of `MarketBaskets`: the customer never bought the product."""


@dataclass(frozen=True, eq=False, slots=True)
class Listed:
    """Parallel arrays, first all whitespace, then the other plays; each by customer.

    offers    as in `Offers`, `rank` being the place within the customer and play
    play, grade  int8, positions in PLAYS and GRADES
    entry     int64, position in `MarketBaskets`, NEW for whitespace
    days, last, interval, idle  as in `Habits`; 0, NaT and NaN where the product is new or there are no dates
    own_share  float64, of the customer's spend that goes to the product, NaN where it is new or without money
    worth     float64, money where the offer is taken, see `Recommendations`, margin not yet applied; NaN without money
    usual     of the peers
    ranked    what ranks the whitespace
    """

    offers: Offers
    play: NDArray[np.int8]
    grade: NDArray[np.int8]
    entry: NDArray[np.int64]
    days: NDArray[np.int32]
    last: NDArray[np.datetime64]
    interval: NDArray[np.float64]
    idle: NDArray[np.float64]
    own_share: NDArray[np.float64]
    worth: NDArray[np.float64]
    usual: PeerFigures
    ranked: Ranked


def make_list(
    dataset: Dataset,
    baskets: MarketBaskets,
    figures: Figures,
    segmentation: Segmentation,
    *,
    options: RecommendOptions,
    associating: AssociationOptions,
    report: Report,
    ranked: Ranked | None = None,
) -> Listed:
    """What each customer is offered: whitespace as ranked (see `ranked_offers`), and the plays of `own_offers`.

    ranked  what `ranked_offers` gives for all this, where it is known already

    A new product is worth what the customer would spend on it in a year at its peers' median share of spend, and no less
    than one usual order of theirs.
    """
    ranked = ranked or ranked_offers(
        dataset, baskets, figures, segmentation, options=options, associating=associating, report=report
    )
    rhythm = habits(dataset, baskets)
    own = own_offers(dataset, baskets, figures, segmentation, adoption=ranked.adoption, habits=rhythm, options=options)
    offers = joined([ranked.offers, own.offers])
    n_new = len(ranked.offers.customer)
    play = np.concatenate([np.zeros(n_new, dtype=np.int8), own.play])
    days, last = np.zeros(len(play), dtype=np.int32), np.full(len(play), np.datetime64("NaT"), dtype="datetime64[D]")
    interval, idle = np.full((2, len(play)), np.nan)
    if rhythm is not None:
        days[n_new:], last[n_new:] = rhythm.days[own.entry], rhythm.last[own.entry]
        interval[n_new:], idle[n_new:] = rhythm.interval[own.entry], rhythm.idle[own.entry]
    shares, own_share = share_of_spend(baskets, figures), np.full(len(play), np.nan)
    if shares is not None:
        own_share[n_new:] = shares[own.entry]
    usual = peer_figures(baskets, figures, ranked.adoption, offers)
    worth = np.concatenate([np.full(n_new, np.nan), own.worth])
    if figures.spend is not None:
        yearly = usual.share * figures.spend[offers.customer] / dataset.years
        worth[:n_new] = np.maximum(np.fmax(yearly, usual.order_spend), 0.0)[:n_new]
    return Listed(
        offers=offers,
        play=play,
        grade=grade(offers, play, days),
        entry=np.concatenate([np.full(n_new, NEW, dtype=np.int64), own.entry]),
        days=days,
        last=last,
        interval=interval,
        idle=idle,
        own_share=own_share,
        worth=worth,
        usual=usual,
        ranked=ranked,
    )

"""What a back-test found: the values of this package."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engine.options import RecommendOptions
from engine.options.recommending import Method
from engine.proving.intervals import Interval
from engine.proving.proof_words import LEAST_JUDGED
from engine.proving.tuning import Tuning
from engine.recommending.by_affinity import with_settings
from engine.recommending.chances import Chances


@dataclass(frozen=True, slots=True)
class MethodResult:
    """How one method did; figures are means over the judged customers, with 95 % intervals.

    over_bestsellers   its hit rate − that of the bestsellers, customer by customer
    money, new_money   of what customers newly bought, the money on its lists, and all of it; None without money
    customers_covered  share of the customers it has anything for;  products_covered  share of the products it offers
    """

    method: str
    hit_rate: Interval
    recall: Interval
    precision: Interval
    ndcg: Interval
    over_bestsellers: Interval
    money: float | None
    new_money: float | None
    customers_covered: float
    products_covered: float


@dataclass(frozen=True, slots=True)
class SegmentResult:
    """How the methods did in one segment; `hit_rates` and `ndcgs` by method."""

    segment: str
    customers: int
    hit_rates: dict[str, Interval]
    ndcgs: dict[str, Interval]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Offers of about the same chance: the share expected to be taken, and the share that was.

    Counted are all customers with enough products, also those that bought nothing new.
    said  from an earlier back-test, which ended where this one began;  happened  in the hidden days;  offers  how many
    """

    said: float
    happened: float
    offers: int


@dataclass(frozen=True, slots=True)
class PlayResult:
    """What came of the offers of one play and grade: how many there were, and the share of them that was taken.

    A new, a lapsed or a due product is taken when it is bought in the hidden days, a spend gap when as much is then spent
    on it as peers of this size do.
    """

    play: str
    grade: str
    offers: int
    taken: float


@dataclass(frozen=True, eq=False, slots=True)
class BackTest:
    """The proof: what every method would have caught. `methods` is empty where nothing can be proven.

    days      that were hidden, 0 for none;  cut  the last day that was known; None for none
    n         length of the lists;  customers  that were judged
    best      the method to take: of those that can rank a list the one with the highest NDCG; "peers" where too
              little can be proven
    sentence  the outcome for a sales manager, also where it is a poor one or there is none
    notes     what else must be known to judge it, one sentence each
    calibration, plays, chances  of the list that the options ask for, with the method to take where they leave it open
    """

    days: int
    cut: np.datetime64 | None
    n: int
    customers: int
    methods: tuple[MethodResult, ...]
    segments: tuple[SegmentResult, ...]
    best: Method
    sentence: str
    notes: tuple[str, ...]
    tuning: Tuning
    calibration: tuple[Calibration, ...]
    plays: tuple[PlayResult, ...]
    chances: Chances

    @property
    def enough(self) -> bool:
        """Whether so many customers are judged that methods can be told apart."""
        return self.customers >= LEAST_JUDGED

    def taken_by(self, asked: RecommendOptions) -> RecommendOptions:
        """The options with “auto” replaced by the best method, and affinity as it was tuned where nothing else is asked."""
        return taken(asked, self.best, self.tuning)

    def of(self, method: str) -> MethodResult:
        """The result of a method by its name."""
        return next(result for result in self.methods if result.method == method)


def taken(asked: RecommendOptions, best: Method, tuning: Tuning) -> RecommendOptions:
    """The options with “auto” replaced by `best`, and affinity as it was tuned."""
    if asked.method != "auto":
        return asked
    return with_settings(replace(asked, method=best), tuning.settings)

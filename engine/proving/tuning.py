"""Tuning: the settings of affinity that would have caught the most before the days that prove them were known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.dataset import Dataset
from engine.market_baskets import MarketBaskets, market_baskets
from engine.progress import Report
from engine.proving.holdout import HoldOut, hold_out
from engine.proving.metrics import measure
from engine.recommending.affinity import AffinitySettings, fit_affinity, scores
from engine.recommending.best_first import best_first
from engine.recommending.evidence_at import decayed_purchases, product_momentum

RIDGES = (10.0, 30.0, 100.0, 300.0, 1_000.0, 3_000.0, 10_000.0)
HALF_LIVES = (30.0, 60.0, 90.0, 180.0, 365.0, 0.0)
"""Days; 0, the last, is no decay at all."""
WINDOWS = (14, 30, 60)
POWERS = (0.0, 0.25, 0.5, 0.75, 1.0)
FIRST_POWER = 0.5
"""Under which the windows are tried; the other powers are in the best of them."""
MOST_WINDOWS = 2
"""Earlier stretches of days that settings are judged by: one alone is caught by its own chances where customers are few."""
CLEARLY = 2.0
"""Standard errors by which momentum must catch more than the best without it, or it is left out."""
MOST_PRODUCTS = 1_500
"""Products that are fitted for a trial: settings that suit the most bought suit the others, and a trial stays quick."""
MOST_CUSTOMERS = 1_000
"""Customers that settings are judged by in each stretch; of more, a sample."""
LEAST_CUSTOMERS = 20
"""With fewer judged customers an earlier stretch says nothing."""
_START = (RIDGES.index(300.0), HALF_LIVES.index(180.0))


@dataclass(frozen=True, slots=True)
class Tried:
    """Settings and their mean NDCG over the customers of all earlier stretches."""

    settings: AffinitySettings
    ndcg: float


@dataclass(frozen=True, slots=True)
class Tuning:
    """The settings to take, all that were tried, and the customers of the latest stretch (0: nothing could be tuned)."""

    settings: AffinitySettings
    tried: tuple[Tried, ...]
    customers: int


def tune(before: Dataset, days: int, n: int, seed: int, report: Report) -> Tuning:
    """Hide the last `days` days of `before`, then as many before them, and keep the settings that catch most (NDCG@n).

    before  what was known at the cut of the hold-out that is to prove the settings, which is never looked at
    The ridge is searched first, then the half-life, each from its middle on for as long as it gets better; at every fit
    the windows and powers of the momentum are tried. Momentum is kept where it catches clearly more than the best
    settings without it, customer by customer. Where there is too little to judge by, the settings stay at their
    defaults. Deterministic for a seed. Cost: five to eight fits of at most `MOST_PRODUCTS` products for each stretch.
    """
    stretches: list[_Stretch] = []
    while len(stretches) < MOST_WINDOWS:
        inner = hold_out(before, days)
        if inner is None or len(inner.judged) < LEAST_CUSTOMERS:
            break
        stretches.append(_Stretch(inner, n, seed))
        before = inner.before
    if not stretches:
        return Tuning(AffinitySettings(), (), 0)
    search = _Search(stretches, report)
    ridge, half_life = _START
    ridge = _climb(lambda i: search.best(i, half_life), ridge, len(RIDGES))
    half_life = _climb(lambda i: search.best(ridge, i), half_life, len(HALF_LIVES))
    tried = tuple(Tried(settings, float(ndcg.mean())) for settings, ndcg in search.found.items())
    return Tuning(_kept(search.found), tried, len(stretches[0].customers))


def _kept(found: dict[AffinitySettings, NDArray[np.float64]]) -> AffinitySettings:
    """The settings with the highest mean, or the best without momentum where that is not clearly less."""
    best = max(found, key=lambda one: found[one].mean())
    plain = max((one for one in found if not one.power), key=lambda one: found[one].mean())
    gain = found[best] - found[plain]
    return best if gain.mean() > CLEARLY * gain.std() / np.sqrt(len(gain)) else plain


class _Stretch:
    """One earlier stretch of hidden days: what was known before it, and the customers that settings are judged by."""

    def __init__(self, inner: HoldOut, n: int, seed: int) -> None:
        self.baskets: MarketBaskets = market_baskets(inner.before)
        self.customers = _sample(inner.judged, seed)
        self.bought = inner.bought[self.customers]
        self.touched = self.baskets.matrix(np.ones(len(self.baskets.customer), dtype=np.int8))[self.customers]
        self.momentum = {window: product_momentum(self.baskets, window) for window in WINDOWS}
        self.n = n

    def fitted(self, settings: AffinitySettings, report: Report) -> Callable[[int, float], NDArray[np.float64]]:
        """One fit; (window, power) → NDCG of each customer under that momentum."""
        purchases = decayed_purchases(self.baskets, settings.half_life)
        plain_momentum = np.ones(self.baskets.n_products)
        fitted = fit_affinity(purchases, plain_momentum, settings, most=MOST_PRODUCTS, report=report)
        plain = scores(fitted, purchases[self.customers])
        free = np.asarray(self.touched[:, fitted.products].toarray() == 0)

        def under(window: int, power: float) -> NDArray[np.float64]:
            momentum = self.momentum[window][fitted.products] ** power
            places = best_first(plain * momentum.astype(np.float32), free, self.n)
            ranked = np.where(places < 0, places, fitted.products[np.maximum(places, 0)])
            return measure(ranked, self.bought, None).ndcg

        return under


class _Search:
    """What came of the settings tried: the NDCG of each customer, all stretches one after another."""

    def __init__(self, stretches: list[_Stretch], report: Report) -> None:
        self.stretches, self.report = stretches, report
        self.found: dict[AffinitySettings, NDArray[np.float64]] = {}
        self.heights: dict[tuple[int, int], float] = {}

    def best(self, ridge: int, half_life: int) -> float:
        """The highest mean NDCG of one fit under any momentum."""
        if (ridge, half_life) not in self.heights:
            self.report(f"Tuning: trial {len(self.heights) + 1}", min(len(self.heights) / 8, 1.0))
            settings = AffinitySettings(HALF_LIVES[half_life], RIDGES[ridge], WINDOWS[0], 0.0)
            self.heights[ridge, half_life] = self._judged(settings)
        return self.heights[ridge, half_life]

    def _judged(self, settings: AffinitySettings) -> float:
        """One fit under no momentum, under half its power in every window, and under other powers in the best window."""
        fits = [stretch.fitted(settings, self.report) for stretch in self.stretches]

        def under(window: int, power: float) -> float:
            one = replace(settings, window=window, power=power)
            self.found[one] = np.concatenate([fit(window, power) for fit in fits])
            return float(self.found[one].mean())

        heights = [under(WINDOWS[0], 0.0)]
        half = {window: under(window, FIRST_POWER) for window in WINDOWS}
        window = max(half, key=lambda one: half[one])
        others = [under(window, power) for power in POWERS if power not in (0.0, FIRST_POWER)]
        return max(heights + list(half.values()) + others)


def _climb(height: Callable[[int], float], start: int, length: int) -> int:
    """The highest place reached from `start`, one step at a time: upwards while it rises, else downwards."""
    best = start
    for step in (1, -1):
        while 0 <= best + step < length and height(best + step) > height(best):
            best += step
        if best != start:
            break
    return best


def _sample(judged: NDArray[np.int32], seed: int) -> NDArray[np.int32]:
    if len(judged) <= MOST_CUSTOMERS:
        return judged
    return np.sort(np.random.default_rng(seed).choice(judged, MOST_CUSTOMERS, replace=False))

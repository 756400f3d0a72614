"""A record for each plot, of made-up clusters, and the plot that shows it."""

from __future__ import annotations

import numpy as np

from gui.plots.boxes import BoxesPlot, BoxPlots
from gui.plots.contributions import Contributions, ContributionsPlot
from gui.plots.fingerprint import Fingerprint, FingerprintPlot
from gui.plots.groups import PlotGroup
from gui.plots.histograms import Histograms, HistogramsPlot
from gui.plots.k_curves import KCurves, KCurvesPlot
from gui.plots.rule_map import MapRule, RuleMap, RuleMapPlot
from gui.plots.share_bars import ShareBars, ShareBarsPlot
from gui.plots.silhouettes import Silhouettes, SilhouettesPlot
from gui.plots.sizes import Sizes, SizesPlot
from gui.plots.support_bars import SupportBars, SupportBarsPlot
from gui.plots.target_bars import TargetBars, TargetBarsPlot

LONG = "Paints and Painting Supplies for Professional Decorators & <Builders>"
WORDS = "Title", "A sentence."


def groups(n=3):
    names = (LONG, "Fasteners", "Tools", *(f"Others {i}" for i in range(4, n + 1)))
    return tuple(PlotGroup(10 + i, i + 1, f"{i + 1} {names[i]}", 5 * (i + 1)) for i in range(n))


def features(n):
    return tuple(f"Category {i}" if i else LONG for i in range(n))


def contributions(n=4, **changes):
    return Contributions(*WORDS, features(n), np.linspace(-0.9, 0.8, 2 * n).reshape(2, n), ("Across", "Up"), **changes)


def sizes(n=3, worth=None):
    worth = np.arange(n, 0, -1) * 100.0 if worth is None else worth
    return Sizes(*WORDS, groups(n), worth, "spend", "")


def k_curves(n=4):
    ks = np.arange(2, 2 + n)
    return KCurves(*WORDS, ks, 900.0 / ks, np.r_[np.nan, 0.5 / ks[1:]] if n else np.empty(0), int(ks[-1]) if n else 0)


def fingerprint(n_features=4, n_groups=3):
    index = np.linspace(0.0, 5.0, n_features * n_groups).reshape(n_features, n_groups)
    index[-1, -1] = np.nan
    average = np.full(n_features, 12.0)
    units = ("units",) * n_features
    return Fingerprint(*WORDS, features(n_features), units, groups(n_groups), index, index * 12, average)


def boxes(n_features=4, n_groups=3):
    box = np.tile(np.array([-2.0, -1.0, 0.0, 1.0, 2.0]), (n_features, n_groups, 1))
    box[-1, -1] = np.nan
    outliers = np.array([[0.0, 0.0, 4.0], [1.0, 1.0, -3.5]])
    units = ("units",) * n_features
    return BoxPlots(*WORDS, features(n_features), units, groups(n_groups), box, box[..., 1:4] + 20, outliers, "Scale")


def silhouettes(n_groups=3):
    whom = groups(n_groups)
    values = tuple(np.linspace(0.7, -0.1, group.customers) for group in whom)
    customers = tuple(np.arange(group.customers) + 100 * at for at, group in enumerate(whom))
    return Silhouettes(*WORDS, whom, values, customers, 0.3)


def histograms(n_groups=3, *, log=False):
    edges = np.array([0.0, 1.0, 10.0, 100.0]) if log else np.array([0.0, 10.0, 20.0, 30.0])
    shares = np.tile([0.5, 0.25, 0.25], (n_groups, 1))
    known = np.full(n_groups, 8)
    medians = np.full(n_groups, 9.0)
    return Histograms(*WORDS, "Spend", "units", groups(n_groups), edges, log, shares, known, medians)


def share_bars(n_values=3, n_groups=3):
    shares = np.full((n_values, n_groups), 1 / n_values)
    return ShareBars(*WORDS, "Education", features(n_values), groups(n_groups), shares, np.full(n_groups, 9))


def support_bars(n_items=4, n_groups=3):
    shares = np.linspace(0.4, 0.01, n_items * n_groups).reshape(n_items, n_groups)
    return SupportBars(*WORDS, features(n_items), groups(n_groups), shares, np.full(n_groups, 200))


def target_bars(n=5):
    rules = tuple(f"{LONG} → Product {i}" for i in range(n))
    sentences = tuple(f"Of 31 customers buying a product, 22 also buy Product {i}." for i in range(n))
    return TargetBars(*WORDS, rules, sentences, np.arange(n, 0, -1) * 3)


def rule_map(n=5):
    """Rules of three groups of products, each round one of them, and pairs of their own, as real ones are."""
    names = tuple(f"Jumbo bag of pattern {i}, {'red' if i % 2 else 'pink'} retrospot" for i in range(2 * n + 4))
    rules = [
        ((3 + i,), i % 3) if i % 5 < 3 else ((3 + i,), 4 + i) if i % 5 == 3 else ((i % 3, 3 + i), (i + 1) % 3)
        for i in range(n)
    ]
    lifts = np.linspace(9.0, 1.5, n)
    sentence = "Of 31 customers buying a product, 22 also buy another."
    whole = tuple(MapRule(*rule, float(lift), sentence) for rule, lift in zip(rules, lifts, strict=True))
    return RuleMap(*WORDS, (LONG, *names), np.linspace(0.4, 0.01, len(names) + 1), whole, 1)


EVERY = {
    "contributions": (ContributionsPlot, contributions),
    "sizes": (SizesPlot, sizes),
    "k curves": (KCurvesPlot, k_curves),
    "fingerprint": (FingerprintPlot, fingerprint),
    "box plots": (BoxesPlot, boxes),
    "silhouettes": (SilhouettesPlot, silhouettes),
    "histograms": (HistogramsPlot, histograms),
    "bars of shares": (ShareBarsPlot, share_bars),
    "rule map": (RuleMapPlot, rule_map),
    "bars of support": (SupportBarsPlot, support_bars),
    "bars of targets": (TargetBarsPlot, target_bars),
}

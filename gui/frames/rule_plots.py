"""What is bought together as plots: products joined by rules, who lacks what, and top products by cluster."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

import engine
from gui.counting import counted
from gui.frames.associations import EVERYBODY, cluster_names, firsts, lasts, scopes
from gui.frames.texts import share
from gui.plots.groups import NOBODY, PlotGroup
from gui.plots.rule_map import MapRule, RuleMap
from gui.plots.support_bars import SupportBars
from gui.plots.target_bars import ARROW, TargetBars

if TYPE_CHECKING:
    from engine import Analysis

RowsOf = Callable[["Analysis", NDArray[np.integer]], NDArray[np.int64]]
MakeRecord = Callable[["Analysis", NDArray[np.integer]], Any]
OVERALL = -1
MOST_RULES = 50
MOST_CLUSTERS = 8
"""Clusters that have bars of their own beside those of everybody: the largest."""


def drawn(analysis: Analysis, rows: NDArray[np.integer]) -> NDArray[np.int64]:
    """Which of `rows` a picture is of: one scope at a time, that of everybody where its rules are among them."""
    cluster = analysis.associations.table["cluster"].to_numpy()[rows]
    scope = OVERALL if (cluster == OVERALL).any() or not len(rows) else cluster[0]
    return np.sort(rows[cluster == scope]).astype(np.int64)


def by_targets(analysis: Analysis, rows: NDArray[np.integer]) -> NDArray[np.int64]:
    """What `target_bars` draws: the rules of `drawn` that leave somebody to call, most of them first."""
    shown = drawn(analysis, rows)
    lacking = analysis.associations.table["targets"].to_numpy()[shown]
    order = np.argsort(-lacking, kind="stable")
    return np.asarray(shown[order][lacking[order] > 0])


def _scope(analysis: Analysis, rows: NDArray[np.integer]) -> str:
    return str(scopes(analysis)[rows[0]]) if len(rows) else EVERYBODY


def rule_map(analysis: Analysis, rows: NDArray[np.integer]) -> RuleMap:
    """The products of the rules and what leads to what; `rows` as `drawn` gives them, the strongest first."""
    found = analysis.associations
    first, last = found.antecedent[rows], found.table["consequent"].to_numpy()[rows]
    items = np.unique(np.append(first[first >= 0], last))
    place = {item: at for at, item in enumerate(items.tolist())}
    cluster = int(found.table["cluster"].to_numpy()[rows[0]]) if len(rows) else OVERALL
    said = engine.rule_sentences(found, analysis.segmentation, rows.tolist())
    lift = found.table["lift"].to_numpy()[rows]
    rules = tuple(
        MapRule(tuple(place[item] for item in firsts if item >= 0), place[int(then)], float(strong), words)
        for firsts, then, strong, words in zip(first.tolist(), last, lift, said, strict=True)
    )
    return RuleMap(
        title=f"What leads to what among {_scope(analysis, rows)}",
        sentence=_map_words(analysis, rows, lift),
        names=tuple(found.baskets.names[item] for item in items),
        support=_support(analysis, cluster)[items],
        rules=rules,
        number=0 if cluster == OVERALL else analysis.segmentation.clusters[cluster].number,
    )


def _map_words(analysis: Analysis, rows: NDArray[np.integer], lift: NDArray[np.float64]) -> str:
    if not len(rows):
        return "No rule is shown."
    found, most = analysis.associations, int(np.argmax(lift))
    pair = f"{firsts(found)[rows[most]]} and {lasts(found)[rows[most]]}"
    return f"Closest are {pair}: bought together {lift[most]:.3g} times as often as by chance."


def _support(analysis: Analysis, cluster: int) -> NDArray[np.float64]:
    """The share of the baskets of a cluster, or of all, that hold each item."""
    found = analysis.associations
    items = found.baskets.items if cluster == OVERALL else found.baskets.items[found.cluster_of_basket == cluster]
    counts = np.bincount(items.indices, minlength=len(found.baskets.names))
    return np.asarray(counts / max(items.shape[0], 1))


def target_bars(analysis: Analysis, rows: NDArray[np.integer]) -> TargetBars:
    """How many customers each rule leaves to call; `rows` as `by_targets` gives them."""
    found, segmentation = analysis.associations, analysis.segmentation
    lacking = found.table["targets"].to_numpy(dtype=np.int64)[rows]
    words = [f"{first}{ARROW}{last}" for first, last in zip(firsts(found)[rows], lasts(found)[rows], strict=True)]
    cluster = int(found.table["cluster"].to_numpy()[rows[0]]) if len(rows) else OVERALL
    return TargetBars(
        title=f"Who lacks what: {counted(len(rows), 'rule')} among {_scope(analysis, rows)}",
        sentence=f"{counted(int(lacking[0]), 'customer')} to call about {words[0]}." if len(rows) else "Nobody lacks the second half of a rule that is shown.",
        rules=tuple(words),
        sentences=tuple(engine.rule_sentences(found, segmentation, rows.tolist())),
        lacking=lacking,
        number=0 if cluster == OVERALL else segmentation.clusters[cluster].number,
    )  # fmt: skip


def support_bars(analysis: Analysis, rows: NDArray[np.integer]) -> SupportBars:
    """The items in most baskets, in all of them and by cluster: `rows` as `drawn` gives them.

    Where they are rules of a cluster, it is shown beside the others of its segment; else the clusters with most customers are.
    """
    found, segmentation = analysis.associations, analysis.segmentation
    sizes = np.array([len(cluster.members) for cluster in segmentation.clusters], dtype=np.int64)
    cluster_of_rows = int(found.table["cluster"].to_numpy()[rows[0]]) if len(rows) else OVERALL
    several = len(segmentation.segments) > 1 and cluster_of_rows == OVERALL
    near = np.arange(len(sizes))
    if cluster_of_rows != OVERALL:
        near = np.array(segmentation.segments[segmentation.clusters[cluster_of_rows].segment].clusters)
    shown = np.sort(near[np.argsort(-sizes[near], kind="stable")[:MOST_CLUSTERS]]) if len(sizes) > 1 else near[:0]
    baskets = np.bincount(found.cluster_of_basket + 1, minlength=len(sizes) + 1)
    groups = [PlotGroup(NOBODY, 0, EVERYBODY, int(sizes.sum()))]
    labels = cluster_names(analysis)
    for place, at in enumerate(shown.tolist(), 1):
        cluster = segmentation.clusters[at]
        name = labels[at] if several else cluster.label
        groups.append(PlotGroup(NOBODY, place if several else cluster.number, name, len(cluster.members)))
    items, support = found.top.items, found.top.support[:, [0, *(shown + 1)]]
    names = tuple(found.baskets.names[item] for item in items)
    left = len(near) - len(shown)
    aside = f" The {counted(len(shown), 'largest cluster')} of {len(near)} are shown." if left and len(shown) else ""
    return SupportBars(
        title="Top products by cluster" if len(shown) else "Top products",
        sentence=(f"{names[0]} is in most baskets: {share(float(support[0, 0]))} of all.{aside}" if names else "Nothing was bought."),
        items=names,
        groups=tuple(groups),
        shares=support,
        baskets=np.array([len(found.baskets), *baskets[shown + 1]], dtype=np.int64),
    )  # fmt: skip

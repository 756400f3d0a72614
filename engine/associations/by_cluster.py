"""Rules overall and inside each cluster, and which of them hold in one cluster alone."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import false_discovery_control, hypergeom

from engine.associations.baskets import Baskets
from engine.associations.counting_sets import count_sets
from engine.associations.itemsets import frequent_itemsets
from engine.associations.rules import Rules, rules_of
from engine.options import AssociationOptions
from engine.progress import Report

OVERALL = -1
"""Stands for all baskets where others are told by their cluster."""
PIECE = 2_000


@dataclass(frozen=True, eq=False, slots=True)
class RuleCounts:
    """The same rules counted in all baskets and in those of each cluster; every array is float64 (n_rules, 1 + n_clusters).

    antecedent  baskets that hold the first items, or the sum of their weights: overall first, then each cluster
    both        those of them that hold the last item as well
    """

    antecedent: NDArray[np.float64]
    both: NDArray[np.float64]

    @property
    def confidence(self) -> NDArray[np.float64]:
        """`both` ÷ `antecedent`, NaN where no basket holds the first items."""
        share = np.full(self.both.shape, np.nan)
        return np.asarray(np.divide(self.both, self.antecedent, out=share, where=self.antecedent > 0))


def mine(
    baskets: Baskets,
    rows: NDArray[np.int64] | None,
    options: AssociationOptions,
    variants: NDArray[np.int32] | None,
    report: Report,
) -> Rules:
    """The rules of some of the baskets (None: of all), by a count that fits their own number."""
    items = baskets.items if rows is None else baskets.items[rows]
    weight = baskets.weight if baskets.weight is None or rows is None else baskets.weight[rows]
    least = least_count(items.shape[0] if weight is None else float(weight.sum()), options)
    found = frequent_itemsets(
        items, weight, least=least, longest=options.longest, most=options.most_itemsets, report=report
    )
    return rules_of(found, options, variants, report)


def rule_keys(rules: Rules, n_items: int) -> NDArray[np.uint64]:
    """One number per rule, the same for the same rule in any scope, whatever the padding.

    Up to five items of 6,000 make different numbers for sure, more of them all but surely (they wrap around at 2^64).
    """
    key = rules.consequent.astype(np.uint64) + np.uint64(1)
    for place in range(rules.antecedent.shape[1]):
        item = rules.antecedent[:, place]
        longer = key * np.uint64(n_items + 1) + (item + 1).astype(np.uint64)
        key = np.where(item >= 0, longer, key)
    return key


def strongest(rules: Rules, most: int) -> Rules:
    """The first `most` rules, with a sentence that says so where there are more."""
    if len(rules) <= most:
        return rules
    columns = {f.name: value for f in fields(rules) if isinstance(value := getattr(rules, f.name), np.ndarray)}
    cut: dict[str, Any] = {name: value[:most] for name, value in columns.items()}
    return replace(rules, **cut, sentence=f"{rules.sentence} The {most:,} strongest are listed.")


def least_count(baskets: float, options: AssociationOptions) -> float:
    """The count that a rule needs among so many baskets: the stricter of the share and the number asked for."""
    return float(max(options.least_count, math.ceil(options.least_support * baskets - 1e-9)))


def kept_in_one(keys: list[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    """The keys, sorted, that are among the rules of one cluster only."""
    distinct, times = np.unique(np.concatenate([*keys, np.empty(0, dtype=np.uint64)]), return_counts=True)
    return np.asarray(distinct[times == 1])


def among(keys: NDArray[np.uint64], known: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which of the keys are among the known ones, which are sorted (numpy's `isin` would sort them again each time)."""
    if not len(known):
        return np.zeros(len(keys), dtype=bool)
    return np.asarray(known[np.minimum(np.searchsorted(known, keys), len(known) - 1)] == keys)


def rules_table(overall: Rules, by_cluster: tuple[Rules, ...]) -> tuple[pd.DataFrame, NDArray[np.int32]]:
    """All rules below each other, overall first, then by cluster; and their antecedents, int32 (n, most), padded with -1."""
    scopes = [(OVERALL, overall), *enumerate(by_cluster)]
    columns = ("consequent", "both", "antecedent_count", "consequent_count")
    measured = ("support", "confidence", "lift", "leverage", "conviction", "zhang", "jaccard", "strength", "p_value")
    table = pd.DataFrame(
        {
            "cluster": np.repeat([scope for scope, _ in scopes], [len(rules) for _, rules in scopes]).astype(np.int32),
            "rule": np.concatenate([np.arange(len(rules), dtype=np.int32) for _, rules in scopes]),
            **{name: np.concatenate([getattr(rules, name) for _, rules in scopes]) for name in columns},
            "baskets": np.concatenate([np.full(len(rules), rules.baskets) for _, rules in scopes]),
            **{name: np.concatenate([getattr(rules, name) for _, rules in scopes]) for name in measured},
        }
    )
    most = max(rules.antecedent.shape[1] for _, rules in scopes)
    padded = [
        np.pad(rules.antecedent, ((0, 0), (0, most - rules.antecedent.shape[1])), constant_values=-1)
        for _, rules in scopes
    ]
    return table, np.concatenate(padded).astype(np.int32)


def counted_across(
    baskets: Baskets,
    cluster: NDArray[np.int32],
    n_clusters: int,
    antecedent: NDArray[np.int32],
    consequent: NDArray[np.int32],
    *,
    weighted: bool = True,
) -> RuleCounts:
    """Count rules in all baskets and in each cluster. `cluster` int32 (n_baskets), -1 for none."""
    by_item = baskets.items.tocsc()
    weight = baskets.weight if weighted else None
    firsts, back = np.unique(antecedent, axis=0, return_inverse=True)
    wholes = np.column_stack((antecedent, consequent))[:, _places(antecedent.shape[1])]
    return RuleCounts(
        count_sets(by_item, firsts, cluster, n_clusters, weight)[back.ravel()],
        count_sets(by_item, wholes, cluster, n_clusters, weight),
    )


def _places(size: int) -> list[int]:
    """Antecedents are padded at their end: the consequent stands before the padding."""
    return [0, size, *range(1, size)]


def compared(
    baskets: Baskets,
    cluster: NDArray[np.int32],
    table: pd.DataFrame,
    antecedent: NDArray[np.int32],
    *,
    kept_once: NDArray[np.bool_],
    false_discovery: float,
    report: Report,
) -> pd.DataFrame:
    """For each rule of the table how it holds elsewhere: columns `overall`, `elsewhere` (confidences), `only_here` (bool).

    kept_once  bool (rows of the table), whether the rule was kept in one cluster only, listed or not
    elsewhere  the confidence in all baskets outside the cluster, those of no cluster among them; NaN for a rule overall,
               and where no basket elsewhere holds the first items
    only_here  the rule was kept in this cluster and in no other, and of the baskets with its first items significantly more
               hold the last one here than elsewhere: one-sided hypergeometric test on plain counts (Fisher's exact test),
               false discoveries of all rules in clusters kept to the rate (Benjamini and Hochberg 1995)
    """
    n = len(table)
    n_clusters = int(cluster.max(initial=0)) + 1
    at = table["cluster"].to_numpy()
    consequent = table["consequent"].to_numpy()
    overall, elsewhere, p = np.full(n, np.nan), np.full(n, np.nan), np.ones(n)
    for begin in range(0, n, PIECE):
        report("Comparing rules between clusters", begin / n)
        piece = slice(begin, begin + PIECE)
        found = counted_across(baskets, cluster, n_clusters, antecedent[piece], consequent[piece])
        plain = (
            found
            if baskets.weight is None
            else counted_across(baskets, cluster, n_clusters, antecedent[piece], consequent[piece], weighted=False)
        )
        overall[piece] = found.confidence[:, 0]
        elsewhere[piece] = _elsewhere(found, at[piece])
        p[piece] = _chance(plain, at[piece])
    inside = at != OVERALL
    only = np.zeros(n, dtype=bool)
    if inside.any():
        only[inside] = false_discovery_control(p[inside]) <= false_discovery
        only &= kept_once
    return table.assign(overall=overall, elsewhere=elsewhere, only_here=only)


def _elsewhere(found: RuleCounts, at: NDArray[np.int32]) -> NDArray[np.float64]:
    here = np.maximum(at, 0) + 1
    each = np.arange(len(at))
    first, both = (count[:, 0] - count[each, here] for count in (found.antecedent, found.both))
    share = np.full(len(at), np.nan)
    return np.asarray(np.divide(both, first, out=share, where=(at != OVERALL) & (first > 1e-9)))


def _chance(plain: RuleCounts, at: NDArray[np.int32]) -> NDArray[np.float64]:
    """The chance that so many of the baskets with both would fall into the cluster, were it like the others."""
    here = np.maximum(at, 0) + 1
    each = np.arange(len(at))
    first, both = plain.antecedent[each, here], plain.both[each, here]
    p = np.ones(len(at))
    open_ = (at != OVERALL) & (both * plain.antecedent[:, 0] > plain.both[:, 0] * first)
    p[open_] = hypergeom.sf(both[open_] - 1, plain.antecedent[open_, 0], plain.both[open_, 0], first[open_])
    return np.clip(p, 0.0, 1.0)

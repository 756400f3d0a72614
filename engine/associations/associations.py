"""What is bought together, overall and inside each cluster, and who lacks the second half."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from engine.associations.baskets import Baskets, make_baskets
from engine.associations.by_cluster import (
    RuleCounts,
    among,
    compared,
    counted_across,
    kept_in_one,
    least_count,
    mine,
    rule_keys,
    rules_table,
    strongest,
)
from engine.associations.counting_sets import count_sets
from engine.associations.items import WORDS, levels_of
from engine.associations.rules import Rules
from engine.associations.targets import Targets, find_targets
from engine.associations.variants import variant_groups
from engine.clustering import Segmentation
from engine.counting import counted
from engine.dataset import Dataset
from engine.features import Figures
from engine.market_baskets import MarketBaskets
from engine.options import AssociationOptions
from engine.progress import Report

TOP_ITEMS = 20
CLUSTERS = "Rules in each cluster"


@dataclass(frozen=True, eq=False, slots=True)
class TopItems:
    """The items in most baskets, overall and by cluster.

    items    int32 (n), in most baskets first
    support  float64 (n, 1 + n_clusters), the share of baskets that hold the item: overall first, then each cluster; NaN
             for a cluster without baskets
    """

    items: NDArray[np.int32]
    support: NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Associations:
    """What is bought together.

    options     as they were used: no "auto" is left in them
    baskets     what counts as together, and why
    overall, by_cluster  the strongest rules among all baskets, and among those of each cluster (as `Segmentation.clusters`)
    table       all of them below each other, overall first, then by cluster, strongest first. Columns: `cluster` int32
                (-1 overall), `rule` int32 (position among the rules of that scope), `consequent` int32 (item), `both`,
                `antecedent_count`, `consequent_count`, `baskets` (of the scope), the measures as in Rules, then
                `overall` (confidence in all baskets), `elsewhere` (confidence outside the cluster), `only_here` (see
                `compared`), `targets` int64 (all there are). Where one cluster is everybody, only overall
    antecedent  int32 (rows of `table`, most items), padded with -1
    targets     whom to call about each row of `table`
    top         the items in most baskets, overall and by cluster
    cluster_of_basket  int32 (n_baskets), -1 for none
    cluster_notes  for each cluster a sentence: how many rules of how many baskets, or why there are none
    notes       sentences about baskets and rules, for the page and the workbook
    """

    options: AssociationOptions
    baskets: Baskets
    overall: Rules
    by_cluster: tuple[Rules, ...]
    table: pd.DataFrame
    antecedent: NDArray[np.int32]
    targets: Targets
    top: TopItems
    cluster_of_basket: NDArray[np.int32]
    cluster_notes: tuple[str, ...]
    notes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.table)

    def targets_of(self, row: int) -> pd.DataFrame:
        """The targets of a row of `table`, those who spend most first; at most `targets.most` of them."""
        first, last = self.targets.table["row"].searchsorted([row, row + 1])
        return self.targets.table.iloc[first:last]

    def across(self, rows: NDArray[np.integer]) -> RuleCounts:
        """The rules of these rows of `table` counted overall and in every cluster, whether they were kept there or not.

        Cost: one pass over the baskets, and the baskets that hold the first items.
        """
        consequent = self.table["consequent"].to_numpy()[rows]
        n_clusters = len(self.by_cluster)
        return counted_across(self.baskets, self.cluster_of_basket, n_clusters, self.antecedent[rows], consequent)


def associate(
    dataset: Dataset,
    market: MarketBaskets,
    figures: Figures,
    segmentation: Segmentation,
    *,
    options: AssociationOptions,
    report: Report,
    offerable: NDArray[np.bool_] | None = None,
) -> Associations:
    """Rules overall and inside each cluster, how each holds elsewhere, and who lacks its second half, if it may be offered.

    Inside a cluster a rule needs `least_count` baskets or `least_support` of that cluster's own, whichever is more; its
    baskets are those of its customers. The habits of a single customer are no rule of a cluster. Baskets without a customer or of a customer in no cluster count overall only.
    Raises OptionError where the files lack what the basket or the level asked for needs; lets `Cancelled` of `report`
    pass. `offerable`: bool (n_products), None for all in stock. Cost: 1 s for 390,000 lines in 18,000 baskets and 50 clusters.
    """
    baskets, overall = _of_all(dataset, market, options, report)
    variants = _variants(dataset, baskets, options)
    n_items, n_clusters = len(baskets.names), len(segmentation.clusters)
    cluster = _cluster_of_basket(baskets, segmentation)
    own = _rows_of_clusters(cluster, n_clusters)
    alone = n_clusters == 1 and len(own[0]) == len(baskets)
    by_cluster: list[Rules] = []
    keys: list[NDArray[np.uint64]] = []
    for number, rows in enumerate([] if alone else own):
        usable = rows if _several_customers(baskets, rows) else rows[:0]
        rules = mine(baskets, usable, options, variants, _at(number / n_clusters, report))
        keys.append(rule_keys(rules, n_items))
        by_cluster.append(strongest(rules, options.most_rules))
    table, antecedent = rules_table(overall, tuple(by_cluster))
    once = np.concatenate([np.zeros(len(overall), dtype=bool), *_once(by_cluster, keys)])
    table = compared(
        baskets, cluster, table, antecedent, kept_once=once, false_discovery=options.false_discovery, report=report
    )
    targets = find_targets(
        dataset,
        baskets,
        figures,
        table,
        antecedent,
        cluster_of=segmentation.cluster_of,
        most=options.most_targets,
        report=report,
        offerable=offerable,
    )
    by_cluster = [overall] if alone else by_cluster
    return Associations(
        options=replace(options, basket=baskets.kind, level=baskets.level),
        baskets=baskets,
        overall=overall,
        by_cluster=tuple(by_cluster),
        table=table.assign(targets=targets.count),
        antecedent=antecedent,
        targets=targets,
        top=_top_items(baskets, cluster, n_clusters),
        cluster_of_basket=cluster,
        cluster_notes=tuple(_note(baskets, *each, options) for each in zip(own, by_cluster, strict=True)),
        notes=tuple(note for note in (baskets.sentence, overall.sentence, *baskets.notes) if note),
    )


def _of_all(
    dataset: Dataset, market: MarketBaskets, options: AssociationOptions, report: Report
) -> tuple[Baskets, Rules]:
    """Baskets and the rules among all of them: of products, or of the finest categories of which there are any."""
    levels = levels_of(dataset) if options.level == "auto" else (options.level,)
    tried: list[tuple[Baskets, Rules]] = []
    for level in levels:
        if level == "brand" and tried:
            break
        report("Making baskets", 0.0)
        baskets = make_baskets(dataset, replace(options, level=level), market)
        rules = strongest(
            mine(baskets, None, options, _variants(dataset, baskets, options), report), options.most_rules
        )
        if len(rules) and tried:
            none = " or ".join(WORDS[before.level][1] for before, _ in tried)
            why = f"Rules are about {WORDS[level][1]}, because none about {none} holds among all customers."
            baskets = replace(baskets, sentence=f"{baskets.sentence} {why}")
        if len(rules):
            return baskets, rules
        tried.append((baskets, rules))
    return tried[0]


def _variants(dataset: Dataset, baskets: Baskets, options: AssociationOptions) -> NDArray[np.int32] | None:
    """Which products are the same in another pack or colour, where rules between them are not wanted."""
    if not options.drop_variants or baskets.level != "product":
        return None
    return variant_groups(dataset.products["product_name"].astype(str).to_numpy(dtype=object)[baskets.product].tolist())


def _cluster_of_basket(baskets: Baskets, segmentation: Segmentation) -> NDArray[np.int32]:
    known = baskets.customer >= 0
    return np.where(known, segmentation.cluster_of[np.where(known, baskets.customer, 0)], -1).astype(np.int32)


def _rows_of_clusters(cluster: NDArray[np.int32], n: int) -> list[NDArray[np.int64]]:
    """The baskets of each cluster, by their rows."""
    order = np.argsort(cluster, kind="stable")
    bounds = np.searchsorted(cluster[order], np.arange(n + 1))
    return [order[bounds[number] : bounds[number + 1]] for number in range(n)]


def _at(fraction: float, report: Report) -> Report:
    """A report for the work on one cluster: how far the clusters are is how far the stage is."""
    report(CLUSTERS, fraction)

    def asked(_stage: str, _fraction: float) -> None:
        report(CLUSTERS, fraction)

    return asked


def _once(by_cluster: list[Rules], keys: list[NDArray[np.uint64]]) -> list[NDArray[np.bool_]]:
    """For the rules listed of each cluster whether no other cluster has kept them."""
    single = kept_in_one(keys)
    return [among(own[: len(rules)], single) for rules, own in zip(by_cluster, keys, strict=True)]


def _several_customers(baskets: Baskets, rows: NDArray[np.int64]) -> bool:
    customers = baskets.customer[rows]
    return bool(len(rows)) and bool((customers != customers[0]).any())


def _note(baskets: Baskets, rows: NDArray[np.int64], rules: Rules, options: AssociationOptions) -> str:
    total = len(rows) if baskets.weight is None else float(baskets.weight[rows].sum())
    least = least_count(total, options)
    if len(rows) and not len(rules) and not _several_customers(baskets, rows):
        return f"{counted(len(rows), 'basket')}, all of one customer: no rules."
    of_how_many = f"{counted(len(rows), 'basket')}, and a rule needs {least:,.0f}"
    return f"{of_how_many}: no rules." if total < least else f"{of_how_many}. {rules.sentence}".strip()


def _top_items(baskets: Baskets, cluster: NDArray[np.int32], n_clusters: int) -> TopItems:
    weight = np.ones(len(baskets)) if baskets.weight is None else baskets.weight
    each = np.repeat(weight, np.diff(baskets.items.indptr))
    of_item = np.bincount(baskets.items.indices, each, len(baskets.names))
    items = np.lexsort((np.arange(len(of_item)), -of_item))[:TOP_ITEMS].astype(np.int32)
    held = count_sets(baskets.items.tocsc(), items[:, None], cluster, n_clusters, baskets.weight)
    total = np.bincount(cluster + 1, weight, 1 + n_clusters)
    total[0] = weight.sum()
    share = np.full(held.shape, np.nan)
    return TopItems(items, np.divide(held, total, out=share, where=total > 0))

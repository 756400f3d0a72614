"""How a segment was clustered and how far to trust it, in words."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

import numpy as np

from engine.clustering.grouping import FEWEST_GROUPED, Grouping
from engine.clustering.models import MODELS
from engine.clustering.natural import WEAK, distinctness, seeks_groups
from engine.clustering.segmentation import Badge, KChoice, Quality
from engine.clustering.stability import FEWEST
from engine.counting import counted, verb
from engine.options import ClusterOptions

FEW_MEMBERS = 5
"""Clusters under this many customers are pointed out: grade A takes five peers."""


def verdict(found: Grouping, options: ClusterOptions, set_aside: int) -> str:
    """A few sentences for a sales manager: how many clusters, how distinct, how lasting, how large, and who is in none.

    found      the clusters of a segment
    set_aside  key accounts of the segment that were not clustered
    """
    sizes = np.bincount(found.labels[found.labels >= 0]).tolist()
    noise = int((found.labels < 0).sum())
    said = [_grouped(found, len(sizes), options)]
    if len(sizes) > 1:
        said += [_lasting(found, options), _small(sizes), _sampled(found.sampled)]
    if noise:
        said.append(f"{counted(noise, 'customer')} {verb(noise, 'is', 'are')} like no group and in no cluster.")
    if set_aside:
        aside = f"{counted(set_aside, 'key account')} {verb(set_aside, 'is', 'are')} set aside"
        said.append(f"{aside}: in the segment, but in no cluster.")
    return " ".join(filter(None, said))


def _grouped(found: Grouping, clusters: int, options: ClusterOptions) -> str:
    count, choice = counted(len(found.labels), "customer"), found.choice
    if clusters > 1:
        more = " More could not be told apart." if choice is not None and clusters < choice.chosen else ""
        return f"{count} in {clusters} clusters{_how_distinct(found, options)}.{more}"
    if found.quality is not None:
        return f"{count}. {_none_found(found, found.quality, options)} One cluster is used."
    return f"{count}{_why_one(found, options)}."


def _why_one(found: Grouping, options: ClusterOptions) -> str:
    customers = len(found.labels)
    if customers < max(options.fewest_customers, FEWEST_GROUPED) or (found.choice is not None and len(found.choice.ks)):
        return f": too few for clusters, so {'it stands alone' if customers == 1 else 'they stay together'}"
    if options.most_clusters == 1:
        return " in one cluster, as asked for"
    if MODELS[options.model].finds_k:
        groups = "one group alone" if (found.labels < 0).any() else "no groups, so one cluster is used"
        return f": {options.model} found {groups}"
    return " who could not be told apart: one cluster is used"


def _how_distinct(found: Grouping, options: ClusterOptions) -> str:
    quality = found.quality
    if quality is None or isnan(quality.silhouette):
        return ""
    everyone = "those in clusters" if (found.labels < 0).any() else "all customers"
    over = f"a sample of {quality.sampled:,}" if quality.sampled else everyone
    figure = f"(silhouette {quality.silhouette:.2f} over {over})"
    if quality.silhouette <= WEAK and not seeks_groups(options):
        return f", which overlap {figure}: useful to split a long list, not natural groups"
    return f", {distinctness(quality.silhouette)} {figure}"


def _none_found(found: Grouping, quality: Quality, options: ClusterOptions) -> str:
    said = f"No natural groups in this segment: the {_silhouette_of(found.choice, options)} is {quality.silhouette:.2f}"
    if found.stability is not None:
        return f"{said}, and clusters change when they are made anew."
    if quality.silhouette > WEAK:
        return f"{said}, and {len(found.labels)} customers are too few to check whether clusters last."
    return f"{said}."


def _silhouette_of(choice: KChoice | None, options: ClusterOptions) -> str:
    if choice is None or options.model != "k-means":
        return "silhouette" if choice is None else f"silhouette of {counted(choice.chosen, 'cluster')}"
    reached = min(options.most_clusters, int(choice.ks.max()))
    return f"best silhouette of 2 to {reached} clusters" if reached > 2 else "best silhouette"


def _lasting(found: Grouping, options: ClusterOptions) -> str:
    stability = found.stability
    if stability is None:
        few = len(found.labels) < FEWEST and options.resamples
        return "Too few customers to check whether the clusters last." if few else ""
    fragile = [number for number, badge in enumerate(stability.badges, 1) if badge == "fragile"]
    if stability.badge == "fragile" or not fragile:
        return _OVERALL[stability.badge]
    return f"{_OVERALL[stability.badge]} {_numbers(fragile)} {verb(len(fragile), 'is', 'are')} fragile."


_ANEW = "Made anew on halves of the customers"
_OVERALL: dict[Badge, str] = {
    "stable": f"{_ANEW} they come back: stable.",
    "fair": f"{_ANEW} they mostly come back: fair.",
    "fragile": f"{_ANEW} they change: fragile, so take them as a hint.",
}


def _sampled(sampled: int) -> str:
    if not sampled:
        return ""
    return f"The clusters were made of a sample of {sampled:,} customers, and the others joined the nearest."


def _small(sizes: Sequence[int]) -> str:
    small = [number for number, size in enumerate(sizes, 1) if size < FEW_MEMBERS]
    if not small:
        return ""
    which = "All of them" if len(small) == len(sizes) else _numbers(small)
    has = "has" if len(small) == 1 else "have"
    return f"{which} {has} fewer than {FEW_MEMBERS} customers, so few peers to learn from."


def _numbers(numbers: list[int]) -> str:
    """“Cluster 2”, “Clusters 2, 3 and 5”."""
    words = [str(number) for number in numbers]
    return f"Cluster {words[0]}" if len(words) == 1 else f"Clusters {', '.join(words[:-1])} and {words[-1]}"

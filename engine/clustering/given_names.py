"""Names that the user gave to clusters, and how they find their clusters again after a new run or in next month's file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from engine.clustering.segmentation import Cluster, Segmentation
from engine.dataset import Dataset
from engine.errors import OptionError

LONGEST_NAME = 60
LEAST_ALIKE = 0.5
"""A cluster is taken for the one that was named where they share at least half of the customers of both (Jaccard)."""


@dataclass(frozen=True, slots=True)
class GivenName:
    """A name that the user gave: the segment's name at that time, the cluster's, and the ids of its customers."""

    segment: str
    name: str
    members: tuple[str, ...]


def rename(segmentation: Segmentation, cluster: int, name: str) -> Segmentation:
    """The cluster under the name given; a blank name restores the one it was found under.

    Raises OptionError where the name is too long or another cluster of the segment bears it, whatever the case.
    """
    own = segmentation.clusters[cluster]
    tidy = " ".join(name.split())
    wanted = tidy or _found_name(own)
    if len(tidy) > LONGEST_NAME:
        raise OptionError(
            f"“{tidy[:20]}…” has {len(tidy)} characters; a cluster's name has {LONGEST_NAME} at most.",
            "Choose a shorter name.",
        )
    for other in _neighbours(segmentation, own):
        if other.name.casefold() == wanted.casefold():
            raise OptionError(
                f"“{other.name}” is already the name of cluster {other.number} in this segment.",
                "Choose another name, or rename that cluster first.",
            )
    return _with(segmentation, {cluster: _called(own, wanted)})


def given_names(segmentation: Segmentation, dataset: Dataset) -> tuple[GivenName, ...]:
    """Every name that the user gave, with the customers it was given to: what is kept between runs."""
    ids = dataset.customers["customer_id"].astype(str).to_numpy(dtype=object)
    return tuple(
        GivenName(segmentation.segments[cluster.segment].name, cluster.name, tuple(ids[cluster.members]))
        for cluster in segmentation.clusters
        if cluster.renamed
    )


def carry_names(segmentation: Segmentation, dataset: Dataset, given: Iterable[GivenName]) -> Segmentation:
    """The clusters that share their members with those that were named, under the names given.

    A cluster matches where Jaccard, shared ÷ all customers of both, is at least `LEAST_ALIKE`; customers that are not
    in this dataset do not count. The most alike are matched first, each name and each cluster once. Where a given name
    is also what another cluster of the segment was found under, that one gets a number. Names whose cluster is gone
    are left out. Source of the matching: Hennig (2007), who finds clusters again by Jaccard in the same way.
    """
    rows = pd.Index(dataset.customers["customer_id"].astype(str))
    sizes = np.array([len(cluster.members) for cluster in segmentation.clusters])
    pairs: list[tuple[float, int, int]] = []
    given = tuple(given)
    for place, name in enumerate(given):
        found = rows.get_indexer(pd.Index(name.members, dtype=object).astype(str))
        known = found[found >= 0]
        if not len(known):
            continue
        inside = segmentation.cluster_of[known]
        shared = np.bincount(inside[inside >= 0], minlength=len(sizes))
        alike = shared / (len(known) + sizes - shared)
        pairs.extend((-float(alike[c]), int(c), place) for c in np.flatnonzero(alike >= LEAST_ALIKE))
    return _named(segmentation, [(cluster, place) for _, cluster, place in sorted(pairs)], given)


def _named(segmentation: Segmentation, pairs: list[tuple[int, int]], given: tuple[GivenName, ...]) -> Segmentation:
    """Names laid on clusters, in the order of the pairs of cluster and name."""
    changed: dict[int, Cluster] = {}
    used: set[int] = set()
    for cluster, place in pairs:
        own, name = segmentation.clusters[cluster], given[place].name
        siblings = {changed[c].name.casefold() for c in segmentation.segments[own.segment].clusters if c in changed}
        if cluster not in changed and place not in used and name.casefold() not in siblings:
            changed[cluster] = _called(own, name)
            used.add(place)
    for cluster in [*changed]:
        for other in _neighbours(segmentation, changed[cluster]):
            if other.id not in changed and other.name.casefold() == changed[cluster].name.casefold():
                changed[other.id] = replace(other, name=f"{other.name} (2)")
    return _with(segmentation, changed)


def _called(cluster: Cluster, name: str) -> Cluster:
    found = _found_name(cluster)
    return replace(cluster, name=name, renamed=name != found, found_name=found)


def _found_name(cluster: Cluster) -> str:
    return cluster.found_name if cluster.renamed else cluster.name


def _neighbours(segmentation: Segmentation, cluster: Cluster) -> list[Cluster]:
    """The other clusters of its segment."""
    return [segmentation.clusters[c] for c in segmentation.segments[cluster.segment].clusters if c != cluster.id]


def _with(segmentation: Segmentation, changed: dict[int, Cluster]) -> Segmentation:
    clusters = tuple(changed.get(cluster.id, cluster) for cluster in segmentation.clusters)
    return replace(segmentation, clusters=clusters)

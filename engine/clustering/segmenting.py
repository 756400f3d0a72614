"""Customers into segments, and each segment into clusters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from engine.clustering.explaining import explained
from engine.clustering.grouping import Grouping, group
from engine.clustering.points import points
from engine.clustering.projection import project
from engine.clustering.segmentation import Cluster, Segment, Segmentation
from engine.clustering.verdict import verdict
from engine.dataset import Dataset
from engine.errors import NothingToAnalyse
from engine.features import Features, Figures
from engine.options import ClusterOptions, Options
from engine.progress import Report
from engine.roles import column_in_words

ALL = "All customers"
MOST_BORDERLINE = 20
"""Borderline customers named for a cluster; a longer list is not read."""


@dataclass(frozen=True, eq=False, slots=True)
class _Run:
    """What every segment of a run needs."""

    figures: Figures
    features: Features
    options: ClusterOptions


@dataclass(frozen=True, eq=False, slots=True)
class _Cell:
    """A segment before it is clustered."""

    name: str
    values: tuple[str, ...]
    members: NDArray[np.int32]


def segment_and_cluster(
    dataset: Dataset, figures: Figures, features: Features, options: Options, report: Report
) -> Segmentation:
    """Split the customers that buy by the segment columns, then cluster each segment on the features.

    Segments are in alphabetical order, clusters by spend, so the result does not depend on the order of the lines. Key
    accounts (`features.set_aside`) and noise are in their segment, but in no cluster. Of a list of customers without
    lines all are taken, as nothing is known of what they buy.
    Raises NothingToAnalyse where no customer has a purchase left after returns.
    Cost: for each segment that of `group`. Reports between its fits.
    """
    buyers = np.flatnonzero(figures.buys if dataset.has_lines else ~figures.buys).astype(np.int32)
    if not len(buyers):
        raise NothingToAnalyse(
            "No customer has a purchase left after returns.", "Check the quantity column on the Data page."
        )
    run = _Run(figures, features, options.clustering)
    segment_of = np.full(len(dataset.customers), -1, dtype=np.int32)
    cluster_of = segment_of.copy()
    silhouette_of = np.full(len(segment_of), np.nan)
    segments: list[Segment] = []
    clusters: list[Cluster] = []
    cells = _cells(dataset, options.segment_by, buyers)
    for number, cell in enumerate(cells):
        told = _within(report, f"Clustering {cell.name}", number, len(cells))
        segment, found, silhouettes = _cluster_segment(run, cell, len(segments), len(clusters), told)
        segment_of[cell.members] = segment.id
        silhouette_of[cell.members] = silhouettes
        for cluster in found:
            cluster_of[cluster.members] = cluster.id
        segments.append(segment)
        clusters.extend(found)
    report("Drawing the map of customers", 0.0)
    overview = project(points(features, buyers), buyers, features.names, seed=options.clustering.seed)
    bare = Segmentation(
        options.segment_by, tuple(segments), tuple(clusters), segment_of, cluster_of, silhouette_of, overview
    )
    return explained(bare, features, figures, options)


def _within(report: Report, stage: str, part: int, parts: int) -> Report:
    """A report for one of several parts of a stage, which says at once that the part has begun."""
    report(stage, part / parts)
    return lambda step, fraction: report(f"{stage}: {step}", (part + fraction) / parts)


def _cells(dataset: Dataset, columns: tuple[str, ...], buyers: NDArray[np.int32]) -> list[_Cell]:
    """The buying customers that share values of the segment columns, in alphabetical order of the values."""
    if not columns:
        return [_Cell(ALL, (), buyers)]
    values = pd.DataFrame({str(i): dataset.customer_values(column) for i, column in enumerate(columns)}).iloc[buyers]
    cells = []
    for key, rows in values.groupby(list(values.columns), sort=True).indices.items():
        texts = tuple(str(value) for value in (key if isinstance(key, tuple) else (key,)))
        name = " · ".join(_shown(text, column) for text, column in zip(texts, columns, strict=True))
        cells.append(_Cell(name, texts, buyers[np.sort(rows)]))
    return cells


def _shown(value: str, column: str) -> str:
    return value.strip() or f"No {column_in_words(column)}"


def _cluster_segment(
    run: _Run, cell: _Cell, id_: int, first: int, report: Report
) -> tuple[Segment, list[Cluster], NDArray[np.float64]]:
    """One segment, its clusters, whose ids count from `first`, and the silhouette of each of its members."""
    members, options = cell.members, run.options
    placed = points(run.features, members)
    aside = run.features.set_aside[members]
    inside = np.flatnonzero(~aside) if not aside.all() else np.arange(len(members))
    found = group(placed[inside], run.figures.spend_or_quantity[members[inside]], options, report)
    silhouettes = np.full(len(members), np.nan)
    silhouettes[inside] = found.silhouettes
    clusters = _clusters(run, members[inside], placed[inside], found, places=(id_, first))
    several = len(clusters) > 1
    segment = Segment(
        id=id_,
        name=cell.name,
        values=cell.values,
        members=members,
        clusters=tuple(cluster.id for cluster in clusters),
        projection=project(placed, members, run.features.names, seed=options.seed),
        verdict=verdict(found, options, set_aside=len(members) - len(inside)),
        quality=found.quality if several else None,
        choice=found.choice if several else None,
        stability=found.stability if several else None,
    )
    return segment, clusters, silhouettes


def _clusters(
    run: _Run, members: NDArray[np.int32], placed: NDArray[np.float32], found: Grouping, *, places: tuple[int, int]
) -> list[Cluster]:
    """The clusters of a segment, not yet explained; rows of `placed` and labels of `found` belong to `members`.

    places  id of the segment, and of the first of these clusters
    """
    segment, first = places
    rows = [np.flatnonzero(found.labels == label) for label in range(found.labels.max() + 1)]
    return [
        Cluster(
            id=first + number,
            segment=segment,
            number=number + 1,
            name="",
            members=members[row],
            means=run.features.plain[members[row]].mean(axis=0),
            typical=_nearest_to_centre(placed[row], members[row]),
            spend=float("nan") if run.figures.spend is None else float(run.figures.spend[members[row]].sum()),
            quantity=float(run.figures.quantity[members[row]].sum()),
            orders=int(run.figures.orders[members[row]].sum()),
            drivers=(),
            borderline=_borderline(found.silhouettes[row], members[row]),
        )
        for number, row in enumerate(rows)
    ]


def _nearest_to_centre(placed: NDArray[np.float32], members: NDArray[np.int32]) -> int:
    distance = ((placed - placed.mean(axis=0)) ** 2).sum(axis=1)
    return int(members[np.argmin(distance)])


def _borderline(silhouettes: NDArray[np.float64], members: NDArray[np.int32]) -> NDArray[np.int32]:
    """Members nearer to another cluster than to their own, the nearest first, at most `MOST_BORDERLINE`."""
    nearer = np.flatnonzero(silhouettes < 0)
    return members[nearer[np.argsort(silhouettes[nearer], kind="stable")][:MOST_BORDERLINE]]

"""Customers into segments, and each segment into clusters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from engine.clustering.explaining import explained
from engine.clustering.models import cluster, how_many_clusters
from engine.clustering.points import points as _points
from engine.clustering.projection import project
from engine.clustering.segmentation import Cluster, Segment, Segmentation
from engine.counting import counted
from engine.dataset import Dataset
from engine.errors import NothingToAnalyse
from engine.features import Features, Figures
from engine.options import ClusterOptions, Options
from engine.progress import Report
from engine.roles import column_in_words

ALL = "All customers"


@dataclass(frozen=True, eq=False, slots=True)
class _Run:
    """What every segment of a run needs."""

    figures: Figures
    features: Features
    options: ClusterOptions
    buyers: NDArray[np.int32]


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

    Segments are in alphabetical order, clusters by spend, so the result does not depend on the order of the lines.
    Raises NothingToAnalyse where no customer has a purchase left after returns.
    Cost: one fit of the model per segment.
    """
    buyers = np.flatnonzero(figures.buys if dataset.has_lines else ~figures.buys).astype(np.int32)
    if not len(buyers):
        raise NothingToAnalyse(
            "No customer has a purchase left after returns.", "Check the quantity column on the Data page."
        )
    run = _Run(figures, features, options.clustering, buyers)
    segment_of = np.full(len(dataset.customers), -1, dtype=np.int32)
    cluster_of = segment_of.copy()
    segments: list[Segment] = []
    clusters: list[Cluster] = []
    cells = _cells(dataset, options.segment_by, buyers)
    for number, cell in enumerate(cells):
        report(f"Clustering {cell.name}", number / len(cells))
        segment, found = _cluster_segment(run, cell, len(segments), len(clusters))
        segment_of[cell.members] = segment.id
        for group in found:
            cluster_of[group.members] = group.id
        segments.append(segment)
        clusters.extend(found)
    report("Drawing the map of customers", 0.0)
    overview = project(_points(features, buyers), buyers, features.names, seed=options.clustering.seed)
    unknown = np.full(len(segment_of), np.nan)
    bare = Segmentation(options.segment_by, tuple(segments), tuple(clusters), segment_of, cluster_of, unknown, overview)
    return explained(bare, features, figures, options)


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


def _cluster_segment(run: _Run, cell: _Cell, id_: int, first: int) -> tuple[Segment, list[Cluster]]:
    """One segment and its clusters, whose ids count from `first`."""
    members = cell.members
    points = _points(run.features, members)
    k = how_many_clusters(len(members), run.options.most_clusters, run.options.fewest_customers)
    labels = cluster(points, run.options.model, k, run.options.seed).labels
    placed = labels >= 0
    weight = np.bincount(labels[placed], run.figures.spend_or_quantity[members][placed])
    largest_first = np.argsort(-weight, kind="stable")
    groups = [members[labels == label] for label in largest_first]
    clusters = [
        Cluster(
            id=first + number,
            segment=id_,
            number=number + 1,
            name="",
            members=group,
            means=run.features.plain[group].mean(axis=0),
            typical=_nearest_to_centre(points[labels == label], group),
            spend=float("nan") if run.figures.spend is None else float(run.figures.spend[group].sum()),
            quantity=float(run.figures.quantity[group].sum()),
            orders=int(run.figures.orders[group].sum()),
            drivers=(),
        )
        for number, (label, group) in enumerate(zip(largest_first, groups, strict=True))
    ]
    projection = project(points, members, run.features.names, seed=run.options.seed)
    verdict = _verdict(len(members), len(clusters), k, run.options.fewest_customers)
    return Segment(id_, cell.name, cell.values, members, tuple(c.id for c in clusters), projection, verdict), clusters


def _nearest_to_centre(points: NDArray[np.float32], members: NDArray[np.int32]) -> int:
    distance = ((points - points.mean(axis=0)) ** 2).sum(axis=1)
    return int(members[np.argmin(distance)])


def _verdict(customers: int, clusters: int, wanted: int, fewest: int) -> str:
    count = counted(customers, "customer")
    if customers < fewest:
        return f"{count}: too few for clusters, so they stay together."
    if clusters < wanted:
        return f"{count} in {counted(clusters, 'cluster')}: the others could not be told apart."
    return f"{count} in {counted(clusters, 'cluster')}."

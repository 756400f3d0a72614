"""The fingerprint: one row per cluster, what sets it apart in words, and its average customer in plain units."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.clustering import Cluster
from engine.workbook import columns
from engine.workbook.contents import CLUSTERS, SUMMARY, Contents
from engine.workbook.description import Column, Sheet, Table, Title
from engine.workbook.segment_sheets import MOST_FEATURES


def clusters_sheet(contents: Contents) -> Sheet:
    """All clusters in the order of their segments."""
    clusters = contents.analysis.segmentation.clusters
    found = (*_facts(contents, clusters), *_means(contents, clusters))
    table = Table("Clusters", found, frozen_columns=3)
    return Sheet(CLUSTERS, (Title("Clusters", _sentence(contents), back=SUMMARY), table), grid=True)


def _sentence(contents: Contents) -> str:
    features = contents.analysis.features
    if features.families == ("buying behaviour",):
        return " ".join((*features.notes, "Averages are per customer."))
    shown = f"the {MOST_FEATURES} largest of {len(features.names):,} " if len(features.names) > MOST_FEATURES else ""
    return f"The last columns show {shown}categories: the average quantity per customer."


def _facts(contents: Contents, clusters: tuple[Cluster, ...]) -> list[Column]:
    analysis = contents.analysis
    segments = [analysis.segmentation.segments[c.segment] for c in clusters]
    earned = np.array([contents.earned[c.members].sum() for c in clusters])
    in_segment = np.array([contents.earned[s.members].sum() for s in segments])
    share = np.divide(earned, in_segment, out=np.full(len(clusters), np.nan), where=in_segment > 0)
    customers = analysis.dataset.customers
    ids, names = (customers[c].astype(str).to_numpy(dtype=object) for c in ("customer_id", "customer_name"))
    found = [
        columns.text(
            "Segment", [s.name for s in segments], links=tuple(contents.segment_sheet[s.id] for s in segments)
        ),
        columns.number("Cluster", [c.number for c in clusters], "number"),
        columns.text("Cluster name", [c.name for c in clusters], kind="wrapped"),
        columns.number("Customers", [len(c.members) for c in clusters], "whole"),
        (columns.amount if contents.has_money else columns.quantity)(contents.earned_word, earned),
        columns.number(f"Share of {contents.earned_word.lower()} in the segment", share, "share"),
        columns.text("What sets it apart", [_apart(c) for c in clusters], kind="wrapped", width=62),
        columns.text("Typical customer", [_who(ids[c.typical], names[c.typical]) for c in clusters]),
        columns.number("Recommendations", [contents.offers[c.members].sum() for c in clusters], "whole"),
    ]
    if contents.has_money:
        found.append(columns.amount("Expected value", [contents.value[c.members].sum() for c in clusters]))
    return found


def _apart(cluster: Cluster) -> str:
    return "\n".join(driver.sentence for driver in cluster.drivers) or "Close to the average in everything."


def _who(id_: str, name: str) -> str:
    return name if name == id_ else f"{name} ({id_})"


def _means(contents: Contents, clusters: tuple[Cluster, ...]) -> list[Column]:
    features = contents.analysis.features
    means: NDArray[np.float64] = np.array([cluster.means for cluster in clusters])
    if features.families == ("buying behaviour",):
        return [
            (columns.quantity if unit else columns.amount)(f"Average {name.lower()}", means[:, i], scaled=True)
            for i, (name, unit) in enumerate(zip(features.names, features.units, strict=True))
        ]
    largest = np.argsort(-np.abs(features.plain).sum(axis=0), kind="stable")[:MOST_FEATURES]
    return [columns.quantity(features.names[i], means[:, i], scaled=True) for i in largest]

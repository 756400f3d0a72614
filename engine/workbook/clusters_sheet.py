"""The fingerprint: one row per cluster, what sets it apart in words, and its average customer in plain units."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.clustering import Cluster, Segment
from engine.workbook import columns
from engine.workbook.contents import CLUSTERS, PROFILES, SUMMARY, Contents
from engine.workbook.description import Column, Sheet, Table, Title
from engine.workbook.segment_sheets import MOST_FEATURES


def clusters_sheet(contents: Contents) -> Sheet:
    """All clusters in the order of their segments."""
    clusters = contents.analysis.segmentation.clusters
    segments = [contents.analysis.segmentation.segments[c.segment] for c in clusters]
    found = (
        *_names(contents, clusters, segments),
        *_sizes(contents, clusters, segments),
        *_trust(clusters, segments),
        *_customers(contents, clusters),
        *_offers(contents, clusters),
        *_means(contents, clusters),
    )
    table = Table("Clusters", found, frozen_columns=3)
    return Sheet(CLUSTERS, (Title("Clusters", _sentence(contents), back=SUMMARY), table), grid=True)


def _sentence(contents: Contents) -> str:
    features = contents.analysis.features
    said = list(features.notes[:1]) if features.families == ("buying behaviour",) else []
    mix = features.of_family("category mix")
    if len(mix):
        most = f"the {MOST_FEATURES} largest of {len(mix):,} " if len(mix) > MOST_FEATURES else ""
        unit = features.columns[mix[0]].unit
        what = {"units": "quantity", "%": "percentage", "": "spend"}.get(unit, unit)
        said.append(f"The last columns show {most}categories: the average {what} per customer.")
    elif _averaged(contents):
        said.append("Averages are per customer.")
    return " ".join((*said, f"Everything else that is known of each cluster is on the sheet “{PROFILES}”."))


def _names(contents: Contents, clusters: tuple[Cluster, ...], segments: list[Segment]) -> list[Column]:
    found = [
        columns.text(
            "Segment", [s.name for s in segments], links=tuple(contents.segment_sheet[s.id] for s in segments)
        ),
        columns.number("Cluster", [c.number for c in clusters], "number"),
        columns.text("Cluster name", [c.name for c in clusters], kind="wrapped"),
    ]
    if any(c.persona for c in clusters):
        found.append(columns.text("Persona", [c.persona for c in clusters]))
        found.append(columns.text("What to do", [c.action for c in clusters], kind="wrapped", width=32))
    return found


def _sizes(contents: Contents, clusters: tuple[Cluster, ...], segments: list[Segment]) -> list[Column]:
    customers = np.array([len(c.members) for c in clusters], dtype=np.float64)
    found = [columns.number("Customers", customers, "whole")]
    if not contents.has_lines:
        everyone = np.array([len(s.members) for s in segments])
        return [*found, columns.number("Share of the customers of the segment", customers / everyone, "share")]
    earned = np.array([contents.earned[c.members].sum() for c in clusters])
    in_segment = np.array([contents.earned[s.members].sum() for s in segments])
    share = np.divide(earned, in_segment, out=np.full(len(clusters), np.nan), where=in_segment > 0)
    word = contents.earned_word
    return [
        *found,
        (columns.amount if contents.has_money else columns.quantity)(word, earned),
        columns.number(f"Share of {word.lower()} in the segment", share, "share"),
    ]


def _trust(clusters: tuple[Cluster, ...], segments: list[Segment]) -> list[Column]:
    """How far each cluster can be relied on, where it was checked."""
    badges = [s.stability.badges[c.number - 1] if s.stability else "" for c, s in zip(clusters, segments, strict=True)]
    return [columns.text("Stability", [badge.capitalize() for badge in badges])] if any(badges) else []


def _customers(contents: Contents, clusters: tuple[Cluster, ...]) -> list[Column]:
    customers = contents.analysis.dataset.customers
    ids, names = (customers[c].astype(str).to_numpy(dtype=object) for c in ("customer_id", "customer_name"))
    found = [
        columns.text("What sets it apart", [_apart(c) for c in clusters], kind="wrapped", width=62),
        columns.text("Typical customer", [_who(ids[c.typical], names[c.typical]) for c in clusters]),
    ]
    if any(len(c.borderline) for c in clusters):
        found.append(columns.number("Borderline customers", [len(c.borderline) for c in clusters], "whole"))
    return found


def _offers(contents: Contents, clusters: tuple[Cluster, ...]) -> list[Column]:
    if not contents.has_lines:
        return []
    found = [columns.number("Recommendations", [contents.offers[c.members].sum() for c in clusters], "whole")]
    if contents.has_money:
        found.append(columns.amount("Expected value", [contents.value[c.members].sum() for c in clusters]))
    return found


def _apart(cluster: Cluster) -> str:
    return "\n".join(driver.sentence for driver in cluster.drivers) or "Close to the average in everything."


def _who(id_: str, name: str) -> str:
    return name if name == id_ else f"{name} ({id_})"


def _means(contents: Contents, clusters: tuple[Cluster, ...]) -> list[Column]:
    """Averages of what was compared: figures, then the largest categories."""
    features = contents.analysis.features
    means: NDArray[np.float64] = np.array([cluster.means for cluster in clusters]).reshape(len(clusters), -1)
    found = [
        (columns.quantity if features.units[i] else columns.amount)(
            f"Average {features.names[i].lower()}", means[:, i], scaled=True
        )
        for i in _averaged(contents)
    ]
    mix = features.of_family("category mix")
    largest = mix[np.argsort(-np.abs(features.plain[:, mix]).sum(axis=0), kind="stable")[:MOST_FEATURES]]
    return [*found, *(columns.quantity(features.names[i], means[:, i], scaled=True) for i in largest)]


def _averaged(contents: Contents) -> list[int]:
    """The compared columns that are figures of a customer; groups are on the sheet of the profiles."""
    features = contents.analysis.features
    return [i for i, column in enumerate(features.columns) if column.family == "buying behaviour"]

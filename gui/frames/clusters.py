"""Segments and clusters as points of a map, cards and sentences."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gui.counting import counted
from gui.frames.customers import customer_names
from gui.frames.texts import figure, share
from gui.plots.cloud import Arrow, Cloud, Group
from gui.widgets.cluster_card import Card

if TYPE_CHECKING:
    from engine import Analysis, Cluster, Projection, Segment

ALL = -1
"""In place of the position of a segment: all of them."""

COLOURED_SEGMENTS = 7
NO_BREAK = "\N{NO-BREAK SPACE}"
AXIS_LETTERS = {"Across": 80, "Up": 42}
MOST_DRIVERS = 3
MOST_BORDERLINE = 2
MOST_ARROWS = 6
WELL_SHOWN = 0.5
LEAST_PULL = 0.2
"""Of the strongest; what pulls less has no arrow."""

COMPARED = {
    "l2_category": "category",
    "l3_category": "L3 category",
    "brand": "brand",
    "functionality": "functionality",
    "product_id": "product",
}


def segment_choices(analysis: Analysis) -> list[tuple[int, str]]:
    """(segment, words) for the segment box; `ALL` first where there are several."""
    segmentation = analysis.segmentation
    one_by_one = [(s.id, f"{s.name}: {_size(s)}") for s in segmentation.segments]
    if len(one_by_one) < 2:
        return one_by_one
    customers = sum(len(segment.members) for segment in segmentation.segments)
    whole = f"{counted(customers, 'customer')}, {counted(len(segmentation.segments), 'segment')}"
    return [(ALL, f"All segments: {whole}"), *one_by_one]


def _size(segment: Segment) -> str:
    return f"{counted(len(segment.members), 'customer')}, {counted(len(segment.clusters), 'cluster')}"


def sentence(analysis: Analysis, segment: int) -> str:
    """How the segment was clustered, and how far to trust it."""
    segmentation = analysis.segmentation
    if segment == ALL:
        return f"{counted(len(segmentation.clusters), 'cluster')} in all."
    return segmentation.segments[segment].verdict


def basis(analysis: Analysis) -> str:
    """What customers were compared by, and what is to be known of it."""
    features = analysis.features
    compared = f"Compared by {'; '.join(_family(analysis, family) for family in features.families)}."
    return " ".join((compared, *features.notes))


def _family(analysis: Analysis, family: Any) -> str:
    features = analysis.features
    if family == "category mix":
        what = " and ".join(COMPARED[level] for level in analysis.options.features.levels)
        return f"how much they buy of each {what} ({len(features.of_family(family)):,} in all)"
    compared = dict.fromkeys(features.columns[at].attribute for at in features.of_family(family))
    return ", ".join(name[0].lower() + name[1:] if family == "buying behaviour" else name for name in compared)


def members(analysis: Analysis, segment: int) -> NDArray[np.int64]:
    """Codes of the customers of a segment, or of all that buy."""
    segment_of = analysis.segmentation.segment_of
    return np.flatnonzero(segment_of >= 0 if segment == ALL else segment_of == segment)


def on_map(analysis: Analysis, segment: int) -> NDArray[np.int32]:
    """Whose points the map of a segment, or of all, shows."""
    segmentation = analysis.segmentation
    if segment == ALL and len(segmentation.segments) > 1:
        return segmentation.overview.customers
    return segmentation.segments[max(segment, 0)].projection.customers


def cloud(analysis: Analysis, segment: int) -> tuple[Cloud, NDArray[np.int32]]:
    """The map of a segment coloured by cluster, or of all coloured by the largest segments; and whose points they are."""
    segmentation = analysis.segmentation
    if segment == ALL and len(segmentation.segments) > 1:
        return _overview(analysis)
    shown = segmentation.segments[max(segment, 0)]
    clusters = [segmentation.clusters[at] for at in shown.clusters]
    groups = [Group(cluster.number, cluster.label) for cluster in clusters]
    place = np.full(len(segmentation.clusters) + 1, len(clusters))
    place[list(shown.clusters)] = np.arange(len(clusters))
    whose = shown.projection.customers
    group = place[segmentation.cluster_of[whose]]
    apart = int(np.count_nonzero(group == len(clusters)))
    if apart:
        groups.append(Group(0, f"In no cluster: {apart:,}", numbered=False))
    return _cloud(analysis, shown.projection, group, tuple(groups)), whose


def _overview(analysis: Analysis) -> tuple[Cloud, NDArray[np.int32]]:
    segmentation = analysis.segmentation
    by_size = _largest(analysis)
    coloured = by_size[:COLOURED_SEGMENTS]
    others = by_size[COLOURED_SEGMENTS:]
    groups = [Group(number, segment.name, numbered=False) for number, segment in enumerate(coloured, 1)]
    place = np.full(len(segmentation.segments), len(coloured))
    place[[segment.id for segment in coloured]] = np.arange(len(coloured))
    if others:
        groups.append(Group(0, counted(len(others), "smaller segment"), numbered=False))
    whose = segmentation.overview.customers
    group = place[segmentation.segment_of[whose]]
    return _cloud(analysis, segmentation.overview, group, tuple(groups)), whose


def _cloud(analysis: Analysis, projection: Projection, group: NDArray[np.integer], groups: tuple[Group, ...]) -> Cloud:
    pairs = zip(AXIS_LETTERS, projection.axes, projection.explained, strict=True)
    titles = [_axis_title(way, words, part) if words else "" for way, words, part in pairs]
    arrows = _arrows(projection.loadings, analysis.features.names)
    title = f"Map of {counted(len(group), 'customer')}"
    return Cloud(projection.points, group, groups, (titles[0], titles[1]), arrows, title, _map_sentence(projection))


def _map_sentence(projection: Projection) -> str:
    """How to read the map, and how far to trust it."""
    shown = sum(projection.explained)
    if not shown:
        return "All customers are alike in what is compared, so they stand in one place."
    trust = "." if shown >= WELL_SHOWN else ", so that dots may be near and their customers still unlike."
    return f"Each dot is a customer; the nearer two dots, the more alike. The map shows {share(shown)} of the differences{trust}"


def _arrows(loadings: NDArray[np.float64], names: tuple[str, ...]) -> tuple[Arrow, ...]:
    """The features that pull most, the strongest first."""
    pull = np.hypot(*loadings)
    strongest = np.argsort(-pull, kind="stable")[:MOST_ARROWS]
    return tuple(
        Arrow(names[at], float(loadings[0, at]), float(loadings[1, at]))
        for at in strongest
        if pull[at] > LEAST_PULL * pull[strongest[0]]
    )


def _axis_title(way: str, words: str, part: float) -> str:
    """“Across: more Paints, less Fasteners (61 % of the differences)”, on several lines where it is long."""
    kept_together = f"({share(part)} of the differences)".replace(" ", NO_BREAK)
    return fill(f"{way}: {words} {kept_together}", AXIS_LETTERS[way])


def coloured_by(analysis: Analysis, segment: int) -> dict[int, int] | None:
    """Which number colours each segment on the map of all segments; None where the map shows clusters."""
    if segment != ALL or len(analysis.segmentation.segments) < 2:
        return None
    return {place.id: number for number, place in enumerate(_largest(analysis)[:COLOURED_SEGMENTS], 1)}


def _largest(analysis: Analysis) -> list[Segment]:
    return sorted(analysis.segmentation.segments, key=lambda segment: -len(segment.members))


def hover_lines(analysis: Analysis, customer: int) -> tuple[str, ...]:
    """The hover card of a customer: name, cluster, key figures."""
    segmentation, figures = analysis.segmentation, analysis.figures
    segment = segmentation.segments[segmentation.segment_of[customer]]
    cluster = _cluster_words(analysis, customer)
    name = str(analysis.dataset.customers["customer_name"].iat[customer])
    where = f"{segment.name}, {cluster}" if len(segmentation.segments) > 1 else f"{cluster[0].upper()}{cluster[1:]}"
    if not analysis.dataset.has_lines:
        return name, where
    spend = "" if figures.spend is None else f"spend {figure(figures.spend[customer])}"
    orders = counted(int(figures.orders[customer]), "order")
    last = "" if figures.last_order is None else f"last on {figures.last_order[customer]}"
    return name, where, ", ".join(filter(None, (orders, spend, last)))


def _cluster_words(analysis: Analysis, customer: int) -> str:
    cluster = analysis.segmentation.cluster_of[customer]
    return f"cluster {analysis.segmentation.clusters[cluster].label}" if cluster >= 0 else "in no cluster"


def cards(analysis: Analysis, segment: int) -> list[Card]:
    """A card for each cluster of a segment, or for each segment, largest spend first."""
    segmentation = analysis.segmentation
    if segment == ALL and len(segmentation.segments) > 1:
        return _segment_cards(analysis)
    shown = segmentation.segments[max(segment, 0)]
    clusters = [segmentation.clusters[at] for at in shown.clusters]
    total = sum(_worth(cluster) for cluster in clusters)
    names = customer_names(analysis)
    return [
        Card(
            key=cluster.id,
            number=cluster.number,
            title=cluster.name,
            facts=_facts(analysis, len(cluster.members), _worth(cluster), total),
            lines=(*_persona(cluster), *(driver.sentence for driver in cluster.drivers[:MOST_DRIVERS])),
            foot=_typical(cluster, names),
            tag=_badge(shown, place),
            can_rename=True,
        )
        for place, cluster in enumerate(clusters)
    ]


def _persona(cluster: Cluster) -> tuple[str, ...]:
    """“Champions: offer a framework agreement”, where buying behaviour is known."""
    return (f"{cluster.persona}: {cluster.action}",) if cluster.persona else ()


def _badge(segment: Segment, place: int) -> str:
    return "" if segment.stability is None else segment.stability.badges[place]


def _typical(cluster: Cluster, names: NDArray[np.object_]) -> str:
    typical = str(names[cluster.typical])
    if len(cluster.members) == 1:
        return typical
    borderline = [str(names[customer]) for customer in cluster.borderline[:MOST_BORDERLINE]]
    return f"Typical: {typical}" + (f" · Borderline: {', '.join(borderline)}" if borderline else "")


def card_members(analysis: Analysis, segment: int, key: int) -> list[int]:
    """Customers of the card `key` that `cards` made for `segment`."""
    segmentation = analysis.segmentation
    whole_segments = segment == ALL and len(segmentation.segments) > 1
    codes = segmentation.segments[key].members if whole_segments else segmentation.clusters[key].members
    members: list[int] = codes.tolist()
    return members


def _segment_cards(analysis: Analysis) -> list[Card]:
    segmentation = analysis.segmentation
    coloured = coloured_by(analysis, ALL) or {}
    worth = {s.id: sum(_worth(segmentation.clusters[at]) for at in s.clusters) for s in segmentation.segments}
    total = sum(worth.values())
    return [
        Card(
            key=segment.id,
            number=coloured.get(segment.id, 0),
            title=segment.name,
            facts=_facts(analysis, len(segment.members), worth[segment.id], total),
            lines=tuple(segmentation.clusters[at].label for at in segment.clusters[:MOST_DRIVERS]),
            foot=_left(len(segment.clusters) - MOST_DRIVERS),
            badge="",
        )
        for segment in sorted(segmentation.segments, key=lambda segment: -worth[segment.id])
    ]


def _left(clusters: int) -> str:
    return f"and {counted(clusters, 'more cluster')}" if clusters > 0 else ""


def _worth(cluster: Cluster) -> float:
    return cluster.quantity if np.isnan(cluster.spend) else cluster.spend


def _facts(analysis: Analysis, customers: int, worth: float, total: float) -> str:
    what = "spend" if analysis.dataset.has_amount else "units"
    part = f"  ·  {share(worth / total)} of {what}" if total > 0 else ""
    return f"{counted(customers, 'customer')}{part}"

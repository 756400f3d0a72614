"""Which customers a plot compares: the clusters of a segment, or the segments; and a few of them where they are many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from gui.counting import counted
from gui.frames.clusters import ALL, COLOURED_SEGMENTS
from gui.plots.groups import NOBODY, PlotGroup

if TYPE_CHECKING:
    from engine import Analysis, Projection, Segment

LONGEST = 48


@dataclass(frozen=True, eq=False, slots=True)
class Party:
    """A group of a plot and its customers, int codes."""

    group: PlotGroup
    members: NDArray[np.integer]

    @property
    def words(self) -> str:
        """Its name in quotes, cut where it would fill a sentence."""
        return f"“{short(self.group.name)}”" if self.group.number else short(self.group.name)


def short(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def segment_of(analysis: Analysis, segment: int) -> Segment | None:
    """The segment whose clusters are shown; None where all segments are."""
    segments = analysis.segmentation.segments
    if segment == ALL and len(segments) > 1:
        return None
    return segments[max(segment, 0)]


def kind(analysis: Analysis, segment: int) -> str:
    """What is compared: “cluster” or “segment”."""
    return "segment" if segment_of(analysis, segment) is None else "cluster"


def projection_of(analysis: Analysis, segment: int) -> Projection:
    shown = segment_of(analysis, segment)
    return analysis.segmentation.overview if shown is None else shown.projection


def parties(analysis: Analysis, segment: int, *, everyone: bool = False) -> list[Party]:
    """The clusters of a segment, or the segments as the map of all colours them; their key is that of their card.

    With `everyone`, the customers in no cluster come last.
    """
    segmentation = analysis.segmentation
    shown = segment_of(analysis, segment)
    if shown is None:
        return _segments(analysis)
    found = [
        Party(PlotGroup(cluster.id, cluster.number, cluster.label, len(cluster.members)), cluster.members)
        for cluster in (segmentation.clusters[at] for at in shown.clusters)
    ]
    if everyone:
        others = shown.members[segmentation.cluster_of[shown.members] < 0]
        if len(others):
            found.append(Party(PlotGroup(NOBODY, 0, "No cluster", len(others)), others))
    return found


def _segments(analysis: Analysis) -> list[Party]:
    by_size = sorted(analysis.segmentation.segments, key=lambda segment: -len(segment.members))
    found = [
        Party(PlotGroup(segment.id, number, segment.name, len(segment.members)), segment.members)
        for number, segment in enumerate(by_size[:COLOURED_SEGMENTS], 1)
    ]
    if others := by_size[COLOURED_SEGMENTS:]:
        members = np.concatenate([segment.members for segment in others])
        found.append(Party(PlotGroup(NOBODY, 0, counted(len(others), "smaller segment"), len(members)), members))
    return found


@dataclass(frozen=True, eq=False, slots=True)
class Drawn:
    """Some customers of each party; all where they are few enough. `sentence` says so where they are not all."""

    members: tuple[NDArray[np.integer], ...]
    sentence: str


def drawn(found: list[Party], at_most: int) -> Drawn:
    """At most so many customers in all, the same number of each party where it has more; always the same ones."""
    sizes = [len(party.members) for party in found]
    if sum(sizes) <= at_most:
        return Drawn(tuple(party.members for party in found), "")
    cap = _cap(sizes, at_most)
    rng = np.random.default_rng(0)
    members = tuple(
        party.members[rng.choice(len(party.members), cap, replace=False, shuffle=False)]
        if len(party.members) > cap
        else party.members
        for party in found
    )
    return Drawn(members, f"Counted on {sum(map(len, members)):,} of {sum(sizes):,} customers, drawn at random.")


def _cap(sizes: list[int], at_most: int) -> int:
    """How many of each, so that small groups leave their part to the others; one at least."""
    left = at_most
    for at, size in enumerate(sorted(sizes)):
        fair = left // (len(sizes) - at)
        if size > fair:
            return max(fair, 1)
        left -= size
    return max(sizes)


@dataclass(frozen=True, eq=False, slots=True)
class Spread:
    """Of each feature over all customers: mean and deviation of the compared values, and how far groups explain them.

    mean, deviation  float64 (n features);  told_apart  float64 (n features), the part of the variance that lies between
    the groups, 0 … 1 (the correlation ratio η², Pearson 1905);  varies  bool (n features), whether customers differ
    """

    mean: NDArray[np.float64]
    deviation: NDArray[np.float64]
    told_apart: NDArray[np.float64]
    varies: NDArray[np.bool_]

    def most_telling(self, at_most: int) -> NDArray[np.intp]:
        """The features that tell the groups apart most, but none in which all customers are alike."""
        order = np.argsort(-self.told_apart, kind="stable")
        return order[self.varies[order]][:at_most]

    def left_out(self, shown: int) -> str:
        """What is not shown, in a sentence."""
        alike, less = int((~self.varies).sum()), int(self.varies.sum()) - shown
        said = [f"{less:,} that tell less apart"] if less > 0 else []
        said += [f"{alike:,} in which all are alike"] if alike else []
        return f"Not shown: {' and '.join(said)}." if said else ""


def spread(values: list[NDArray[np.float64]], sizes: list[int]) -> Spread:
    """Of values (customers drawn, n features) of each group; each group weighs as many customers as it has."""
    weights = np.array(sizes, dtype=np.float64) / max(sum(sizes), 1)
    means = np.stack([part.mean(axis=0) for part in values])
    squares = np.stack([np.einsum("ij,ij->j", part, part) / len(part) for part in values])
    mean = weights @ means
    variance = np.maximum(weights @ squares - mean**2, 0.0)
    between = weights @ (means - mean) ** 2
    least = 1e-12 * (1.0 + mean**2)
    varies = variance > least
    divisor = np.where(varies, variance, 1.0)
    return Spread(mean, np.sqrt(divisor), np.minimum(np.where(varies, between / divisor, 0.0), 1.0), varies)

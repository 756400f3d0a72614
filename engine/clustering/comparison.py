"""Sums per cluster beside those of the customers it is compared with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.clustering.segmentation import Segmentation
from engine.totals import total_by

Pair = tuple[NDArray[np.float64], NDArray[np.float64]]
"""float64 (n_clusters) twice: of the members of each cluster, and of the customers it is compared with."""


@dataclass(frozen=True, eq=False, slots=True)
class Comparison:
    """Who is compared with whom: a cluster with all of its segment, the only cluster of a segment with everybody.

    customers  int of those in a segment; key accounts that were set aside distort no average
    cell       of each of them, int: its cluster, or n_clusters + its segment for those in none
    holder     segment of each cell
    alone      bool (n_clusters), whether it is the only cluster of its segment
    """

    customers: NDArray[np.intp]
    cell: NDArray[np.intp]
    holder: NDArray[np.intp]
    alone: NDArray[np.bool_]

    def totals(self, values: NDArray[np.float64]) -> Pair:
        """Sums of `values` (n_customers). Cost: one pass."""
        sums = total_by(self.cell, values[self.customers], len(self.holder))
        of_segments = total_by(self.holder, sums, int(self.holder.max()) + 1)
        n = len(self.alone)
        return sums[:n], np.where(self.alone, sums.sum(), of_segments[self.holder[:n]])

    def means(self, values: NDArray[np.float64]) -> Pair:
        """Means of the known ones of `values`; NaN where none is known."""
        known = ~np.isnan(values)
        sums = self.totals(np.where(known, values, 0.0))
        counts = self.totals(known.astype(np.float64))
        own, usual = (_divided(total, count) for total, count in zip(sums, counts, strict=True))
        return own, usual

    def distance(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """The standardised difference of each cluster: (mean − usual mean) ÷ usual deviation; 0 where nothing deviates.

        Source: Glass's Δ (1976), whose deviation is that of the customers compared with; 0.2 is small, 0.5 medium and
        0.8 large (Cohen 1988), as for Cohen's h.
        """
        known = values[self.customers]
        middle = known[~np.isnan(known)].mean() if (~np.isnan(known)).any() else 0.0
        own, usual = self.means(values - middle)
        _, square = self.means((values - middle) ** 2)
        deviation = np.sqrt(np.maximum(square - usual**2, 0.0))
        tiny = 1e-9 * max(1.0, abs(float(middle)))
        distance = np.divide(own - usual, deviation, out=np.zeros_like(own), where=deviation > tiny)
        return np.asarray(np.nan_to_num(distance), dtype=np.float64)


def comparison(segmentation: Segmentation, set_aside: NDArray[np.bool_]) -> Comparison:
    """Who is compared with whom in these clusters."""
    clusters, segments = segmentation.clusters, segmentation.segments
    customers = np.flatnonzero((segmentation.segment_of >= 0) & ~set_aside)
    cluster_of = segmentation.cluster_of[customers].astype(np.intp)
    cell = np.where(cluster_of >= 0, cluster_of, len(clusters) + segmentation.segment_of[customers])
    holder = np.array([*(cluster.segment for cluster in clusters), *range(len(segments))], dtype=np.intp)
    alone = np.array([len(segments[cluster.segment].clusters) == 1 for cluster in clusters], dtype=bool)
    return Comparison(customers, cell, holder, alone)


def cohens_h(share: NDArray[np.float64], usual: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far two shares are apart: 2·asin √share − 2·asin √usual; 0 where one is not known (Cohen 1988, chapter 6)."""
    own, other = (np.arcsin(np.sqrt(np.clip(np.nan_to_num(part), 0.0, 1.0))) for part in (share, usual))
    return np.asarray(np.where(np.isnan(share) | np.isnan(usual), 0.0, 2.0 * (own - other)))


def _divided(total: NDArray[np.float64], count: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.divide(total, count, out=np.full(len(total), np.nan), where=count > 0))

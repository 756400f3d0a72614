"""Segments, their clusters, and where each customer stands: the values of this package."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Badge = Literal["stable", "fair", "fragile"]

NO_CLUSTER, KEY_ACCOUNT = "No cluster", "Key account"
"""What stands in place of a cluster's label."""


@dataclass(frozen=True, slots=True)
class Driver:
    """A feature that sets a cluster apart.

    mean   in plain units;  ratio  × the average of the segment (of all customers where the segment is one cluster)
    strength  effect size, comparable between all kinds of features: standardised difference or Cohen's h, signed
    """

    feature: str
    mean: float
    ratio: float
    sentence: str
    strength: float = 0.0


@dataclass(frozen=True, slots=True)
class Quality:
    """How well clusters are told apart; NaN where there are fewer than two.

    silhouette         mean of (b − a) ÷ max(a, b), −1 … 1 (Rousseeuw 1987)
    calinski_harabasz  variance between ÷ variance within, larger is better (1974)
    davies_bouldin     mean likeness of each cluster to its nearest, 0 is best (1979)
    sampled            customers that the silhouette was counted on; 0 where it is exact
    """

    silhouette: float
    calinski_harabasz: float
    davies_bouldin: float
    sampled: int


@dataclass(frozen=True, eq=False, slots=True)
class KChoice:
    """Every number of clusters that was tried, and the one that was taken.

    ks          int64 (n), rising;  distortion, silhouette  float64 (n), NaN where undefined
    chosen      the k taken;  rule  in words;  sentence  why this k, with its figures
    sampled     customers that the silhouette was counted on; 0 where it is exact
    """

    ks: NDArray[np.int64]
    distortion: NDArray[np.float64]
    silhouette: NDArray[np.float64]
    chosen: int
    rule: str
    sentence: str
    sampled: int


@dataclass(frozen=True, slots=True)
class Stability:
    """How alike the clusters are when they are made anew on a part of the customers.

    rand     mean adjusted Rand index of all resamples (Hubert and Arabie 1985)
    jaccard  mean Jaccard likeness of each cluster to its best match, in the order of the clusters (Hennig 2007)
    badge    stable, fair or fragile, of `rand`;  badges  the same of each cluster
    """

    rand: float
    jaccard: tuple[float, ...]
    badge: Badge
    badges: tuple[Badge, ...]
    resamples: int


@dataclass(frozen=True, eq=False, slots=True)
class Cluster:
    """A statistical group of customers inside a segment.

    id        position in `Segmentation.clusters`
    segment   position in `Segmentation.segments`
    number    1 … k inside the segment, by spend (quantity without money), largest first
    name      in sales words, unique inside the segment
    members   int32 customer codes
    means     float64 (n_features), plain units
    typical   customer code of the member nearest to the centre
    spend     of its members, NaN without money; quantity and orders likewise, but always known
    drivers   what sets it apart, strongest first
    borderline  int32 codes of members that are as near to another cluster (silhouette under 0), the nearest first
    persona     of its recency, frequency and spend (“Champions”), "" where buying behaviour is not known
    action      what is advised for the persona, "" without one
    renamed     whether the user gave it its name
    found_name  where it was renamed, the name it was found under, which a blank name restores
    """

    id: int
    segment: int
    number: int
    name: str
    members: NDArray[np.int32]
    means: NDArray[np.float64]
    typical: int
    spend: float
    quantity: float
    orders: int
    drivers: tuple[Driver, ...]
    borderline: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, dtype=np.int32))
    persona: str = ""
    action: str = ""
    renamed: bool = False
    found_name: str = ""

    @property
    def label(self) -> str:
        """Number and name: “2 Paints and Painting Supplies”."""
        return f"{self.number} {self.name}"


@dataclass(frozen=True, eq=False, slots=True)
class Projection:
    """Customers on a plane by principal components of the clustered features.

    customers  int32 codes;  points  float64 (n, 2);  explained  shares of variance of the two axes
    axes       one phrase per axis that says what grows along it
    loadings   float64 (2, n_features), how much of each feature is in each axis: the arrows of a biplot
    """

    customers: NDArray[np.int32]
    points: NDArray[np.float64]
    explained: tuple[float, float]
    axes: tuple[str, str]
    loadings: NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Segment:
    """A business cell: customers that share the values of the segment columns.

    id        position in `Segmentation.segments`
    values    one text per segment column, "" where blank
    members   int32 codes of its customers that buy
    clusters  ids of its clusters, in the order of their numbers
    verdict   how it was clustered and how far to trust it, in a sentence or two
    quality, choice, stability  the figures behind the verdict; None for a segment of one cluster, `choice` also where
              the model finds the number of clusters by itself, `stability` also where no resamples were asked for
    """

    id: int
    name: str
    values: tuple[str, ...]
    members: NDArray[np.int32]
    clusters: tuple[int, ...]
    projection: Projection
    verdict: str
    quality: Quality | None = None
    choice: KChoice | None = None
    stability: Stability | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Segmentation:
    """All segments and clusters.

    columns     the customer columns that make the segments; empty where there are none
    segment_of  int32 (n_customers), -1 for customers that bought nothing
    cluster_of  likewise, and -1 for customers of a segment that are in no cluster: key accounts set aside, and those
                that the model calls noise
    silhouette_of  float64 (n_customers), NaN where not known (one cluster, no cluster, not in the sample)
    overview    all buying customers on one plane
    """

    columns: tuple[str, ...]
    segments: tuple[Segment, ...]
    clusters: tuple[Cluster, ...]
    segment_of: NDArray[np.int32]
    cluster_of: NDArray[np.int32]
    silhouette_of: NDArray[np.float64]
    overview: Projection

    @property
    def without_cluster(self) -> NDArray[np.int32]:
        """Codes of the customers that are in a segment but in no cluster."""
        return np.flatnonzero((self.segment_of >= 0) & (self.cluster_of < 0)).astype(np.int32)

    def cluster_labels(self, customers: NDArray[np.integer], set_aside: NDArray[np.bool_]) -> NDArray[np.object_]:
        """For each of `customers` “2 Paints”, or why it is in no cluster; `set_aside` as in Features."""
        words = np.array([*(cluster.label for cluster in self.clusters), NO_CLUSTER], dtype=object)
        found: NDArray[np.object_] = words[self.cluster_of[customers]]
        found[(self.cluster_of[customers] < 0) & set_aside[customers]] = KEY_ACCOUNT
        return found

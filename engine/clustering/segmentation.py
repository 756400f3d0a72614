"""Segments, their clusters, and where each customer stands: the values of this package."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Driver:
    """A feature that sets a cluster apart.

    mean   in plain units;  ratio  × the average of the segment (of all customers where the segment is one cluster)
    """

    feature: str
    mean: float
    ratio: float
    sentence: str


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

    @property
    def label(self) -> str:
        """Number and name: “2 Paints and Painting Supplies”."""
        return f"{self.number} {self.name}"


@dataclass(frozen=True, eq=False, slots=True)
class Projection:
    """Customers on a plane by principal components of the clustered features.

    customers  int32 codes;  points  float64 (n, 2);  explained  shares of variance of the two axes
    axes       one phrase per axis that says what grows along it
    """

    customers: NDArray[np.int32]
    points: NDArray[np.float64]
    explained: tuple[float, float]
    axes: tuple[str, str]


@dataclass(frozen=True, eq=False, slots=True)
class Segment:
    """A business cell: customers that share the values of the segment columns.

    id        position in `Segmentation.segments`
    values    one text per segment column, "" where blank
    members   int32 codes of its customers that buy
    clusters  ids of its clusters, in the order of their numbers
    verdict   a sentence on how it was clustered
    """

    id: int
    name: str
    values: tuple[str, ...]
    members: NDArray[np.int32]
    clusters: tuple[int, ...]
    projection: Projection
    verdict: str


@dataclass(frozen=True, eq=False, slots=True)
class Segmentation:
    """All segments and clusters.

    columns     the customer columns that make the segments; empty where there are none
    segment_of  int32 (n_customers), -1 for customers that bought nothing; cluster_of likewise
    overview    all buying customers on one plane
    """

    columns: tuple[str, ...]
    segments: tuple[Segment, ...]
    clusters: tuple[Cluster, ...]
    segment_of: NDArray[np.int32]
    cluster_of: NDArray[np.int32]
    overview: Projection

"""Clustering: segments, the model, cluster names, the map of customers."""

from __future__ import annotations

from engine.clustering.segmentation import (
    Cluster,
    Driver,
    KChoice,
    Projection,
    Quality,
    Segment,
    Segmentation,
    Stability,
)
from engine.clustering.segmenting import segment_and_cluster

__all__ = [
    "Cluster",
    "Driver",
    "KChoice",
    "Projection",
    "Quality",
    "Segment",
    "Segmentation",
    "Stability",
    "segment_and_cluster",
]

"""Models that put similar customers together: one file per family, one call shape."""

from __future__ import annotations

from engine.clustering.models.fitting import MODELS, Clustering, cluster, cluster_ordered, in_order
from engine.clustering.models.model import Model

__all__ = ["MODELS", "Clustering", "Model", "cluster", "cluster_ordered", "in_order"]

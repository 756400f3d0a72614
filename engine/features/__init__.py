"""What describes a customer: one file per family, one call shape."""

from __future__ import annotations

from engine.features.describing import describe
from engine.features.features import Attribute, Feature, Features
from engine.features.figures import Figures, customer_figures

__all__ = ["Attribute", "Feature", "Features", "Figures", "customer_figures", "describe"]

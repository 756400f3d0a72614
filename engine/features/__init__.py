"""What describes a customer: one file per family, one call shape."""

from __future__ import annotations

from engine.dataset import Dataset
from engine.features.buying_behaviour import buying_behaviour
from engine.features.category_mix import category_mix
from engine.features.features import Features
from engine.features.figures import Figures, customer_figures
from engine.market_baskets import MarketBaskets
from engine.options import Options

__all__ = ["Features", "Figures", "customer_figures", "describe"]

NO_CATEGORIES = "Products carry no category, so customers are grouped by buying behaviour."


def describe(dataset: Dataset, baskets: MarketBaskets, figures: Figures, options: Options) -> Features:
    """The features that the recipe of the (resolved) options asks for."""
    if options.recipe == "category basket":
        return category_mix(dataset, baskets, options.clustering)
    has_categories = options.clustering.level in dataset.products.columns
    return buying_behaviour(figures, note="" if has_categories else NO_CATEGORIES)

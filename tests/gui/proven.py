"""A back-test of a small shop, in which some buy later what others bought before."""

from __future__ import annotations

from functools import cache

import numpy as np

import engine
from engine import Analysis, BackTest
from tests.engine.builders import make_dataset

OPTIONS = engine.options_from_mapping(
    {
        "recipe": "buying behaviour",
        "clustering": {"choose_k": "fixed", "most_clusters": 2, "fewest_customers": 3, "resamples": 0},
        "recommending": {"per_customer": 5, "method": "peers"},
    }
)


@cache
def shop() -> Analysis:
    """Sixty customers of two tastes; each buys its own half of the products, bit by bit over a year."""
    rng = np.random.default_rng(4)
    lines = []
    for customer in range(60):
        taste = 12 * (customer % 2)
        for product in rng.permutation(12)[: int(rng.integers(6, 12))]:
            day = np.datetime64("2024-01-01") + int(rng.integers(0, 360))
            lines.append((f"C{customer:02}", f"P{taste + product:02}", 1.0, str(day), 5.0 + product))
    return engine.analyse(make_dataset(lines), OPTIONS)


@cache
def proven() -> BackTest:
    proof: BackTest = engine.back_test(shop().dataset, OPTIONS, days=60)
    return proof

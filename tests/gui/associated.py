"""An analysis with rules that can be counted by hand: painters buy rollers with paint, builders nails with drills."""

from __future__ import annotations

from functools import cache

import engine
from engine import Analysis
from tests.engine.builders import make_dataset

OPTIONS = engine.options_from_mapping(
    {
        "clustering": {"choose_k": "fixed", "most_clusters": 2, "fewest_customers": 3, "resamples": 0},
        "associating": {"basket": "customer day", "level": "product", "least_support": 0.01, "least_count": 2, "false_discovery": 1.0},
    }
)  # fmt: skip
PAINTERS, BUILDERS = [f"P{at}" for at in range(8)], [f"B{at}" for at in range(8)]
LACK_ROLLER = {"P6", "P7"}


def _lines() -> list[tuple[str, str, float, str, float]]:
    """Each customer has one invoice a month; P6 and P7 buy paint and never a roller."""
    lines: list[tuple[str, str, float, str, float]] = []
    for month in (1, 2, 3):
        day = f"2024-0{month}-10"
        for at, who in enumerate(PAINTERS):
            lines.append((who, "paint", 4.0, day, 40.0 + at))
            if who not in LACK_ROLLER:
                lines.append((who, "roller", 2.0, day, 10.0))
        for who in BUILDERS:
            lines.append((who, "drill", 1.0, day, 90.0))
            if month < 3:
                lines.append((who, "nails", 100.0, day, 5.0))
    return lines


@cache
def together() -> Analysis:
    products = {"l2_category": ["Tools", "Fasteners", "Painting", "Painting"]}
    dataset = make_dataset(_lines(), {"rep": ["Dana"] * 8 + ["Luis"] * 8}, products)
    return engine.analyse(dataset, OPTIONS)

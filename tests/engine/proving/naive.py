"""The measures of recommending, written from their definitions, one customer at a time."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence


def ndcg(ranked: Sequence[int], bought: Collection[int]) -> float:
    gain = sum(1 / math.log2(place + 1) for place, product in enumerate(ranked, start=1) if product in bought)
    best = sum(1 / math.log2(place + 1) for place in range(1, min(len(ranked), len(bought)) + 1))
    return gain / best


def recall(ranked: Sequence[int], bought: Collection[int]) -> float:
    return len(set(ranked) & set(bought)) / len(bought)


def precision(ranked: Sequence[int], bought: Collection[int]) -> float:
    return len(set(ranked) & set(bought)) / len(ranked)

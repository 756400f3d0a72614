"""The lines of a rule map: curves from product to product, side by side where several lead from one to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

POINTS = 17
"""Of each curve."""

BEND, MOST_BEND = 11.0, 44.0
"""Pixels between lines that join the same two products, and of the outermost ones together."""

THIN, THICK = 1.4, 4.5
"""Pixels."""

SPREAD = 2.0
"""How many times as high as the lowest a lift must be for its line to be thick."""


@dataclass(frozen=True, eq=False, slots=True)
class RuleLines:
    """Columns (m), the lines of the first rule first.

    start, end  nodes;  rule  position of the rule;  bend  pixels aside at the middle;  width  in pixels
    joint       whether the rule asks for several products together
    """

    start: NDArray[np.intp]
    end: NDArray[np.intp]
    rule: NDArray[np.intp]
    bend: NDArray[np.float64]
    width: NDArray[np.float64]
    joint: NDArray[np.bool_]

    @property
    def links(self) -> NDArray[np.intp]:
        return np.column_stack([self.start, self.end])


def rule_lines(antecedents: Sequence[Sequence[int]], consequents: Sequence[int], lift: Sequence[float]) -> RuleLines:
    """A line from each product of an antecedent to its consequent, the wider the higher the lift."""
    found = [
        (start, end, rule, len(starts) > 1)
        for rule, (starts, end) in enumerate(zip(antecedents, consequents, strict=True))
        for start in starts
    ]
    start, end, rule = np.array([line[:3] for line in found], dtype=np.intp).reshape(-1, 3).T
    joint = np.array([line[3] for line in found], dtype=bool)
    return RuleLines(start, end, rule, _bends(start, end), widths(lift)[rule], joint)


def widths(lift: Sequence[float]) -> NDArray[np.float64]:
    """Pixels: the highest of these lifts has the widest line; those that are much alike have lines that are."""
    strength = np.log(np.maximum(np.nan_to_num(np.asarray(lift, dtype=np.float64), posinf=1e9), 1e-9))
    low, high = strength.min(initial=np.inf), strength.max(initial=-np.inf)
    return np.asarray(THIN + (THICK - THIN) * (strength - low) / max(high - low, np.log(SPREAD)))


def curves(
    lines: RuleLines, places: NDArray[np.float64], radii: NDArray[np.float64], scale: float
) -> NDArray[np.float64]:
    """float64 (m, POINTS, 2): from the rim of one node to that of another; bends are `scale` times as large."""
    start, end = places[lines.start], places[lines.end]
    way = end - start
    length = np.maximum(np.hypot(*way.T), 1e-9)
    along = way / length[:, None]
    aside = np.column_stack([-along[:, 1], along[:, 0]])
    middle = (start + end) / 2 + aside * (2 * lines.bend * scale)[:, None]
    first = np.minimum((radii[lines.start] + 1.5) / length, 0.45)
    last = 1 - np.minimum((radii[lines.end] + 2.5) / length, 0.45)
    t = first[:, None] + (last - first)[:, None] * np.linspace(0.0, 1.0, POINTS)
    t = t[:, :, None]
    drawn: NDArray[np.float64] = (1 - t) ** 2 * start[:, None] + 2 * t * (1 - t) * middle[:, None] + t**2 * end[:, None]
    return drawn


def _bends(start: NDArray[np.intp], end: NDArray[np.intp]) -> NDArray[np.float64]:
    """Lines between the same two nodes beside each other, seen from the same end whichever way they lead."""
    bends = np.zeros(len(start))
    low, high = np.minimum(start, end), np.maximum(start, end)
    _, pair, counts = np.unique(np.column_stack([low, high]), axis=0, return_inverse=True, return_counts=True)
    for which in np.flatnonzero(counts > 1):
        lines = np.flatnonzero(pair.ravel() == which)
        lines = lines[np.argsort(start[lines] > end[lines], kind="stable")]
        step = min(BEND, MOST_BEND / (len(lines) - 1))
        bends[lines] = step * (np.arange(len(lines)) - (len(lines) - 1) / 2)
    return np.where(start > end, -bends, bends)

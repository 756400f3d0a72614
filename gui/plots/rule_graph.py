"""The graph of a rule map: which products are drawn, how large, and where they stand in a room of pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QFontMetrics

from gui.plots.graph_layout import arranged, spread
from gui.plots.rule_lines import RuleLines, rule_lines

SMALLEST, LARGEST = 3.5, 9.0
"""Pixels from the middle of a dot to its rim."""

GAP = 4.0
"""Pixels between a dot and its name."""

NARROWEST, WIDEST = 70.0, 190.0
"""Pixels that are kept for a name, and that it takes where they are free."""

ROW = 28.0
"""Pixels from one dot to the next below it, before names are made narrower."""

FILLED = 0.62
"""Of the room, by dots and names, so that they can be spread without search."""

TALLEST = 46.0
"""Pixels from one dot to the next below it, which leave an arrow room; fewer where there are many."""

MANY = 20
"""Products, from which on dots are smaller."""


@dataclass(frozen=True, eq=False, slots=True)
class RuleGraph:
    """node (k): which products have a rule; their names (k), radii float64 (k) in pixels; places (k, 2) from 0 to 1."""

    node: NDArray[np.intp]
    names: tuple[str, ...]
    radii: NDArray[np.float64]
    places: NDArray[np.float64]
    lines: RuleLines


def rule_graph(
    antecedents: Sequence[Sequence[int]],
    consequents: Sequence[int],
    lift: Sequence[float],
    names: Sequence[str],
    support: NDArray[np.float64],
) -> RuleGraph:
    """Of rules, the strongest first; names and support (n) are those of all products."""
    lines = rule_lines(antecedents, consequents, lift)
    node, places = np.unique(np.r_[lines.start, lines.end], return_inverse=True)
    start, end = places.reshape(2, -1)
    lines = replace(lines, start=start, end=end)
    share = np.sqrt(np.nan_to_num(support[node]) / max(float(np.nan_to_num(support[node]).max(initial=0.0)), 1e-12))
    across, down = 6.5, 5.0
    return RuleGraph(
        node,
        tuple(names[at] for at in node),
        (SMALLEST + (LARGEST - SMALLEST) * share) * min(1.0, (MANY / max(len(node), 1)) ** 0.4),
        arranged(len(node), np.column_stack([start, end]), across, down) / np.array([across, down]),
        lines,
    )


def kept_width(count: int, room: QSizeF) -> float:
    """Pixels that are kept for each of so many names in a room."""
    each = FILLED * room.width() * room.height() / max(count, 1) / ROW
    return min(max(each - 2 * LARGEST, NARROWEST), WIDEST)


def home_places(graph: RuleGraph, widths: Sequence[float], room: QSizeF, metrics: QFontMetrics) -> NDArray[np.float64]:
    """float64 (k, 2) in pixels of the room, with a name of these widths at the right of each dot, none over another."""
    wide = np.array(widths)
    least = np.maximum(2 * graph.radii, metrics.height()) + GAP
    each = FILLED * room.width() * room.height() / max(float((wide + 2 * graph.radii + 3 * GAP).sum()), 1.0)
    half = np.maximum(least, min(each, TALLEST)) / 2
    box = np.column_stack([-graph.radii - GAP, -half, graph.radii + GAP + wide + GAP, half])
    inner = np.column_stack([room.width() - (box[:, 2] - box[:, 0]), room.height() - (box[:, 3] - box[:, 1])])
    places = graph.places * np.maximum(inner, 0.0) - box[:, :2]
    placed: NDArray[np.float64] = places + spread(box + np.tile(places, 2), room.width(), room.height())
    return placed

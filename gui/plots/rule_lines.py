"""The lines of a rule map: one from product to product, bent where another leads back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

POINTS = 17
"""Of each curve."""

BEND = 5.5
"""Pixels aside at the middle, where another line leads back."""

THIN, THICK = 1.4, 4.5
"""Pixels."""

SPREAD = 2.0
"""How many times as high as the lowest a lift must be for its line to be thick."""


@dataclass(frozen=True, eq=False, slots=True)
class RuleLines:
    """Columns (m), the lines of the first rule first; no two lead from the same node to the same other one.

    start, end  nodes;  bend  pixels aside at the middle;  width  in pixels, by the strongest of its rules
    rules       positions of those that it is drawn for, the strongest first
    joint       whether all of them ask for several products together
    """

    start: NDArray[np.intp]
    end: NDArray[np.intp]
    bend: NDArray[np.float64]
    width: NDArray[np.float64]
    rules: tuple[tuple[int, ...], ...]
    joint: NDArray[np.bool_]

    def of_rule(self, rule: int) -> list[int]:
        """The lines that are drawn for a rule."""
        return [line for line, rules in enumerate(self.rules) if rule in rules]

    def handles(self, line: int) -> NDArray[np.float64]:
        """For each rule of a line, how far along it that rule is pointed at: 0 at its start, 1 at its end."""
        return np.arange(1, len(self.rules[line]) + 1) / (len(self.rules[line]) + 1)


def rule_lines(antecedents: Sequence[Sequence[int]], consequents: Sequence[int], lift: Sequence[float]) -> RuleLines:
    """A line from each product of an antecedent to its consequent, the wider the higher the lift."""
    rules: dict[tuple[int, int], list[int]] = {}
    for rule, (starts, end) in enumerate(zip(antecedents, consequents, strict=True)):
        for start in starts:
            rules.setdefault((start, end), []).append(rule)
    first, last = np.array([*rules], dtype=np.intp).reshape(-1, 2).T
    wide = widths(lift)
    return RuleLines(
        first,
        last,
        np.array([BEND if (end, start) in rules else 0.0 for start, end in rules]),
        np.array([wide[of_line].max() for of_line in rules.values()]),
        tuple(map(tuple, rules.values())),
        np.array([all(len(antecedents[rule]) > 1 for rule in of_line) for of_line in rules.values()]),
    )


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

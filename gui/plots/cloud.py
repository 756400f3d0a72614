"""The points of a scatter: who is one colour, where everybody stands, and what pulls them there."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Span = tuple[float, float]
"""Lowest and highest."""

ROOM = 0.06
"""Of their extent, to each side of all points where all are in view."""


@dataclass(frozen=True, slots=True)
class Group:
    """Points of one colour. `number` chooses it, 0 is grey; where `numbered`, it stands at their centre."""

    number: int
    name: str
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Arrow:
    """What pulls points: those with more of `name` stand farther along (x, y). Only relative lengths count."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, eq=False, slots=True)
class Cloud:
    """points float64 (n, 2), finite; group (n) positions in `groups`; axes: what grows across and up.

    arrows  start at (0, 0), where a point stands that is like the average; the strongest first
    title, sentence  stand above it and say what there is to see
    bounds  of all points across and up: 0 … 1 where there are none, 1 to each side where all are level
    Raises ValueError where a point is not finite.
    """

    points: NDArray[np.float64]
    group: NDArray[np.integer]
    groups: tuple[Group, ...]
    axes: tuple[str, str] = ("", "")
    arrows: tuple[Arrow, ...] = ()
    title: str = ""
    sentence: str = ""
    bounds: tuple[Span, Span] = field(init=False)

    def __post_init__(self) -> None:
        spans = [_span(column) for column in self.points.T]
        if not np.isfinite(spans).all():
            raise ValueError("A point of a cloud is not finite.")
        object.__setattr__(self, "bounds", (spans[0], spans[1]))

    def __len__(self) -> int:
        return len(self.points)

    def sizes(self) -> NDArray[np.int64]:
        """Points of each group."""
        sizes = np.zeros(len(self.groups), np.int64)
        np.add.at(sizes, self.group, 1)
        return sizes

    def centres(self) -> list[tuple[tuple[float, float], int]]:
        """The mean point of each group and how many it has; (0, 0) for a group without points."""
        pairs = np.ascontiguousarray(self.points).view(np.complex128)
        sums = np.zeros(len(self.groups), np.complex128)
        np.add.at(sums, self.group, pairs.ravel())
        counted = zip(sums.tolist(), self.sizes().tolist(), strict=True)
        return [((total.real / max(size, 1), total.imag / max(size, 1)), size) for total, size in counted]


def _span(values: NDArray[np.float64]) -> Span:
    if not len(values):
        return 0.0, 1.0
    low, high = float(values.min()), float(values.max())
    return (low, high) if low != high else (low - 1.0, high + 1.0)


NOTHING = Cloud(np.empty((0, 2)), np.empty(0, dtype=np.int64), ())

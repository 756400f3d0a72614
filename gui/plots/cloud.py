"""The points of a scatter: who is one colour, where everybody stands, and what pulls them there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


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
    """

    points: NDArray[np.float64]
    group: NDArray[np.integer]
    groups: tuple[Group, ...]
    axes: tuple[str, str] = ("", "")
    arrows: tuple[Arrow, ...] = ()

    def __post_init__(self) -> None:
        if not np.isfinite(self.points).all():
            raise ValueError("A point of a cloud is not finite.")

    def __len__(self) -> int:
        return len(self.points)

    def bounds(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """(lowest, highest) across and up; (0, 1) each where there are no points, ± 1 where all stand in one place."""
        if not len(self):
            return (0.0, 1.0), (0.0, 1.0)
        x, y = (_widened(float(column.min()), float(column.max())) for column in self.points.T)
        return x, y

    def sizes(self) -> NDArray[np.int64]:
        """Points of each group."""
        return np.bincount(self.group, minlength=len(self.groups))

    def centres(self) -> NDArray[np.float64]:
        """The mean point of each group (n_groups, 2), NaN for a group without points."""
        sizes = self.sizes()
        sums = np.transpose([np.bincount(self.group, column, len(self.groups)) for column in self.points.T])
        nowhere = np.full((len(sizes), 2), np.nan)
        centres: NDArray[np.float64] = np.divide(sums, sizes[:, None], where=sizes[:, None] > 0, out=nowhere)
        return centres


def _widened(low: float, high: float) -> tuple[float, float]:
    return (low, high) if high > low else (low - 1.0, high + 1.0)


NOTHING = Cloud(np.empty((0, 2)), np.empty(0, dtype=np.int64), ())

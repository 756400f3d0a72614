"""Many points as a picture, in one pass of numpy: every pixel has the colour of one of the points in it.

Which one is settled by a number drawn for each point beforehand, so that the mix of colours in an area is the mix of
its points, whatever their order. The more points in a pixel, the stronger the colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

Key = NDArray[np.uint16]
"""Of a point, or of the point that a pixel shows; 0 is nothing. The larger covers the smaller. From the highest bit:
1 chosen, 11 drawn, 4 position of the colour, from 1 on."""

CHOSEN, DRAWN, COLOUR = np.uint16(0x8000), np.uint16(0x7FF0), np.uint16(0x000F)
MOST_COLOURS = 15
Wide = NDArray[np.uint32]
CROWD = 26
"""Bits above a key; there stands how many points share the pixel, and above it again whether one is chosen."""

LEVELS = 32
PAD = 10
"""Pixels drawn beyond each edge, so that the dots of points outside reach in; the outermost holds all that is beyond."""

AT_ONCE, BAND = 1 << 15, 48
"""Points, and rows of a picture, that fit into the cache of the processor."""

SPREAD = 2654435761
"""Knuth's multiplier: the products with 0, 1, 2, … look drawn by lot."""

FAINT, FADED = 0.6, 0.22
"""Opacity of a point alone where others crowd, and of points that are not chosen where others are."""

CROWDED = 4.0
"""Points in each pixel that has any; from there on a point alone is as faint as it gets."""

MOST_COUNTED = 4096


Scale = tuple[float, float]
"""Pixels per unit, and the pixel of 0."""


@dataclass(frozen=True, eq=False, slots=True)
class Dots:
    """points float64 (n, 2); group (n); colours uint16 (n_groups) positions in a list of colours; chosen bool (n)."""

    points: NDArray[np.float64]
    group: NDArray[np.integer]
    colours: NDArray[np.uint16]
    chosen: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Grid:
    """Pixels: column = across[0] × x + across[1], row = up[0] × y + up[1]."""

    width: int
    height: int
    across: Scale
    up: Scale


@dataclass(frozen=True, eq=False, slots=True)
class Raster:
    """keys uint16 and counts int32 (height + 2 PAD, width + 2 PAD); seen: points in the grid or just beside it."""

    keys: Key
    counts: NDArray[np.int32]
    seen: int


class Desk:
    """Room to work in. Kept from picture to picture it spares asking for memory, which costs as much as the figures."""

    def __init__(self) -> None:
        self._best, self._counts = np.empty((0, 0), np.uint16), np.empty((0, 0), np.int32)
        self.placed = np.empty(AT_ONCE)
        self.rows, self.columns = np.empty(AT_ONCE, np.intp), np.empty(AT_ONCE, np.intp)
        self.keys, self.coloured = np.empty(AT_ONCE, np.uint16), np.empty(AT_ONCE, np.uint16)
        self.spread = _high(np.arange(AT_ONCE, dtype=np.uint64) * np.uint64(SPREAD))

    def blank(self, height: int, width: int) -> tuple[Key, NDArray[np.int32]]:
        """Zeros (height, width) for the keys and the counts of a picture, the same ones again for the same size."""
        if self._best.shape != (height, width):
            self._best, self._counts = np.empty((height, width), np.uint16), np.empty((height, width), np.int32)
        self._best.fill(0)
        self._counts.fill(0)
        return self._best, self._counts


def rasterise(dots: Dots, grid: Grid, desk: Desk | None = None) -> Raster:
    """Count the points in each pixel and find the largest key among them: one pass, the same for any view.

    What is made on a desk is good until the next is made on it.
    """
    desk = desk or Desk()
    keys, counts = desk.blank(grid.height + 2 * PAD, grid.width + 2 * PAD)
    flat_keys, flat_counts, one = keys.ravel(), counts.ravel(), np.int32(1)
    colours, any_chosen = dots.colours + np.uint16(1), bool(dots.chosen.any())
    for start in range(0, len(dots.points), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        at = _pixels(dots.points[part], grid, desk)
        mine = _drawn_by_lot(start, len(at), desk)
        mine |= colours.take(dots.group[part], out=desk.coloured[: len(at)], mode="clip")
        if any_chosen:
            mine |= dots.chosen[part] * CHOSEN
        np.maximum.at(flat_keys, at, mine)
        np.add.at(flat_counts, at, one)
    seen = len(dots.points)
    for edge in (np.s_[0], np.s_[-1], np.s_[:, 0], np.s_[:, -1]):
        seen -= int(counts[edge].sum())
        keys[edge], counts[edge] = 0, 0
    return Raster(keys, counts, seen)


def _drawn_by_lot(start: int, length: int, desk: Desk) -> Key:
    """The drawn bits of the keys of so many points from `start` on."""
    keys = desk.keys[:length]
    np.add(desk.spread[:length], _high(np.array([start * SPREAD], np.uint64)), out=keys)
    keys &= DRAWN
    return keys


def _high(products: NDArray[np.uint64]) -> Key:
    """The 16 bits below the 32nd."""
    return (products >> np.uint64(16)).astype(np.uint16)


def _pixels(points: NDArray[np.float64], grid: Grid, desk: Desk) -> NDArray[np.intp]:
    """The pixel of each point, in the order of reading."""
    length, width = len(points), grid.width + 2 * PAD
    placed, rows, columns = desk.placed[:length], desk.rows[:length], desk.columns[:length]
    _whole(points[:, 1], grid.up, grid.height + 2 * PAD, placed, rows)
    rows *= width
    _whole(points[:, 0], grid.across, width, placed, columns)
    rows += columns
    return rows


def _whole(
    values: NDArray[np.float64],
    scale: Scale,
    pixels: int,
    placed: NDArray[np.float64],
    whole: NDArray[np.intp],
) -> None:
    """Whole pixels; what lies beyond either edge comes to the last one, since a negative number is a huge one."""
    np.multiply(values, scale[0], out=placed)
    placed += scale[1] + PAD
    whole[:] = placed
    natural = whole.view(np.uintp)
    np.minimum(natural, np.uintp(pixels - 1), out=natural)


def painted(raster: Raster, dot: int, colours: NDArray[np.uint8], *, fading: bool) -> NDArray[np.uint32]:
    """The picture without its padding: premultiplied ARGB (height, width).

    dot      diameter of a point in pixels, at most PAD
    colours  uint8 (n, 3) red, green, blue
    fading   whether points that are not chosen step back
    """
    levels = _levels(int(raster.counts.max(initial=0)))
    crowding = raster.seen / max(int(np.count_nonzero(raster.keys)), 1)
    table = _table(colours, crowding, fading=fading)
    height, width = (length - 2 * PAD for length in raster.keys.shape)
    picture = np.empty((height, width), np.uint32)
    for top in range(0, height, BAND):
        band = picture[top : top + BAND]
        rows = slice(top + PAD - dot, top + PAD + len(band) + dot)
        keys = levels.take(raster.counts[rows], mode="clip")
        keys |= raster.keys[rows] & ~CHOSEN
        if fading:
            keys |= (raster.keys[rows] & CHOSEN).astype(np.uint32) << np.uint32(16)
        grown = _grown(keys, dot)[dot:-dot, PAD:-PAD]
        shade = grown >> np.uint32(CROWD)
        shade *= np.uint32(table.shape[1])
        shade += grown & np.uint32(COLOUR)
        table.ravel().take(shade, out=band, mode="clip")
    return picture


def _levels(most: int) -> Wide:
    """For a number of points in a pixel, how strong it is: by the logarithm, the fullest pixel strongest of all."""
    counts = np.arange(MOST_COUNTED + 1)
    share = np.log(np.maximum(counts, 1)) / log(min(most, MOST_COUNTED)) if most > 1 else np.ones(len(counts))
    levels = np.minimum(share * (LEVELS - 1) + 0.5, LEVELS - 1).astype(np.uint32) << np.uint32(CROWD)
    levels[0] = 0
    return levels


def _table(colours: NDArray[np.uint8], crowding: float, *, fading: bool) -> NDArray[np.uint32]:
    """The pixel for each (chosen and crowd, colour); colour 0 is nothing."""
    faint = 1.0 - (1.0 - FAINT) * min(log(max(crowding, 1.0)) / log(CROWDED), 1.0)
    opacity = faint + (1 - faint) * np.linspace(0.0, 1.0, LEVELS)
    both = np.concatenate([opacity * (FADED if fading else 1.0), opacity])[:, None]
    alpha = np.round(both * 255).astype(np.uint32)
    red, green, blue = (np.round(both * channel).astype(np.uint32) for channel in colours.T)
    shades = alpha << np.uint32(24) | red << np.uint32(16) | green << np.uint32(8) | blue
    return np.concatenate([np.zeros((2 * LEVELS, 1), np.uint32), shades], axis=1)


def _grown(keys: Wide, dot: int) -> Wide:
    """Every point as a round dot: the largest key of all pixels under it, step by step from the middle."""
    if dot % 2 == 0:
        keys = _square(keys, 1)
    for step in range((dot - 1) // 2):
        keys = _square(_square(keys, 1), -1) if step % 2 else _cross(keys)
    return keys


def _cross(keys: Wide) -> Wide:
    grown = keys.copy()
    np.maximum(grown[1:], keys[:-1], out=grown[1:])
    np.maximum(grown[:-1], keys[1:], out=grown[:-1])
    np.maximum(grown[:, 1:], keys[:, :-1], out=grown[:, 1:])
    np.maximum(grown[:, :-1], keys[:, 1:], out=grown[:, :-1])
    return grown


def _square(keys: Wide, way: int) -> Wide:
    """Two pixels wide and high: up and to the left for 1, down and to the right for -1."""
    ahead, behind = (np.s_[:-1], np.s_[1:]) if way > 0 else (np.s_[1:], np.s_[:-1])
    high = keys.copy()
    np.maximum(high[ahead], keys[behind], out=high[ahead])
    wide = high.copy()
    np.maximum(wide[:, ahead], high[:, behind], out=wide[:, ahead])
    return wide

"""Many points as a picture, in one pass of numpy: every pixel has the colour of one of the points in it.

Which one is settled by a number drawn for each point beforehand, so that the mix of colours in an area is the mix of
its points, whatever their order. The more points in a pixel, the stronger the colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

Key = NDArray[np.uint32]
"""Of a point, or of the point that a pixel shows; 0 is nothing. The larger covers the smaller. From the highest bit:
1 chosen, 5 how many points share the pixel, 18 drawn, 8 position of the colour, from 1 on."""

CHOSEN, CROWD, DRAWN, COLOUR = np.uint32(1 << 31), 26, np.uint32(0x03FFFF00), np.uint32(0xFF)
LEVELS = 32
MOST_COLOURS = 255
PAD = 10
"""Pixels drawn beyond each edge, so that the dots of points outside reach in; the outermost holds all that is beyond."""

AT_ONCE, BAND = 1 << 16, 48
"""Points, and rows of a picture, that fit into the cache of the processor."""

SPREAD = 2654435761
"""Knuth's multiplier: the products with 0, 1, 2, … look drawn by lot."""

FAINT, FADED = 0.6, 0.22
"""Opacity of a point alone where others crowd, and of points that are not chosen where others are."""

CROWDED = 4.0
"""Points in each pixel that has any; from there on a point alone is as faint as it gets."""

MOST_COUNTED = 4096


@dataclass(frozen=True, eq=False, slots=True)
class Dots:
    """points float64 (n, 2); group (n); colours uint32 (n_groups) positions in a list of colours; chosen bool (n)."""

    points: NDArray[np.float64]
    group: NDArray[np.integer]
    colours: NDArray[np.uint32]
    chosen: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Grid:
    """Pixels: column = across[0] × x + across[1], row = up[0] × y + up[1]."""

    width: int
    height: int
    across: tuple[float, float]
    up: tuple[float, float]


@dataclass(frozen=True, eq=False, slots=True)
class Raster:
    """keys uint32 and counts int32 (height + 2 PAD, width + 2 PAD); seen: points in the grid or just beside it."""

    keys: Key
    counts: NDArray[np.int32]
    seen: int


def rasterise(dots: Dots, grid: Grid) -> Raster:
    """Count the points in each pixel and find the largest key among them: one pass, the same for any view."""
    width, height = grid.width + 2 * PAD, grid.height + 2 * PAD
    best, counts = np.zeros(width * height, np.uint32), np.zeros(width * height, np.int32)
    one, colours = np.int32(1), dots.colours + np.uint32(1)
    spread = (np.arange(AT_ONCE, dtype=np.uint32) * np.uint32(SPREAD)) >> np.uint32(6)
    any_chosen = bool(dots.chosen.any())
    for start in range(0, len(dots.points), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        points = dots.points[part]
        at = _pixel(points[:, 1], grid.up, height)
        at *= width
        at += _pixel(points[:, 0], grid.across, width)
        keys = spread[: len(points)] + np.uint32((start * SPREAD >> 6) & 0xFFFFFFFF)
        keys &= DRAWN
        keys |= colours.take(dots.group[part])
        if any_chosen:
            keys |= dots.chosen[part].astype(np.uint32) << np.uint32(31)
        np.maximum.at(best, at, keys)
        np.add.at(counts, at, one)
    shown, crowd = best.reshape(height, width), counts.reshape(height, width)
    seen = len(dots.points)
    for edge in (np.s_[0], np.s_[-1], np.s_[:, 0], np.s_[:, -1]):
        seen -= int(crowd[edge].sum())
        shown[edge], crowd[edge] = 0, 0
    return Raster(shown, crowd, seen)


def _pixel(values: NDArray[np.float64], scale: tuple[float, float], pixels: int) -> NDArray[np.int64]:
    """Whole pixels; what lies beyond either edge comes to the last one, since a negative number is a huge one."""
    placed = values * scale[0]
    placed += scale[1] + PAD
    whole = placed.astype(np.int64)
    np.minimum(whole.view(np.uint64), np.uint64(pixels - 1), out=whole.view(np.uint64))
    return whole


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
        keys |= raster.keys[rows]
        grown = _grown(keys, dot)[dot:-dot, PAD:-PAD]
        shade = grown >> np.uint32(CROWD)
        shade *= np.uint32(table.shape[1])
        shade += grown & COLOUR
        table.ravel().take(shade, out=band, mode="clip")
    return picture


def _levels(most: int) -> Key:
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


def _grown(keys: Key, dot: int) -> Key:
    """Every point as a round dot: the largest key of all pixels under it, step by step from the middle."""
    if dot % 2 == 0:
        keys = _square(keys, 1)
    for step in range((dot - 1) // 2):
        keys = _square(_square(keys, 1), -1) if step % 2 else _cross(keys)
    return keys


def _cross(keys: Key) -> Key:
    grown = keys.copy()
    np.maximum(grown[1:], keys[:-1], out=grown[1:])
    np.maximum(grown[:-1], keys[1:], out=grown[:-1])
    np.maximum(grown[:, 1:], keys[:, :-1], out=grown[:, 1:])
    np.maximum(grown[:, :-1], keys[:, 1:], out=grown[:, :-1])
    return grown


def _square(keys: Key, way: int) -> Key:
    """Two pixels wide and high: up and to the left for 1, down and to the right for -1."""
    ahead, behind = (np.s_[:-1], np.s_[1:]) if way > 0 else (np.s_[1:], np.s_[:-1])
    high = keys.copy()
    np.maximum(high[ahead], keys[behind], out=high[ahead])
    wide = high.copy()
    np.maximum(wide[:, ahead], high[:, behind], out=wide[:, ahead])
    return wide

"""Colours for more and less than usual: blue and orange, which colour-blind people tell apart, grey between."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

FAR = 2.0
"""Doublings: four times the average and a quarter of it have the full colour."""

LESS = {False: (179, 88, 6), True: (224, 112, 34)}
MORE = {False: (7, 69, 160), True: (88, 140, 240)}
USUAL = {False: (240, 240, 240), True: (52, 54, 58)}
UNKNOWN = {False: (255, 255, 255), True: (30, 30, 30)}


def less(*, dark: bool) -> QColor:
    return QColor(*LESS[dark])


def more(*, dark: bool) -> QColor:
    return QColor(*MORE[dark])


def index_colours(index: NDArray[np.float64], *, dark: bool) -> NDArray[np.uint8]:
    """(…, 3) red, green, blue for × the average: 1 is grey, 4 and more blue, a quarter and less orange."""
    with np.errstate(divide="ignore", invalid="ignore"):
        doublings = np.log2(np.maximum(index, 0.0))
    strength = np.clip(np.nan_to_num(doublings, nan=0.0, posinf=FAR, neginf=-FAR) / FAR, -1.0, 1.0)[..., None]
    far = np.where(strength > 0, np.array(MORE[dark]), np.array(LESS[dark]))
    mixed: NDArray[np.float64] = np.array(USUAL[dark]) * (1 - np.abs(strength)) + far * np.abs(strength)
    mixed[np.isnan(index)] = UNKNOWN[dark]
    rounded: NDArray[np.uint8] = np.rint(mixed).astype(np.uint8)
    return rounded

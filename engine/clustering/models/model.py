"""What every model is: a name, a sentence, and one call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.options.clustering import ModelName

Fit = Callable[[NDArray[np.float32], int, int], NDArray[np.int32]]
ANY = 2**31 - 1
"""For models that take any number of customers."""


@dataclass(frozen=True, slots=True)
class Model:
    """A way to put similar customers together.

    name      as it is chosen in the options
    finds_k   whether it finds the number of clusters by itself, and calls customers that fit nowhere noise
    most      customers it is fitted on; of more, a sample
    sentence  what it is good for, and what not
    fit       (points float32 (n, n_features), k, seed) → labels (n), −1 for noise. The caller sees to it that there are
              more different points than k ≥ 2, that the order of the rows is not that of a file, and that labels are
              numbered in a row
    """

    name: ModelName
    finds_k: bool
    most: int
    sentence: str
    fit: Fit

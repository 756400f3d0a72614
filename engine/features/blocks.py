"""A block: the features of one family, before the families are put side by side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.features.features import Attribute, Feature


@dataclass(frozen=True, eq=False, slots=True)
class Block:
    """What one family knows of the customers, and what of it is compared; fields as in `Features`."""

    columns: tuple[Feature, ...]
    plain: NDArray[np.float64]
    scaled: NDArray[np.float64]
    attributes: tuple[Attribute, ...]
    notes: tuple[str, ...] = ()

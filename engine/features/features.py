"""The value every feature family returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Family = Literal["category mix", "buying behaviour"]


@dataclass(frozen=True, eq=False, slots=True)
class Features:
    """Customers described by numbers.

    family   which kind of description
    names    (n_features) in the user's words: categories, or "Orders", "Spend", …
    units    (n_features) of `plain`: "units", "orders", "days", "" for money
    plain    float64 (n_customers, n_features), in units a manager reads; what every screen shows
    scaled   float64 (n_customers, n_features), what is clustered: logs, and for behaviour later standardised
             inside the segment
    note     a sentence where the user should know why these features were taken, else ""
    """

    family: Family
    names: tuple[str, ...]
    units: tuple[str, ...]
    plain: NDArray[np.float64]
    scaled: NDArray[np.float64]
    note: str = ""

"""The values that describe customers: what is known of each, and what of it is compared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.options.describing import Family


@dataclass(frozen=True, eq=False, slots=True)
class Attribute:
    """One thing known of each customer: a figure, a quantity of a category, a column of the list of customers.

    name    in the user's words, unique in the run
    family  which kind of description it belongs to
    unit    of `values`: "units", "orders", "days", "%" (0 to 100), "" for money and plain numbers; "" for categories
    values  float64 (n_customers), NaN where unknown; where there are `labels`, the position in them
    labels  () for a number; else the groups, in their order where `ordered`, in alphabetical order where not
    note    how the column was folded or capped, in a sentence; "" where it is as it was read
    source  the header of the customer column it was made from, or "" where the lines gave it
    outcome whether it only describes what came of it (spend per product group, a campaign's response): profiled, not
            compared, unless asked
    """

    name: str
    family: Family
    unit: str
    values: NDArray[np.float64]
    labels: tuple[str, ...] = ()
    ordered: bool = False
    note: str = ""
    source: str = ""
    outcome: bool = False

    @property
    def is_number(self) -> bool:
        """Whether it is a number; else a group."""
        return not self.labels


@dataclass(frozen=True, slots=True)
class Feature:
    """One column of what is compared. `attribute` names the attribute it was made from; `unit` is that of `plain`.

    standardise  whether its values are brought to mean 0 and deviation 1 inside each segment before they are compared
    """

    name: str
    family: Family
    unit: str
    attribute: str
    standardise: bool


@dataclass(frozen=True, eq=False, slots=True)
class Features:
    """Customers described by numbers.

    columns     (n_features) what is compared
    plain       float64 (n_customers, n_features), finite, in units a manager reads; what every screen shows. Percentages
                from 0 to 100, under the unit "%". Where a figure is not known of a customer, what it is compared by
    scaled      float64 (n_customers, n_features), finite: what is clustered (logs, shares, zeros and ones), extreme
                values capped; see `points` in engine.clustering for what happens inside a segment
    attributes  everything that is known of the customers, compared or not: what profiles and distributions show
    set_aside   bool (n_customers), key accounts that are shown but not clustered
    reach       how many deviations from the mean of its segment a standardised value counts at most
    notes       sentences that the user should know: why these features, what was folded, capped, set aside, left out
    """

    columns: tuple[Feature, ...]
    plain: NDArray[np.float64]
    scaled: NDArray[np.float64]
    attributes: tuple[Attribute, ...]
    set_aside: NDArray[np.bool_]
    notes: tuple[str, ...] = ()
    reach: float = np.inf

    @property
    def names(self) -> tuple[str, ...]:
        """The name of each column."""
        return tuple(column.name for column in self.columns)

    @property
    def units(self) -> tuple[str, ...]:
        """The unit of each column of `plain`."""
        return tuple(column.unit for column in self.columns)

    @property
    def families(self) -> tuple[Family, ...]:
        """The families compared, each once, in the order of their columns."""
        return tuple(dict.fromkeys(column.family for column in self.columns))

    def of_family(self, family: Family) -> NDArray[np.intp]:
        """Positions of the columns of a family."""
        return np.flatnonzero([column.family == family for column in self.columns])

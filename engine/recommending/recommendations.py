"""What each customer is offered: the values of this package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

Ring = Literal["cluster", "segment", "end-use", "everyone"]
Grade = Literal["A", "B", "C"]


@dataclass(frozen=True, eq=False, slots=True)
class Recommendations:
    """All offers in one table, sorted by customer, then rank. Columns of `table`:

    customer, product  int32 codes
    play               category, "whitespace"
    rank               int32, from 1 within the customer
    ring               category, whose adoption it is: "cluster", or the wider ring that filled the place
    buyers, peers      int32, "14 of 19"
    adoption           float64, buyers ÷ peers
    strength           float64, adoption shrunken towards the wider ring: the first key of the ranking
    revenue            float64, what these peers spend on the product (buy of it without money): the second key
    quantity           float64, peers' median order of the product
    value              float64, expected value in a year, capped per customer; NaN without money
    grade              category, "A", "B" or "C"
    rule               int64, row of `Associations.table` that speaks for it too, -1 for none
    reason             text, one or two sentences
    """

    table: pd.DataFrame

    def __len__(self) -> int:
        return len(self.table)

    def of_customer(self, customer: int) -> pd.DataFrame:
        """The rows of one customer, in rank order; their index is their position in `table`."""
        first, last = self.table["customer"].searchsorted([customer, customer + 1])
        return self.table.iloc[first:last]

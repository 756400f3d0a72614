"""What each customer is offered: the values of this package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

Ring = Literal["cluster", "segment", "end-use", "everyone"]
Grade = Literal["A", "B", "C"]
PLAYS = ("whitespace", "spend gap", "lapsed", "reorder due")
GRADES: tuple[Grade, ...] = ("A", "B", "C")


@dataclass(frozen=True, eq=False, slots=True)
class Recommendations:
    """All offers in one table, sorted by customer, then rank. Columns of `table`:

    customer, product  int32 codes
    play               category, one of PLAYS
    rank               int32, from 1 within the customer
    ring               category, whose adoption it is: "cluster", or the wider ring that filled the place
    buyers, peers      int32, "14 of 19"
    adoption           float64, buyers ÷ peers
    strength           float64, adoption shrunken towards the wider ring
    revenue            float64, what these peers spend on the product (buy of it without money)
    quantity           float64, the usual order of the product: its peers' where it is new, its own else
    chance             float64, share of such offers that were taken in the back-test; NaN where nothing was proven
    worth              float64, money in a year where it is taken, of one that is due the order; NaN without money
    value              float64, expected value: chance × worth, capped per customer; NaN without money
    grade              category, one of GRADES
    last, interval     datetime64[s] of its own last purchase of the product, float64 days between them; NaT, NaN where new
    rule               int64, row of `Associations.table` that speaks for it too, -1 for none
    reason             text, one or two sentences

    by_margin  whether `worth` and `value` are margin, not spend
    """

    table: pd.DataFrame
    by_margin: bool = False

    def __len__(self) -> int:
        return len(self.table)

    def of_customer(self, customer: int) -> pd.DataFrame:
        """The rows of one customer, in rank order; their index is their position in `table`."""
        first, last = self.table["customer"].searchsorted([customer, customer + 1])
        return self.table.iloc[first:last]

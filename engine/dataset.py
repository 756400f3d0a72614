"""What was read, in the form every later step wants: lines as coded columns, customers, products, the import report."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from engine.errors import Issue
from engine.roles import Role

OrderBasis = Literal["invoice", "customer-day", "line"]

DAYS_PER_YEAR = 365.25
SHORTEST_PERIOD = 28
"""Days; a shorter export is not blown up to a year by more than this allows."""
_STRAY_SHARE, _STRAY_DAYS = 0.001, 31
"""Days more than a month after all but a thousandth of the lines are slips, not the end of the data."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file the user gave: its name, its size in bytes, and the SHA-256 of its content."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Lines that could not be used, for one reason. `amount` is their money where it can be read."""

    reason: str
    label: str
    lines: int
    amount: float


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """A recognised column: what it was taken for and why, and how its text was read.

    table       file or sheet
    confidence  0 to 1: how sure the role is; 1 where the user chose it
    why         what speaks for the role, as a clause: “by its header”, “each holds a date”
    decided     how its text was read and by what evidence: “decimal comma: 4,211 cells can only be read so”; "" where
                there was nothing to decide
    """

    table: str
    header: str
    role: Role
    confidence: float = 1.0
    why: str = ""
    decided: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Lines and money read = used + left out, by reason; which column was taken for what; every issue.

    columns    one entry per recognised column
    not_goods  what of the used lines and their money is postage, charges and the like; None where there are none
    """

    files: tuple[SourceFile, ...]
    columns: tuple[ColumnUse, ...]
    lines_read: int
    lines_used: int
    amount_read: float
    amount_used: float
    left_out: tuple[LeftOut, ...]
    issues: tuple[Issue, ...]
    not_goods: LeftOut | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Lines:
    """The usable invoice lines, one array entry each; all arrays have the same length.

    customer  int32, row of `Dataset.customers`
    product   int32, row of `Dataset.products`
    order     int32, code of the order the line belongs to (see `Dataset.order_basis`), global over customers
    day       datetime64[D], or None where no file has a date; NaT where a date could not be read
    quantity  float64, negative for a return; ±1 per line where no file has quantities
    amount    float64 in the file's currency, negative for a return; None where there are neither amounts nor prices;
              0 where a single line has none
    """

    customer: NDArray[np.int32]
    product: NDArray[np.int32]
    order: NDArray[np.int32]
    day: NDArray[np.datetime64] | None
    quantity: NDArray[np.float64]
    amount: NDArray[np.float64] | None

    def __len__(self) -> int:
        return len(self.customer)


@dataclass(frozen=True, eq=False)
class Dataset:
    """Everything read from the user's files. Nobody writes into it.

    customers  one row per customer, in the order of the codes (sorted by id): `customer_id`, `customer_name` (the id
               where there is no name), the customer roles that were found, then other columns under their own headers.
               Customers of the customer table without a single line are in it too.
    products   likewise: `product_id`, `product_name`, the product roles found; always `in_stock` (bool, True where
               unknown) and `is_goods` (bool, False for postage, bank charges and the like, which are never offered);
               `discontinued` (bool) and `pack_size` (float64, NaN where unknown) only where a column tells
    has_customers  False where no column names the customer: then each order stands for a customer of its own
    """

    lines: Lines
    customers: pd.DataFrame
    products: pd.DataFrame
    order_basis: OrderBasis
    has_quantity: bool
    report: ImportReport
    has_customers: bool = True

    @property
    def has_lines(self) -> bool:
        """Whether there are invoice lines at all; else the files only list customers."""
        return len(self.lines) > 0

    @property
    def has_amount(self) -> bool:
        """Whether money is known at all."""
        return self.lines.amount is not None

    @property
    def has_dates(self) -> bool:
        """Whether dates are known at all."""
        return self.lines.day is not None

    @cached_property
    def period(self) -> tuple[np.datetime64, np.datetime64] | None:
        """First and last day of the data, or None without dates."""
        if self.lines.day is None:
            return None
        known = self.lines.day[~np.isnat(self.lines.day)]
        return (known.min(), known.max()) if len(known) else None

    @cached_property
    def last_day(self) -> np.datetime64 | None:
        """The last day of the data that is no slip (datetime64[D]), or None without dates.

        A day more than a month after all but a thousandth of the lines is a slip.
        """
        if self.lines.day is None:
            return None
        known = self.lines.day[~np.isnat(self.lines.day)].astype("datetime64[D]")
        if not len(known):
            return None
        usual = np.sort(known)[max(int(np.ceil(len(known) * (1 - _STRAY_SHARE))) - 1, 0)]
        found: np.datetime64 = known[known <= usual + np.timedelta64(_STRAY_DAYS, "D")].max()
        return found

    @cached_property
    def years(self) -> float:
        """Length of the data in years, at least 28 days; 1 without dates (then 'a year' means 'the period exported')."""
        if self.period is None:
            return 1.0
        first, last = self.period
        days = int((last - first) / np.timedelta64(1, "D")) + 1
        return max(days, SHORTEST_PERIOD) / DAYS_PER_YEAR

    def customer_values(self, column: str) -> pd.Series | None:
        """A customer column by its name, as text with '' for blanks, or None where there is none."""
        if column not in self.customers.columns:
            return None
        return self.customers[column].fillna("").astype(str)


def codes_of(values: pd.Series) -> tuple[NDArray[np.int32], NDArray[np.object_]]:
    """Integer codes of `values` and the distinct values in sorted order, so codes do not depend on row order."""
    codes, distinct = pd.factorize(values, sort=True)
    return codes.astype(np.int32), np.asarray(distinct, dtype=object)

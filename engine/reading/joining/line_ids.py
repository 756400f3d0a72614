"""The ids that each line names."""

from __future__ import annotations

from dataclasses import dataclass

from engine.reading.values.coded import Coded


@dataclass(frozen=True, eq=False, slots=True)
class LineIds:
    """One code per line read for each of them; `invoice` is None where no column has invoice numbers."""

    customer: Coded
    product: Coded
    invoice: Coded | None

    @property
    def columns(self) -> tuple[Coded, ...]:
        """Those that there are."""
        named = (self.customer, self.product)
        return named if self.invoice is None else (*named, self.invoice)

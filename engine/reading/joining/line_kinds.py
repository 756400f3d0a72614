"""What kind each usable line is, and what becomes of each kind by the user's choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.options import ReadOptions
from engine.reading.joining.cancellations import Cancellations, find_cancellations
from engine.reading.joining.documents import Documents
from engine.reading.joining.line_ids import LineIds
from engine.reading.values.figures import LineFigures

Marks = NDArray[np.bool_]


@dataclass(frozen=True, eq=False, slots=True)
class LineKinds:
    """Bool per line read. A usable line is of one kind at most: the first of cancelled or cancelling, credited, returned, free.

    credited  on a credit note
    returned  of negative quantity on no credit note
    free      of positive quantity and known to cost nothing, or of samples by its document type
    """

    documents: Documents
    cancellations: Cancellations
    credited: Marks
    returned: Marks
    free: Marks


def find_kinds(usable: Marks, ids: LineIds, documents: Documents, figures: LineFigures) -> LineKinds:
    """The kind of each usable line; `figures` with the signs that `documents` gave them."""
    cancellations = find_cancellations(usable, ids, figures)
    rest = usable & ~cancellations.cancelled & ~cancellations.cancelling
    credited = rest & documents.credit
    rest &= ~credited
    negative = figures.quantity < 0
    free = rest & ~negative & (figures.free | documents.free)
    return LineKinds(documents, cancellations, credited, rest & negative, free)


def dropped(kinds: LineKinds, options: ReadOptions) -> Mapping[str, Marks]:
    """Reason → the lines that the user's choice leaves out."""
    by_policy = {
        "cancellations": (options.cancellations, kinds.cancellations.cancelled | kinds.cancellations.cancelling),
        "credit_notes": (options.credit_notes, kinds.credited),
        "returns": (options.returns, kinds.returned),
        "free_goods": (options.free_goods, kinds.free),
    }
    return {reason: lines for reason, (policy, lines) in by_policy.items() if policy == "drop"}


def counted_quantity(kinds: LineKinds, quantity: NDArray[np.float64], options: ReadOptions) -> NDArray[np.float64]:
    """The quantities, with 0 where only the money of a line counts.

    So for the kinds of which the user keeps the money alone; and for what a credit note charges, which is no purchase.
    """
    money_only = kinds.credited & ((options.credit_notes == "keep") | (quantity > 0))
    if options.returns == "keep":
        money_only |= kinds.returned
    if options.cancellations == "keep":
        money_only |= kinds.cancellations.cancelling
    return np.where(money_only, 0.0, quantity) if money_only.any() else quantity

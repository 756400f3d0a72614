"""What to say of invoice headers: what they gave, whose they are, which repeat, and whether their totals agree."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from engine.counting import counted
from engine.errors import Issue
from engine.options import ReadOptions
from engine.reading.joining.invoice_headers import Headed
from engine.reading.joining.lines import cents
from engine.reading.values.figures import LineFigures
from engine.reading.values.typed import type_lines
from engine.roles import Role
from engine.totals import total_by

_CENT = 0.005
_STEADY = 0.001


def header_notes(headed: Headed, figures: LineFigures, options: ReadOptions) -> Iterator[Issue]:
    """The issues of joining headers to lines: how, orphans on both sides, repeated ones, and totals that differ."""
    yield _joined(headed)
    yield from _repeated(headed)
    yield from _orphan_lines(headed, figures)
    yield from _idle_headers(headed)
    yield from _totals(headed, figures, options)


def _joined(headed: Headed) -> Issue:
    count = int(np.count_nonzero(headed.row >= 0))
    names = ", ".join(f"“{table.name}”" for table in headed.headers.tables)
    by = "" if headed.key.is_own else f" by its column “{headed.key.name}”"
    rules = "".join(f"; {found:,} invoice numbers differ only by {words}" for words, found in headed.key.match.rules)
    lines = counted(count, "line takes", "lines take")
    return Issue(
        "headers_joined",
        f"{lines} what only the invoice header knows, such as the customer, from {names}{by}{rules}.",
        count,
        "note",
    )


def _repeated(headed: Headed) -> Iterator[Issue]:
    known = headed.known
    again = (known >= 0) & (known != np.arange(len(known)))
    if not again.any():
        return
    count = len(np.unique(known[again]))
    yield Issue(
        "repeated_invoices",
        f"{counted(count, 'invoice has', 'invoices have')} more than one header; the first is used, so that no line "
        f"is counted twice.",
        count,
        places=headed.headers.places(again, Role.INVOICE_ID),
    )


def _orphan_lines(headed: Headed, figures: LineFigures) -> Iterator[Issue]:
    invoice, customer = headed.lines.ids(Role.INVOICE_ID), headed.lines.ids(Role.CUSTOMER_ID)
    if invoice is None:
        return
    orphan = (headed.row < 0) & ~invoice.blank
    if not orphan.any():
        return
    lost = orphan if customer is None else orphan & customer.blank
    lines = counted(int(np.count_nonzero(orphan)), "line")
    invoices = counted(len(np.unique(invoice.codes[orphan])), "invoice")
    one = int(np.count_nonzero(orphan)) == 1
    if not lost.any():
        fate = "used as it is" if one else "used as they are"
    elif lost.sum() == orphan.sum():
        fate = "left out, as nothing else names the customer"
    else:
        fate = f"{int(lost.sum()):,} of them are left out, as nothing else names the customer"
    yield Issue(
        "lines_without_header",
        f"{lines} of {invoices} {'has' if one else 'have'} no invoice header; {fate}.",
        int(np.count_nonzero(orphan)),
        "warning" if lost.any() else "note",
        cents(figures.amount, orphan),
        headed.lines.places(orphan, Role.INVOICE_ID),
    )


def _idle_headers(headed: Headed) -> Iterator[Issue]:
    is_idle = headed.known == np.arange(len(headed.known))
    is_idle[headed.row[headed.row >= 0]] = False
    idle = np.flatnonzero(is_idle)
    if len(idle):
        yield Issue(
            "headers_without_lines",
            f"{counted(len(idle), 'invoice header has', 'invoice headers have')} no lines; nothing of them is counted.",
            len(idle),
            "note",
            places=headed.headers.places(idle, Role.INVOICE_ID),
        )


def _totals(headed: Headed, figures: LineFigures, options: ReadOptions) -> Iterator[Issue]:
    """A note where the totals of the headers are not the sums of their lines, which are what is counted."""
    texts = headed.headers.column(Role.AMOUNT)
    if texts is None:
        return
    if figures.amount is None:
        message = "The totals of the invoice headers are not used: the lines have neither amounts nor prices to share them out by."
        yield Issue("header_totals", message, len(texts), "note")
        return
    totals = type_lines(headed.headers, (Role.AMOUNT,), options, figures.typed.tables).values[Role.AMOUNT]
    has_header = headed.row >= 0
    sums = total_by(headed.row[has_header], figures.amount[has_header], len(totals))
    shared = np.zeros(len(totals), dtype=bool)
    shared[headed.row[has_header]] = True
    differs = shared & (np.abs(totals - sums) > _CENT)
    if differs.any():
        yield _difference(headed, differs, totals[shared & ~np.isnan(totals)], sums[shared & ~np.isnan(totals)])


def _difference(
    headed: Headed, differs: NDArray[np.bool_], totals: NDArray[np.float64], sums: NDArray[np.float64]
) -> Issue:
    by_header, by_lines = float(totals.sum()), float(sums.sum())
    count = int(np.count_nonzero(differs))
    return Issue(
        "header_totals",
        f"{counted(count, 'invoice header has a total', 'invoice headers have a total')} that is not the sum of its "
        f"lines: {by_header:,.2f} in all headers, {by_lines:,.2f} in their lines{_tax(totals, sums)}. The lines count.",
        count,
        "note",
        round(by_header - by_lines, 2),
        headed.headers.places(differs, Role.AMOUNT),
    )


def _tax(totals: NDArray[np.float64], sums: NDArray[np.float64]) -> str:
    """“, 19.0 % more throughout, as with tax”, where that is so."""
    ratio = totals[sums != 0] / sums[sums != 0]
    if not len(ratio) or not 1.0 + _STEADY < ratio.min() <= ratio.max() < ratio.min() + _STEADY:
        return ""
    return f", {ratio.mean() - 1:.1%} more throughout, as with tax"

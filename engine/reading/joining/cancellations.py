"""Invoices that a later document reverses in full."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.reading.joining.line_ids import LineIds
from engine.reading.joining.signatures import Signatures, are_in, signatures
from engine.reading.text_columns import gathered
from engine.reading.values.coded import Coded
from engine.reading.values.figures import LineFigures

Rows = NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Cancellations:
    """The lines of cancelled invoices and those that cancel them, bool per line; and how many invoices that are."""

    cancelled: NDArray[np.bool_]
    cancelling: NDArray[np.bool_]
    invoices: int


@dataclass(frozen=True, eq=False, slots=True)
class _Candidates:
    """Lines that may cancel or be cancelled, one entry each.

    row       line number
    document  0 … n−1; the lines above and those below zero of one number are two documents
    line      signature of customer, product, size of the quantity and of the money
    """

    row: Rows
    document: Rows
    line: Signatures
    customer: NDArray[np.int32]
    negative: NDArray[np.bool_]
    day: Rows

    def only(self, kept: NDArray[np.bool_]) -> _Candidates:
        _, document = np.unique(self.document[kept], return_inverse=True)
        return _Candidates(
            self.row[kept],
            document.astype(np.int64),
            self.line[kept],
            self.customer[kept],
            self.negative[kept],
            self.day[kept],
        )

    def of_documents(self, documents: Rows) -> NDArray[np.bool_]:
        """The entries of some documents."""
        return np.isin(self.document, documents)


def find_cancellations(usable: NDArray[np.bool_], ids: LineIds, figures: LineFigures) -> Cancellations:
    """Pair invoices with the later documents of the same customer that take back every line of them.

    A line takes back another of the same customer, product, quantity and money with the other sign. Documents that
    reverse exactly one invoice come first, each with the nearest earlier one; then those that reverse several, or
    more, line by line. On one day invoices come before what cancels them.
    Cost: a look-up per line; the rest only for lines that one below zero may mirror.
    """
    nothing = np.zeros(len(usable), dtype=bool)
    found = Cancellations(nothing, nothing, 0)
    if ids.invoice is None:
        return found
    candidates = _candidates(usable & ~ids.invoice.blank, ids, ids.invoice, figures)
    if candidates is None:
        return found
    invoices, takers = _whole_documents(candidates)
    rest = candidates.only(~candidates.of_documents(np.concatenate([invoices, takers])))
    cancelled, cancelling, more = _line_by_line(rest)
    parts = [
        (candidates.row[candidates.of_documents(invoices)], candidates.row[candidates.of_documents(takers)]),
        (rest.row[cancelled], rest.row[cancelling]),
    ]
    marks = nothing.copy(), nothing.copy()
    for part in parts:
        for mark, rows in zip(marks, part, strict=True):
            mark[rows] = True
    return Cancellations(*marks, len(invoices) + more)


def _candidates(usable: NDArray[np.bool_], ids: LineIds, invoice: Coded, figures: LineFigures) -> _Candidates | None:
    """Lines below zero, and all lines of documents above zero of which each line is mirrored by one below."""
    below, customer = usable & (figures.quantity < 0), ids.customer
    if not below.any():
        return None
    usable = usable & (figures.quantity != 0)
    rough = signatures(customer.codes, ids.product.codes, np.abs(figures.quantity))
    numbered = np.zeros(len(invoice.values), dtype=bool)
    likely = np.flatnonzero(usable & are_in(rough, rough[below]))
    _, _, mirrored = _mirrored(likely, below, ids, figures)
    numbered[invoice.codes[likely[mirrored]]] = True
    rows = np.flatnonzero(below | (usable & gathered(numbered, invoice.codes, blank=False)))
    negative, line, mirrored = _mirrored(rows, below, ids, figures)
    key = (customer.codes[rows].astype(np.int64) * len(invoice.values) + invoice.codes[rows]) * 2 + negative
    _, document = np.unique(key, return_inverse=True)
    whole = np.bincount(document, ~(mirrored | negative)) == 0
    days = np.zeros(len(rows), dtype=np.int64) if figures.day is None else figures.day[rows].astype(np.int64)
    every = _Candidates(rows, document.astype(np.int64), line, customer.codes[rows], negative, days)
    return every.only(whole[document])


def _mirrored(
    rows: Rows, below: NDArray[np.bool_], ids: LineIds, figures: LineFigures
) -> tuple[NDArray[np.bool_], Signatures, NDArray[np.bool_]]:
    """Of some lines: which are below zero, their signatures, and those above zero that one below mirrors."""
    negative, line = below[rows], _line_signatures(rows, ids, figures)
    return negative, line, ~negative & are_in(line, line[negative])


def _line_signatures(rows: Rows, ids: LineIds, figures: LineFigures) -> Signatures:
    columns = [ids.customer.codes[rows], ids.product.codes[rows], np.abs(figures.quantity[rows])]
    if figures.amount is not None:
        columns.append(np.abs(np.rint(figures.amount[rows] * 100)))
    return signatures(*columns)


def _whole_documents(lines: _Candidates) -> tuple[Rows, Rows]:
    """Invoices and the documents that reverse exactly them, pair by pair."""
    if not len(lines.row):
        return lines.document, lines.document
    order = np.argsort(lines.document, kind="stable")
    first = np.flatnonzero(np.diff(lines.document[order], prepend=-1))
    one = order[first]
    count = np.diff(np.append(first, len(order)))
    content = signatures(lines.customer[one], count, np.add.reduceat(lines.line[order], first).view(np.int64))
    day = np.maximum.reduceat(lines.day[order], first)
    return _nearest_earlier(content, lines.negative[one], day)


def _line_by_line(lines: _Candidates) -> tuple[NDArray[np.bool_], NDArray[np.bool_], int]:
    """Lines of invoices all of whose lines one document takes back, its lines that do, and the number of invoices."""
    nothing = np.zeros(len(lines.row), dtype=bool)
    above, below = _nearest_earlier(lines.line, lines.negative, lines.day)
    if not len(above):
        return nothing, nothing, 0
    taker = np.full(len(lines.row), -1, dtype=np.int64)
    taker[above] = below
    invoice = lines.document[above]
    by = lines.document[below]
    n = int(lines.document.max()) + 1
    least, most = np.full(n, n, dtype=np.int64), np.full(n, -1, dtype=np.int64)
    np.minimum.at(least, invoice, by)
    np.maximum.at(most, invoice, by)
    size, paired = np.bincount(lines.document, minlength=n), np.bincount(invoice, minlength=n)
    in_full = (paired == size) & (least == most) & (paired > 0)
    cancelled = in_full[lines.document] & (taker >= 0)
    cancelling = nothing.copy()
    cancelling[taker[cancelled]] = True
    return cancelled, cancelling, int(np.count_nonzero(in_full))


def _nearest_earlier(key: Signatures, negative: NDArray[np.bool_], day: Rows) -> tuple[Rows, Rows]:
    """Each negative entry with the nearest earlier positive one of the same key that no other has taken.

    As brackets are paired: within a key a positive entry opens, a negative one closes the latest that is open. The
    entries of one depth alternate, so that sorting by depth puts each pair side by side.
    """
    order = np.lexsort((np.arange(len(key)), negative, day, key))
    if not len(order):
        return order, order
    starts = np.flatnonzero(np.append(True, key[order][1:] != key[order][:-1]))
    group = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(order))))
    height = np.cumsum(np.where(negative[order], -1, 1))
    height -= np.append(0, height)[starts][group]
    far = len(order) + 1
    floor = np.minimum.accumulate(np.minimum(height, 0) - group * far) + group * far
    before = np.where(np.append(True, group[1:] != group[:-1]), 0, np.append(0, floor[:-1]))
    depth = np.where(negative[order], height + 1 - before, height - floor)
    paired = np.flatnonzero(~negative[order] | (floor == before))
    aside = paired[np.lexsort((paired, depth[paired], group[paired]))]
    opens, closes = aside[:-1], aside[1:]
    pairs = (
        (group[opens] == group[closes])
        & (depth[opens] == depth[closes])
        & ~negative[order[opens]]
        & negative[order[closes]]
    )
    return order[opens[pairs]], order[closes[pairs]]

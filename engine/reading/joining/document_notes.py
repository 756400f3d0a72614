"""What the user should know about returns, credit notes, cancellations, free goods and repeated lines that are used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.counting import counted
from engine.errors import Issue
from engine.options import ReadOptions
from engine.reading.joining.line_kinds import LineKinds
from engine.reading.joining.lines import cents
from engine.reading.joining.stack import Stack
from engine.reading.values.coded import BLANK, Coded
from engine.reading.values.figures import LineFigures
from engine.roles import Role

Marks = NDArray[np.bool_]
Severity = Literal["warning", "note"]

_CONSEQUENCES = {
    "net": "netted, and never counted as a purchase",
    "keep": "taken off the money only; what was bought counts whole",
}


@dataclass(frozen=True, eq=False, slots=True)
class UsedKinds:
    """The lines with their kinds and the figures of the file; `used` marks those that are used."""

    lines: Stack
    invoice: Coded | None
    figures: LineFigures
    kinds: LineKinds
    used: Marks

    def issue(self, kind: str, message: str, marks: Marks, role: Role, severity: Severity = "note") -> Issue:
        """An issue about some lines, with their money and places."""
        count, money = int(np.count_nonzero(marks)), cents(self.figures.amount, marks)
        return Issue(kind, message, count, severity, money, self.lines.places(marks, role))

    @property
    def sign_role(self) -> Role:
        """The column in which a minus sign shows."""
        return Role.QUANTITY if self.figures.has_quantity else Role.AMOUNT


def document_notes(found: UsedKinds, options: ReadOptions) -> Iterator[Issue]:
    """Issues about the kinds of lines that are used; those left out have an issue of their own reason."""
    yield from _returns(found, options)
    yield from _credit_notes(found, options)
    yield from _cancellations(found, options)
    free = found.kinds.free & found.used
    if count := int(np.count_nonzero(free)):
        message = f"{counted(count, 'line costs', 'lines cost')} nothing: samples and free goods, kept as purchases."
        yield found.issue("free_goods", message, free, Role.AMOUNT)


def _returns(found: UsedKinds, options: ReadOptions) -> Iterator[Issue]:
    returned = found.kinds.returned & found.used
    if count := int(np.count_nonzero(returned)):
        message = f"{counted(count, 'line is a return', 'lines are returns')}: {_CONSEQUENCES[options.returns]}."
        yield found.issue("returns", message, returned, found.sign_role)
    credited = found.figures.credits & found.used & ~found.kinds.documents.turned
    if count := int(np.count_nonzero(credited)):
        message = (
            f"{counted(count, 'line has', 'lines have')} a negative amount and a positive quantity; taken as returns."
        )
        yield found.issue("credits", message, credited, Role.AMOUNT)


def _credit_notes(found: UsedKinds, options: ReadOptions) -> Iterator[Issue]:
    credited = found.kinds.credited & found.used
    documents = found.kinds.documents
    if count := int(np.count_nonzero(credited)):
        belong = counted(count, "line belongs", "lines belong")
        message = (
            f"{belong} to {_credit_notes_of(found.invoice, credited)}, told {documents.told_by}: "
            f"{_CONSEQUENCES[options.credit_notes]}."
        )
        role = Role.DOCUMENT_TYPE if found.lines.has(Role.DOCUMENT_TYPE) else Role.INVOICE_ID
        yield found.issue("credit_notes", message, credited, role)
    turned = documents.turned & found.used
    if count := int(np.count_nonzero(turned)):
        said = counted(count, "line of a credit note has", "lines of credit notes have")
        message = f"{said} no minus sign; taken as negative."
        yield found.issue("unsigned_credit_notes", message, turned, found.sign_role, "warning")


def _credit_notes_of(invoice: Coded | None, credited: Marks) -> str:
    codes = np.empty(0) if invoice is None else np.unique(invoice.codes[credited])
    count = int(np.count_nonzero(codes != BLANK))
    return counted(count, "credit note") if count else "credit notes"


def _cancellations(found: UsedKinds, options: ReadOptions) -> Iterator[Issue]:
    pairs = found.kinds.cancellations
    paired = (pairs.cancelled | pairs.cancelling) & found.used
    if not paired.any():
        return
    one = pairs.invoices == 1
    still = "the invoice still counts as a purchase" if one else "the invoices still count as purchases"
    message = (
        f"{counted(pairs.invoices, 'invoice is', 'invoices are')} cancelled in full by a later document "
        f"({np.count_nonzero(paired):,} lines with those that cancel): "
        f"{still if options.cancellations == 'keep' else 'both stay and net to nothing'}."
    )
    issue = found.issue("cancellations", message, paired, Role.INVOICE_ID)
    yield replace(issue, amount=cents(found.figures.amount, pairs.cancelled & found.used))


def repeat_notes(lines: Stack, repeats: Marks, amount: NDArray[np.float64] | None) -> Iterator[Issue]:
    """Repeated lines that are kept: a warning where invoices have numbers, so that a repeat is hardly a second sale."""
    count = int(np.count_nonzero(repeats))
    if not count:
        return
    said = counted(count, "line repeats", "lines repeat")
    numbered = lines.has(Role.INVOICE_ID)
    advice = (
        "If the export holds them twice by mistake, choose “Drop” for Duplicates under Options."
        if numbered
        else "Without invoice numbers these may well be sales of their own."
    )
    yield Issue(
        "duplicates",
        f"{said} another line in every cell; kept. {advice}",
        count,
        "warning" if numbered else "note",
        cents(amount, repeats),
        lines.places(repeats, Role.INVOICE_ID if numbered else Role.PRODUCT_ID),
    )

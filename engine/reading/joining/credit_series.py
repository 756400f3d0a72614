"""Invoices that may be credit notes, by a series of numbers of their own, but have no minus sign: asked, not guessed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.counting import counted
from engine.errors import Issue
from engine.reading.joining.document_notes import UsedKinds
from engine.reading.values.coded import BLANK
from engine.roles import Role

_WORDS = (
    "CN|CM|CR|CRN|CRM|CRED|CREDIT|GS|GU|GUT|GUTSCHRIFT|AV|AVO|AVOIR|NC|NCR|NCA|ABO|ABONO|RMA|RET|RETOUR|RETURN|STORNO"
)
"""Letters for a credit note in English, German, French, Spanish, Italian, Portuguese and Dutch; none that means another thing too."""
_SERIES = rf"(?i)^(?P<word>{_WORDS})(?:[^A-Za-z]|$)"
_LETTERS = r"^([A-Za-z]*).*$"
_MOST = 0.5


def credit_series(found: UsedKinds) -> Iterator[Issue]:
    """A warning for each series of numbers that begins with a word for credit notes, though all its lines are sales.

    Only where other invoices are the more and begin otherwise, and where nothing else tells credit notes. Changes no
    figure. Cost: a look at each different invoice number.
    """
    invoice = found.invoice
    if invoice is None or not len(invoice.values) or found.kinds.documents.credit.any():
        return
    matched = pc.extract_regex(invoice.values, _SERIES)
    marked = np.asarray(matched.is_valid())
    if not marked.any() or not _others_begin_otherwise(invoice.values, marked):
        return
    words = pc.utf8_upper(pc.fill_null(pc.struct_field(matched, "word"), "")).to_pylist()
    quantity = found.figures.quantity
    below = np.bincount(invoice.codes[(quantity < 0) & (invoice.codes != BLANK)], minlength=len(words)) > 0
    for word in sorted({word for word in words if word}):
        own = np.array([other == word for other in words])
        if np.mean(own) >= _MOST or (own & below).any():
            continue
        issue = _issue(found, word, own)
        if issue.count:
            yield issue


def _others_begin_otherwise(values: pa.StringArray, marked: NDArray[np.bool_]) -> bool:
    """Whether most invoices are not marked, and share one other beginning, or have none before their digits."""
    others = values.filter(pa.array(~marked))
    if len(others) <= len(values) * _MOST:
        return False
    begins = pc.value_counts(pc.utf8_upper(pc.replace_substring_regex(others, _LETTERS, r"\1")))
    return bool(max(pc.struct_field(begins, "counts").to_pylist()) > len(others) * _MOST)


def _issue(found: UsedKinds, word: str, own: NDArray[np.bool_]) -> Issue:
    codes = found.invoice.codes if found.invoice else np.zeros(0, dtype=np.int32)
    lines = np.append(own, np.False_)[codes] & found.used
    count = len(np.unique(codes[lines]))
    message = (
        f"{counted(count, 'invoice is', 'invoices are')} numbered {word}…, and the others otherwise, but nothing has a "
        "minus sign: these lines count as sales. If they are credit notes, export them with a minus sign, or with a "
        "column that says “Credit note” for them."
    )
    return found.issue("credit_series", message, lines, Role.INVOICE_ID, "warning")

"""What becomes of each line: used or left out, netted or only its money, by what it is and by the user's choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from engine.options import ReadOptions
from engine.reading.joining.credit_series import credit_series
from engine.reading.joining.document_notes import UsedKinds, document_notes, repeat_notes
from engine.reading.joining.documents import read_documents
from engine.reading.joining.duplicates import repeated_lines
from engine.reading.joining.line_ids import LineIds
from engine.reading.joining.line_kinds import counted_quantity, dropped, find_kinds
from engine.reading.joining.lines import Fates, decide_fates
from engine.reading.joining.stack import Stack
from engine.reading.joining.totals import total_rows
from engine.reading.values.figures import LineFigures

Marks = NDArray[np.bool_]


def judge_lines(lines: Stack, ids: LineIds, figures: LineFigures, options: ReadOptions) -> tuple[LineFigures, Fates]:
    """The fate of each line, with every issue about it; and the figures as they count.

    Figures out: credit notes without a sign are negative, and the quantity is 0 where only the money of a line counts.
    """
    totals = total_rows(lines, ids.customer, ids.product, figures)
    documents, figures = read_documents(lines, ids.invoice, figures)
    faults = {
        "total_row": totals,
        "no_customer": ids.customer.blank,
        "no_product": ids.product.blank,
        **figures.faults,
    }
    is_line = ~totals & np.isfinite(figures.quantity)
    repeats = repeated_lines(lines, ids, figures, is_line)
    if options.duplicates == "drop":
        faults["duplicates"] = repeats
    kinds = find_kinds(_free_of(faults, len(lines)), ids, documents, figures)
    fates = decide_fates(lines, {**faults, **dropped(kinds, options)}, figures.amount)
    used = UsedKinds(lines, ids.invoice, figures, kinds, fates.used)
    notes = (
        *(repeat_notes(lines, repeats, figures.amount) if options.duplicates == "keep" else ()),
        *document_notes(used, options),
        *credit_series(used),
    )
    counted = replace(figures, quantity=counted_quantity(kinds, figures.quantity, options))
    return counted, replace(fates, issues=(*fates.issues, *notes))


def _free_of(faults: Mapping[str, Marks], lines: int) -> Marks:
    """The lines without any fault."""
    free = np.ones(lines, dtype=bool)
    for faulty in faults.values():
        free &= ~faulty
    return free

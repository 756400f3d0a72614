"""Rows that add other rows up, by their words or by their figures: "Total", "Subtotal Northeast", "Summe", or none."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.reading.joining.stack import Stack
from engine.reading.tables.blanks import blank
from engine.reading.tables.odd_rows import label_rows
from engine.reading.tables.sums import MOST_ADDED, sums
from engine.reading.values.coded import Coded
from engine.reading.values.figures import LineFigures
from engine.reading.words.row_words import BARE_TOTAL
from engine.roles import Role

_KEYS = (Role.INVOICE_ID, Role.DATE, Role.UNIT_PRICE)
_FIGURES = frozenset({Role.QUANTITY, Role.UNIT_PRICE, Role.AMOUNT, Role.WEIGHT, Role.MARGIN})
_USUALLY = 0.6

Mask = NDArray[np.bool_]


def total_rows(lines: Stack, customer: Coded, product: Coded, figures: LineFigures) -> Mask:
    """The lines that are totals of others.

    A line that lacks its customer or product is one where any of its cells carries a word for a total, or where its
    quantity and money are the sums of the lines since the last total of any level. A line that has both is one where
    it lacks two of the other things that the lines have, and its figures say the same. A product called "Total Care
    500" that has a price and a date is none.

    Cost: a look for blanks at invoice, date and price; words and sums only of the lines that lack something.
    """
    incomplete = customer.blank | product.blank
    if not len(lines):
        return incomplete
    lacking, keys = _lacking(lines, customer, product)
    bare = _bare(customer) | _bare(product)
    doubtful = incomplete | bare | (lacking >= 2)
    if not doubtful.any():
        return doubtful
    labelled = _labelled(lines, doubtful)
    named = labelled & incomplete & (product.blank | bare | (lacking >= 2) | (keys <= 2))
    named |= bare & (lacking >= 2)
    added = doubtful & ~named & (bare | (lacking >= 2) | (keys <= 2))
    if not added.any() or np.count_nonzero(added) > MOST_ADDED:
        return np.asarray(named)
    alone = incomplete & (lacking >= max(2, keys - 1))
    return np.asarray(named | _sums(lines, named, added, alone, figures))


def _lacking(lines: Stack, customer: Coded, product: Coded) -> tuple[NDArray[np.int8], int]:
    """How many of customer, product, invoice, date and price each line lacks, of those that lines usually have."""
    blanks = [customer.blank, product.blank, *(_blank(lines, role) for role in _KEYS if lines.has(role))]
    usual = [cells for i, cells in enumerate(blanks) if i < 2 or 1 - np.mean(cells) >= _USUALLY]
    lacking = np.zeros(len(lines), dtype=np.int8)
    for cells in usual:
        lacking += cells
    return lacking, len(usual)


def _blank(lines: Stack, role: Role) -> Mask:
    parts = [np.zeros(0, dtype=bool)]
    for table in lines.tables:
        column = table.column_of(role)
        count = table.cells.num_rows
        parts.append(np.zeros(count, dtype=bool) if column is None else blank(table.cells.column(column)))
    return np.concatenate(parts)


def _bare(column: Coded) -> Mask:
    """The lines whose cell is the word for a total and nothing else."""
    return column.marked(np.asarray(pc.match_substring_regex(column.values, BARE_TOTAL)))


def _labelled(lines: Stack, doubtful: Mask) -> Mask:
    """The doubtful lines with a word for a total in any column that holds no figures."""
    found = np.zeros(len(lines), dtype=bool)
    for table, part in lines.parts:
        mask = doubtful[part]
        if mask.any():
            columns = [i for i, column in enumerate(table.columns) if column.role not in _FIGURES]
            found[np.flatnonzero(mask) + part.start] = label_rows(table.cells.filter(pa.array(mask)), columns)
    return found


def _sums(lines: Stack, named: Mask, added: Mask, alone: Mask, figures: LineFigures) -> Mask:
    """The lines among `added` whose figures are sums of lines before them.

    named  lines that are totals already
    alone  lines that lack so much that they may be the sum of one line
    """
    quantity = np.nan_to_num(figures.quantity) if figures.has_quantity else np.zeros(len(lines))
    amount = np.zeros(len(lines)) if figures.amount is None else figures.amount
    found = np.zeros(len(lines), dtype=bool)
    for _, part in lines.parts:
        pairs = np.column_stack((quantity[part], amount[part]))
        found[part] = sums(pairs, named[part], added[part], alone[part])
    return found

"""Rows among the lines that are no lines: page headers and footers, ruled lines, and those that stand alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.reading.tables.blanks import blank
from engine.reading.tables.figure_columns import Figures, rows_without
from engine.reading.text_columns import by_text, plain
from engine.reading.values.coded import encode
from engine.reading.words.claims import claims
from engine.reading.words.row_words import PAGE_NOTE, RULE, TOTAL_ENDING, TOTAL_LABEL
from engine.roles import Role

_FEW_CELLS = 4
_SENTENCE = 3
_HEADING = {Role.CUSTOMER_ID, Role.PRODUCT_ID, Role.INVOICE_ID}


@dataclass(frozen=True, eq=False, slots=True)
class OddRows:
    """Positions of rows that are no lines; the four do not overlap.

    notes   page numbers, print dates, report titles, remarks below the table
    rules   ruled lines
    alone   rows with one to four cells and no figures, which may head the lines below them
    totals  rows without figures that a word for a total begins; they stay in the table
    """

    notes: NDArray[np.int64]
    rules: NDArray[np.int64]
    alone: NDArray[np.int64]
    totals: NDArray[np.int64]


def find_odd_rows(cells: pa.Table, figures: Figures, above: Sequence[Sequence[str]]) -> OddRows:
    """The rows of a table that are no lines.

    above  the rows above the header, whose texts return at the top of each page

    Cost: a look for blanks at the columns of figures; patterns only on the rows that have no figure.
    """
    candidates = np.union1d(rows_without(figures, cells), _starting_with_rules(cells, figures.columns[0]))
    if not len(candidates):
        return OddRows(*(np.zeros(0, dtype=np.int64) for _ in range(4)))
    some = plain(cells.take(pa.array(candidates)))
    joined = _joined(some)
    count = _filled_count(some)
    rules = _matches(joined, RULE)
    few = (count <= _FEW_CELLS) & (count <= max(figures.usual, 1) + 1) & ~rules
    titles = np.asarray(pc.is_in(_masked(joined), value_set=_masked(pa.array(_titles(above), pa.string()))))
    notes = few & (_matches(joined, PAGE_NOTE) | titles)
    totals = ~rules & ~notes & (_matches(joined, TOTAL_LABEL) | _matches(joined, TOTAL_ENDING))
    without_figures = np.isin(candidates, rows_without(figures, cells)) if rules.any() else np.ones(len(few), bool)
    alone = few & ~notes & ~totals & without_figures
    remarks = alone & _are_remarks(candidates, cells.num_rows, joined, count, figures)
    return OddRows(candidates[notes | remarks], candidates[rules], candidates[alone & ~remarks], candidates[totals])


def _are_remarks(
    candidates: NDArray[np.int64], length: int, joined: pa.StringArray, count: NDArray[np.int64], figures: Figures
) -> NDArray[np.bool_]:
    """Rows of one sentence after which no line comes any more."""
    expected = np.arange(length - len(candidates), length)
    last = np.flip(np.logical_and.accumulate(np.flip(candidates == expected)))
    words = np.array([len((text or "").split()) for text in pc.if_else(pa.array(last), joined, "").to_pylist()])
    return np.asarray(last & (count == 1) & (words >= _SENTENCE) & (figures.usual >= 2))


def _titles(above: Sequence[Sequence[str]]) -> list[str]:
    """The rows above the header as texts, but none that names a customer, product or invoice, of which others may come."""
    texts = [" ".join(cell for cell in row if cell) for row in above]
    return [text for text in texts if text and not _HEADING & set(claims(text.split(maxsplit=1)[0].rstrip(":")))]


def _masked(joined: pa.StringArray) -> pa.StringArray:
    """Texts with their digits made equal, so that another page number or date is the same title."""
    return pc.replace_substring_regex(joined, r"\d+", "0")


def _joined(cells: pa.Table) -> pa.StringArray:
    """The filled cells of each row as one text."""
    columns = [pc.fill_null(pc.utf8_trim_whitespace(column), "").combine_chunks() for column in cells.columns]
    columns = [column.chunk(0) if isinstance(column, pa.ChunkedArray) else column for column in columns]
    joined = pc.binary_join_element_wise(*columns, " ")
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(joined, r"  +", " "))


def _filled_count(cells: pa.Table) -> NDArray[np.int64]:
    count = np.zeros(cells.num_rows, dtype=np.int64)
    for column in cells.columns:
        count += ~blank(column)
    return count


def _matches(column: pa.StringArray, pattern: str) -> NDArray[np.bool_]:
    return np.asarray(pc.match_substring_regex(column, pattern))


def _starting_with_rules(cells: pa.Table, column: int) -> NDArray[np.int64]:
    """Rows whose cell in a column of figures starts with a ruled line."""
    return np.flatnonzero(by_text(cells.column(column), _start_with_rules, blank=False))


def _start_with_rules(texts: pa.StringArray) -> NDArray[np.bool_]:
    found = np.zeros(len(texts), dtype=bool)
    for sign in ("--", "==", "__", " -", " =", "──", "- -"):
        found |= np.asarray(pc.fill_null(pc.starts_with(texts, sign), fill_value=False))
    return found


def label_rows(cells: pa.Table, columns: Sequence[int]) -> NDArray[np.bool_]:
    """The rows in which a cell of these columns carries a word for a total. Cost: one look per distinct text."""
    found = np.zeros(cells.num_rows, dtype=bool)
    for i in columns:
        coded = encode([cells.column(i)], [cells.num_rows])
        found |= coded.marked(_matches(coded.values, TOTAL_LABEL) | _matches(coded.values, TOTAL_ENDING))
    return found

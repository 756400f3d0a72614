"""Credit notes: told by a column of document types, or by numbers whose letters only negative documents have."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.reading.joining.document_words import DocumentType, document_types
from engine.reading.joining.stack import Stack
from engine.reading.values.coded import BLANK, Coded
from engine.reading.values.figures import LineFigures
from engine.reading.words.words import header
from engine.roles import Role

_TYPE_IDEAS = frozenset({"type"})
_BESIDE_TYPE = frozenset({"type", "sales", "order", "line"})
_LETTERS = r"^[^A-Za-z]*([A-Za-z]*).*$"
_KNOWN = frozenset({"C", "CN", "CM", "CR", "CRN", "CRM", "GS", "GU", "G", "AV", "A", "NC", "NCR", "AB", "R", "RE", "RET", "RT", "RMA", "RG", "ST", "SR"})  # fmt: skip
_NEARLY = 0.95
_ENOUGH = 5


@dataclass(frozen=True, eq=False, slots=True)
class Documents:
    """What kind of document the lines belong to.

    credit   bool per line: on a credit note
    free     bool per line: samples or free goods by their document type
    turned   bool per line: on a credit note without a sign, whose figures were turned round
    told_by  what told the credit notes: “by “Belegart””, “by their numbers (C…)”; "" where there are none
    """

    credit: NDArray[np.bool_]
    free: NDArray[np.bool_]
    turned: NDArray[np.bool_]
    told_by: str


def read_documents(lines: Stack, invoice: Coded | None, figures: LineFigures) -> tuple[Documents, LineFigures]:
    """Tell credit notes from invoices, and turn round those that the file writes without a sign.

    A credit note by its type whose lines add up to more than nothing (in money, else in quantity) was written without
    a sign: all its figures change theirs. Letters of document numbers count where nearly all lines that have them are
    negative, other documents are not, and the letters are known for credit notes or seen often enough.
    Cost: nothing where no document type is a credit note and no quantity is negative.
    """
    typed, free, header_ = _by_type(lines)
    turned = _without_sign(typed, invoice, figures)
    if turned.any():
        sign = np.where(turned, -1.0, 1.0)
        money = None if figures.amount is None else figures.amount * sign
        figures = replace(figures, quantity=figures.quantity * sign, amount=money)
    numbered, letters = _by_number(invoice, figures.quantity)
    told_by = " and ".join(
        [f"by “{header_}”"] * bool(typed.any())
        + [f"by their numbers ({', '.join(f'{word}…' for word in letters)})"] * bool((numbered & ~typed).any())
    )
    return Documents(typed | numbered, free, turned, told_by), figures


def _by_type(lines: Stack) -> tuple[NDArray[np.bool_], NDArray[np.bool_], str]:
    """The lines of credit notes, those of free goods, and the header of the column that says so."""
    nothing = np.zeros(len(lines), dtype=bool)
    for name, column in _type_columns(lines):
        types = document_types(column.values.to_pylist(), column.counts.tolist())
        if types:
            credit = column.marked([kind == DocumentType.CREDIT for kind in types])
            free = column.marked([kind == DocumentType.FREE for kind in types])
            return credit, free, name
    return nothing, nothing, ""


def _type_columns(lines: Stack) -> list[tuple[str, Coded]]:
    """The column of document types, else columns without a role under a header such as “Type”."""
    column = lines.column(Role.DOCUMENT_TYPE)
    if column is not None:
        return [(lines.header(Role.DOCUMENT_TYPE), column)]
    ideas = {name: header(name) for name in lines.attribute_headers()}
    return [
        (name, lines.attribute(name))
        for name, heading in ideas.items()
        if heading.ideas >= _TYPE_IDEAS and heading.ideas <= _BESIDE_TYPE and not heading.unknown
    ]


def _without_sign(typed: NDArray[np.bool_], invoice: Coded | None, figures: LineFigures) -> NDArray[np.bool_]:
    """The lines of credit notes that add up to more than nothing; without a number each line is its own document."""
    turned = np.zeros(len(typed), dtype=bool)
    rows = np.flatnonzero(typed)
    if not len(rows):
        return turned
    code = np.full(len(rows), BLANK) if invoice is None else invoice.codes[rows]
    n = 0 if invoice is None else len(invoice.values)
    document = np.where(code == BLANK, n + np.arange(len(rows)), code)
    quantity = np.bincount(document, np.nan_to_num(figures.quantity[rows]))
    money = quantity if figures.amount is None else np.bincount(document, figures.amount[rows])
    turned[rows] = np.where(np.abs(money) < 0.005, quantity, money)[document] > 0
    return turned


def _by_number(invoice: Coded | None, quantity: NDArray[np.float64]) -> tuple[NDArray[np.bool_], list[str]]:
    """The lines of documents whose numbers have the letters of credit notes, and those letters."""
    negative = quantity < 0
    nothing = np.zeros(len(quantity), dtype=bool)
    if invoice is None or not negative.any():
        return nothing, []
    returned = np.unique(invoice.codes[negative])
    if not pc.any(
        pc.match_substring_regex(invoice.values.take(pa.array(returned[returned != BLANK])), "[A-Za-z]")
    ).as_py():
        return nothing, []
    words = pc.utf8_upper(pc.replace_substring_regex(invoice.values, _LETTERS, r"\1")).dictionary_encode()
    texts, word = words.dictionary.to_pylist(), np.asarray(words.indices)
    positive = quantity > 0
    below, above = (
        np.bincount(word, np.bincount(invoice.codes[lines] + 1, minlength=len(word) + 1)[1:], len(texts))
        for lines in (negative, positive)
    )
    count = int(np.count_nonzero(positive))
    is_credit = np.array(
        [_is_credit(text, int(below[i]), int(above[i]), count) for i, text in enumerate(texts)], dtype=bool
    )
    return invoice.marked(is_credit[word]), sorted(text for i, text in enumerate(texts) if is_credit[i])


def _is_credit(letters: str, below: int, above: int, above_in_all: int) -> bool:
    """Whether documents with these letters are credit notes, by how many of their lines are below and above zero."""
    if not letters or not below or above >= above_in_all:
        return False
    if letters in _KNOWN:
        return below >= _NEARLY * (below + above)
    return above == 0 and below >= _ENOUGH

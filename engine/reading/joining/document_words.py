"""What the words and codes of a document type mean, as ERPs write them in seven languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from engine.reading.words.words import normal


class DocumentType(Enum):
    """What a text in a column of document types stands for."""

    CREDIT = "credit note"
    FREE = "free goods"
    OTHER = "other"


_MOST_TYPES = 200
_CREDIT = re.compile(
    r"\b(credit|kredit|credito) ?(memos?|notes?|nota|advices?|adjustments?|invoices?|slips?|faktura|rechnung)\b"
    r"|^((sales|customer|kunden) )?credits?$|\brefund(s|ed)?\b|creditnot[ae]s?|creditfactu|kreditnot[ae]|kreditering"
    r"|gutschrift|\bgutschr\b|\bavoirs?\b|\babonos?\b|\bnotas? (di |de |d )?(credito|abono)s?\b|rectificativa"
    r"|\b(sales )?returns?\b|\bretour(en|e)?\b|retour(factu|rechnung|schein|auftrag)|rucklieferung|rucksendung"
    r"|\bdevolu(c|t)|\bres[io]\b|\bstorno\w*rechnung|\bstorno\b|stornierung|\bcancellations?\b|\breversals?\b"
    r"|\bannulations?\b|\banulacion\b|\banulacao\b|\bannullamento\b"
)
_UNDONE = re.compile(r"(storn|cancellation|reversal|annul|anula).*(gutschrift|credit|avoir|abono|return)")
_FREE = re.compile(
    r"\bfree (of charge|goods|samples?|items?|issue)\b|\bsamples?\b|\bfoc\b|^muster(lieferung)?$|\bmusterlieferung\b|\bgratis\b"
    r"|kostenlos|naturalrabatt|\bechantillons?\b|\bmuestras?\b|\bcampion(e|i)\b|\bamostras?\b|\bomaggio\b|\bgratuite?\b"
)
_CODES = frozenset(
    [
        "cm",
        "cn",
        "cr",
        "crn",
        "crm",
        "crmemo",
        "cred",
        "gs",
        "gu",
        "gut",
        "nc",
        "ncr",
        "nca",
        "av",
        "ab",
        "ret",
        "rma",
        "rt",
        "c",
    ]
)
_SAP_INVOICES = frozenset(["f1", "f2", "f5", "f8", "fv", "iv"])
_SAP_CREDITS = frozenset(["re", "g2", "s1", "ig"])
_CATEGORIES = frozenset("mnop5678s")
_CREDIT_CATEGORIES = frozenset("no6")


def document_types(texts: Sequence[str], lines: Sequence[int]) -> list[DocumentType] | None:
    """What each distinct text of a column stands for, or None where it names no kind of document.

    lines  how many lines have each text: a short code counts only where most lines have another, as "CR" may stand
           for something else; SAP's codes only among SAP's own codes, as "RE" is an invoice elsewhere
    """
    if not 0 < len(texts) <= _MOST_TYPES:
        return None
    words = [normal(text) for text in texts]
    found = [_meaning(word) for word in words]
    codes = [word in _codes_among(words) for word in words]
    if 2 * sum(n for n, code in zip(lines, codes, strict=True) if code) < sum(lines):
        found = [DocumentType.CREDIT if code else kind for kind, code in zip(found, codes, strict=True)]
    return found if set(found) != {DocumentType.OTHER} else None


def _meaning(words: str) -> DocumentType:
    if _CREDIT.search(words) and not _UNDONE.search(words):
        return DocumentType.CREDIT
    return DocumentType.FREE if _FREE.search(words) else DocumentType.OTHER


def _codes_among(words: Sequence[str]) -> frozenset[str]:
    """The codes that are credit notes in a column of these codes."""
    all_words = set(words)
    if all_words & _SAP_INVOICES:
        return _CODES | _SAP_CREDITS
    if "m" in all_words and all_words <= _CATEGORIES:
        return _CREDIT_CATEGORIES
    return _CODES

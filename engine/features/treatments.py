"""How each column of the list of customers is used: what its header and its content propose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.counting import verb
from engine.features.column_words import first_word
from engine.features.customer_columns import CustomerColumn
from engine.features.foldings import education_of, listing, marital_status_of, yes_or_no_of
from engine.features.ranges import ordered_texts
from engine.options.describing import Treatment

MOST_VALUES = 50
"""Distinct values of a category beyond which it is only profiled."""
_FEWEST_FOR_ID = 10
_OWN_VALUES = 0.9
_PROSE_WORDS, _PROSE_VALUES = 4, 0.5
_ALIKE = 3
_MOST_ANSWERS = 20
"""Ways of writing yes and no in one column; with more it is not even looked at."""
_LEVELS_KNOWN = 0.5
_NESTED = 0.98
_FEWEST_EACH = 2
_DID = "describes what customers did, not who they are"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a column.

    natural    how its values are read, also where they are only profiled
    treatment  `natural`, "profile only" or "leave out";  outcome  whether it only describes what came of it
    why        as the rest of a sentence that begins with the name of the column
    """

    natural: Treatment
    treatment: Treatment
    why: str
    outcome: bool = False


def proposals(columns: Sequence[CustomerColumn]) -> tuple[Proposal, ...]:
    """One proposal per column; it does not depend on the order of customers or columns.

    Cost: one look at each distinct text, and one count per pair of categories.
    """
    found = [_of_one(column) for column in columns]
    alike = _outcomes_alike(columns, found)
    found = [
        replace(p, treatment="profile only", outcome=True, why=alike[c.header]) if c.header in alike else p
        for c, p in zip(columns, found, strict=True)
    ]
    found = _children_counted_once(columns, found)
    return tuple(_nested_counted_once(columns, found))


def possible(column: CustomerColumn) -> tuple[Treatment, ...]:
    """The treatments that fit what the column holds, the others being refused."""
    kinds: list[Treatment] = []
    if column.is_number:
        kinds += ["scale", "bands", "equal groups"]
    if column.is_number or column.is_day:
        kinds += ["age"]
    if column.is_day:
        kinds += ["tenure"]
    if column.is_number or _is_yes_or_no(column):
        kinds += ["yes or no"]
    return (*kinds, "categories", "ordered", "education", "marital status", "profile only", "leave out")


def _readings(column: CustomerColumn) -> Iterator[tuple[Treatment, str]]:
    """The ways in which the values of a column can be read, the best first, and why."""
    ideas, order = column.ideas, ordered_texts(column.texts)
    if column.is_number and "code" in ideas:
        yield "categories", "is a number that only names a group"
    if {"birth", "age"} & ideas and (column.is_number or column.is_day):
        yield (
            "age",
            f"tells {'when customers were born' if 'birth' in ideas else 'how old they are'}, by which they are put in generations",
        )
    if _is_yes_or_no(column):
        yield "yes or no", "says yes or no"
    if "education" in ideas and _most_fold(column, education_of):
        yield "education", "tells the education, which is folded to four levels"
    if "marital" in ideas and _most_fold(column, marital_status_of):
        yield "marital status", "tells the marital status, which is folded to four groups"
    if order is not None and len(order) > 1:
        yield "ordered", "holds steps that have an order, which is kept"
    if column.is_number and "income" in ideas:
        yield "bands", "is an income, which is compared in bands"
    if column.is_number:
        yield "scale", "is a number"
    if column.is_day:
        yield "tenure", "is a date, and the days since then are compared"
    yield "categories", "puts customers in groups"


def _most_fold(column: CustomerColumn, fold: Callable[[str], str]) -> bool:
    known = column.counts[[bool(fold(text)) for text in column.texts]].sum()
    return bool(known >= _LEVELS_KNOWN * column.known)


def _is_yes_or_no(column: CustomerColumn) -> bool:
    said = {yes_or_no_of(text) for text in column.texts} if len(column.texts) <= _MOST_ANSWERS else set()
    return bool(said) and "" not in said and (said == {"Yes", "No"} or (said == {"Yes"} and column.blank > 0))


def _of_one(column: CustomerColumn) -> Proposal:
    """What a column proposes by itself."""
    natural, why = next(_readings(column))
    return next(_not_compared(column, natural), Proposal(natural, natural, why))


def _not_compared(column: CustomerColumn, natural: Treatment) -> Iterator[Proposal]:
    """Why a column should not be compared, the weightiest reason first; nothing where it should."""
    measures = natural in ("scale", "bands", "yes or no")
    ticked = natural == "yes or no" and column.blank > 0
    if not column.known:
        yield Proposal(natural, "leave out", "holds nothing")
    if len(column.texts) == 1 and not ticked:
        yield Proposal(natural, "leave out", f"says “{column.texts[0]}” of every customer")
    if _is_own_value(column, natural):
        yield Proposal(natural, "leave out", "holds a value of its own for each customer, as an id or a name does")
    if _is_prose(column, natural):
        yield Proposal(natural, "leave out", "holds free text")
    if measures and "outcome" in column.ideas and "given" not in column.ideas:
        yield Proposal(natural, "profile only", _DID, outcome=True)
    if natural == "tenure" and "outcome" in column.ideas and "first" not in column.ideas:
        yield Proposal(natural, "profile only", _DID, outcome=True)
    if natural == "tenure" and "later" in column.ideas:
        yield Proposal(natural, "profile only", "is a date on which something ends or falls due")
    if natural == "categories" and len(column.texts) > MOST_VALUES:
        yield Proposal(natural, "profile only", f"has {len(column.texts):,} different values, too many to compare")


def _is_own_value(column: CustomerColumn, natural: Treatment) -> bool:
    """Whether nearly each customer has a value of its own that names it; numbers that measure often differ as well."""
    if column.known < _FEWEST_FOR_ID or len(column.texts) < _OWN_VALUES * column.known:
        return False
    if natural == "categories":
        return True
    if natural != "scale" or len(column.texts) < column.known:
        return False
    numbers = column.numbers_of_texts
    if not (np.isfinite(numbers) & (numbers == np.round(numbers))).all():
        return False
    digits = {len(text) for text in column.texts}
    runs_on = float(np.ptp(numbers)) < 2 * column.known
    return runs_on or (len(digits) == 1 and digits.pop() >= 6)


def _is_prose(column: CustomerColumn, natural: Treatment) -> bool:
    if natural != "categories" or len(column.texts) < max(_FEWEST_FOR_ID, _PROSE_VALUES * column.known):
        return False
    return float(np.mean([len(text.split()) for text in column.texts])) >= _PROSE_WORDS


def _outcomes_alike(columns: Sequence[CustomerColumn], found: Sequence[Proposal]) -> Mapping[str, str]:
    """Numbers whose headers begin with the same word, where most of them are outcomes or nothing else is known of them."""
    families: dict[str, list[tuple[CustomerColumn, Proposal]]] = {}
    for column, proposal in zip(columns, found, strict=True):
        if (
            proposal.natural in ("scale", "yes or no")
            and proposal.treatment != "leave out"
            and first_word(column.header)
        ):
            families.setdefault(first_word(column.header), []).append((column, proposal))
    alike: dict[str, str] = {}
    for members in families.values():
        known = sum(proposal.outcome for _, proposal in members)
        if len(members) >= _ALIKE and known and 2 * known >= len(members):
            first = min(column.name for column, proposal in members if proposal.outcome)
            for column, proposal in members:
                if not proposal.outcome and not column.ideas - {"outcome"}:
                    alike[column.header] = f"describes what customers did, as “{first}” does"
    return alike


def _children_counted_once(columns: Sequence[CustomerColumn], found: Sequence[Proposal]) -> list[Proposal]:
    """Two and more counts of children are profiled; “Has children” is compared instead of them."""
    counts = set(children(columns, found))
    return [
        replace(p, treatment="profile only", why="is counted in “Has children”") if column.header in counts else p
        for column, p in zip(columns, found, strict=True)
    ]


def children(columns: Sequence[CustomerColumn], found: Sequence[Proposal]) -> tuple[str, ...]:
    """The headers of the counts of children, where there are at least two of them."""
    headers = tuple(
        column.header
        for column, p in zip(columns, found, strict=True)
        if "children" in column.ideas and column.is_number and p.treatment != "leave out" and not p.outcome
    )
    return headers if len(headers) > 1 else ()


def _nested_counted_once(columns: Sequence[CustomerColumn], found: Sequence[Proposal]) -> list[Proposal]:
    """Categories whose values each lie in one value of another, as cities lie in states, are profiled only."""
    categories = [c for c, p in zip(columns, found, strict=True) if p.treatment == "categories"]
    around = {c.header: [other for other in categories if other is not c and _lies_in(c, other)] for c in categories}
    out = list(found)
    for at, (column, proposal) in enumerate(zip(columns, found, strict=True)):
        compared = [other.name for other in around.get(column.header, ()) if not around[other.header]]
        if compared:
            whole = listing(sorted(f"“{name}”" for name in compared))
            why = f"only tells more finely what {whole} {verb(len(compared), 'tells', 'tell')}, which would count twice"
            out[at] = replace(proposal, treatment="profile only", why=why)
    return out


def _lies_in(fine: CustomerColumn, coarse: CustomerColumn) -> bool:
    """Whether the value of one column tells that of another that has fewer values (lambda of Goodman and Kruskal 1954).

    Of two with as many values the one that comes first by name stays.
    """
    both = (fine.codes >= 0) & (coarse.codes >= 0)
    known = int(both.sum())
    if (len(fine.texts), fine.header) <= (len(coarse.texts), coarse.header) or known < _FEWEST_EACH * len(fine.texts):
        return False
    table = np.zeros((len(fine.texts), len(coarse.texts)), dtype=np.int64)
    np.add.at(table, (fine.codes[both], coarse.codes[both]), 1)
    guessed = int(table.sum(axis=0).max())
    return guessed < known and int(table.max(axis=1).sum()) - guessed >= _NESTED * (known - guessed)

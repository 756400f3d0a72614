"""Which column of a table is what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from engine.reading.tables.bare import bare_claims
from engine.reading.tables.guessing import guesses
from engine.reading.tables.relations import goes_with, same_grouping
from engine.reading.tables.samples import Cells, take_sample
from engine.reading.tables.weighing import WEAK, Claim, fitting, related
from engine.reading.words.claims import claims
from engine.reading.words.words import normal
from engine.roles import Role

BY_OPTIONS = "as the options say"

_EQUAL = 0.075
_CHOSEN = 2.0
_SPARSE, _FULL, _WORDS = 0.6, 0.99, 0.5
_TELLING = frozenset({Role.CUSTOMER_ID, Role.PRODUCT_ID})
_KEYS = frozenset({Role.CUSTOMER_ID, Role.PRODUCT_ID, Role.INVOICE_ID})
_LONG = 12
"""Invoice numbers longer than this are rather for machines."""
_FINER, _FEW, _MANY = 3, 10, 20
_OF_AN_ORDER = 0.8
"""Claims up to this strength on the amount, such as "Total", may be of a whole order."""
_FIGURES = frozenset({Role.QUANTITY, Role.AMOUNT})
_STAND_INS = {
    Role.CUSTOMER_ID: (Role.CUSTOMER_ID, Role.CUSTOMER_NAME),
    Role.PRODUCT_ID: (Role.PRODUCT_ID, Role.PRODUCT_NAME),
}
_NAMES = {Role.CUSTOMER_ID: Role.CUSTOMER_NAME, Role.PRODUCT_ID: Role.PRODUCT_NAME}
_COARSE = (Role.L3_CATEGORY, Role.L2_CATEGORY)
_COARSE_CONFIDENCE = 0.6
_UNWARNED = frozenset({Role.MARGIN, Role.WEIGHT, Role.UNIT_OF_MEASURE, Role.PACK_SIZE, Role.DISCONTINUED})


@dataclass(frozen=True, slots=True)
class Use:
    """What a column is taken for: how sure that is (0 to 1), and what speaks for it, as a clause."""

    role: Role
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Two columns with an equal claim to one role."""

    role: Role
    used: int
    other: int


@dataclass(frozen=True, slots=True)
class Found:
    """The columns that play a role, and the ties."""

    uses: dict[int, Use]
    ties: list[Tie]


def find_roles(
    headers: Sequence[str],
    cells: pa.Table,
    names: Sequence[str],
    chosen: Mapping[str, str],
    *,
    has_header: bool = True,
) -> Found:
    """The role of each column that plays one, how sure that is and why, and the ties.

    names       of the sheet and the file, which may say what "ID" and "Name" are about
    chosen      role → header, as the user named them; these come first
    has_header  False where `headers` are only numbers of columns; then the cells alone decide

    Cost: one pass over the cells, and work on a sample of 500 rows.
    """
    sample = take_sample(cells)
    found = _claims(headers if has_header else [""] * len(headers), sample, names)
    found = _with_chosen(found, headers, chosen)
    uses, ties = _assigned([claim for claim in found if claim.strength > WEAK], sample)
    uses = _completed(uses, found, sample)
    ties = [tie for tie in ties if uses[tie.used].role == tie.role and tie.other not in uses]
    return Found(_guessed(uses, headers, sample, has_header=has_header), ties)


def _claims(headers: Sequence[str], sample: Sequence[Cells], names: Sequence[str]) -> list[Claim]:
    """Every claim of every header, weighed by the cells, strongest first.

    Equal ones by how filled the column is, ids then by how many different ones there are or how short they are, then
    from the left.
    """
    wanted = [claims(name) for name in headers]
    named = [
        fitting(Claim(strength, i, role), sample[i])
        for i, roles in enumerate(wanted)
        for role, strength in roles.items()
    ]
    claimed = {claim.role for claim in named if claim.strength > WEAK}
    bare = bare_claims(headers, sample, claimed, names)
    unnamed = [
        fitting(Claim(strength, i, role, "by its header and what the table is about"), sample[i])
        for i, roles in bare.items()
        if not wanted[i] and (sample[i].filled > _SPARSE or not sample[i].texts)
        for role, strength in roles.items()
    ]
    found = related([claim for claim in named + unnamed if claim.strength], sample)
    lasting = [
        claim
        for claim in found
        if not _is_money_of_first_lines(claim, found, sample) and not _is_empty_beside_others(claim, found, sample)
    ]

    def rank(claim: Claim) -> tuple[float, float, float, int]:
        cells = sample[claim.column]
        apart = (
            -cells.distinct
            if claim.role in _TELLING
            else max(cells.length, _LONG)
            if claim.role == Role.INVOICE_ID
            else 0.0
        )
        return (-round(claim.strength, 3), -cells.filled, apart, claim.column)

    return sorted(lasting, key=rank)


def _with_chosen(found: Sequence[Claim], headers: Sequence[str], chosen: Mapping[str, str]) -> list[Claim]:
    """The claims after those that the user made, which are the only ones of their columns."""
    by_hand = [
        Claim(_CHOSEN, i, Role(role), BY_OPTIONS)
        for i, name in enumerate(headers)
        for role, wanted in chosen.items()
        if same_header(wanted, name)
    ]
    columns = {claim.column for claim in by_hand}
    return [*by_hand, *(claim for claim in found if claim.column not in columns)]


def _is_money_of_first_lines(claim: Claim, found: Sequence[Claim], sample: Sequence[Cells]) -> bool:
    """Whether a column gives the money of an order on its first line only, where each line has quantity and price."""
    if claim.role != Role.AMOUNT or claim.strength > _OF_AN_ORDER or not 0 < sample[claim.column].filled < _SPARSE:
        return False
    return {Role.QUANTITY, Role.UNIT_PRICE} <= {c.role for c in found if sample[c.column].filled > _FULL}


def _is_empty_beside_others(claim: Claim, found: Sequence[Claim], sample: Sequence[Cells]) -> bool:
    """Whether a column without a cell claims what one with cells could be as well."""
    roles = {claim.role, _NAMES.get(claim.role, claim.role)}
    return not sample[claim.column].seen and any(c.role in roles and sample[c.column].seen for c in found)


def same_header(first: str, second: str) -> bool:
    """Whether two headers are the same but for case, spacing, accents and punctuation."""
    return first.strip() == second.strip() or (normal(first) == normal(second) != "")


def _use(claim: Claim, role: Role | None = None) -> Use:
    confidence = 1.0 if claim.strength >= _CHOSEN else round(min(max(claim.strength, claim.least), 0.99), 2)
    return Use(role or claim.role, confidence, claim.why)


def _assigned(found: Sequence[Claim], sample: Sequence[Cells]) -> tuple[dict[int, Use], list[Tie]]:
    """One role per column and one column per role, the strongest claims first."""
    uses: dict[int, Use] = {}
    winner: dict[Role, Claim] = {}
    for claim in found:
        if claim.column not in uses and claim.role not in winner:
            uses[claim.column] = _use(claim)
            winner[claim.role] = claim
    ties = [
        Tie(claim.role, winner[claim.role].column, claim.column)
        for claim in found
        if claim.column not in uses
        and claim.role not in _UNWARNED
        and winner[claim.role].strength - claim.strength < _EQUAL
        and not winner[claim.role].proven
        and not _settled(claim.role, sample[winner[claim.role].column], sample[claim.column])
    ]
    return uses, ties


def _settled(role: Role, used: Cells, other: Cells) -> bool:
    """Whether the cells show that it does not matter which of two columns is used, or which is the right one."""
    if used.filled > _FULL and 0 < other.filled < _SPARSE and other.seen >= _FEW:
        return True
    if role in _TELLING and other.seen >= _MANY and used.distinct >= _FINER * other.distinct:
        return True
    return same_grouping(used, other) if role in _KEYS else used.seen > 1 and list(used.texts) == list(other.texts)


def _completed(uses: Mapping[int, Use], found: Sequence[Claim], sample: Sequence[Cells]) -> dict[int, Use]:
    """Without an id, the next best column that names the customer or product is the id.

    In lines even a weak one is, and where nothing else names a product its finest category; a column that only the
    first line of each order fills comes after one that all lines fill.
    """
    completed = dict(uses)
    for role, stand_ins in _STAND_INS.items():
        have = {use.role for use in completed.values()}
        if role in have:
            continue
        claimed = all(any(c.role in names for c in found) for names in _STAND_INS.values())
        is_lines = bool(_FIGURES & have) and (claimed or bool(set(_STAND_INS) & have))
        candidates = [c for c in found if c.role in stand_ins and (c.strength > WEAK or (is_lines and c.role == role))]
        if is_lines and role == Role.PRODUCT_ID:
            candidates += [
                replace(c, strength=_COARSE_CONFIDENCE) for coarse in _COARSE for c in found if c.role == coarse
            ]
        taken = {column for column, use in completed.items() if use.role in _KEYS}
        candidates = [c for c in candidates if c.column not in taken]
        if is_lines and any(sample[c.column].filled > _FULL for c in candidates):
            candidates.sort(key=lambda c: 0 < sample[c.column].filled < _SPARSE)
        if candidates:
            best = _with_this_name(candidates, role, sample)
            completed[best.column] = _use(best, role)
            _name_again(completed, _NAMES[role], found, sample)
    return completed


def _with_this_name(candidates: Sequence[Claim], role: Role, sample: Sequence[Cells]) -> Claim:
    """The best candidate; if it is a name, the first weaker id of which each has one such name."""
    best = candidates[0]
    ids = [] if best.role == role else [c for c in candidates if c.role == role and c.column != best.column]
    cells = sample[best.column]
    codes = [c for c in ids if sample[c.column].word_share < _WORDS]
    return next((c for c in codes if goes_with(sample[c.column], cells)), best)


def _name_again(completed: dict[int, Use], role: Role, found: Sequence[Claim], sample: Sequence[Cells]) -> None:
    """Give the role of the name, which a name has left to be the id, to the next column that claims it."""
    if role in {use.role for use in completed.values()}:
        return
    for claim in found:
        full = sample[claim.column].filled > _SPARSE or not sample[claim.column].texts
        if claim.role == role and claim.strength > WEAK and claim.column not in completed and full:
            completed[claim.column] = _use(claim)
            return


def _guessed(
    uses: Mapping[int, Use], headers: Sequence[str], sample: Sequence[Cells], *, has_header: bool
) -> dict[int, Use]:
    """The uses, with those that the cells alone suggest where the headers say too little."""
    have = {use.role for use in uses.values()}
    if set(_STAND_INS) <= have and _FIGURES & have:
        return dict(uses)
    known = {column: use.role for column, use in uses.items()}
    return {**uses, **{c.column: _use(c) for c in guesses(headers, sample, known, has_header=has_header)}}

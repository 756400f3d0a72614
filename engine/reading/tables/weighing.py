"""Claims of headers, weighed by what the columns hold: cells break ties and speak against nonsense, never against a clear header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.reading.tables.relations import determines, find_product, goes_with, same_grouping, shared_within
from engine.reading.tables.samples import Cells
from engine.roles import Role

WEAK = 0.44
"""Claims up to this strength, such as a shop or an e-mail address for the customer, count only where nothing better is there."""
_CLEAR = 0.8
"""Cells take nothing from a claim that is stronger, but where they are not of its kind at all."""
_MOST_OFTEN, _OFTEN, _LEAST_OFTEN = 0.95, 0.8, 0.5
_BONUS = 0.1
_FEW, _MANY = 10, 20
_LEAST_DIGITS, _EPSILON = 0.3, 1e-9
_LEAST_DATES, _ALL = 0.1, 0.99
_CONSTANT = 0.4
"""What is left of a claim to be an id where so many cells all hold the same, as the code of a ledger account does."""
_OTHERWISE = 0.5
"""What is left of a claim that is not clear, where its cells speak against it."""
_NUMBER_OF_DOCUMENTS = 0.25
"""What is left of such a claim to be the customer, where each invoice has a value of its own: it is the invoice's other number."""
_NUMERIC = frozenset({Role.DATE, Role.QUANTITY, Role.UNIT_PRICE, Role.AMOUNT, Role.WEIGHT, Role.MARGIN, Role.PACK_SIZE})
_TELLING = frozenset({Role.CUSTOMER_ID, Role.PRODUCT_ID, Role.CUSTOMER_NAME, Role.PRODUCT_NAME})
_OF_PRODUCTS = frozenset({Role.L2_CATEGORY, Role.L3_CATEGORY, Role.BRAND, Role.FUNCTIONALITY})
_OF_CUSTOMERS = frozenset({Role.REGION, Role.END_USE, Role.CUSTOMER_TYPE})
_OF_DOCUMENTS = frozenset({Role.CUSTOMER_ID, Role.CUSTOMER_NAME, Role.DATE, Role.INVOICE_ID, *_OF_CUSTOMERS})
_OF_LINES = frozenset({Role.PRODUCT_ID, Role.PRODUCT_NAME, Role.QUANTITY, Role.UNIT_PRICE, Role.AMOUNT})
_IDS = frozenset({Role.CUSTOMER_ID, Role.PRODUCT_ID})
_SUBJECTS = {Role.CUSTOMER_ID: "each customer", Role.PRODUCT_ID: "each product"}
_NAMES = {Role.CUSTOMER_NAME: Role.CUSTOMER_ID, Role.PRODUCT_NAME: Role.PRODUCT_ID}


@dataclass(frozen=True, slots=True)
class Claim:
    """A column's claim to a role: its strength (at most 1 by its header), what speaks for it, and whether figures prove it.

    least  how sure it is where nothing else has a claim, though its strength may be less
    """

    strength: float
    column: int
    role: Role
    why: str = "by its header"
    proven: bool = False
    least: float = 0.0


def fitting(claim: Claim, cells: Cells) -> Claim:
    """A header's claim, weighed by its own cells: 0 for words that should be figures, less for one id alone."""
    if not cells.seen:
        return claim
    if claim.role in _NUMERIC and cells.digit_share < (_LEAST_DIGITS if cells.seen >= _FEW else _EPSILON):
        return replace(claim, strength=0.0)
    if claim.role in _TELLING | {Role.BRAND} and cells.seen >= _MANY and cells.distinct == 1:
        return replace(claim, strength=claim.strength * _CONSTANT, least=claim.strength)
    if claim.role == Role.DATE and cells.seen >= _FEW:
        return _as_date(claim, cells)
    return claim


def _as_date(claim: Claim, cells: Cells) -> Claim:
    if cells.date_share < _LEAST_DATES:
        return replace(claim, strength=claim.strength * _OTHERWISE)
    holds = "each cell holds a date" if cells.date_share > _ALL else "most cells hold a date"
    return replace(claim, why=f"{claim.why}, and {holds}") if cells.date_share > _LEAST_OFTEN else claim


def related(claims: Sequence[Claim], sample: Sequence[Cells]) -> list[Claim]:
    """Claims weighed by what the columns say about one another."""
    best = _strongest(claims)
    weighed = [_by_level(claim, sample, best.get(Role.INVOICE_ID)) for claim in claims]
    weighed = [_beside_codes(claim, weighed, sample) for claim in weighed]
    best = _strongest(weighed)
    weighed = [_by_owner(claim, sample, best) for claim in weighed]
    return _by_product(_by_names(weighed, sample, best), sample)


def _strongest(claims: Sequence[Claim]) -> dict[Role, int]:
    """The column with the strongest claim to each role."""
    best: dict[Role, Claim] = {}
    for claim in claims:
        if claim.strength > best.get(claim.role, Claim(WEAK, -1, claim.role)).strength:
            best[claim.role] = claim
    return {role: claim.column for role, claim in best.items()}


def _by_level(claim: Claim, sample: Sequence[Cells], invoice: int | None) -> Claim:
    """Less for a customer who changes within an invoice, and for a product that never does; more for the opposite."""
    cells = sample[claim.column]
    if invoice in (None, claim.column) or claim.strength >= _CLEAR or claim.role not in _OF_DOCUMENTS | _OF_LINES:
        return claim
    shared = shared_within(sample[invoice], cells)
    if shared is None or cells.distinct < 2:
        return claim
    of_documents = claim.role in _OF_DOCUMENTS
    if claim.role == Role.CUSTOMER_ID and same_grouping(sample[invoice], cells):
        return replace(claim, strength=claim.strength * _NUMBER_OF_DOCUMENTS)
    if shared < _LEAST_OFTEN if of_documents else shared > _MOST_OFTEN:
        return replace(claim, strength=claim.strength * _OTHERWISE)
    if claim.role in _TELLING and (shared > _MOST_OFTEN if of_documents else shared < _LEAST_OFTEN):
        speaks = "all lines of an invoice share it" if of_documents else "the lines of an invoice differ in it"
        return replace(claim, strength=claim.strength + _BONUS, why=f"{claim.why}, and {speaks}")
    return claim


def _beside_codes(claim: Claim, claims: Sequence[Claim], sample: Sequence[Cells]) -> Claim:
    """Less for the claim of words to be an id, where a column of codes claims it too and each code has its own words."""
    words = sample[claim.column]
    if claim.role not in _IDS or claim.strength >= _CLEAR or words.word_share < _LEAST_OFTEN:
        return claim
    rivals = [sample[c.column] for c in claims if c.role == claim.role and c.column != claim.column]
    beaten = any(
        codes.word_share < _LEAST_OFTEN
        and words.distinct > 0.6 * codes.distinct
        and determines(codes, words) > _MOST_OFTEN
        for codes in rivals
    )
    return replace(claim, strength=claim.strength * _OTHERWISE) if beaten else claim


def _by_owner(claim: Claim, sample: Sequence[Cells], best: dict[Role, int]) -> Claim:
    """Less for a region that is not the same on all lines of a customer, a brand not the same for a product."""
    owner = Role.CUSTOMER_ID if claim.role in _OF_CUSTOMERS else Role.PRODUCT_ID
    key = best.get(owner)
    if key in (None, claim.column) or claim.role not in _OF_CUSTOMERS | _OF_PRODUCTS or claim.strength >= _CLEAR:
        return claim
    share = determines(sample[key], sample[claim.column])
    if share > _MOST_OFTEN and claim.role in _OF_CUSTOMERS:
        return replace(claim, strength=claim.strength + _BONUS, why=f"{claim.why}, and each customer has one")
    return replace(claim, strength=claim.strength * _OTHERWISE) if 0 < share < _OFTEN else claim


def _by_names(claims: Sequence[Claim], sample: Sequence[Cells], best: dict[Role, int]) -> list[Claim]:
    """More for a name, and for its id, where each id has one name; less for a weak claim where it has several."""
    named: dict[tuple[Role, int], float] = {}
    for claim in claims:
        key = best.get(_NAMES[claim.role]) if claim.role in _NAMES else None
        if key is not None and key != claim.column and sample[claim.column].distinct > 1:
            share = determines(sample[key], sample[claim.column])
            if share > _MOST_OFTEN and not goes_with(sample[key], sample[claim.column]):
                share = _OFTEN
            named[claim.role, claim.column] = share
            named[_NAMES[claim.role], key] = max(share, named.get((_NAMES[claim.role], key), 0.0))
    return [_named(claim, named.get((claim.role, claim.column), 0.0)) for claim in claims]


def _named(claim: Claim, share: float) -> Claim:
    if share > _MOST_OFTEN:
        speaks = f"{_SUBJECTS[_NAMES[claim.role]]} has one" if claim.role in _NAMES else "each has one name"
        return replace(claim, strength=claim.strength + _BONUS, why=f"{claim.why}, and {speaks}")
    if 0 < share < _LEAST_OFTEN and claim.role in _NAMES and claim.strength < _CLEAR:
        return replace(claim, strength=claim.strength * _OTHERWISE)
    return claim


def _by_product(claims: Sequence[Claim], sample: Sequence[Cells]) -> list[Claim]:
    """More for quantity, price and amount of which the last is the product of the others."""
    columns = {
        role: [c.column for c in sorted(claims, key=lambda c: -c.strength) if c.role == role and c.strength > WEAK]
        for role in (Role.QUANTITY, Role.UNIT_PRICE, Role.AMOUNT)
    }
    found = find_product(sample, columns[Role.QUANTITY], columns[Role.UNIT_PRICE], columns[Role.AMOUNT])
    if found is None:
        return list(claims)
    proven = dict(zip((Role.QUANTITY, Role.UNIT_PRICE, Role.AMOUNT), found, strict=True))
    return [
        replace(c, strength=c.strength + _BONUS, why=f"{c.why}, and {PRODUCT_WHY[c.role]}", proven=True)
        if proven.get(c.role) == c.column
        else c
        for c in claims
    ]


PRODUCT_WHY = {
    Role.QUANTITY: "it times the price is the amount",
    Role.UNIT_PRICE: "the quantity times it is the amount",
    Role.AMOUNT: "it is quantity × price",
}

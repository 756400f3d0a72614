"""Which column of a table is what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from engine.reading.words.claims import claims
from engine.reading.words.words import header, normal
from engine.roles import Role

_EQUAL = 0.075
_CHOSEN = 2.0
_WEAK = 0.44
"""Claims up to this strength, such as a shop or an e-mail address for the customer, count only where nothing better is there."""
_SAMPLE = 500
_LEAST_DIGITS, _FEW, _EPSILON = 0.3, 10, 1e-9
_SPARSE, _FULL = 0.6, 0.99
_TELLING, _MANY = frozenset({Role.CUSTOMER_ID, Role.PRODUCT_ID}), 20
_CONSTANT = 0.4
"""What is left of a claim to be an id where so many cells all hold the same, as the code of a ledger account does."""
_OF_AN_ORDER = 0.8
"""Claims up to this strength on the amount, such as "Total", may be of a whole order."""
_NUMERIC = frozenset({Role.DATE, Role.QUANTITY, Role.UNIT_PRICE, Role.AMOUNT, Role.WEIGHT, Role.MARGIN})
_FIGURES = frozenset({Role.QUANTITY, Role.AMOUNT})
_STAND_INS = {
    Role.CUSTOMER_ID: (Role.CUSTOMER_ID, Role.CUSTOMER_NAME),
    Role.PRODUCT_ID: (Role.PRODUCT_ID, Role.PRODUCT_NAME),
}
_COARSE = (Role.L3_CATEGORY, Role.L2_CATEGORY)
_UNWARNED = frozenset({Role.MARGIN, Role.WEIGHT, Role.UNIT_OF_MEASURE})


@dataclass(frozen=True, slots=True)
class _Claim:
    strength: float
    filled: float
    distinct: int
    column: int
    role: Role


@dataclass(frozen=True, slots=True)
class _Content:
    """The share of cells that are not blank; of those in a sample the share with a digit, the number and the different ones."""

    filled: float
    digits: float
    seen: int
    distinct: int

    @property
    def holds_words(self) -> bool:
        """Whether hardly a cell has a digit; of a few cells, none."""
        return self.digits < (_LEAST_DIGITS if self.seen >= _FEW else _EPSILON)

    @property
    def tells_nothing_apart(self) -> bool:
        """Whether many cells all hold the same."""
        return self.seen >= _MANY and self.distinct == 1


@dataclass(frozen=True, slots=True)
class Tie:
    """Two columns with an equal claim to one role."""

    role: Role
    used: int
    other: int


def find_roles(
    headers: Sequence[str], cells: pa.Table, names: Sequence[str], chosen: Mapping[str, str]
) -> tuple[dict[int, Role], list[Tie]]:
    """The role of each column that plays one, and the ties.

    names   of the sheet and the file, which may say what "ID" and "Name" are about
    chosen  role → header, as the user named them; these come first
    """
    found = _claims(headers, cells, names, chosen)
    roles, ties = _assigned([claim for claim in found if claim.strength > _WEAK])
    return _completed(roles, found), ties


def _claims(headers: Sequence[str], cells: pa.Table, names: Sequence[str], chosen: Mapping[str, str]) -> list[_Claim]:
    """Every claim of every column, strongest first.

    Equal ones by how filled the column is, ids then by how many different ones there are, then from the left.
    """
    wanted = [claims(name) for name in headers]
    bare = _bare_claims(headers, wanted, names)
    found = []
    for i, name in enumerate(headers):
        content = _content(cells.column(i))
        by_hand = {Role(role): _CHOSEN for role, header_ in chosen.items() if same_header(header_, name)}
        by_header = wanted[i] or (bare.get(i, {}) if content.filled or not len(cells) else {})
        fitting = by_hand or {
            role: s for role, strength in by_header.items() if (s := _fitting(role, strength, content))
        }
        found += [
            _Claim(strength, content.filled, content.distinct if role in _TELLING else 0, i, role)
            for role, strength in fitting.items()
        ]
    lasting = [claim for claim in found if not _is_money_of_first_lines(claim, found)]
    return sorted(lasting, key=lambda c: (-round(c.strength, 3), -c.filled, -c.distinct, c.column))


def _fitting(role: Role, strength: float, content: _Content) -> float:
    """A header's claim, weighed by what its column holds: 0 for words that should be figures, less for one id alone."""
    if role in _NUMERIC and content.filled and content.holds_words:
        return 0.0
    return strength * (_CONSTANT if role in _TELLING and content.tells_nothing_apart else 1.0)


def _is_money_of_first_lines(claim: _Claim, found: Sequence[_Claim]) -> bool:
    """Whether a column gives the money of an order on its first line only, where each line has quantity and price."""
    if claim.role != Role.AMOUNT or claim.strength > _OF_AN_ORDER or not 0 < claim.filled < _SPARSE:
        return False
    return {Role.QUANTITY, Role.UNIT_PRICE} <= {other.role for other in found if other.filled > _FULL}


def same_header(first: str, second: str) -> bool:
    """Whether two headers are the same but for case, spacing, accents and punctuation."""
    return first.strip() == second.strip() or (normal(first) == normal(second) != "")


def _content(column: pa.ChunkedArray) -> _Content:
    if not len(column):
        return _Content(0.0, 0.0, 0, 0)
    filled = pc.sum(pc.fill_null(pc.not_equal(column, ""), fill_value=False)).as_py() / len(column)
    sample = [cell for cell in column.slice(0, _SAMPLE).to_pylist() if cell and cell.strip()]
    digits = sum(any(c.isdigit() for c in cell) for cell in sample)
    return _Content(filled, digits / len(sample) if sample else 0.0, len(sample), len(set(sample)))


def _bare_claims(
    headers: Sequence[str], wanted: Sequence[Mapping[Role, float]], names: Sequence[str]
) -> dict[int, dict[Role, float]]:
    """Claims of headers like "ID", "Name" and "Type", which mean what the table is about."""
    claimed = {role for roles in wanted for role in roles}
    meanings = _meanings(claimed, names)
    bare = {}
    for i, name in enumerate(headers):
        heading = header(name)
        if not heading.unknown and (meaning := meanings.get(" ".join(sorted(heading.ideas)))):
            bare[i] = {meaning[0]: meaning[1]}
    return bare


def _meanings(claimed: set[Role], names: Sequence[str]) -> dict[str, tuple[Role, float]]:
    """Ideas of a bare header → the role it plays here, and how strongly."""
    if _FIGURES & claimed and set(_STAND_INS) & claimed:
        free = [role for role in (Role.INVOICE_ID, Role.PRODUCT_ID, Role.CUSTOMER_ID) if role not in claimed]
        unnamed = [role for role in (Role.CUSTOMER_ID, Role.PRODUCT_ID) if role in free]
        return {
            "id": ((*free, Role.INVOICE_ID)[0], 0.5),
            "name": ((*unnamed, Role.PRODUCT_NAME)[0], 0.5),
            "1 name": (Role.CUSTOMER_NAME, 0.6),
        }
    if _about(claimed, names) == "customer":
        return {
            "id": (Role.CUSTOMER_ID, 0.6),
            "name": (Role.CUSTOMER_NAME, 0.6),
            "1 name": (Role.CUSTOMER_NAME, 0.6),
            "type": (Role.CUSTOMER_TYPE, 0.5),
            "class": (Role.CUSTOMER_TYPE, 0.5),
        }
    if _about(claimed, names) == "product":
        return {"id": (Role.PRODUCT_ID, 0.6), "name": (Role.PRODUCT_NAME, 0.6), "type": (Role.L3_CATEGORY, 0.5)}
    return {}


def _about(claimed: set[Role], names: Sequence[str]) -> str:
    """What a list is about: by the name of its sheet or file, else by its other columns."""
    for name in names:
        ideas = header(name).ideas
        if ("customer" in ideas) != ("product" in ideas) and "invoice" not in ideas:
            return "customer" if "customer" in ideas else "product"
    if {Role.REGION, Role.END_USE, Role.CUSTOMER_TYPE, Role.CUSTOMER_NAME, Role.REP} & claimed:
        return "customer"
    return "product" if {Role.BRAND, Role.L2_CATEGORY, Role.UNIT_PRICE, Role.PRODUCT_NAME} & claimed else ""


def _assigned(found: Sequence[_Claim]) -> tuple[dict[int, Role], list[Tie]]:
    """One role per column and one column per role, the strongest claims first."""
    roles: dict[int, Role] = {}
    winner: dict[Role, _Claim] = {}
    for claim in found:
        if claim.column not in roles and claim.role not in winner:
            roles[claim.column] = claim.role
            winner[claim.role] = claim
    ties = [
        Tie(claim.role, winner[claim.role].column, claim.column)
        for claim in found
        if claim.column not in roles
        and claim.role not in _UNWARNED
        and winner[claim.role].strength - claim.strength < _EQUAL
    ]
    return roles, ties


def _completed(roles: Mapping[int, Role], found: Sequence[_Claim]) -> dict[int, Role]:
    """Without an id, the next best column that names the customer or product is the id.

    In lines even a weak one is, and where nothing else names a product its finest category; a column that only the
    first line of each order fills comes after one that all lines fill.
    """
    completed = dict(roles)
    for role, stand_ins in _STAND_INS.items():
        have = set(completed.values())
        if role in have:
            continue
        is_lines = bool(_FIGURES & have) and bool(set(_STAND_INS) & have)
        least = 0.0 if is_lines and role == Role.CUSTOMER_ID else _WEAK
        fitting = [c for c in found if c.role in stand_ins and c.strength > least]
        if is_lines and role == Role.PRODUCT_ID:
            fitting += [c for coarse in _COARSE for c in found if c.role == coarse]
        fitting = [c for c in fitting if completed.get(c.column) not in _STAND_INS]
        if is_lines and any(c.filled > _FULL for c in fitting):
            fitting.sort(key=lambda c: 0 < c.filled < _SPARSE)
        if fitting:
            completed[fitting[0].column] = role
    return completed

"""Headers like "ID", "Name", "No." and "Type", which mean what the table is about, and what their cells say."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from engine.reading.tables.relations import comes_in_runs
from engine.reading.tables.samples import Cells
from engine.reading.words.words import header
from engine.roles import Role

_FIGURES = frozenset({Role.QUANTITY, Role.AMOUNT})
_IDS = frozenset({Role.CUSTOMER_ID, Role.PRODUCT_ID})
_NUMBERED, _WORDS = 0.95, 0.1
_FEW = 10

Meaning = Mapping[Role, float]


def bare_claims(
    headers: Sequence[str], sample: Sequence[Cells], claimed: Collection[Role], names: Sequence[str]
) -> dict[int, Meaning]:
    """Column → the roles it may play here, and how strongly.

    claimed  roles that other headers claim
    names    of the sheet and the file
    """
    meanings = _meanings(set(claimed), names)
    bare = {}
    for i, name in enumerate(headers):
        heading = header(name)
        idea = " ".join(sorted(heading.ideas))
        if idea == "name" and _holds_numbers(sample[i]):
            idea = "id"
        if not heading.unknown and (meaning := meanings.get(idea)):
            bare[i] = meaning
    return bare


def _holds_numbers(cells: Cells) -> bool:
    """Whether a column of names holds document numbers, such as #1001."""
    numbered = cells.digit_share > _NUMBERED and cells.word_share < _WORDS
    return cells.seen >= _FEW and numbered and comes_in_runs(cells)


def _meanings(claimed: set[Role], names: Sequence[str]) -> dict[str, Meaning]:
    if _FIGURES & claimed and (_IDS | {Role.CUSTOMER_NAME, Role.PRODUCT_NAME}) & claimed:
        return {"id": _id_in_lines(claimed), "name": _name_in_lines(claimed), "1 name": {Role.CUSTOMER_NAME: 0.6}}
    if _about(claimed, names) == "customer":
        return {
            "id": {Role.CUSTOMER_ID: 0.6},
            "name": {Role.CUSTOMER_NAME: 0.6},
            "1 name": {Role.CUSTOMER_NAME: 0.6},
            "type": {Role.CUSTOMER_TYPE: 0.5},
            "class": {Role.CUSTOMER_TYPE: 0.5},
        }
    if _about(claimed, names) == "product":
        return {"id": {Role.PRODUCT_ID: 0.6}, "name": {Role.PRODUCT_NAME: 0.6}, "type": {Role.L3_CATEGORY: 0.5}}
    return {}


def _id_in_lines(claimed: set[Role]) -> Meaning:
    order = (Role.INVOICE_ID, Role.PRODUCT_ID, Role.CUSTOMER_ID)
    return {role: (0.46 if role in claimed else 0.52) - 0.01 * i for i, role in enumerate(order)}


def _name_in_lines(claimed: set[Role]) -> Meaning:
    """A name is rather the customer's or product's that has nothing else, then that whose name is missing."""

    def wanted(id_role: Role, name_role: Role) -> int:
        return 2 * (id_role not in claimed) + (name_role not in claimed)

    customer = wanted(Role.CUSTOMER_ID, Role.CUSTOMER_NAME)
    product = wanted(Role.PRODUCT_ID, Role.PRODUCT_NAME)
    first = Role.CUSTOMER_NAME if customer > product or customer >= 2 else Role.PRODUCT_NAME
    return {role: 0.5 if role == first else 0.47 for role in (Role.CUSTOMER_NAME, Role.PRODUCT_NAME)}


def _about(claimed: set[Role], names: Sequence[str]) -> str:
    """What a list is about: by the name of its sheet or file, else by its other columns."""
    for name in names:
        ideas = header(name).ideas
        if ("customer" in ideas) != ("product" in ideas) and "invoice" not in ideas:
            return "customer" if "customer" in ideas else "product"
    if {Role.REGION, Role.END_USE, Role.CUSTOMER_TYPE, Role.CUSTOMER_NAME, Role.REP} & claimed:
        return "customer"
    return "product" if {Role.BRAND, Role.L2_CATEGORY, Role.UNIT_PRICE, Role.PRODUCT_NAME} & claimed else ""

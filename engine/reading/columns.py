"""Which column of a table is what, and what its roles make the table."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from engine.errors import Issue, Place
from engine.reading.claims import claims
from engine.reading.headers import Body, find_table
from engine.reading.sources import Column, Kind, RawTable, Table
from engine.reading.words import header
from engine.roles import Role

NEEDED = (Role.CUSTOMER_ID, Role.PRODUCT_ID)
_EQUAL = 0.1
_SAMPLE = 500
_NUMERIC = frozenset({Role.DATE, Role.QUANTITY, Role.UNIT_PRICE, Role.AMOUNT, Role.WEIGHT, Role.MARGIN})
_LEAST_DIGITS = 0.3
_MONEY_OR_QUANTITY = frozenset({Role.QUANTITY, Role.AMOUNT})


@dataclass(frozen=True, slots=True)
class _Claim:
    strength: float
    filled: float
    column: int
    role: Role


def recognise(raw: RawTable) -> tuple[Table | None, list[Issue]]:
    """The table of a sheet with a role for each column that claims one, and a warning for each near tie."""
    body = find_table(raw)
    if body is None or not body.headers:
        return None, []
    found = _claims(body, raw)
    roles, ties = _assigned(found, len(body.headers))
    roles = _completed(roles, found)
    columns = tuple(Column(name, roles.get(i)) for i, name in enumerate(body.headers))
    table = Table(
        raw.file, raw.sheet, body.cells, body.rows, columns, kind_of(set(roles.values())), raw.damaged, raw.typed
    )
    return table, [_tie_issue(table, *tie) for tie in ties if table.kind != "unused"]


def kind_of(roles: Collection[Role]) -> Kind:
    """Invoice lines have customer, product and quantity or amount; a list has the id of one of them."""
    customer, product = Role.CUSTOMER_ID in roles, Role.PRODUCT_ID in roles
    if customer and product:
        return "lines" if _MONEY_OR_QUANTITY & set(roles) else "unused"
    if customer:
        return "customers"
    return "products" if product else "unused"


def _claims(body: Body, raw: RawTable) -> list[_Claim]:
    """Every claim of every column, strongest first; equal ones by how filled the column is, then from the left."""
    entity = _entity(body.headers, raw)
    found = []
    for i, name in enumerate(body.headers):
        wanted = claims(name) or _bare(name, entity)
        if not wanted:
            continue
        filled, digits = _content(body.cells.column(i))
        found += [
            _Claim(strength, filled, i, role)
            for role, strength in wanted.items()
            if role not in _NUMERIC or digits >= _LEAST_DIGITS or not filled
        ]
    return sorted(found, key=lambda claim: (-round(claim.strength, 3), -claim.filled, claim.column))


def _content(column: pa.ChunkedArray) -> tuple[float, float]:
    """The share of cells that are not blank, and of those in a sample the share that hold a digit."""
    if not len(column):
        return 0.0, 0.0
    filled = pc.sum(pc.fill_null(pc.not_equal(column, ""), fill_value=False)).as_py() / len(column)
    sample = [cell for cell in column.slice(0, _SAMPLE).to_pylist() if cell and cell.strip()]
    digits = sum(any(c.isdigit() for c in cell) for cell in sample)
    return filled, digits / len(sample) if sample else 0.0


def _entity(headers: tuple[str, ...], raw: RawTable) -> str:
    """Whether the sheet or file is named for customers or for products, for headers like "ID" and "Name"."""
    for name in (raw.sheet, raw.file.rsplit(".", 1)[0]):
        ideas = header(name).ideas
        if ("customer" in ideas) != ("product" in ideas) and "invoice" not in ideas:
            return "customer" if "customer" in ideas else "product"
    claimed = [set(claims(name)) for name in headers]
    if any({Role.REGION, Role.END_USE, Role.CUSTOMER_TYPE} & roles for roles in claimed):
        return "customer"
    if any({Role.BRAND, Role.L2_CATEGORY, Role.UNIT_PRICE} & roles for roles in claimed):
        return "product"
    return ""


def _bare(name: str, entity: str) -> dict[Role, float]:
    """Claims of a header that names no entity, in a table that is about customers or products."""
    ideas, unknown = header(name).ideas, header(name).unknown
    if unknown or not entity:
        return {}
    customer = entity == "customer"
    if ideas == {"id"}:
        return {Role.CUSTOMER_ID if customer else Role.PRODUCT_ID: 0.6}
    if ideas == {"name"}:
        return {Role.CUSTOMER_NAME if customer else Role.PRODUCT_NAME: 0.6}
    return {Role.CUSTOMER_TYPE: 0.5} if ideas in ({"type"}, {"class"}) and customer else {}


def _assigned(found: list[_Claim], width: int) -> tuple[dict[int, Role], list[tuple[Role, int, int]]]:
    """One role per column and one column per role; ties are (role, the column used, the other)."""
    roles: dict[int, Role] = {}
    winner: dict[Role, _Claim] = {}
    for claim in found:
        if claim.column not in roles and claim.role not in winner:
            roles[claim.column] = claim.role
            winner[claim.role] = claim
    ties = [
        (claim.role, winner[claim.role].column, claim.column)
        for claim in found
        if claim.column not in roles and winner[claim.role].strength - claim.strength < _EQUAL
    ]
    return {i: roles[i] for i in range(width) if i in roles}, ties


def _completed(roles: dict[int, Role], found: list[_Claim]) -> dict[int, Role]:
    """Without an id, the next best column that names the customer or product is the id."""
    fallbacks = {
        Role.CUSTOMER_ID: (Role.CUSTOMER_ID, Role.CUSTOMER_NAME),
        Role.PRODUCT_ID: (Role.PRODUCT_ID, Role.PRODUCT_NAME),
    }
    completed = dict(roles)
    for role, stand_ins in fallbacks.items():
        if role in completed.values():
            continue
        candidate = next((claim.column for claim in found if claim.role in stand_ins), None)
        if candidate is not None:
            completed[candidate] = role
    return completed


def _tie_issue(table: Table, role: Role, used: int, other: int) -> Issue:
    first, second = table.columns[used].header, table.columns[other].header
    return Issue(
        kind="two_columns",
        message=(
            f"Two columns of {table.name} could be {role.label}: “{first}” and “{second}”. “{first}” is used; "
            f'change it on the Data page or with {role.value} = "{second}" under [reading.columns] in an options file.'
        ),
        count=2,
        places=tuple(Place(table.file, table.sheet, column=name) for name in (first, second)),
    )

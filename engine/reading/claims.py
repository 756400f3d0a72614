"""Which roles a header claims, and how strongly: rules over the ideas it names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from engine.reading.words import Header, header
from engine.roles import Role

_STRANGE = 0.8
"""What each word that we do not know takes off a claim."""

_SMALL = frozenset({"name", "id", "list", "currency", "sales", "main", "level"})
"""Ideas that change little; any other idea that a rule does not name speaks against it."""
_OFF = 0.7
LEAST = 0.3
"""A weaker claim is none."""


@dataclass(frozen=True, slots=True)
class _Rule:
    role: Role
    strength: float
    needs: frozenset[str]
    allows: frozenset[str]
    alone: bool


def _rule(role: Role, strength: float, needs: str, allows: str = "", *, alone: bool = False) -> _Rule:
    def ideas(text: str) -> frozenset[str]:
        return frozenset(part.strip() for part in text.split(",") if part.strip())

    return _Rule(role, strength, ideas(needs), ideas(allows), alone)


_RULES: tuple[_Rule, ...] = (
    _rule(Role.DATE, 1.0, "date, invoice", "sales, time"),
    _rule(Role.DATE, 0.95, "date", "sales, time, basket, id, line"),
    _rule(Role.DATE, 0.9, "date, order", "sales, time, basket, customer"),
    _rule(Role.DATE, 0.7, "date, later", "order, invoice, time, sales, line"),
    _rule(Role.DATE, 0.8, "data", "invoice, sales, order"),
    _rule(Role.DATE, 0.5, "month", "invoice, sales, order"),
    _rule(Role.DATE, 0.4, "time", "invoice, basket, order", alone=True),
    _rule(Role.QUANTITY, 1.0, "quantity", "sales, invoice, unit, line, net, unit of measure, product, total"),
    _rule(Role.QUANTITY, 0.95, "quantity, later", "sales, invoice, unit, line, unit of measure"),
    _rule(Role.QUANTITY, 0.9, "quantity, order", "sales, invoice, unit, line, unit of measure"),
    _rule(Role.QUANTITY, 0.9, "unit, sales", alone=True),
    _rule(Role.UNIT_PRICE, 1.0, "price, unit", "net, sales, product, invoice"),
    _rule(Role.UNIT_PRICE, 0.95, "price", "net, sales, product, invoice"),
    _rule(Role.UNIT_PRICE, 0.7, "price, list", "unit, net, product"),
    _rule(Role.UNIT_PRICE, 0.7, "price, gross", "unit, sales, product"),
    _rule(Role.AMOUNT, 1.0, "amount, net", "sales, line, total, invoice, tax, product"),
    _rule(Role.AMOUNT, 1.0, "sales, net", "line, total, invoice, tax, product"),
    _rule(Role.AMOUNT, 0.95, "amount", "sales, line, total, invoice, product, order"),
    _rule(Role.AMOUNT, 0.95, "total, line", "sales, price, net, invoice, product, order"),
    _rule(Role.AMOUNT, 0.9, "total, price", "sales, line, net, invoice, product"),
    _rule(Role.AMOUNT, 0.9, "price, line", "net, sales"),
    _rule(Role.AMOUNT, 0.85, "sales", "product, invoice", alone=True),
    _rule(Role.AMOUNT, 0.8, "total", "sales, invoice, order, net, product"),
    _rule(Role.AMOUNT, 0.75, "amount, gross", "sales, line, total, invoice, tax"),
    _rule(Role.AMOUNT, 0.75, "sales, gross", "line, total, invoice, tax"),
    _rule(Role.AMOUNT, 0.6, "net", "invoice, line", alone=True),
    _rule(Role.INVOICE_ID, 1.0, "invoice, id", "sales, amount"),
    _rule(Role.INVOICE_ID, 0.95, "basket, id", "sales"),
    _rule(Role.INVOICE_ID, 0.9, "order, id", "sales, customer"),
    _rule(Role.INVOICE_ID, 0.85, "invoice", "sales", alone=True),
    _rule(Role.INVOICE_ID, 0.7, "order", "sales", alone=True),
    _rule(Role.INVOICE_ID, 0.7, "basket", "sales", alone=True),
    _rule(Role.CUSTOMER_ID, 1.0, "customer, id", "company, sold to, invoice"),
    _rule(Role.CUSTOMER_ID, 1.0, "sold to, id", "customer"),
    _rule(Role.CUSTOMER_ID, 0.9, "sold to", "customer", alone=True),
    _rule(Role.CUSTOMER_ID, 0.85, "ship to, id", "customer"),
    _rule(Role.CUSTOMER_ID, 0.75, "ship to", "customer", alone=True),
    _rule(Role.CUSTOMER_ID, 0.7, "customer", "invoice", alone=True),
    _rule(Role.CUSTOMER_ID, 0.6, "company, id"),
    _rule(Role.CUSTOMER_ID, 0.4, "company", alone=True),
    _rule(Role.CUSTOMER_NAME, 1.0, "customer, name", "company, sold to, invoice"),
    _rule(Role.CUSTOMER_NAME, 0.95, "sold to, name", "customer"),
    _rule(Role.CUSTOMER_NAME, 0.9, "customer, company"),
    _rule(Role.CUSTOMER_NAME, 0.85, "customer, description"),
    _rule(Role.CUSTOMER_NAME, 0.8, "ship to, name", "customer"),
    _rule(Role.CUSTOMER_NAME, 0.8, "company, name"),
    _rule(Role.CUSTOMER_NAME, 0.6, "company", alone=True),
    _rule(Role.CUSTOMER_NAME, 0.45, "customer", alone=True),
    _rule(Role.CUSTOMER_TYPE, 1.0, "customer, type"),
    _rule(Role.CUSTOMER_TYPE, 0.95, "customer, class"),
    _rule(Role.CUSTOMER_TYPE, 0.9, "customer, category"),
    _rule(Role.CUSTOMER_TYPE, 0.9, "customer, group"),
    _rule(Role.CUSTOMER_TYPE, 0.8, "channel", "customer, sales, type"),
    _rule(Role.CUSTOMER_TYPE, 0.6, "customer, segment"),
    _rule(Role.REGION, 1.0, "region", "customer, sales, ship to, sold to"),
    _rule(Role.REGION, 0.85, "country", "customer, sales, ship to, sold to"),
    _rule(Role.REGION, 0.6, "state", "customer, sales, ship to, sold to, region"),
    _rule(Role.END_USE, 1.0, "end use", "customer, segment, type, market"),
    _rule(Role.END_USE, 0.8, "segment", "customer, sales"),
    _rule(Role.REP, 1.0, "rep", "sales, customer"),
    _rule(Role.PRODUCT_ID, 1.0, "product, id", "sku, type, line"),
    _rule(Role.PRODUCT_ID, 1.0, "sku", "product, id"),
    _rule(Role.PRODUCT_ID, 0.7, "product", "type, sales", alone=True),
    _rule(Role.PRODUCT_ID, 0.6, "barcode", "product, id"),
    _rule(Role.PRODUCT_NAME, 1.0, "product, name", "type"),
    _rule(Role.PRODUCT_NAME, 1.0, "product, description", "name, type, line"),
    _rule(Role.PRODUCT_NAME, 0.9, "sku, name"),
    _rule(Role.PRODUCT_NAME, 0.9, "sku, description"),
    _rule(Role.PRODUCT_NAME, 0.8, "description", "line, sales", alone=True),
    _rule(Role.PRODUCT_NAME, 0.45, "product", "type, sales", alone=True),
    _rule(Role.L2_CATEGORY, 1.0, "category, 2", "product, group"),
    _rule(Role.L2_CATEGORY, 1.0, "2, level", "product, group"),
    _rule(Role.L2_CATEGORY, 0.95, "category", "product, main, department"),
    _rule(Role.L2_CATEGORY, 0.95, "product group", "product, category, description"),
    _rule(Role.L2_CATEGORY, 0.9, "product, group", "type, category"),
    _rule(Role.L2_CATEGORY, 0.85, "product, class", "type"),
    _rule(Role.L2_CATEGORY, 0.85, "family", "product, type"),
    _rule(Role.L2_CATEGORY, 0.75, "department", "product, sales"),
    _rule(Role.L2_CATEGORY, 0.75, "category, 1", "product, group"),
    _rule(Role.L2_CATEGORY, 0.7, "1", "product, level", alone=True),
    _rule(Role.L2_CATEGORY, 0.7, "2", "product, level", alone=True),
    _rule(Role.L2_CATEGORY, 0.5, "group", alone=True),
    _rule(Role.L3_CATEGORY, 1.0, "category, 3", "product, group"),
    _rule(Role.L3_CATEGORY, 1.0, "3, level", "product, group"),
    _rule(Role.L3_CATEGORY, 1.0, "sub, category", "product, group"),
    _rule(Role.L3_CATEGORY, 0.9, "sub", "product, group, family, class, product group, department"),
    _rule(Role.L3_CATEGORY, 0.75, "product, type", "category"),
    _rule(Role.L3_CATEGORY, 0.7, "3", "product, level", alone=True),
    _rule(Role.L3_CATEGORY, 0.6, "category, 2", "product, group"),
    _rule(Role.BRAND, 1.0, "brand", "product"),
    _rule(Role.BRAND, 0.6, "vendor", "product"),
    _rule(Role.FUNCTIONALITY, 1.0, "function", "product, type"),
    _rule(Role.UNIT_OF_MEASURE, 1.0, "unit of measure", "product, sales, unit, quantity"),
    _rule(Role.UNIT_OF_MEASURE, 0.8, "unit", "product, sales, quantity", alone=True),
    _rule(Role.IN_STOCK, 1.0, "stock", "product, status, quantity"),
    _rule(Role.WEIGHT, 1.0, "weight", "product, net, unit, line"),
    _rule(Role.WEIGHT, 0.8, "weight, gross", "product, unit, line, total"),
    _rule(Role.MARGIN, 1.0, "margin", "product, gross, amount, sales, net, line, unit, total"),
)


@lru_cache(maxsize=4096)
def claims(text: str) -> dict[Role, float]:
    """Each role that a header claims, with the strength of the claim (0.3 to 1)."""
    found: dict[Role, float] = {}
    heading = header(text)
    for rule in _RULES:
        strength = _strength(rule, heading)
        if strength > max(found.get(rule.role, 0.0), LEAST):
            found[rule.role] = strength
    return found


def _strength(rule: _Rule, heading: Header) -> float:
    if not rule.needs <= heading.ideas:
        return 0.0
    other = heading.ideas - rule.needs - rule.allows
    if rule.alone and (other or heading.unknown):
        return 0.0
    strange = heading.unknown + len(other - _SMALL)
    small = len(other & _SMALL)
    return (
        rule.strength
        * float(_OFF ** len(other - _SMALL) if other - _SMALL else 1.0)
        * _STRANGE ** (heading.unknown)
        * 0.97**small
        if strange < 3
        else 0.0
    )

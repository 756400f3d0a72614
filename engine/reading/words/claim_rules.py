"""The rules: ideas that a header must name to claim a role, and the ideas that may stand beside them."""

from __future__ import annotations

from dataclasses import dataclass

from engine.roles import Role


@dataclass(frozen=True, slots=True)
class Rule:
    """A claim of `strength` on `role` by a header that names all ideas of `needs` and else only ideas of `allows`.

    alone  the header must name nothing else at all
    """

    role: Role
    strength: float
    needs: frozenset[str]
    allows: frozenset[str]
    alone: bool


def _rule(role: Role, strength: float, needs: str, allows: str = "", *, alone: bool = False) -> Rule:
    return Rule(role, strength, _ideas(needs), _ideas(allows), alone)


def _ideas(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(",") if part.strip())


_LINE = (
    _rule(Role.DATE, 1.0, "date, invoice", "sales, time, issue"),
    _rule(Role.DATE, 0.95, "date", "sales, time, basket, line, purchase, issue"),
    _rule(Role.DATE, 0.9, "date, order", "sales, time, basket, customer, purchase"),
    _rule(Role.DATE, 0.7, "date, later", "order, invoice, time, sales, line"),
    _rule(Role.DATE, 0.6, "date, settled", "order, invoice, time, sales, line, later"),
    _rule(Role.DATE, 0.8, "data", "invoice, sales, order, issue"),
    _rule(Role.DATE, 1.0, "data, invoice", "sales, issue"),
    _rule(Role.DATE, 0.7, "issue", alone=True),
    _rule(Role.DATE, 0.5, "month", "invoice, sales, order"),
    _rule(Role.DATE, 0.4, "time", "invoice, basket, order", alone=True),
    _rule(Role.QUANTITY, 1.0, "quantity", "sales, invoice, line, net, product, total, purchase"),
    _rule(Role.QUANTITY, 0.9, "quantity, later", "sales, invoice, line, product"),
    _rule(Role.QUANTITY, 0.9, "quantity, order", "sales, invoice, line, product"),
    _rule(Role.QUANTITY, 0.9, "unit, sales", alone=True),
    _rule(
        Role.UNIT_PRICE,
        1.0,
        "price, unit",
        "net, sales, product, invoice, line, order, tax, unit of measure, pack size",
    ),
    _rule(Role.UNIT_PRICE, 0.95, "price", "net, sales, product, invoice, tax, unit of measure, pack size, currency"),
    _rule(Role.UNIT_PRICE, 0.85, "price, line", "net, sales, product, invoice, tax"),
    _rule(Role.UNIT_PRICE, 0.7, "price, list", "unit, net, product"),
    _rule(Role.UNIT_PRICE, 0.7, "price, gross", "unit, sales, product, tax"),
    _rule(Role.UNIT_PRICE, 0.65, "price, order", "unit, sales, product, net"),
    _rule(Role.AMOUNT, 1.0, "amount, net", "sales, line, total, invoice, tax, product"),
    _rule(Role.AMOUNT, 1.0, "sales, net", "line, total, invoice, tax, product"),
    _rule(Role.AMOUNT, 1.0, "total, line", "sales, amount, price, net, product, order, tax, invoice"),
    _rule(Role.AMOUNT, 0.95, "amount, line", "sales, net, product, order, invoice"),
    _rule(Role.AMOUNT, 0.95, "amount", "sales, total, product, basket, purchase"),
    _rule(Role.AMOUNT, 0.9, "total, price", "sales, net, product, tax"),
    _rule(Role.AMOUNT, 0.85, "sales", "product, invoice, line", alone=True),
    _rule(Role.AMOUNT, 0.9, "total, product", "sales, net, tax"),
    _rule(Role.AMOUNT, 0.8, "total", "sales, net, product, tax"),
    _rule(Role.AMOUNT, 0.75, "amount, gross", "sales, line, total, invoice, tax"),
    _rule(Role.AMOUNT, 0.75, "sales, gross", "line, total, invoice, tax"),
    _rule(Role.AMOUNT, 0.75, "total, gross", "sales, line, invoice, tax"),
    _rule(Role.AMOUNT, 0.7, "amount, invoice", "sales, total, product, line"),
    _rule(Role.AMOUNT, 0.6, "amount, order", "sales, total, product, line"),
    _rule(Role.AMOUNT, 0.6, "total, order", "sales, price, net"),
    _rule(Role.AMOUNT, 0.6, "total, invoice", "sales, price, net"),
    _rule(Role.AMOUNT, 0.6, "net", "invoice, line", alone=True),
    _rule(Role.INVOICE_ID, 1.0, "invoice, id", "sales"),
    _rule(Role.INVOICE_ID, 0.95, "basket, id", "sales"),
    _rule(Role.INVOICE_ID, 0.9, "order, id", "sales, customer, purchase"),
    _rule(Role.INVOICE_ID, 0.6, "purchase, id"),
    _rule(Role.INVOICE_ID, 0.8, "sales, id", alone=True),
    _rule(Role.INVOICE_ID, 0.6, "delivery note", "id"),
    _rule(Role.INVOICE_ID, 0.85, "invoice", "sales", alone=True),
    _rule(Role.INVOICE_ID, 0.7, "order", "sales", alone=True),
    _rule(Role.INVOICE_ID, 0.7, "basket", "sales", alone=True),
    _rule(Role.DOCUMENT_TYPE, 1.0, "invoice, type", "sales, product, category"),
    _rule(Role.DOCUMENT_TYPE, 0.9, "invoice, category", "sales"),
    _rule(Role.DOCUMENT_TYPE, 0.9, "basket, type", "sales, product"),
)

_CUSTOMER = (
    _rule(Role.CUSTOMER_ID, 1.0, "customer, id", "company, invoice, order"),
    _rule(Role.CUSTOMER_ID, 1.0, "sold to, id", "customer"),
    _rule(Role.CUSTOMER_ID, 0.95, "sold to", "customer", alone=True),
    _rule(Role.CUSTOMER_ID, 0.9, "bill to, id", "customer"),
    _rule(Role.CUSTOMER_ID, 0.85, "bill to", "customer", alone=True),
    _rule(Role.CUSTOMER_ID, 0.8, "ship to, id", "customer"),
    _rule(Role.CUSTOMER_ID, 0.75, "ship to", "customer", alone=True),
    _rule(Role.CUSTOMER_ID, 0.7, "customer", "invoice", alone=True),
    _rule(Role.CUSTOMER_ID, 0.6, "company, id"),
    _rule(Role.CUSTOMER_ID, 0.4, "company", alone=True),
    _rule(Role.CUSTOMER_ID, 0.35, "store"),
    _rule(Role.CUSTOMER_ID, 0.3, "email", "customer", alone=True),
    _rule(Role.CUSTOMER_NAME, 1.0, "customer, name", "company, invoice"),
    _rule(Role.CUSTOMER_NAME, 0.95, "sold to, name", "customer"),
    _rule(Role.CUSTOMER_NAME, 0.9, "customer, company"),
    _rule(Role.CUSTOMER_NAME, 0.9, "bill to, name", "customer"),
    _rule(Role.CUSTOMER_NAME, 0.8, "company, invoice"),
    _rule(Role.CUSTOMER_NAME, 0.85, "customer, description"),
    _rule(Role.CUSTOMER_NAME, 0.8, "ship to, name", "customer"),
    _rule(Role.CUSTOMER_NAME, 0.5, "store, name"),
    _rule(Role.CUSTOMER_NAME, 0.8, "company, name"),
    _rule(Role.CUSTOMER_NAME, 0.6, "company", alone=True),
    _rule(Role.CUSTOMER_NAME, 0.6, "invoice, name", alone=True),
    _rule(Role.CUSTOMER_NAME, 0.5, "contact, name", alone=True),
    _rule(Role.CUSTOMER_NAME, 0.45, "customer", alone=True),
    _rule(Role.CUSTOMER_TYPE, 1.0, "customer, type", "company, product"),
    _rule(Role.CUSTOMER_TYPE, 0.95, "customer, class", "group"),
    _rule(Role.CUSTOMER_TYPE, 0.9, "customer, category"),
    _rule(Role.CUSTOMER_TYPE, 0.9, "customer, group", "type, 1"),
    _rule(Role.CUSTOMER_TYPE, 0.8, "channel", "customer, type"),
    _rule(Role.CUSTOMER_TYPE, 0.6, "customer, segment"),
    _rule(Role.REGION, 1.0, "region", "customer, ship to, sold to, bill to, invoice, description, rep"),
    _rule(Role.REGION, 0.75, "region, department", alone=True),
    _rule(Role.REGION, 0.85, "country", "customer, ship to, sold to, bill to, invoice, region"),
    _rule(Role.REGION, 0.6, "state", "customer, ship to, sold to, bill to, invoice, region"),
    _rule(Role.END_USE, 1.0, "end use", "customer, segment, type, group, company"),
    _rule(Role.END_USE, 0.8, "segment", "customer"),
    _rule(Role.REP, 1.0, "rep", "customer, region"),
)

_PRODUCT = (
    _rule(Role.PRODUCT_ID, 1.0, "product, id", "sku, type, line, order, sales"),
    _rule(Role.PRODUCT_ID, 0.85, "product, model", "id"),
    _rule(Role.PRODUCT_ID, 1.0, "sku", "product, line"),
    _rule(Role.PRODUCT_ID, 0.7, "product", "type, line, order, invoice", alone=True),
    _rule(Role.PRODUCT_ID, 0.6, "barcode", "product, line"),
    _rule(Role.PRODUCT_ID, 0.5, "brand, product, id"),
    _rule(Role.PRODUCT_NAME, 1.0, "product, name", "type, line, order"),
    _rule(Role.PRODUCT_NAME, 1.0, "product, description", "type, line, order, invoice, 1"),
    _rule(Role.PRODUCT_NAME, 0.9, "sku, name"),
    _rule(Role.PRODUCT_NAME, 0.9, "sku, description"),
    _rule(Role.PRODUCT_NAME, 0.8, "description", "line, invoice, 1", alone=True),
    _rule(Role.PRODUCT_NAME, 0.45, "product", "type, line, order, invoice", alone=True),
    _rule(Role.PRODUCT_NAME, 0.4, "memo", "description, line", alone=True),
    _rule(Role.L2_CATEGORY, 1.0, "category, 2", "product, group"),
    _rule(Role.L2_CATEGORY, 1.0, "2, level", "product, group"),
    _rule(Role.L2_CATEGORY, 0.95, "category", "product, department, description"),
    _rule(Role.L2_CATEGORY, 0.95, "product group", "product, category, description"),
    _rule(Role.L2_CATEGORY, 0.9, "product, group", "type, category, description"),
    _rule(Role.L2_CATEGORY, 0.85, "product, class", "type, description"),
    _rule(Role.L2_CATEGORY, 0.85, "family", "product, type, description"),
    _rule(Role.L2_CATEGORY, 0.8, "main, category", "product, description"),
    _rule(Role.L2_CATEGORY, 0.8, "main, group", "product, description"),
    _rule(Role.L2_CATEGORY, 0.75, "department", "product, description"),
    _rule(Role.L2_CATEGORY, 0.75, "department, region", alone=True),
    _rule(Role.L2_CATEGORY, 0.75, "category, 1", "product, group"),
    _rule(Role.L2_CATEGORY, 0.75, "1, level", "product, group"),
    _rule(Role.L2_CATEGORY, 0.7, "1", "product", alone=True),
    _rule(Role.L2_CATEGORY, 0.8, "2", "product", alone=True),
    _rule(Role.L2_CATEGORY, 0.5, "group", alone=True),
    _rule(Role.L3_CATEGORY, 1.0, "category, 3", "product, group"),
    _rule(Role.L3_CATEGORY, 1.0, "3, level", "product, group"),
    _rule(Role.L3_CATEGORY, 1.0, "sub, category", "product, group, description"),
    _rule(Role.L3_CATEGORY, 0.9, "sub", "product, group, family, class, product group, department, description"),
    _rule(Role.L3_CATEGORY, 0.75, "product, type", "category"),
    _rule(Role.L3_CATEGORY, 0.7, "3", "product", alone=True),
    _rule(Role.L3_CATEGORY, 0.6, "category, 2", "product, group"),
    _rule(Role.BRAND, 1.0, "brand"),
    _rule(Role.BRAND, 1.0, "brand, product", "name", alone=True),
    _rule(Role.BRAND, 0.6, "vendor"),
    _rule(Role.FUNCTIONALITY, 1.0, "function", "product, type"),
    _rule(Role.UNIT_OF_MEASURE, 1.0, "unit of measure", "product, unit, quantity, order"),
    _rule(Role.UNIT_OF_MEASURE, 0.8, "unit", "product, quantity", alone=True),
    _rule(Role.IN_STOCK, 1.0, "stock", "product, status, quantity"),
    _rule(Role.WEIGHT, 1.0, "weight", "product, net, unit, line, total"),
    _rule(Role.WEIGHT, 0.8, "weight, gross", "product, unit, line, total"),
    _rule(Role.PACK_SIZE, 1.0, "pack size", "product, unit, unit of measure, sales"),
    _rule(Role.UNIT_OF_MEASURE, 0.9, "unit of measure, pack size", "product, unit"),
    _rule(Role.DISCONTINUED, 1.0, "discontinued", "product, status, date"),
    _rule(Role.MARGIN, 1.0, "margin", "product, gross, amount, net, line, unit, total"),
)

RULES = (*_LINE, *_CUSTOMER, *_PRODUCT)

"""The roles a column of the user's files can play."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a column means. The value is the name used in options files; `label` is the name on screen."""

    INVOICE_ID = "invoice_id"
    DOCUMENT_TYPE = "document_type"
    CUSTOMER_ID = "customer_id"
    CUSTOMER_NAME = "customer_name"
    PRODUCT_ID = "product_id"
    PRODUCT_NAME = "product_name"
    QUANTITY = "quantity"
    UNIT_PRICE = "unit_price"
    AMOUNT = "amount"
    DATE = "date"
    REGION = "region"
    END_USE = "end_use"
    CUSTOMER_TYPE = "customer_type"
    REP = "rep"
    BRAND = "brand"
    L2_CATEGORY = "l2_category"
    L3_CATEGORY = "l3_category"
    FUNCTIONALITY = "functionality"
    UNIT_OF_MEASURE = "unit_of_measure"
    IN_STOCK = "in_stock"
    WEIGHT = "weight"
    MARGIN = "margin"
    PACK_SIZE = "pack_size"
    DISCONTINUED = "discontinued"

    @property
    def label(self) -> str:
        """The role in words, as pages and messages show it."""
        return _LABELS.get(self, self.value.replace("_", " ").capitalize())


_LABELS = {
    Role.INVOICE_ID: "Invoice number",
    Role.CUSTOMER_ID: "Customer ID",
    Role.PRODUCT_ID: "Product ID",
    Role.END_USE: "End-use",
    Role.L2_CATEGORY: "L2 category",
    Role.L3_CATEGORY: "L3 category",
    Role.IN_STOCK: "In stock",
}

CUSTOMER_ROLES = (Role.CUSTOMER_NAME, Role.REGION, Role.END_USE, Role.CUSTOMER_TYPE, Role.REP)
"""Roles that describe a customer and become columns of `Dataset.customers`."""

PRODUCT_ROLES = (
    Role.PRODUCT_NAME,
    Role.BRAND,
    Role.L2_CATEGORY,
    Role.L3_CATEGORY,
    Role.FUNCTIONALITY,
    Role.UNIT_OF_MEASURE,
    Role.IN_STOCK,
    Role.WEIGHT,
    Role.MARGIN,
    Role.PACK_SIZE,
    Role.DISCONTINUED,
)
"""Roles that describe a product and become columns of `Dataset.products`."""

LINE_ROLES = (Role.INVOICE_ID, Role.DOCUMENT_TYPE, Role.QUANTITY, Role.UNIT_PRICE, Role.AMOUNT, Role.DATE)
"""Roles that belong to an invoice line alone (a product table may carry a list price as well)."""


def column_in_words(column: str) -> str:
    """A column of customers or products inside a sentence: a role by its label, “end-use”; others by their header."""
    return Role(column).label.lower() if column in set(Role) else column

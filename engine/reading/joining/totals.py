"""Rows that add other rows up: "Total", "Subtotal Northeast", "Summe"."""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from engine.reading.joining.stack import Stack
from engine.reading.values.coded import Coded
from engine.roles import Role

_LABEL = (
    r"(?i)^\W*((grand|sub|report|page|overall|running)[ -]?)?totals?\b|^\W*(gesamt|summe|zwischensumme|gesamtsumme|endsumme|"
    r"total g[eé]n[eé]ral|sous-total|totale|totaal|subtotaal|suma|somme|subtotale)\b"
)
_LOOKED_AT = (Role.INVOICE_ID, Role.CUSTOMER_NAME, Role.PRODUCT_NAME, Role.DATE, Role.REGION)


def total_rows(lines: Stack, customer: Coded, product: Coded) -> NDArray[np.bool_]:
    """Lines that lack a customer or a product and carry a word for a total in an id, name, date or region."""
    incomplete = customer.blank | product.blank
    found = np.zeros(len(lines), dtype=bool)
    if not incomplete.any():
        return found
    for column in (customer, product, *(lines.column(role) for role in _LOOKED_AT)):
        if column is not None and len(column.values):
            label = np.append(np.asarray(pc.match_substring_regex(column.values, _LABEL)), False)
            found |= label[column.codes]
    return found & incomplete

"""A column of a product list that is headed “Status” or “Active”, and whose cells say which products are sold no longer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa

from engine.reading.sources import Column, Kind
from engine.reading.values.coded import encode
from engine.reading.values.discontinued import tells_of_the_end
from engine.reading.words.words import normal
from engine.roles import Role

_HEADERS = re.compile(
    r"((item|product|article|artikel|produkt|material|articulo|producto|articolo|prodotto|produit|artigo|produto) ?)?"
    r"(status|statut|estado|stato|lifecycle|life cycle|lifecycle status|(is )?(active|aktiv|actif|activo|attivo|actief|ativo|enabled))"
)
_MOST = 30
"""Different texts; a column with more holds no status."""
_WHY = "its cells say which products are sold no longer"


def with_status(columns: Sequence[Column], kind: Kind, cells: pa.Table) -> tuple[Column, ...]:
    """The columns of a product list, the first such one among them as “discontinued”, where no other plays that role.

    Lists alone are looked at: in lines and customer lists a status is that of the invoice or the customer. Cost: one
    hash per cell of a column with such a header.
    """
    if kind != "products" or any(column.role == Role.DISCONTINUED for column in columns):
        return tuple(columns)
    for i, column in enumerate(columns):
        if column.role is None and _HEADERS.fullmatch(normal(column.header)):
            texts = encode([cells.column(i)], [cells.num_rows]).values
            if len(texts) <= _MOST and tells_of_the_end(texts, column.header):
                found = replace(column, role=Role.DISCONTINUED, confidence=0.8, why=_WHY)
                return (*columns[:i], found, *columns[i + 1 :])
    return tuple(columns)

"""Ids and names as a user writes them on a list, and what they mean in these files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from engine.dataset import Dataset
from engine.roles import Role

_LEVELS = (Role.L2_CATEGORY, Role.L3_CATEGORY)

Codes = Mapping[str, Sequence[int]]
"""Folded text → the rows that it means."""


def folded(text: str) -> str:
    """A text without case, and with single blanks."""
    return " ".join(text.split()).casefold()


def products_by_text(dataset: Dataset) -> Codes:
    """Products by their id, or by a name that is no product's id."""
    return _by_text(dataset.products["product_id"], dataset.products["product_name"])


def customers_by_text(dataset: Dataset) -> Codes:
    """Customers by their id, or by a name that is no customer's id."""
    return _by_text(dataset.customers["customer_id"], dataset.customers["customer_name"])


def products_by_category(dataset: Dataset) -> Codes:
    """Products by their category, whatever its level."""
    found: dict[str, list[int]] = {}
    for level in _LEVELS:
        if level.value in dataset.products.columns:
            for row, text in enumerate(dataset.products[level.value].fillna("").astype(str)):
                found.setdefault(folded(text), []).append(row)
    found.pop("", None)
    return found


def meant(known: Codes, texts: Sequence[str], n: int) -> NDArray[np.bool_]:
    """True for each of n rows that one of `texts` means."""
    mask = np.zeros(n, dtype=bool)
    for text in texts:
        mask[list(known.get(folded(text), ()))] = True
    return mask


def unmeant(known: Codes, texts: Sequence[str]) -> tuple[str, ...]:
    """The texts that mean no row."""
    return tuple(text for text in texts if folded(text) not in known)


def _by_text(ids: pd.Series, names: pd.Series) -> Codes:
    found: dict[str, list[int]] = {}
    for row, text in enumerate(ids.astype(str)):
        found.setdefault(folded(text), []).append(row)
    taken = frozenset(found)
    for row, text in enumerate(names.astype(str)):
        if (name := folded(text)) not in taken:
            found.setdefault(name, []).append(row)
    return found

"""Offers that were turned down: a product that is not offered to one customer again."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy import sparse

from engine.dataset import Dataset
from engine.options import RecommendOptions
from engine.recommending.texts import Codes, customers_by_text, folded, products_by_text

BETWEEN = " | "
"""Stands between the customer and the product of a dismissed pair."""


def dismissed_pairs(dataset: Dataset, options: RecommendOptions) -> sparse.csr_array:
    """int8 (n_customers, n_products): 1 where the options say that this customer is not offered this product again.

    Pairs of which these files do not have the customer or the product change nothing. Cost: a pass over the ids,
    none where nothing is dismissed.
    """
    pairs = {pair for _, found in _read(dataset, options) for pair in found}
    customer, product = np.array(sorted(pairs), dtype=np.int32).reshape(-1, 2).T
    shape = (len(dataset.customers), len(dataset.products))
    return sparse.csr_array((np.ones(len(customer), dtype=np.int8), (customer, product)), shape)


def unknown_pairs(dataset: Dataset, options: RecommendOptions) -> tuple[str, ...]:
    """The pairs of which these files do not have the customer or the product, as they were written."""
    return tuple(text for text, found in _read(dataset, options) if not found)


def _read(dataset: Dataset, options: RecommendOptions) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    if options.dismissed:
        customers, products = customers_by_text(dataset), products_by_text(dataset)
        for text in options.dismissed:
            yield text, _pairs(text, customers, products)


def _pairs(text: str, customers: Codes, products: Codes) -> list[tuple[int, int]]:
    """Customer and product of “customer | product”; an id may hold the bar itself, so each bar is tried."""
    bars = [at for at, letter in enumerate(text) if letter == BETWEEN.strip()]
    parts = [(customers.get(folded(text[:at]), ()), products.get(folded(text[at + 1 :]), ())) for at in bars]
    return [(c, p) for of_customer, of_product in parts for c in of_customer for p in of_product]

"""Purchases written by hand, with invoice numbers of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from engine.analysis import Analysis, analyse
from engine.dataset import Dataset, codes_of
from engine.options import AssociationOptions, ClusterOptions, Options
from tests.engine.builders import make_dataset

Sale = tuple[str, str, str, float] | tuple[str, str, str, float, str]
"""Customer, invoice, product, quantity, and optionally the day."""


def sales(
    lines: Sequence[Sale],
    customers: Mapping[str, Sequence[str]] | None = None,
    products: Mapping[str, Sequence[object]] | None = None,
) -> Dataset:
    """A dataset with invoices: an order is an invoice of one customer, as reading makes it."""
    plain = [(line[0], line[2], line[3], *line[4:]) for line in lines]
    made = make_dataset(plain, customers, products)
    order = codes_of(pd.Series([f"{line[0]}|{line[1]}" for line in lines]))[0]
    return replace(made, lines=replace(made.lines, order=order), order_basis="invoice")


def singles(customers: int = 30, days: int = 3) -> Dataset:
    """Every invoice one line: each customer buys a brush and a roller days apart, month after month."""
    lines = []
    for customer in range(customers):
        for month in range(1, 7):
            for number, product in enumerate(("Brush", "Roller")):
                day = f"2024-{month:02d}-{1 + number * days:02d}"
                lines.append((f"C{customer:02d}", f"{customer}-{month}-{number}", product, 1.0, day))
    return sales(lines)


def contents_of(baskets) -> list[tuple[str, ...]]:
    """What is in each basket, by name."""
    table = baskets.items.toarray()
    return [tuple(baskets.names[item] for item in np.flatnonzero(row)) for row in table]


def shop(seed: int = 0, customers: int = 24, products: str = "abcdefgh") -> Dataset:
    """Half of the customers in the north, where whoever takes “a” takes “b”; the south takes them as they come.

    Each customer has six invoices of about three products, and returns something now and then.
    """
    random = np.random.default_rng(seed)
    lines: list[Sale] = []
    for customer in range(customers):
        for invoice in range(6):
            basket = set(random.choice(list(products), size=random.integers(1, 5), replace=False).tolist())
            if customer % 2 == 0:
                basket = basket | {"b"} if "a" in basket else basket - {"b"}
            for product in sorted(basket):
                day = f"2024-{1 + invoice:02d}-{1 + customer % 28:02d}"
                lines.append((f"C{customer:02d}", str(invoice), product, float(random.integers(1, 9)), day))
                if random.random() < 0.05:
                    lines.append((f"C{customer:02d}", f"R{invoice}", product, -9.0, day))
    return sales(lines, customers={"region": ["North" if c % 2 == 0 else "South" for c in range(customers)]})


def analysed(dataset: Dataset, **options: object) -> Analysis:
    """The run with every segment one cluster, so that a cluster is a region."""
    return analyse(
        dataset,
        Options(
            segment_by=("region",),
            clustering=ClusterOptions(fewest_customers=1000, resamples=0),
            associating=AssociationOptions(**options),
        ),
    )

"""Lists of customers without any invoice line, as datasets, and what their profile tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from engine import column_treatments
from engine.dataset import Dataset, ImportReport, Lines
from engine.features.customer_profile import customer_profile
from engine.options import FeatureOptions


def list_of_customers(columns: Mapping[str, Sequence[object]]) -> Dataset:
    """A Dataset of customers alone, with ids in rising order."""
    n = len(next(iter(columns.values())))
    ids = [f"C{i:05d}" for i in range(n)]
    no = np.zeros(0, dtype=np.int32)
    products = pd.DataFrame({"product_id": [], "product_name": [], "in_stock": [], "is_goods": []})
    return Dataset(
        lines=Lines(no, no, no, None, np.zeros(0), None),
        customers=pd.DataFrame({"customer_id": ids, "customer_name": ids, **columns}),
        products=products,
        order_basis="line",
        has_quantity=False,
        report=ImportReport((), (), 0, 0, 0.0, 0.0, (), ()),
    )


def profile(columns, /, **options):
    return customer_profile(list_of_customers(columns), FeatureOptions(**options))


def treatment(columns, column, /, **options):
    found = column_treatments(list_of_customers(columns), FeatureOptions(**options))
    return next(t for t in found if t.column == column)


def attribute(block, name):
    return next(a for a in block.attributes if a.name == name)


def shown(block, name):
    """The label of each customer, None where unknown."""
    a = attribute(block, name)
    return [None if np.isnan(v) else a.labels[int(v)] for v in a.values]

"""Lists of customers without any invoice line, as datasets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from engine.dataset import Dataset, ImportReport, Lines


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

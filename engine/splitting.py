"""What the customers could be split by: the columns that make sensible segments, and how many they make."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from engine.dataset import Dataset

FEWEST_CUSTOMERS = 2
"""Customers per segment, on average, below which a column tells customers apart rather than groups them."""

MOST_VALUES = 100
NEVER = frozenset({"customer_id", "customer_name"})


def segment_columns(dataset: Dataset) -> dict[str, int]:
    """Customer columns with few distinct values, in the order of the table, and how many segments each makes alone.

    Cost: a few ms per column at 30,000 customers.
    """
    buyers = _buyers(dataset)
    names = [str(name) for name in dataset.customers if name not in NEVER]
    counts = {name: len(_sizes(dataset, [name], buyers)) for name in names}
    most = min(MOST_VALUES, len(buyers) // FEWEST_CUSTOMERS)
    return {name: count for name, count in counts.items() if 2 <= count <= most}


def segment_sizes(dataset: Dataset, columns: Sequence[str]) -> NDArray[np.int64]:
    """How many buying customers each segment has that these customer columns make together, largest first.

    A customer that returned all it bought is counted here, but will not be in a run.
    """
    return _sizes(dataset, columns, _buyers(dataset))


def _buyers(dataset: Dataset) -> NDArray[np.int32]:
    lines = dataset.lines
    is_goods = dataset.products["is_goods"].to_numpy(dtype=bool)
    return np.unique(lines.customer[(lines.quantity > 0) & is_goods[lines.product]])


def _sizes(dataset: Dataset, columns: Sequence[str], buyers: NDArray[np.int32]) -> NDArray[np.int64]:
    if not columns:
        return np.array([len(buyers)], dtype=np.int64)
    values = pd.DataFrame({str(at): dataset.customer_values(name) for at, name in enumerate(columns)})
    return values.iloc[buyers].value_counts().to_numpy().astype(np.int64)

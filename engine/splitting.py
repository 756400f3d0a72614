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
    counts = {str(name): _segments(dataset, [str(name)], buyers) for name in dataset.customers if name not in NEVER}
    most = min(MOST_VALUES, len(buyers) // FEWEST_CUSTOMERS)
    return {name: count for name, count in counts.items() if 2 <= count <= most}


def count_segments(dataset: Dataset, columns: Sequence[str]) -> int:
    """How many segments these customer columns make together; 1 for no column.

    A segment whose customers returned all they bought is counted here, but will not be in a run.
    """
    return _segments(dataset, columns, _buyers(dataset))


def _buyers(dataset: Dataset) -> NDArray[np.int32]:
    lines = dataset.lines
    return np.unique(lines.customer[lines.quantity > 0])


def _segments(dataset: Dataset, columns: Sequence[str], buyers: NDArray[np.int32]) -> int:
    if not columns:
        return 1
    values = pd.DataFrame({str(at): dataset.customer_values(name) for at, name in enumerate(columns)})
    return len(values.iloc[buyers].drop_duplicates())

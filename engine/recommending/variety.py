"""Variety: no more than so many offers of one category for a customer, as long as others fit nearly as well."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from engine.dataset import Dataset, codes_of
from engine.recommending.best_first import NONE

CATEGORY_LEVELS = ("l2_category", "l3_category")
"""From the broadest; what customers buy is told by the first there is, variety by the last."""
DEPTH = 5
"""So many times the places are looked through for another category; what comes later fits too little to be put before."""

NARROW, OF_NARROW = 100, 3
"""Where a limit is left open, so many categories make them narrow, and then so many offers of one are enough. A limit on broad ones
costs what would have been bought: of 25 departments three each caught 11 % less, of 290 categories nothing (docs/benchmarks.md)."""


def category_codes(dataset: Dataset, *, narrow: bool = False) -> NDArray[np.int32] | None:
    """The category of each product (n_products), −1 where it is not known; None without categories.

    narrow  whether of the narrowest level that there is
    """
    levels = [name for name in CATEGORY_LEVELS if name in dataset.products.columns]
    if not levels:
        return None
    codes, names = codes_of(dataset.products[levels[-1 if narrow else 0]].fillna("").astype(str))
    return np.where(np.asarray(names)[codes] == "", -1, codes).astype(np.int32)


def varied(
    column: NDArray[np.int32], category: NDArray[np.int32], before: NDArray[np.int64], most: int
) -> NDArray[np.int32]:
    """The same columns in each row, those past the first `most` of a category after all others; else in their order.

    column    int32 (n_rows, width), best first, −1 at the end where there are fewer
    category  of each column, −1 where it is not known, which is never too much
    before    (n_rows, n_categories) how many of a category a row has already
    Cost: a sort of each row.
    """
    of_place = np.where(column == NONE, -1, np.append(category, -1)[column])
    by_category = np.argsort(of_place, axis=1, kind="stable")
    sorted_ = np.take_along_axis(of_place, by_category, axis=1)
    at = np.arange(column.shape[1])
    begins = np.diff(sorted_, axis=1, prepend=NONE - 1) != 0
    nth = np.empty_like(by_category)
    np.put_along_axis(nth, by_category, at - np.maximum.accumulate(np.where(begins, at, 0), axis=1), axis=1)
    if before.shape[1]:
        nth += np.take_along_axis(before, np.maximum(of_place, 0), axis=1)
    late = (nth >= most) & (of_place >= 0)
    order = np.argsort(np.where(column == NONE, 2, late), axis=1, kind="stable")
    return np.take_along_axis(column, order, axis=1)


class Categories:
    """How many offers of each category customers have, where there are categories and a limit.

    most  of one category; 0 lets the number of categories decide
    """

    def __init__(self, dataset: Dataset, most: int) -> None:
        found = category_codes(dataset, narrow=True)
        if found is not None and not most:
            most = OF_NARROW if found.max(initial=-1) + 1 >= NARROW else 0
        self.most, self.limited = most, found is not None and most > 0
        self.code = np.full(len(dataset.products), -1, dtype=np.int32) if found is None else found
        known = np.flatnonzero(self.code >= 0)
        shape = (len(self.code), int(self.code.max(initial=-1)) + 1)
        self._of_product = sparse.csr_array((np.ones(len(known), np.int64), (known, self.code[known])), shape)

    def depth(self, places: int) -> int:
        """How many products to look through for so many places."""
        return places * DEPTH if self.limited else places

    def spread(
        self, column: NDArray[np.int32], products: NDArray[np.integer], offered: sparse.csr_array
    ) -> NDArray[np.int32]:
        """`varied` columns of `products`, for customers that have the offers of `offered` (n_rows, n_products) already."""
        if not self.limited:
            return column
        return varied(column, self.code[products], (offered @ self._of_product).toarray(), self.most)

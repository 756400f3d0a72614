"""Recommending by affinity: what goes best with a customer's own products, among what its peers buy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from engine.progress import Report, silent
from engine.recommending.affinity import Affinity, scores
from engine.recommending.best_first import NONE, best_first

BATCH = 500
"""Customers that are scored together: 16 MB of scores for 8,000 products."""


def best_by_affinity(
    affinity: Affinity,
    purchases: sparse.csr_array,
    touched: sparse.csr_array,
    customers: NDArray[np.integer],
    n: int,
    *,
    group_of: NDArray[np.integer] | None = None,
    offerable: NDArray[np.bool_] | None = None,
    report: Report = silent,
) -> NDArray[np.int32]:
    """The n products each of `customers` never touched that score highest, int32 (len(customers), n), −1 for none.

    purchases  (n_customers, n_products), what the affinity was fitted on;  touched  likewise, bought or returned
    group_of   cluster of every customer, −1 for none: only products that somebody else of the cluster buys and that score
               above 0, so that places may stay empty. None lets all products compete.
    offerable  (n_products), what may be offered at all; None for everything

    Cost: O(own products × fitted products) for each customer, in batches.
    """
    peers_buy = None if group_of is None else _bought_by_group(purchases, group_of)
    result = np.full((len(customers), n), NONE, dtype=np.int32)
    for start in range(0, len(customers), BATCH):
        report("Recommending by affinity", start / len(customers))
        batch = customers[start : start + BATCH]
        found = scores(affinity, purchases[batch])
        free = np.asarray(touched[batch][:, affinity.products].toarray() == 0)
        if offerable is not None:
            free &= offerable[affinity.products]
        if peers_buy is not None and group_of is not None:
            free &= np.asarray(peers_buy[group_of[batch]][:, affinity.products].toarray()) & (found > 0)
        places = best_first(found, free, n)
        result[start : start + BATCH] = np.where(places == NONE, NONE, affinity.products[np.maximum(places, 0)])
    return result


def _bought_by_group(purchases: sparse.csr_array, group_of: NDArray[np.integer]) -> sparse.csr_array:
    """Groups × products, True where somebody of the group buys; the last row, that of customers in no group, is empty."""
    inside = np.flatnonzero(group_of >= 0)
    n_groups = int(group_of.max(initial=-1)) + 1
    shape = (n_groups + 1, len(group_of))
    members = sparse.csr_array((np.ones(len(inside)), (group_of[inside], inside)), shape)
    return sparse.csr_array((members @ purchases) > 0)

"""Targets: customers who bought the first items of a rule and never the last."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from engine.associations.baskets import Baskets
from engine.associations.by_cluster import OVERALL
from engine.associations.counting_sets import holders, pieces
from engine.dataset import Dataset
from engine.features import Figures
from engine.progress import Report
from engine.typical import grouped_median, sellable


@dataclass(frozen=True, eq=False, slots=True)
class Targets:
    """Whom to call about each rule.

    table  one row per rule and customer, sorted by rule, then by spend (quantity without money), largest first, then by
           customer. Columns: `row` int64, position of the rule in the table of rules; `customer` int32; `quantity` float64,
           the peers' median order of the last item, NaN where it is a category or a brand; `spend` float64, what the
           customer spends in all, NaN without money
    count  int64 per rule, how many targets there are in all; the table holds at most `most` of each
    """

    table: pd.DataFrame
    count: NDArray[np.int64]
    most: int


def find_targets(
    dataset: Dataset,
    baskets: Baskets,
    figures: Figures,
    rules: pd.DataFrame,
    antecedent: NDArray[np.int32],
    *,
    cluster_of: NDArray[np.int32],
    most: int,
    report: Report,
    offerable: NDArray[np.bool_] | None = None,
) -> Targets:
    """Customers (of the rule's cluster; overall: all) who bought every item of the antecedent and never the consequent.

    A customer that returned the antecedent in full did not buy it; one that ever touched the consequent, also only to
    return it, is no target. A product that may not be offered
    (`offerable`; None: one out of stock) has no targets. Without customers there are none.
    Quantity: the median order of the product among the customers of the cluster (overall: all) who buy it.
    Cost: a sparse product of customers and items for each place of the rules, in pieces of bounded memory.
    """
    n = len(rules)
    consequent, at = rules["consequent"].to_numpy(), rules["cluster"].to_numpy()
    bought, touched = _by_customer(baskets)
    offered = (
        _offered(dataset, baskets, offerable)[consequent] if n and dataset.has_customers else np.zeros(n, dtype=bool)
    )
    worth = figures.spend_or_quantity
    count = np.zeros(n, dtype=np.int64)
    rows, customers = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int32)]
    open_ = np.flatnonzero(offered)
    for piece in pieces(bought, antecedent[open_]):
        report("Finding who lacks the second half", piece.start / len(open_))
        some = open_[piece]
        place, customer = _lacking(bought, touched, antecedent[some], consequent[some])
        scope = at[some][place]
        inside = (scope == OVERALL) | (cluster_of[customer] == scope)
        place, customer = place[inside], customer[inside]
        count[some] = np.bincount(place, minlength=len(some))
        order = np.lexsort((customer, -worth[customer], place))
        place, customer = place[order], customer[order]
        first = np.arange(len(place)) - np.searchsorted(place, place) < most
        rows.append(some[place[first]])
        customers.append(customer[first].astype(np.int32))
    row, customer = np.concatenate(rows), np.concatenate(customers)
    typical = _typical_orders(baskets, cluster_of, at, consequent)
    table = pd.DataFrame(
        {
            "row": row,
            "customer": customer,
            "quantity": typical[row],
            "spend": np.full(len(row), np.nan) if figures.spend is None else figures.spend[customer],
        }
    )
    return Targets(table, count, most)


def _by_customer(baskets: Baskets) -> tuple[sparse.csc_array, sparse.csc_array]:
    """Customers × items, 1 where bought and not returned in full; and 1 where there is any line of it."""
    market = baskets.market
    item = baskets.item_of_product[market.product]
    result = []
    for counts in (market.bought & (item >= 0), item >= 0):
        cells = (np.ones(int(counts.sum()), dtype=np.uint8), (market.customer[counts], item[counts]))
        table = sparse.coo_array(cells, shape=(market.n_customers, len(baskets.names))).tocsc()
        table.data[:] = 1
        result.append(table)
    return result[0], result[1]


def _offered(dataset: Dataset, baskets: Baskets, offerable: NDArray[np.bool_] | None) -> NDArray[np.bool_]:
    """Items of which some product may be offered."""
    allowed = dataset.products["in_stock"].to_numpy(dtype=bool) if offerable is None else offerable
    usable = allowed & (baskets.item_of_product >= 0)
    return np.bincount(baskets.item_of_product[usable], minlength=len(baskets.names)) > 0


def _lacking(
    bought: sparse.csc_array, touched: sparse.csc_array, antecedent: NDArray[np.int32], consequent: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """(rule, customer) of customers that bought all of the antecedent and have no line of the consequent."""
    first = holders(bought, antecedent)
    both = first.multiply(touched[:, consequent]).tocsc()
    n = first.shape[0]
    keys = [
        np.repeat(np.arange(part.shape[1], dtype=np.int64), np.diff(part.indptr)) * n + part.indices
        for part in (first, both)
    ]
    left = np.setdiff1d(keys[0], keys[1], assume_unique=True)
    return left // n, (left % n).astype(np.int32)


def _typical_orders(
    baskets: Baskets, cluster_of: NDArray[np.int32], at: NDArray[np.int32], consequent: NDArray[np.int32]
) -> NDArray[np.float64]:
    """For each rule the median order of its consequent in its cluster; NaN where items are not single products."""
    if baskets.level != "product" or not len(at):
        return np.full(len(at), np.nan)
    market, purchases = baskets.market, baskets.market.purchases
    counts = market.bought[purchases.pair]
    pair, quantity = purchases.pair[counts], purchases.quantity[counts]
    product = market.product[pair].astype(np.int64)
    scope = cluster_of[market.customer[pair]].astype(np.int64) + 1
    wanted, place = np.unique(
        (at.astype(np.int64) + 1) * market.n_products + baskets.product[consequent], return_inverse=True
    )
    overall = wanted < market.n_products
    typical = np.empty(len(wanted))
    typical[overall] = grouped_median(product, quantity, wanted[overall])
    inside = scope > 0
    typical[~overall] = grouped_median(
        (scope * market.n_products + product)[inside], quantity[inside], wanted[~overall]
    )
    return np.asarray(sellable(typical, purchases.quantity)[place.ravel()])

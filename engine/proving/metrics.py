"""How good lists of recommendations were: the measures of the recommender literature, customer by customer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse


@dataclass(frozen=True, eq=False, slots=True)
class Measured:
    """One entry per customer, float64; N is the length of the lists.

    hits       bool (n, N), whether the product at each place was bought
    hit_rate   1 where at least one of the N was bought
    recall     of what was bought for the first time, the share that was on the list
    precision  of the N places, the share that was bought
    ndcg       hits discounted by log2 of their place + 1, ÷ that of a list with all hits first
    money      spent on the products of the list that were bought; None without money
    new_money  spent on all products bought for the first time; None without money
    customers_covered  share of the customers with at least one recommendation
    products_covered   share of the products that are recommended to anybody
    """

    hits: NDArray[np.bool_]
    hit_rate: NDArray[np.float64]
    recall: NDArray[np.float64]
    precision: NDArray[np.float64]
    ndcg: NDArray[np.float64]
    money: NDArray[np.float64] | None
    new_money: NDArray[np.float64] | None
    customers_covered: float
    products_covered: float


def measure(ranked: NDArray[np.int32], bought: sparse.csr_array, spend: sparse.csr_array | None) -> Measured:
    """Hold lists against what was bought.

    ranked  int32 (n, N), products from the first place on, −1 where a list is shorter; no product twice in a row
    bought  sparse bool (n, n_products), at least one product in each row;  spend  float64, likewise

    NDCG: Järvelin & Kekäläinen, ACM TOIS 2002, with relevance 0 or 1. Cost: O(n × N) and the stored entries.
    """
    n, places = ranked.shape
    filled = ranked >= 0
    hits = filled & (_looked_up(bought, ranked) > 0)
    new = np.diff(bought.indptr)
    discount = 1.0 / np.log2(np.arange(2, places + 2))
    ideal = np.append(0.0, np.cumsum(discount))[np.minimum(new, places)]
    found = hits.sum(axis=1).astype(np.float64)
    money = new_money = None
    if spend is not None:
        money = np.where(hits, _looked_up(spend, ranked), 0.0).sum(axis=1)
        new_money = np.asarray(spend.sum(axis=1)).ravel()
    return Measured(
        hits=hits,
        hit_rate=(found > 0).astype(np.float64),
        recall=found / np.maximum(new, 1),
        precision=found / max(places, 1),
        ndcg=np.divide(hits @ discount, ideal, out=np.zeros(n), where=ideal > 0),
        money=money,
        new_money=new_money,
        customers_covered=float(filled.any(axis=1).mean()) if n else 0.0,
        products_covered=len(np.unique(ranked[filled])) / max(bought.shape[1], 1),
    )


def _looked_up(matrix: sparse.csr_array, ranked: NDArray[np.int32]) -> NDArray[np.float64]:
    """The entry of `matrix` for every place of the lists; that of product 0 where there is none."""
    n, places = ranked.shape
    if not ranked.size:
        return np.zeros((n, places))
    rows = np.repeat(np.arange(n), places)
    found = matrix.astype(np.float64)[rows, np.maximum(ranked, 0).ravel()]
    return np.asarray(found.toarray() if sparse.issparse(found) else found, dtype=np.float64).reshape(n, places)

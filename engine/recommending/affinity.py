"""Affinity: which products go with those that a customer buys, learnt from what all customers buy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from engine.progress import Report, silent

MOST_PRODUCTS = 8_000
"""Products that are fitted at most: the weights of 8,000 take 0.5 GB while they are found, and 0.25 GB then."""
SPARSE_ENOUGH = 0.05
"""Share of filled cells up to which a sparse product is quicker than a dense one; measured."""
_LEAF = 256
"""Products that are few enough to be inverted at once."""
_BLOCK = 1_024


@dataclass(frozen=True, slots=True)
class AffinitySettings:
    """What the back-test tunes.

    half_life  days after which a purchase counts half; 0 counts all alike
    ridge      how strongly weights are held back: the more, the less a few common buyers decide
    window     days that count as of late in a product's momentum
    power      of the momentum: 0 leaves it out, 1 takes it whole
    """

    half_life: float = 90.0
    ridge: float = 250.0
    window: int = 14
    power: float = 0.75


@dataclass(frozen=True, eq=False, slots=True)
class Affinity:
    """Weights between products; what was learnt, and no customer in it.

    products  int32 (m), codes of the fitted products, in ascending order
    weights   float32 (m, m), how much a purchase of the row's product speaks for the column's; zero diagonal
    factor    float64 (m), momentum to the power: what a score is multiplied by
    """

    products: NDArray[np.int32]
    weights: NDArray[np.float32]
    factor: NDArray[np.float64]
    settings: AffinitySettings


def fit_affinity(
    purchases: sparse.csr_array,
    momentum: NDArray[np.float64],
    settings: AffinitySettings,
    *,
    most: int = MOST_PRODUCTS,
    report: Report = silent,
) -> Affinity:
    """Fit every product's purchases by those of all others, by ridge regression in closed form.

    purchases  float64 (n_customers, n_products), as of `decayed_purchases`
    momentum   float64 (n_products), as of `product_momentum`

    With P the inverse of XᵀX + ridge · I the weights are −P[i, j] ÷ P[j, j], and 0 on the diagonal: EASE (H. Steck,
    Embarrassingly Shallow Autoencoders for Sparse Data, WWW 2019). The result is the same in whatever order customers
    and products come. Where more than `most` products are bought, those with the most customers are fitted.

    Raises ValueError where the ridge is not over 0.
    Cost: O(m³), somewhat over half of a plain inverse, and 1.6 m² float64; in float64 because it is as quick as float32 here.
    """
    if not settings.ridge > 0:
        raise ValueError("The ridge must be more than 0.")
    products = _most_bought(purchases, most)
    report("Finding what goes together", 0.0)
    gram = _gram(sparse.csr_array(purchases[:, products]))
    gram[np.diag_indices_from(gram)] += settings.ridge
    report("Finding what goes together", 0.3)
    weights = _weights(gram)
    report("Finding what goes together", 1.0)
    return Affinity(products, weights, momentum[products] ** settings.power, settings)


def with_momentum(affinity: Affinity, momentum: NDArray[np.float64], window: int, power: float) -> Affinity:
    """The same weights under another momentum (n_products) or power, without fitting anew."""
    old = affinity.settings
    settings = AffinitySettings(old.half_life, old.ridge, window, power)
    return Affinity(affinity.products, affinity.weights, momentum[affinity.products] ** power, settings)


def scores(affinity: Affinity, rows: sparse.csr_array) -> NDArray[np.float32]:
    """Score of every fitted product for some customers, float32 (n_rows, m), in the order of `affinity.products`.

    rows  (n_rows, n_products), rows of what was fitted on; take them in batches, as the result is dense
    A score is a product's momentum to the power × the sum, over the customer's own products, of purchase × weight.
    Cost: O(own products × m).
    """
    own = sparse.csr_array(rows[:, affinity.products], dtype=np.float32)
    dense = own.nnz > SPARSE_ENOUGH * own.shape[0] * own.shape[1]
    sums: NDArray[np.float32] = np.asarray((own.toarray() if dense else own) @ affinity.weights)
    sums *= affinity.factor.astype(np.float32)
    return sums


def terms_of(
    affinity: Affinity, own: NDArray[np.integer], weight: NDArray[np.float64], products: NDArray[np.integer]
) -> NDArray[np.float64]:
    """What each own product adds to the score of each product, float64 (n_own, n_products); the columns add up to the scores.

    own, products  positions in `affinity.products`;  weight  of the own purchases, as of `decayed_purchases`
    """
    terms = weight[:, None] * affinity.weights[np.ix_(own, products)].astype(np.float64)
    return np.asarray(terms * affinity.factor[products])


def because(affinity: Affinity, row: sparse.csr_array, product: int) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """What a score is made of: the customer's own products and their terms, the largest first; they add up to the score.

    row  (1, n_products);  product  a code. Both arrays are empty for a product that was not fitted.
    """
    place = np.searchsorted(affinity.products, product)
    if place == len(affinity.products) or affinity.products[place] != product:
        return np.empty(0, dtype=np.int32), np.empty(0)
    own = row[:, affinity.products].tocoo()
    term = terms_of(affinity, own.coords[1], own.data, np.array([place]))[:, 0]
    codes = affinity.products[own.coords[1]]
    order = np.lexsort((codes, -term))
    return codes[order], term[order]


def _most_bought(purchases: sparse.csr_array, most: int) -> NDArray[np.int32]:
    """Codes of the bought products, at most `most`, those with the most customers; where equal, the first codes."""
    buyers = np.bincount(purchases.indices[purchases.data > 0], minlength=purchases.shape[1])
    order = np.argsort(-buyers, kind="stable")[:most]
    return np.sort(order[buyers[order] > 0]).astype(np.int32)


def _gram(bought: sparse.csr_array) -> NDArray[np.float64]:
    """The lower triangle of XᵀX, float64 (m, m), column by column in memory; above it anything."""
    n, m = bought.shape
    found = np.zeros((m, m), order="F")
    if bought.nnz > SPARSE_ENOUGH * n * m:
        for start in range(0, n, _BLOCK):
            part = bought[start : start + _BLOCK].toarray()
            found += part.T @ part
        return found
    columns = bought.tocsc()
    for start in range(0, m, _BLOCK):
        stop = min(start + _BLOCK, m)
        found[start:, start:stop] = (columns[:, start:].T @ columns[:, start:stop]).toarray()
    return found


def _weights(gram: NDArray[np.float64]) -> NDArray[np.float32]:
    """−P[i, j] ÷ P[j, j] with P the inverse of `gram`, which is overwritten; zero diagonal."""
    if not len(gram):
        return np.empty((0, 0), dtype=np.float32)
    _invert(gram)
    scale = -1.0 / np.diag(gram)
    weights = np.empty(gram.shape, dtype=np.float32)
    np.multiply(gram, scale, out=weights, casting="same_kind")
    np.fill_diagonal(weights, 0.0)
    return weights


def _invert(matrix: NDArray[np.float64]) -> None:
    """Put the inverse of a symmetric positive definite matrix in its place; only its lower triangle is looked at.

    By halves: the inverse of one, then of what the other does not owe to it (its Schur complement), all of it products of
    matrices, in half the time of a plain inverse, and other threads go on meanwhile: scipy's LAPACK would stop them for seconds.
    """
    m = len(matrix)
    if m <= _LEAF:
        matrix[:] = np.linalg.inv(np.tril(matrix) + np.tril(matrix, -1).T)
        return
    half = m // 2
    first, across, second = matrix[:half, :half], matrix[half:, :half], matrix[half:, half:]
    _invert(first)
    owed = across @ first
    second -= owed @ across.T
    _invert(second)
    across[:] = -(second @ owed)
    first -= owed.T @ across
    matrix[:half, half:] = across.T

"""Adoption: how many peers buy a product, shrunken towards what the wider ring does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from engine.market_baskets import MarketBaskets
from engine.recommending.rings import RingOfCustomers, wider_group


@dataclass(frozen=True, eq=False, slots=True)
class Adoption:
    """Who buys what, ring by ring; one entry of `buyers`, `earned` and `holders` per ring.

    buyers    sparse (n_groups, n_products), customers of the group that buy the product
    earned    sparse (n_groups, n_products), what they spend on it (buy of it without money)
    holders   for each ring the next wider one that holds its groups whole, as (ring, group per group); None for the last
    """

    rings: tuple[RingOfCustomers, ...]
    buyers: tuple[sparse.csr_array, ...]
    earned: tuple[sparse.csr_array, ...]
    holders: tuple[tuple[int, NDArray[np.int32]] | None, ...]
    prior: float

    def of_group(self, ring: int, group: int) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Buyers, shrunken adoption and earnings of every product (n_products) in one group.

        The shrunken adoption is (buyers + m · wider adoption) ÷ (peers + m), peers being the group without the
        customer that is offered the product; so "1 of 1 peers" does not beat "14 of 19". Source: empirical-Bayes
        shrinkage with a fixed prior weight m (Efron & Morris 1975). Cost: O(n_products) for each ring outwards.
        """
        buyers = _row(self.buyers[ring], group)
        return buyers, self._shrunken(ring, group), _row(self.earned[ring], group)

    def _shrunken(self, ring: int, group: int) -> NDArray[np.float64]:
        peers = max(int(self.rings[ring].sizes[group]) - 1, 0)
        buyers = _row(self.buyers[ring], group)
        holder = self.holders[ring]
        if holder is None:
            return np.asarray(buyers / max(peers, 1))
        wider = self._shrunken(holder[0], int(holder[1][group]))
        weight = peers + self.prior
        return np.asarray((buyers + self.prior * wider) / weight) if weight > 0 else np.zeros_like(buyers)


def count_adoption(baskets: MarketBaskets, all_rings: tuple[RingOfCustomers, ...], prior: float) -> Adoption:
    """Count buyers and earnings per group and product for every ring. Cost: one sparse product per ring."""
    bought = baskets.bought
    buys = baskets.matrix(bought.astype(np.float64))
    earned = baskets.matrix(np.where(bought, baskets.spend_or_quantity, 0.0))
    members = [_membership(ring) for ring in all_rings]
    holders = [
        next(
            (
                (j, holder)
                for j in range(i + 1, len(all_rings))
                if (holder := wider_group(ring, all_rings[j])) is not None
            ),
            None,
        )
        for i, ring in enumerate(all_rings)
    ]
    return Adoption(
        rings=all_rings,
        buyers=tuple((m @ buys).tocsr() for m in members),
        earned=tuple((m @ earned).tocsr() for m in members),
        holders=tuple(holders),
        prior=prior,
    )


def _membership(ring: RingOfCustomers) -> sparse.csr_array:
    """Groups × customers, 1 where the customer belongs to the group."""
    customers = np.flatnonzero(ring.group_of >= 0)
    shape = (len(ring.sizes), len(ring.group_of))
    return sparse.csr_array((np.ones(len(customers)), (ring.group_of[customers], customers)), shape=shape)


def _row(matrix: sparse.csr_array, row: int) -> NDArray[np.float64]:
    dense = np.zeros(matrix.shape[1])
    here = slice(matrix.indptr[row], matrix.indptr[row + 1])
    dense[matrix.indices[here]] = matrix.data[here]
    return dense

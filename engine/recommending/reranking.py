"""Other methods put their own list before what peers offer; the figures behind each offer stay those of the cluster."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from engine.clustering import Segmentation
from engine.recommending.adoption import Adoption
from engine.recommending.candidates import Offers


def of_cluster(
    adoption: Adoption,
    segmentation: Segmentation,
    customer: NDArray[np.int32],
    product: NDArray[np.int32],
    place: NDArray[np.int64],
) -> Offers:
    """Offers with the figures of the cluster behind them."""
    group = segmentation.cluster_of[customer]
    buyers, strength, earned = np.zeros((3, len(customer)))
    for cluster in np.unique(group):
        here = np.flatnonzero(group == cluster)
        figures = adoption.of_group(0, int(cluster))
        for column, values in zip((buyers, strength, earned), figures, strict=True):
            column[here] = values[product[here]]
    return Offers(
        customer=customer.astype(np.int32),
        product=product.astype(np.int32),
        rank=(place + 1).astype(np.int32),
        ring=np.zeros(len(customer), dtype=np.int8),
        group=group.astype(np.int32),
        buyers=buyers.astype(np.int32),
        peers=(adoption.rings[0].sizes[group] - 1).astype(np.int32),
        strength=strength,
        earned=earned,
    )


def followed_by(first: Offers, then: Offers, per_customer: int, n_products: int) -> Offers:
    """`first`, then those of `then` that are not in it, by customer and rank, at most so many for each."""
    keys = [offers.customer.astype(np.int64) * n_products + offers.product for offers in (first, then)]
    new = ~np.isin(keys[1], keys[0])
    columns = {f.name: np.concatenate([getattr(first, f.name), getattr(then, f.name)[new]]) for f in fields(Offers)}
    later = np.repeat([0, 1], [len(first.customer), int(new.sum())])
    order = np.lexsort((columns["rank"], later, columns["customer"]))
    customer = columns["customer"][order]
    rank = np.arange(len(customer)) - np.searchsorted(customer, customer) + 1
    kept = rank <= per_customer
    columns = {name: values[order][kept] for name, values in columns.items()}
    columns["rank"] = rank[kept].astype(np.int32)
    return Offers(**columns)

"""Rings: whose purchases count as evidence for a customer, from its own cluster outwards."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.clustering import Segmentation
from engine.dataset import Dataset, codes_of
from engine.recommending.recommendations import Ring
from engine.roles import Role

EVERYONE = "customers overall"


@dataclass(frozen=True, eq=False, slots=True)
class RingOfCustomers:
    """One way to say who is compared with whom.

    group_of  int32 (n_customers), -1 for customers that buy nothing, and of clusters for those in none
    sizes     int64 (n_groups)
    names     (n_groups) the group in words for a reason, "customers in Northeast"
    """

    name: Ring
    group_of: NDArray[np.int32]
    sizes: NDArray[np.int64]
    names: tuple[str, ...]


def rings(dataset: Dataset, segmentation: Segmentation) -> tuple[RingOfCustomers, ...]:
    """Cluster, segment, end-use (where customers have one), everyone."""
    cluster_of, segment_of = segmentation.cluster_of, segmentation.segment_of
    buys = segment_of >= 0
    found = [
        _ring("cluster", cluster_of, tuple("peers" for _ in segmentation.clusters)),
        _ring(
            "segment",
            segment_of,
            tuple(f"customers in {s.name}" if s.values else EVERYONE for s in segmentation.segments),
        ),
    ]
    end_use = dataset.customer_values(Role.END_USE)
    if end_use is not None:
        codes, names = codes_of(end_use)
        known = buys & (end_use.to_numpy() != "")
        found.append(
            _ring("end-use", np.where(known, codes, -1).astype(np.int32), tuple(f"{n} customers" for n in names))
        )
    found.append(_ring("everyone", np.where(buys, 0, -1).astype(np.int32), (EVERYONE,)))
    return tuple(found)


def _ring(name: Ring, group_of: NDArray[np.int32], names: tuple[str, ...]) -> RingOfCustomers:
    return RingOfCustomers(name, group_of, np.bincount(group_of[group_of >= 0], minlength=len(names)), names)


def wider_group(inner: RingOfCustomers, outer: RingOfCustomers) -> NDArray[np.int32] | None:
    """For each group of `inner` the one group of `outer` that holds it, or None where some group is split."""
    inside = inner.group_of >= 0
    holder = np.full(len(inner.sizes), -1, dtype=np.int32)
    holder[inner.group_of[inside]] = outer.group_of[inside]
    whole = np.array_equal(holder[inner.group_of[inside]], outer.group_of[inside])
    return holder if whole and (holder[inner.sizes > 0] >= 0).all() else None

"""Segments, clusters and features laid out by hand, without a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from engine.clustering import Cluster, Projection, Segment, Segmentation
from engine.features import Attribute, Feature, Features, Figures

NOWHERE = Projection(np.empty(0, np.int32), np.empty((0, 2)), (0.0, 0.0), ("", ""), np.empty((2, 0)))


def segmentation(
    segments: Mapping[str, Sequence[Sequence[int]]], n: int, without_cluster: Mapping[str, Sequence[int]] | None = None
) -> Segmentation:
    """Segments by name, each with its clusters as lists of customer codes; `n` customers in all."""
    segment_of, cluster_of = np.full(n, -1, np.int32), np.full(n, -1, np.int32)
    clusters: list[Cluster] = []
    found: list[Segment] = []
    for name, groups in segments.items():
        first, id_ = len(clusters), len(found)
        extra = np.array((without_cluster or {}).get(name, ()), dtype=np.int32)
        for number, group in enumerate(groups):
            members = np.array(group, dtype=np.int32)
            cluster_of[members] = first + number
            label = f"{name} {number + 1}"
            clusters.append(
                Cluster(first + number, id_, number + 1, label, members, np.empty(0), int(members[0]), 0.0, 0.0, 0, ())
            )
        members = np.concatenate([*(np.array(group, dtype=np.int32) for group in groups), extra])
        segment_of[members] = id_
        ids = tuple(range(first, len(clusters)))
        found.append(Segment(id_, name, (name,), np.sort(members), ids, NOWHERE, ""))
    unknown = np.full(n, np.nan)
    return Segmentation(("region",), tuple(found), tuple(clusters), segment_of, cluster_of, unknown, NOWHERE)


def numbers(family: str, **columns: Sequence[float]) -> Features:
    """Numbers of one family, compared by their logs; `_` in a name is a blank."""
    values = {name.replace("_", " "): np.array(column, dtype=float) for name, column in columns.items()}
    unit = "units" if family == "category mix" else ""
    return features(
        [Attribute(name, family, unit, column) for name, column in values.items()],
        {name: np.log1p(np.maximum(np.nan_to_num(column), 0)) for name, column in values.items()},
    )


def features(attributes: Sequence[Attribute], scaled: Mapping[str, np.ndarray]) -> Features:
    """Everything in `attributes` is known; those in `scaled` are compared."""
    by_name = {attribute.name: attribute for attribute in attributes}
    return Features(
        tuple(Feature(name, by_name[name].family, by_name[name].unit, name, standardise=True) for name in scaled),
        np.column_stack([by_name[name].values for name in scaled]),
        np.column_stack(list(scaled.values())),
        tuple(attributes),
        np.zeros(len(attributes[0].values), dtype=bool),
    )


def figures(
    orders: Sequence[float], spend: Sequence[float] | None = None, recency: Sequence[float] | None = None
) -> Figures:
    """Figures of customers that all buy, unless they have no orders."""
    n, counts = len(orders), np.array(orders, dtype=np.int64)
    known: dict[str, object] = dict.fromkeys(Figures.__dataclass_fields__)
    known |= {
        "orders": counts,
        "quantity": counts.astype(float),
        "spend": None if spend is None else np.array(spend, dtype=float),
        "ticket_size": np.ones(n),
        "products": counts,
        "recency_days": None if recency is None else np.array(recency, dtype=float),
    }
    return Figures(**known)  # type: ignore[arg-type]

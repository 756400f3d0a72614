"""The profile: every attribute of the customers, compared or not, cluster by cluster."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.clustering.segmentation import Segmentation
from engine.features import Attribute, Features
from engine.options.describing import Family
from engine.totals import total_by

RATE = "%"
"""The unit of a share, in hundredths."""


_Figures = tuple[str, str, NDArray[np.float64], float]
"""Group, unit, value of each cluster, value of all."""


@dataclass(frozen=True, eq=False, slots=True)
class ProfileRow:
    """One figure of every cluster: the mean of a number, or the share of the customers in a group.

    attribute, family  as in `Attribute`;  compared  whether the clusters were made by it
    group              "" for a number and for a yes or no, whose row is the share of yes
    unit               of the attribute; "%" for a share of customers, in hundredths
    values             float64 (n_clusters), NaN where no member's value is known
    overall            the same of all customers of the segment (of all segments where the cluster is its only one), also
                       of those in no cluster, but for key accounts set aside
    index              values ÷ overall, 1 is the average; NaN where overall is not above 0
    """

    attribute: str
    group: str
    unit: str
    family: Family
    compared: bool
    outcome: bool
    values: NDArray[np.float64]
    overall: float
    index: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Profile:
    """Rows in the order of the attributes and their groups; the columns of `ProfileRow.values` are `clusters`, ids."""

    rows: tuple[ProfileRow, ...]
    clusters: tuple[int, ...]


def profile(
    features: Features, segmentation: Segmentation, segment: int | None = None, everyone: Profile | None = None
) -> Profile:
    """Every attribute by cluster, of one segment or (None) of all.

    Values that are not known count nowhere: neither in a mean nor in the customers that a share is of. The only cluster
    of a segment is compared with all customers, as its drivers are: with `everyone`, the profile of all, where it is
    at hand.

    Cost: one pass over the customers per attribute, O(clusters × groups) memory; 1 s for 1,000,000 customers × 60.
    """
    if segment is None:
        members = np.flatnonzero(segmentation.segment_of >= 0).astype(np.int32)
        clusters = tuple(range(len(segmentation.clusters)))
    else:
        members = segmentation.segments[segment].members
        clusters = segmentation.segments[segment].clusters
    members = members[~features.set_aside[members]]
    # customers in no cluster have −1, which is the last place
    place = np.full(len(segmentation.clusters) + 1, len(clusters))
    place[list(clusters)] = np.arange(len(clusters))
    column = place[segmentation.cluster_of[members]]
    compared = _compared(features)
    rows = tuple(
        _row(attribute, figures, attribute.name in compared)
        for attribute in features.attributes
        for figures in _figures(attribute, members, column, len(clusters))
    )
    if segment is not None and len(clusters) == 1 and len(segmentation.segments) > 1:
        rows = _beside(rows, (everyone or profile(features, segmentation)).rows)
    return Profile(rows, clusters)


def _row(attribute: Attribute, figures: _Figures, compared: bool) -> ProfileRow:
    group, unit, values, overall = figures
    index = _index(values, overall)
    return ProfileRow(
        attribute.name, group, unit, attribute.family, compared, attribute.outcome, values, overall, index
    )


def _index(values: NDArray[np.float64], overall: float) -> NDArray[np.float64]:
    return np.asarray(np.divide(values, overall, out=np.full(len(values), np.nan), where=overall > 0))


def _beside(rows: tuple[ProfileRow, ...], others: tuple[ProfileRow, ...]) -> tuple[ProfileRow, ...]:
    """The rows beside the overall values of others."""
    return tuple(
        replace(row, overall=other.overall, index=_index(row.values, other.overall))
        for row, other in zip(rows, others, strict=True)
    )


def _compared(features: Features) -> set[str]:
    """The attributes that the clusters were made by: also the number whose bands were compared."""
    columns = {feature.attribute for feature in features.columns}
    sources = {attribute.source for attribute in features.attributes if attribute.name in columns} - {""}
    return columns | {attribute.name for attribute in features.attributes if attribute.source in sources}


def is_rate(attribute: Attribute) -> bool:
    """Whether it says yes or no of each customer: two groups called so, or a plain number that is 0 or 1."""
    if attribute.labels:
        return tuple(label.casefold() for label in attribute.labels) == ("no", "yes")
    if attribute.family != "customer profile" or attribute.unit:
        return False
    known = attribute.values[~np.isnan(attribute.values)]
    return bool(len(known) and ((known == 0) | (known == 1)).all())


def _figures(
    attribute: Attribute, members: NDArray[np.integer], column: NDArray[np.intp], n: int
) -> Iterator[_Figures]:
    """What the attribute has to say; `column` is the cluster of each member, n for those in none."""
    own = attribute.values[members]
    known = ~np.isnan(own)
    own, column = own[known], column[known]
    customers = np.bincount(column, minlength=n + 1)
    if attribute.is_number or is_rate(attribute):
        times = 100.0 if is_rate(attribute) else 1.0
        values, overall = _ratio(times * total_by(column, own, n + 1), customers)
        yield "", RATE if is_rate(attribute) else attribute.unit, values, overall
        return
    groups = len(attribute.labels)
    cells = np.bincount(column * groups + own.astype(np.intp), minlength=(n + 1) * groups).reshape(n + 1, groups)
    for position, label in enumerate(attribute.labels):
        values, overall = _ratio(np.asarray(100.0 * cells[:, position]), customers)
        yield label, RATE, values, overall


def _ratio(totals: NDArray[np.float64], customers: NDArray[np.integer]) -> tuple[NDArray[np.float64], float]:
    """Totals ÷ customers of each cluster, and of all; the last entry of both is those in no cluster."""
    values = np.divide(totals, customers, out=np.full(len(totals), np.nan), where=customers > 0)
    n_all = int(customers.sum())
    return values[:-1], float(totals.sum() / n_all) if n_all else float("nan")

"""What sets a cluster apart, and a name for it in sales words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.clustering.segmentation import Driver
from engine.features import Features

MOST_DRIVERS = 4
LEAST_RATIO = 1.2
"""A share or mean must be this many times the average (or that much under it) to count as setting a cluster apart."""
LEAST_SHARE = 0.03
"""A category under this share of what a cluster buys is not named, however unusual."""
LEAST_EXCESS = 0.05
"""Shares of categories that differ by less than this do not name a cluster."""

LEAST_DISTANCE = 0.25
"""In behaviour: how far from the average, in standard deviations of the logs, sets a cluster apart."""
_WORDS = {
    "Orders": ("order often", "order rarely"),
    "Spend": ("spend most", "spend least"),
    "Quantity": ("buy most", "buy least"),
    "Ticket size": ("large orders", "small orders"),
    "Products": ("wide range", "narrow range"),
    "Recency": ("long silent", "ordered lately"),
    "Tenure": ("customers for long", "new customers"),
}


@dataclass(frozen=True, slots=True)
class Description:
    """A cluster's name and what sets it apart."""

    name: str
    drivers: tuple[Driver, ...]


def describe_clusters(
    features: Features, groups: list[NDArray[np.int32]], everyone: NDArray[np.int32]
) -> list[Description]:
    """A description for each of the clusters of one segment.

    groups    customer codes of each cluster
    everyone  customer codes of all segments: what a segment of one cluster is compared with; several clusters are
              compared with their own segment
    Names are unique within the list.
    """
    reference = features.plain[np.concatenate(groups) if len(groups) > 1 else everyone]
    describe = _by_mix if features.families == ("category mix",) else _by_behaviour
    described = [describe(features, features.plain[members], reference) for members in groups]
    volumes = [float(features.plain[members].sum(axis=1).mean()) for members in groups]
    return [
        Description(name, d.drivers)
        for name, d in zip(_unique([d.name for d in described], volumes), described, strict=True)
    ]


def _by_mix(features: Features, own: NDArray[np.float64], reference: NDArray[np.float64]) -> Description:
    share, average = _shares(own), _shares(reference)
    excess = share - average
    ratio = np.divide(share, average, out=np.ones_like(share), where=average > 0)
    apart = [i for i in np.argsort(-excess, kind="stable") if ratio[i] >= LEAST_RATIO and share[i] >= LEAST_SHARE]
    drivers = [
        Driver(
            features.names[i],
            float(own[:, i].mean()),
            float(ratio[i]),
            f"{features.names[i]}: {share[i] * 100:.0f} % of what they buy, {ratio[i]:.1f} × the average share",
        )
        for i in apart[:MOST_DRIVERS]
    ]
    volume = _positive(own).sum() / len(own) / max(_positive(reference).sum() / len(reference), 1e-12)
    if volume >= LEAST_RATIO or volume <= 1 / LEAST_RATIO:
        mean = float(_positive(own).sum() / len(own))
        drivers.append(
            Driver("Total quantity", mean, volume, f"{mean:,.0f} units per customer, {volume:.1f} × the average")
        )
    return Description(_mix_name(features.names, share, excess, apart), tuple(drivers))


def _mix_name(names: tuple[str, ...], share: NDArray[np.float64], excess: NDArray[np.float64], apart: list[int]) -> str:
    """The one or two categories that set a cluster apart; where none does, those it buys most of."""
    telling = [i for i in apart if excess[i] >= LEAST_EXCESS]
    if telling:
        chosen = [i for i in telling[:2] if excess[i] >= excess[telling[0]] / 3]
    else:
        chosen = [int(i) for i in np.argsort(-share, kind="stable")[:2] if share[i] > 0]
    return " and ".join(names[i] for i in chosen) or "No purchases left after returns"


def _by_behaviour(features: Features, own: NDArray[np.float64], reference: NDArray[np.float64]) -> Description:
    logs, average = np.log1p(_positive(own)), np.log1p(_positive(reference))
    spread = average.std(axis=0)
    distance = np.divide(logs.mean(axis=0) - average.mean(axis=0), spread, out=np.zeros(own.shape[1]), where=spread > 0)
    strongest = [int(i) for i in np.argsort(-np.abs(distance), kind="stable") if abs(distance[i]) >= LEAST_DISTANCE]
    means, usual = own.mean(axis=0), reference.mean(axis=0)
    ratio = np.divide(means, usual, out=np.ones_like(means), where=usual > 0)
    drivers = tuple(
        Driver(
            features.names[i], float(means[i]), float(ratio[i]), _behaviour_sentence(features, i, means[i], ratio[i])
        )
        for i in strongest[:MOST_DRIVERS]
    )
    words = [_words(features.names[i])[0 if distance[i] > 0 else 1] for i in strongest[:2]]
    return Description(", ".join(words).capitalize() or "Average buyers", drivers)


def _words(name: str) -> tuple[str, str]:
    return _WORDS.get(name, (f"high {name.lower()}", f"low {name.lower()}"))


def _behaviour_sentence(features: Features, i: int, mean: float, ratio: float) -> str:
    shown = f"{mean:,.1f}" if mean < 100 else f"{mean:,.0f}"
    if features.names[i] == "Recency":
        return f"Last order {mean:,.0f} days ago on average, {ratio:.1f} × the average"
    return f"{features.names[i]}: {shown} on average, {ratio:.1f} × the average"


def _positive(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.maximum(values, 0.0)


def _shares(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each category's share of all that these customers bought."""
    totals = _positive(values).sum(axis=0)
    return np.asarray(totals / max(totals.sum(), 1e-12))


def _unique(names: list[str], volumes: list[float]) -> list[str]:
    """Equal names told apart by how much the clusters buy."""
    result = list(names)
    for name in {name for name in names if names.count(name) > 1}:
        twins = sorted((i for i, other in enumerate(names) if other == name), key=lambda i: -volumes[i])
        for i, size in zip(twins, _sizes(len(twins)), strict=True):
            result[i] = f"{name}, {size}"
    return result


def _sizes(n: int) -> list[str]:
    if n == 2:
        return ["larger", "smaller"]
    middle = ["middle"] if n == 3 else [f"{_ordinal(place)} largest" for place in range(2, n)]
    return ["largest", *middle, "smallest"]


def _ordinal(place: int) -> str:
    """The place in a ranking, from 2 on: 2nd, 3rd, 4th …"""
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"

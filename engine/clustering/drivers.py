"""Drivers: what sets each cluster apart, strongest first, whatever family of features it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.clustering.comparison import Comparison, Pair, cohens_h
from engine.clustering.profiling import is_rate
from engine.features import Attribute, Features
from engine.options.describing import Family

MIX: Family = "category mix"
LEAST_STRENGTH = 0.2
"""A small effect (Cohen 1988); anything weaker names no cluster."""
SLIGHT = 0.1
"""What is at least so strong fills up where a cluster has too few drivers; anything weaker is chance."""
LEAST_RATIO = 1.2
"""A share must be this many times the average (or that much under it) to count as setting a cluster apart."""
LEAST_SHARE = 0.03
"""A category or group under this share is not named, however unusual."""
MOST_DRIVERS, FEWEST_DRIVERS = 5, 3
"""What a cluster buys less of, or does but slightly otherwise, is told only where there are fewer than three other drivers."""
VOLUME = "Total quantity"

Kind = Literal["share", "number", "group", "volume"]


@dataclass(frozen=True, eq=False, slots=True)
class Finding:
    """One way in which a cluster differs from the customers it is compared with.

    attribute  what of;  label  the group, "" where it is a number, a category or a yes or no
    kind       share of what they buy, number, share of the customers in a group, or how much they buy in all
    strength   signed: standardised difference of a number (of what was compared: logs, capped), Cohen's h of a share
    value, usual  mean or share of the cluster, and of the others;  mean  in plain units
    """

    attribute: Attribute
    label: str
    kind: Kind
    strength: float
    value: float
    usual: float
    mean: float

    @property
    def ratio(self) -> float:
        """× the average; 1 where the average is not above 0."""
        return self.value / self.usual if self.usual > 0 else 1.0

    @property
    def is_lack(self) -> bool:
        """Whether it says that they buy less of a category than others do."""
        return self.kind == "share" and self.strength < 0

    @property
    def excess(self) -> float:
        """How much larger the share is than the average one."""
        return self.value - self.usual


def findings(features: Features, compared: Comparison, levels: int) -> list[list[Finding]]:
    """Everything that sets each cluster apart, in the order of the clusters, strongest first, once per attribute.

    levels  of the category mix, whose categories add up to all purchases once per level
    Only what the clusters were made by counts. Strengths of all kinds are comparable: 0.2 is small, 0.8 large.
    Cost: a few passes over the customers per feature.
    """
    found: list[list[Finding]] = [[] for _ in compared.alone]
    for cluster, finding in (*_of_mix(features, compared, levels), *_of_others(features, compared)):
        if abs(finding.strength) >= SLIGHT and np.isfinite(finding.value):
            found[cluster].append(finding)
    return [_strongest_of_each(own) for own in found]


def leading(found: list[Finding]) -> tuple[Finding, ...]:
    """The three to five findings that a manager is told; fewer where there are not as many.

    What they buy more of says more than what they lack, so categories they lack, and slight findings, only fill up.
    """
    telling = [finding for finding in found if not finding.is_lack and abs(finding.strength) >= LEAST_STRENGTH]
    others = [finding for finding in found if finding not in telling]
    return tuple(telling[:MOST_DRIVERS] + others[: max(0, FEWEST_DRIVERS - len(telling))])


def _strongest_of_each(found: list[Finding]) -> list[Finding]:
    """Strongest first, of one attribute only the strongest."""
    ordered = sorted(found, key=lambda finding: -abs(finding.strength))
    first: dict[str, Finding] = {}
    for finding in ordered:
        first.setdefault(finding.attribute.name, finding)
    return list(first.values())


_Found = Iterator[tuple[int, Finding]]


def _of_mix(features: Features, compared: Comparison, levels: int) -> _Found:
    """Categories by their share of all that the customers of a cluster buy, and how much that is."""
    columns = features.of_family(MIX)
    if not len(columns):
        return
    attributes = {attribute.name: attribute for attribute in features.attributes}
    bought = [np.maximum(np.nan_to_num(features.plain[:, column]), 0.0) for column in columns]
    pairs = [compared.totals(values) for values in bought]
    own_total, usual_total = (np.sum([pair[side] for pair in pairs], axis=0) / max(levels, 1) for side in (0, 1))
    for column, (own, usual) in zip(columns, pairs, strict=True):
        share, average = own / np.maximum(own_total, 1e-12), usual / np.maximum(usual_total, 1e-12)
        attribute = attributes[features.columns[column].attribute]
        mean = compared.means(features.plain[:, column])[0]
        strength = np.where(_apart(share, average), cohens_h(share, average), 0.0)
        yield from _each(attribute, "", "share", strength, figures=(share, average), mean=mean)
    if "buying behaviour" not in features.families and features.columns[columns[0]].unit != "%":
        yield from _of_volume(features, compared, np.sum(bought, axis=0) / max(levels, 1))


def _of_volume(features: Features, compared: Comparison, bought: NDArray[np.float64]) -> _Found:
    unit = features.columns[features.of_family(MIX)[0]].unit
    attribute = Attribute(VOLUME if unit else "Spend", MIX, unit, bought)
    own, usual = compared.means(bought)
    strength = np.where(_apart(own, usual, least=0.0), compared.distance(np.log1p(bought)), 0.0)
    yield from _each(attribute, "", "volume", strength, figures=(own, usual), mean=own)


def _apart(own: NDArray[np.float64], usual: NDArray[np.float64], least: float = LEAST_SHARE) -> NDArray[np.bool_]:
    """Whether one is at least LEAST_RATIO × the other, and the larger not too small to speak of."""
    larger, smaller = np.maximum(own, usual), np.minimum(own, usual)
    return (larger >= LEAST_RATIO * smaller) & (larger >= least) & (larger > 0)


def _of_others(features: Features, compared: Comparison) -> _Found:
    """Numbers by their means, groups by the customers in them; the bands of a number as the number they were made from."""
    columns_of: dict[str, list[int]] = {}
    for position, column in enumerate(features.columns):
        if column.family != MIX:
            columns_of.setdefault(column.attribute, []).append(position)
    attributes = {attribute.name: attribute for attribute in features.attributes}
    for name, columns in columns_of.items():
        attribute = _number_of(attributes[name], features)
        if attribute.is_number and not is_rate(attribute):
            yield from _of_number(attribute, features.scaled[:, columns[0]], compared)
        else:
            yield from _of_groups(attribute, compared)


def _number_of(attribute: Attribute, features: Features) -> Attribute:
    """The number that ordered groups were made from, where it is known as well; else the attribute itself."""
    made_from = (
        other
        for other in features.attributes
        if other.is_number and other.source == attribute.source and other.family == attribute.family
    )
    return next(made_from, attribute) if attribute.ordered and attribute.source else attribute


def _of_number(attribute: Attribute, scaled: NDArray[np.float64], compared: Comparison) -> _Found:
    """A mean; not told where one huge customer turns it against what the others say."""
    own, usual = compared.means(attribute.values)
    strength = compared.distance(scaled)
    agrees = np.sign(own - usual) == np.sign(strength)
    yield from _each(attribute, "", "number", np.where(agrees, strength, 0.0), figures=(own, usual), mean=own)


def _of_groups(attribute: Attribute, compared: Comparison) -> _Found:
    labels = ("",) if is_rate(attribute) else attribute.labels
    for position, label in enumerate(labels):
        wanted = 1 if is_rate(attribute) else position
        inside = np.where(np.isnan(attribute.values), np.nan, attribute.values == wanted)
        share, average = compared.means(inside)
        # of several groups only those that stand out are told: the others just make room for them
        told = _apart(share, average) if not label else (share >= LEAST_RATIO * average) & (share >= LEAST_SHARE)
        strength = np.where(told, cohens_h(share, average), 0.0)
        yield from _each(attribute, label, "group", strength, figures=(share, average), mean=share)


def _each(
    attribute: Attribute,
    label: str,
    kind: Kind,
    strength: NDArray[np.float64],
    *,
    figures: Pair,
    mean: NDArray[np.float64],
) -> _Found:
    """A finding for each cluster that the attribute says something of."""
    value, usual = figures
    for cluster in np.flatnonzero(np.nan_to_num(strength)):
        yield (
            int(cluster),
            Finding(
                attribute,
                label,
                kind,
                float(strength[cluster]),
                float(value[cluster]),
                float(usual[cluster]),
                float(mean[cluster]),
            ),
        )

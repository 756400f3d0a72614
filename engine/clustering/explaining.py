"""Clusters explained: what sets each apart, a name in sales words, the persona and what is advised for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from engine.clustering.comparison import Comparison, comparison
from engine.clustering.driver_words import sentence
from engine.clustering.drivers import LEAST_STRENGTH, MIX, Finding, findings, leading
from engine.clustering.names import LONGEST, names, shortened
from engine.clustering.personas import personas
from engine.clustering.segmentation import Cluster, Driver, Segmentation
from engine.features import Features, Figures
from engine.options import Options


def explained(segmentation: Segmentation, features: Features, figures: Figures, options: Options) -> Segmentation:
    """The clusters with drivers, strongest first, names, unique in each segment, and personas where dates are known.

    Names of the user are not kept: lay them on again by `carry_names`.
    Cost: a few passes over the customers per feature, whatever the number of clusters.
    """
    compared = comparison(segmentation, features.set_aside)
    found = findings(features, compared, len(options.features.levels))
    spare = _otherwise(features, compared)
    kinds = personas(figures, [cluster.members for cluster in segmentation.clusters], options.clustering)
    clusters: list[Cluster] = []
    for segment in segmentation.segments:
        own = [segmentation.clusters[c] for c in segment.clusters]
        named = names(
            [_nameable(found[c]) for c in segment.clusters],
            [spare[c] for c in segment.clusters],
            [_size(figures, cluster) for cluster in own],
        )
        clusters.extend(
            replace(
                cluster,
                name=name,
                renamed=False,
                drivers=tuple(_driver(finding) for finding in leading(found[cluster.id])),
                persona=kinds[cluster.id].name,
                action=kinds[cluster.id].action,
            )
            for cluster, name in zip(own, named, strict=True)
        )
    return replace(segmentation, clusters=tuple(sorted(clusters, key=lambda cluster: cluster.id)))


def _driver(finding: Finding) -> Driver:
    return Driver(finding.attribute.name, finding.mean, finding.ratio, sentence(finding), finding.strength)


def _nameable(found: Sequence[Finding]) -> list[Finding]:
    """The findings that a name can be made of."""
    strong = [finding for finding in found if abs(finding.strength) >= LEAST_STRENGTH]
    return [finding for finding in strong if not finding.is_lack and finding.kind != "volume"]


def _otherwise(features: Features, compared: Comparison) -> list[str]:
    """For each cluster a name that says nothing of what sets it apart: what it buys most of, or that it is average."""
    columns = features.of_family(MIX)
    if not len(columns):
        average = "Average buyers" if "buying behaviour" in features.families else "Average customers"
        return [average] * len(compared.alone)
    bought = np.column_stack([compared.totals(np.maximum(features.plain[:, c], 0.0))[0] for c in columns])
    return [_most_bought([features.names[c] for c in columns], own) for own in bought]


def _most_bought(categories: Sequence[str], bought: NDArray[np.float64]) -> str:
    """The two categories that are bought most, or one where two are too long."""
    largest = [categories[i] for i in np.argsort(-bought, kind="stable")[:2] if bought[i] > 0]
    if not largest:
        return "No purchases left after returns"
    both = " and ".join(largest)
    return both if len(both) <= LONGEST else shortened(largest[0])


def _size(figures: Figures, cluster: Cluster) -> float:
    """How much it buys per customer; where nothing is bought, how many they are."""
    bought = float(figures.spend_or_quantity[cluster.members].mean()) if len(cluster.members) else 0.0
    return bought if figures.buys.any() else float(len(cluster.members))

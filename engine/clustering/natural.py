"""Whether clusters are natural groups, or a list cut into parts."""

from __future__ import annotations

from math import isnan

from engine.clustering.models import MODELS
from engine.clustering.segmentation import Quality, Stability
from engine.clustering.stability import FEWEST
from engine.options import ClusterOptions

STRONG, REASONABLE, WEAK = 0.7, 0.5, 0.25
"""Kaufman and Rousseeuw (1990, table 4): a silhouette above 0.7 is a strong structure, above 0.5 a reasonable one, above 0.25 a
weak one that could be artificial, else no substantial structure has been found."""

ENOUGH = 60
"""Customers from which on a weak structure that comes back but fairly is believed. Of 30 to 40 points of pure noise, 3 draws in 150
showed one (silhouette 0.28 to 0.33, adjusted Rand index 0.65 to 0.77); of 60 and more, none in 300."""


def distinctness(silhouette: float) -> str:
    """A silhouette in words; "" where it is not known."""
    if isnan(silhouette):
        return ""
    if silhouette > STRONG:
        return "clearly distinct"
    if silhouette > REASONABLE:
        return "fairly distinct"
    return "overlapping" if silhouette > WEAK else "not distinct"


def seeks_groups(options: ClusterOptions) -> bool:
    """Whether clusters that are no natural groups are turned down.

    Only the rules that go by the silhouette ask for natural groups. The other rules split a list into parts, as the recipes do that
    are known for them; a verdict says what the parts are worth. A model that finds the number by itself has its own idea
    of a group, which a silhouette does not measure.
    """
    return options.choose_k in ("silhouette", "silhouette and elbow") and not MODELS[options.model].finds_k


def are_natural(customers: int, quality: Quality, stability: Stability | None) -> bool:
    """Whether clusters are more than a list cut into parts.

    They are where the silhouette is above `REASONABLE`; where it is above `WEAK` and the clusters hardly change when
    they are made anew, of `ENOUGH` customers; and where it is lower but they come back as they were, as clusters of many columns do. Where too
    few customers make it impossible to make them anew, only a reasonable silhouette counts.
    """
    if not quality.silhouette <= REASONABLE:
        return not isnan(quality.silhouette)
    if stability is None:
        return customers >= FEWEST and quality.silhouette > WEAK
    if stability.badge == "stable":
        return True
    return stability.badge == "fair" and quality.silhouette > WEAK and customers >= ENOUGH

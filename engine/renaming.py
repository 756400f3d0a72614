"""Names that the user gives to clusters of an analysis, and how they survive the next one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engine.analysis import Analysis
from engine.clustering import given_names as names
from engine.clustering.given_names import GivenName


def rename_cluster(analysis: Analysis, cluster: int, name: str) -> Analysis:
    """The analysis with another name for a cluster, on every page and in the workbook; blank restores the automatic one.

    Raises OptionError where the name is too long or another cluster of the segment bears it. Cost: none to speak of.
    """
    return replace(analysis, segmentation=names.rename(analysis.segmentation, cluster, name))


def given_names(analysis: Analysis) -> tuple[GivenName, ...]:
    """Every name that the user gave, with the ids of the customers it was given to: what is kept between runs."""
    return names.given_names(analysis.segmentation, analysis.dataset)


def with_names(analysis: Analysis, given: Iterable[GivenName]) -> Analysis:
    """The analysis with the names that the user gave earlier, wherever a cluster holds mostly the same customers."""
    return replace(analysis, segmentation=names.carry_names(analysis.segmentation, analysis.dataset, given))

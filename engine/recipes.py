"""Recipes: named methods, and what they become on the data at hand."""

from __future__ import annotations

import difflib
from dataclasses import replace

from engine.dataset import Dataset
from engine.errors import OptionError
from engine.options import Options
from engine.roles import Role

LEAST_COVERED = 0.5
"""Share of the lines whose product must have a category before customers are grouped by category."""


def resolve(options: Options, dataset: Dataset) -> Options:
    """Options without "auto", with the level and the segment columns that this data has.

    Raises OptionError where a level or a segment column was asked for that the data does not have. Segment columns left
    at their default are used as far as they exist.
    """
    level = options.clustering.level
    recipe = options.recipe
    if recipe == "auto":
        level, recipe = next(
            ((found, "category basket") for found in (level, "l2_category", "l3_category") if _covered(dataset, found)),
            (level, "buying behaviour"),
        )
    elif recipe == "category basket" and level not in dataset.products.columns:
        raise OptionError(
            f"The category basket needs a column for {Role(level).label}, and no file has one.",
            "Choose the recipe “buying behaviour”, or give a product list with categories.",
        )
    clustering = replace(options.clustering, level=level)
    return replace(options, recipe=recipe, clustering=clustering, segment_by=_segment_columns(options, dataset))


def _covered(dataset: Dataset, level: str) -> bool:
    if level not in dataset.products.columns:
        return False
    known = (dataset.products[level].fillna("").astype(str) != "").to_numpy()
    return bool(known[dataset.lines.product].mean() >= LEAST_COVERED)


def _segment_columns(options: Options, dataset: Dataset) -> tuple[str, ...]:
    by_name = {str(column).casefold(): str(column) for column in dataset.customers.columns}
    if options.segment_by == Options().segment_by:
        return tuple(by_name[name] for name in options.segment_by if name in by_name)
    for name in options.segment_by:
        if name.casefold() not in by_name:
            close = difflib.get_close_matches(name.casefold(), by_name, n=1)
            hint = f"Did you mean “{by_name[close[0]]}”?" if close else f"There are: {', '.join(by_name.values())}."
            raise OptionError(f"Customers have no column “{name}” to make segments of.", hint)
    return tuple(by_name[name.casefold()] for name in options.segment_by)

"""Recipes: named methods, and what they become on the data at hand."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.dataset import Dataset
from engine.errors import OptionError
from engine.options import Options
from engine.options.all_options import Recipe
from engine.options.clustering import Rule
from engine.options.describing import Behaviour, Family, Level, Measure
from engine.roles import Role

LEAST_COVERED = 0.5
"""Share of the lines whose product must have a category before customers are grouped by category."""


@dataclass(frozen=True, slots=True)
class Method:
    """What a recipe does where the options leave it open; fields as in FeatureOptions and ClusterOptions."""

    families: tuple[Family, ...]
    choose_k: Rule
    most_clusters: int
    fewest_customers: int
    levels: tuple[Level, ...] = ("l2_category",)
    measure: Measure = "log quantity"
    behaviours: tuple[Behaviour, ...] = ()


RECIPES: Mapping[Recipe, Method] = {
    "category basket": Method(("category mix",), "square root", most_clusters=4, fewest_customers=3),
    "category basket, shares": Method(
        ("category mix", "buying behaviour"),
        "elbow",
        most_clusters=8,
        fewest_customers=6,
        levels=("l2_category", "brand", "functionality"),
        measure="share",
        behaviours=("recency", "orders", "spend"),
    ),
    "buying behaviour": Method(
        ("buying behaviour",),
        "silhouette and elbow",
        most_clusters=8,
        fewest_customers=6,
        behaviours=("orders", "spend", "ticket size", "products", "recency", "tenure", "weight", "spend per weight"),
    ),
    "customer profile": Method(("customer profile",), "elbow", most_clusters=8, fewest_customers=6),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """The recipe that fits the data, the level of its category mix, and why, in a sentence."""

    recipe: Recipe
    levels: tuple[str, ...]
    why: str


def propose(dataset: Dataset) -> Proposal:
    """The recipe for these data: the list of customers, where there are no lines; else by category where most lines have one."""
    if not dataset.has_lines:
        return Proposal(
            "customer profile",
            (),
            "The files list customers without invoice lines, so they are compared by who they are.",
        )
    for level in ("l2_category", "l3_category"):
        if _covered(dataset, level):
            return Proposal(
                "category basket",
                (level,),
                "Products have categories, so customers are compared by what they buy of each.",
            )
    return Proposal("buying behaviour", (), "Products have no categories, so customers are compared by how they buy.")


def resolve(options: Options, dataset: Dataset) -> Options:
    """Options without "auto", with the levels and the segment columns that this data has.

    Raises OptionError where a recipe, a level or a segment column was asked for that the data cannot serve. Levels and
    segment columns that are left to the recipe or at their default are used as far as they exist.
    """
    asked, recipe = options.features, options.recipe
    proposal = propose(dataset)
    if recipe == "auto":
        recipe = "category basket" if _has_levels(dataset, asked.levels) else proposal.recipe
    method = RECIPES[recipe]
    families = asked.families or method.families
    _check_families(families, dataset)
    levels = asked.levels or tuple(level for level in method.levels if level in dataset.products.columns)
    if not asked.levels and recipe == "category basket" and proposal.recipe == recipe:
        levels = proposal.levels
    if "category mix" in families:
        _check_levels(levels or method.levels, dataset)
    features = replace(
        asked,
        families=families,
        levels=levels,
        measure=method.measure if asked.measure == "auto" else asked.measure,
        behaviours=asked.behaviours or method.behaviours or RECIPES["buying behaviour"].behaviours,
    )
    given = options.clustering
    clustering = replace(
        given,
        choose_k=method.choose_k if given.choose_k == "auto" else given.choose_k,
        most_clusters=given.most_clusters or method.most_clusters,
        fewest_customers=given.fewest_customers or method.fewest_customers,
    )
    return replace(
        options, recipe=recipe, features=features, clustering=clustering, segment_by=_segment_columns(options, dataset)
    )


def _has_levels(dataset: Dataset, levels: tuple[str, ...]) -> bool:
    return bool(levels) and dataset.has_lines and all(_covered(dataset, level) for level in levels)


def _covered(dataset: Dataset, level: str) -> bool:
    if level not in dataset.products.columns:
        return False
    known = (dataset.products[level].fillna("").astype(str) != "").to_numpy()
    return bool(known[dataset.lines.product].mean() >= LEAST_COVERED)


def _check_families(families: tuple[str, ...], dataset: Dataset) -> None:
    if not dataset.has_lines and set(families) != {"customer profile"}:
        raise OptionError(
            "The files list customers but hold no invoice lines, so what they buy is not known.",
            "Choose the recipe “customer profile”, or open the list together with an export of invoice lines.",
        )
    own = [column for column in dataset.customers.columns if column not in ("customer_id", "customer_name")]
    if "customer profile" in families and not own:
        raise OptionError(
            "The customer profile needs a list of customers with columns that describe them, and there is none.",
            "Open the list of customers together with the invoice lines, or choose another recipe.",
        )


def _check_levels(levels: tuple[str, ...], dataset: Dataset) -> None:
    for level in levels:
        if level not in dataset.products.columns:
            raise OptionError(
                f"The category basket needs a column for {Role(level).label}, and no file has one.",
                "Choose the recipe “buying behaviour”, or give a product list with categories.",
            )


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

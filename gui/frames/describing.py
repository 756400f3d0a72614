"""What customers are compared by, as lists to tick and a tree of columns; and what the user made of them as options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from itertools import pairwise
from math import isfinite
from typing import TYPE_CHECKING

from engine import FeatureOptions, OptionError, Options, options_from_mapping
from gui.frames.options import WORDS
from gui.widgets.treatment_tree import Treated, as_text, numbers_in

if TYPE_CHECKING:
    from engine import ColumnTreatment, Dataset

TICKED = {"families": "Compare customers by", "levels": "The category mix counts", "behaviours": "Buying behaviour is"}
USES = {
    "scale": "A number",
    "bands": "Bands",
    "equal groups": "Groups of equal size",
    "categories": "Categories",
    "ordered": "Steps in order",
    "age": "Age by generation",
    "tenure": "Days since then",
    "education": "Education",
    "marital status": "Marital status",
    "yes or no": "Yes or no",
    "profile only": "Shown, not compared",
    "leave out": "Left out",
}
NOT_NUMBERS = "The bands of “{column}” must begin at numbers, each larger than the one before."
AS_IN = "Write them in rising order, as in 25000 40000 60000."


def entries(name: str, dataset: Dataset) -> list[tuple[str, str]]:
    """(value, words) of what a list of `FeatureOptions` can hold, as far as the data have it."""
    choices: Sequence[str] = next(f.metadata["each"] for f in fields(FeatureOptions) if f.name == name)
    if name != "families" and not dataset.has_lines:
        return []
    if name == "levels":
        choices = [choice for choice in choices if choice in dataset.products.columns]
    return [(choice, WORDS.get(choice, choice.capitalize())) for choice in choices]


def treated(treatments: Sequence[ColumnTreatment]) -> list[Treated]:
    return [
        Treated(
            column=one.column,
            used=one.used,
            choices=tuple((use, _use(use, one.proposed)) for use in one.possible),
            edges=as_text(one.edges),
            why=" ".join(filter(None, (one.why, one.note))),
            values=tuple((group.value, group.group, group.customers) for group in one.groups),
        )
        for one in treatments
    ]


def _use(use: str, proposed: str) -> str:
    return f"{USES[use]} (proposed)" if use == proposed else USES[use]


def with_ticks(given: Options, shown: FeatureOptions, ticked: Mapping[str, list[str]]) -> Options:
    """`given` with the lists that differ from those `shown`; an untouched list stays with the recipe."""
    changed = {name: keys for name, keys in ticked.items() if tuple(keys) != getattr(shown, name)}
    return options_from_mapping({"features": changed}, given)


def with_columns(
    given: Options, uses: Mapping[str, str], edges: Mapping[str, str], groups: Mapping[str, Mapping[str, str]]
) -> Options:
    """`given` with what the user changed of single columns; a column whose bands are emptied has those proposed again.

    Raises OptionError where bands are no numbers in rising order.
    """
    now = given.features
    numbers = {**now.edges, **{column: _numbers(column, text) for column, text in edges.items()}}
    changed = {
        "columns": {**now.columns, **uses},
        "edges": {column: found for column, found in numbers.items() if found},
        "groups": {**now.groups, **{column: {**now.groups.get(column, {}), **own} for column, own in groups.items()}},
    }
    return options_from_mapping({"features": changed}, given)


def _numbers(column: str, text: str) -> tuple[float, ...]:
    found = numbers_in(text)
    if found is None or not all(map(isfinite, found)) or any(b <= a for a, b in pairwise(found)):
        raise OptionError(NOT_NUMBERS.format(column=column), AS_IN)
    return found


def as_proposed(options: Options) -> Options:
    """`options` with nothing said of what describes customers."""
    default = FeatureOptions()
    features = replace(default, measure=options.features.measure, extremes=options.features.extremes)
    return replace(options, features=features)

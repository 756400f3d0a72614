"""The options of a run as fields of a form, and the form's values as options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from engine import Options, options_from_mapping
from gui.counting import counted
from gui.frames.customers import NAMED
from gui.widgets.options_form import Field, Value

if TYPE_CHECKING:
    from engine import Dataset

TITLES = {
    "features.measure": "&Measure",
    "features.extremes": "E&xtreme customers",
    "clustering.model": "Mode&l",
    "clustering.choose_k": "Number of clusters (&k)",
    "clustering.most_clusters": "Most cl&usters",
    "clustering.fewest_customers": "Fe&west customers",
    "clustering.elbow": "Elbow t&hreshold",
    "clustering.resamples": "Resamples",
    "clustering.seed": "Random &seed",
    "associating.basket": "Baskets",
    "associating.level": "Rules about",
    "associating.least_support": "Least support",
    "associating.least_count": "Least baskets",
    "associating.least_confidence": "Least confidence",
    "associating.longest": "Longest rule",
    "associating.false_discovery": "Chance allowed",
    "associating.drop_variants": "Without variants",
    "associating.half_life": "Half-life of baskets",
    "associating.most_rules": "Rules listed",
    "associating.most_targets": "Customers listed",
    "recommending.per_customer": "&Recommendations",
    "recommending.per_play": "Of each other play",
    "recommending.per_rep": "For each rep",
    "recommending.lapsed_after": "Lapsed after",
    "recommending.spend_gap": "Spend gap",
    "recommending.method": "Ranked by",
    "recommending.prove": "Proven by each run",
    "recommending.half_life": "Half-life of purchases",
    "recommending.ridge": "Ridge",
    "recommending.momentum_days": "Days of momentum",
    "recommending.momentum": "Momentum",
    "recommending.prior": "Wei&ght of the ring",
    "recommending.fewest_peers": "Fewest peers",
    "recommending.per_category": "Most of one category",
    "recommending.value_cap": "&Value cap",
    "recommending.named_peers": "&Named peers",
    "recommending.discontinued_after": "Discontinued after",
    "reading.decimal": "Decimal s&ign",
    "reading.day_order": "Da&y order",
    "reading.encoding": "&Encoding",
    "reading.separator": "Se&parator",
    "reading.returns": "Re&turns",
    "reading.credit_notes": "&Credit notes",
    "reading.cancellations": "C&ancellations",
    "reading.free_goods": "&Free goods",
    "reading.duplicates": "&Duplicates",
    "reading.fold_ids": "F&old case of ids",
    "reading.laid_across": "Ta&bles laid across",
}
"""Every option that the window can set, beside the recipe and the segments, in the order shown."""

WORDS = {
    "auto": "Automatic",
    "l2_category": "L2 category",
    "l3_category": "L3 category",
    "product_id": "Product",
    "log quantity": "Quantity, log scale",
    "l3": "L3 categories",
    "l2": "L2 categories",
    "brand": "Brands",
    "product": "Products",
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1252": "Western (Windows-1252)",
    "cp1250": "Central European (Windows-1250)",
    "cp1251": "Cyrillic (Windows-1251)",
    "cp437": "DOS, American (437)",
    "cp850": "DOS, Western (850)",
    "cp852": "DOS, Central European (852)",
    "cp866": "DOS, Cyrillic (866)",
    "mac-roman": "Mac Roman",
    "iso8859-15": "Western (ISO 8859-15)",
}
PERCENTS = (
    "recommending.value_cap",
    "recommending.spend_gap",
    "clustering.elbow",
    "associating.least_support",
    "associating.least_confidence",
    "associating.false_discovery",
)
YES, NO = "yes", "no"
FEW = 5
"""Customers in a segment, below which peers are too few to rely on."""


def option_fields(options: Options) -> list[Field]:
    """A field for each option."""
    return [_field(name, options) for name in TITLES]


def option_values(options: Options) -> dict[str, Value]:
    return {name: _shown(_leaf(options, name)[1]) for name in TITLES}


def with_values(options: Options, values: Mapping[str, Value]) -> Options:
    """`options` with the values of the form."""
    groups: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        group, key = name.split(".")
        is_switch = isinstance(_leaf(options, name)[1], bool)
        groups.setdefault(group, {})[key] = value == YES if is_switch else value
    return options_from_mapping(groups, options)


def _field(name: str, options: Options) -> Field:
    metadata, value = _leaf(options, name)
    choices = (NO, YES) if isinstance(value, bool) else metadata["choices"]
    return Field(
        name,
        TITLES[name],
        metadata["sentence"],
        _kind(name, _shown(value)),
        _shown(value),
        tuple((choice, WORDS.get(choice, choice.capitalize())) for choice in choices),
        metadata.get("least") or 0,
        metadata.get("most") or 0,
    )


def _shown(value: Any) -> Value:
    """A value as its editor holds it: yes or no are words."""
    if isinstance(value, bool):
        return YES if value else NO
    shown: Value = value
    return shown


def _kind(name: str, value: Value) -> Any:
    return "percent" if name in PERCENTS else {str: "choice", int: "whole", float: "number"}[type(value)]


def _leaf(options: Options, name: str) -> tuple[Mapping[str, Any], Any]:
    group, key = name.split(".")
    record = getattr(options, group)
    return next(field.metadata for field in fields(record) if field.name == key), getattr(record, key)


def column_entries(alone: Mapping[str, int], chosen: tuple[str, ...]) -> list[tuple[str, str]]:
    """(column, words) for each column that could split the customers, “Region (4)”, and those chosen already."""
    names = [*alone, *(name for name in chosen if name not in alone)]
    return [(name, NAMED.get(name, name) + (f" ({alone[name]:,})" if name in alone else "")) for name in names]


def columns_in_use(options: Options, dataset: Dataset) -> tuple[str, ...]:
    """The customer columns that `options` split by, as far as they exist."""
    wanted = {name.casefold() for name in options.segment_by}
    return tuple(str(name) for name in dataset.customers.columns if str(name).casefold() in wanted)


def split_by(options: Options, dataset: Dataset, columns: tuple[str, ...]) -> Options:
    """`options` with these segment columns; the default where they are just what it makes of this dataset."""
    default = Options().segment_by
    as_default = columns == columns_in_use(Options(), dataset)
    return options_from_mapping({"segment_by": default if as_default else columns}, options)


def segments_sentence(segments: int, customers: int) -> str:
    """“83 segments, about 15 customers in each.”, of those that buy."""
    if segments < 2:
        return "1 segment: all customers together."
    on_average = max(round(customers / segments), 1)
    few = " Customers with few peers get few good offers." if on_average < FEW else ""
    return f"{counted(segments, 'segment')}, about {counted(on_average, 'customer')} in each.{few}"

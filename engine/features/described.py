"""What became of one column of the list of customers: its attributes, and what of it can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.errors import OptionError
from engine.features.customer_columns import CustomerColumn
from engine.features.features import Attribute, Feature
from engine.features.foldings import ValueGroup
from engine.options import FeatureOptions
from engine.options.describing import Family

FAMILY: Family = "customer profile"
MISMATCH = 1 / np.sqrt(2.0)
"""What a one of a category weighs: two customers of different groups are then 1 apart."""
RANGE = (0.01, 0.99)
"""The quantiles between which a number goes from 0 to 1: a slip such as an income of 666,666 is no end of its range."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a column is described by: the options, and the data's own last day (None where no date is known)."""

    options: FeatureOptions
    last_day: np.datetime64 | None


@dataclass(frozen=True, eq=False, slots=True)
class Described:
    """What became of a column.

    attributes  one or two: a number and its bands, or a group
    features, plain, scaled  what can be compared of it, one column each; see `Block`
    groups      which value counts as which group, or the bands with their customers;  edges  where bands begin
    how         a sentence on how it is compared; "" where there is nothing to say
    """

    attributes: tuple[Attribute, ...]
    features: tuple[Feature, ...]
    plain: NDArray[np.float64]
    scaled: NDArray[np.float64]
    groups: tuple[ValueGroup, ...] = ()
    edges: tuple[float, ...] = ()
    how: str = ""


def number(attribute: Attribute, *, log: bool = False) -> Described:
    """A number by its place in its usual range; an unknown one gets the median for comparing only."""
    plain = with_median(attribute.values)
    scaled = in_usual_range(np.log1p(plain) if log else plain)
    feature = Feature(attribute.name, FAMILY, attribute.unit, attribute.name, standardise=False)
    how = "Compared on a log scale, as a few values are far above the others." if log else ""
    return Described((attribute,), (feature,), plain[:, None], scaled[:, None], how=how)


def bands_of(measured: Attribute, bands: Attribute, edges: tuple[float, ...] = ()) -> Described:
    """A number by its bands: shown as the number, compared by the position of the band from 0 to 1."""
    feature = Feature(measured.name, FAMILY, measured.unit, bands.name, standardise=False)
    known = bands.values[~np.isnan(bands.values)].astype(np.int64)
    sizes = np.bincount(known, minlength=len(bands.labels)).tolist()
    groups = tuple(ValueGroup(label, label, size) for label, size in zip(bands.labels, sizes, strict=True))
    plain = with_median(measured.values)[:, None]
    return Described((measured, bands), (feature,), plain, _from_0_to_1(bands)[:, None], groups, edges)


def levels(attribute: Attribute, groups: tuple[ValueGroup, ...]) -> Described:
    """Groups with an order: shown as levels from 1, compared by their position from 0 to 1."""
    feature = Feature(attribute.name, FAMILY, "", attribute.name, standardise=False)
    plain = with_median(attribute.values + 1.0)[:, None]
    return Described((attribute,), (feature,), plain, _from_0_to_1(attribute)[:, None], groups)


def one_hot(attribute: Attribute, groups: tuple[ValueGroup, ...]) -> Described:
    """One column per group, shown as 0 and 100 %, so that a mean is a share; 0 in all where the group is unknown."""
    belongs = (attribute.values[:, None] == np.arange(len(attribute.labels))).astype(np.float64)
    names = [f"{attribute.name}: {label}" for label in attribute.labels]
    features = tuple(Feature(name, FAMILY, "%", attribute.name, standardise=False) for name in names)
    return Described((attribute,), features, 100.0 * belongs, MISMATCH * belongs, groups)


def yes_no(attribute: Attribute, groups: tuple[ValueGroup, ...]) -> Described:
    """One column, shown as 0 and 100 %; the more frequent answer where it is unknown."""
    says_yes = with_median(attribute.values)[:, None]
    feature = Feature(attribute.name, FAMILY, "%", attribute.name, standardise=False)
    return Described((attribute,), (feature,), 100.0 * says_yes, says_yes, groups)


def with_median(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Unknown values replaced by the (lower) median of the known ones; 0 where none is known."""
    known = values[~np.isnan(values)]
    middle = float(np.quantile(known, 0.5, method="lower")) if len(known) else 0.0
    return np.where(np.isnan(values), middle, values)


def in_usual_range(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """0 at the first percentile and 1 at the last; at the least and the most where these are one; 0 where all are."""
    if not len(values):
        return values
    low, high = np.quantile(values, RANGE)
    if low == high:
        low, high = values.min(), values.max()
    return (values - low) / (high - low) if high > low else np.zeros(len(values))


def joined(sentences: Sequence[str]) -> str:
    """The sentences that say something, one after the other."""
    return " ".join(sentence for sentence in sentences if sentence)


def refusal(column: CustomerColumn, treatment: str, wanted: str) -> OptionError:
    """The error that says why a column cannot be used so."""
    return OptionError(
        f"The column “{column.header}” of the list of customers does not hold {wanted}, so it cannot be used as “{treatment}”.",
        "Use it as “categories”, “profile only” or “leave out”.",
    )


def _from_0_to_1(attribute: Attribute) -> NDArray[np.float64]:
    return with_median(attribute.values) / max(len(attribute.labels) - 1, 1)

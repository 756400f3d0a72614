"""Customer columns that measure: numbers as they are or in bands, and dates as days since then."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.counting import counted, verb
from engine.features.bands import band_labels, band_of, checked_edges, equal_edges, income_edges, round_edges
from engine.features.customer_columns import CustomerColumn
from engine.features.described import FAMILY, Described, Setting, bands_of, joined, number, refusal
from engine.features.features import Attribute

_SKEWED = 0.3
_FAR = 10.0


def scale(column: CustomerColumn, _: Setting) -> Described:
    """The number, by its log where it is skewed."""
    values = _numbers(column, "scale")
    note = not_read(column, values)
    return number(Attribute(column.name, FAMILY, "", values, note=note, source=column.header), log=is_skewed(values))


def tenure(column: CustomerColumn, setting: Setting) -> Described:
    """Days from each date to the last day of the data, negative for dates that lie ahead."""
    if not column.is_day:
        raise refusal(column, "tenure", "dates")
    days = column.days
    last = setting.last_day if setting.last_day is not None else days[~np.isnat(days)].max()
    values = np.where(np.isnat(days), np.nan, (last - days).astype(np.float64))
    in_doubt = "" if column.days_of_texts.decided else "Read with the day first, which nothing in the column proves."
    note = joined([f"Counted in days up to {last}, the last day of the data.", not_read(column, values), in_doubt])
    return number(Attribute(f"Days since {column.name}", FAMILY, "days", values, note=note, source=column.header))


def bands(column: CustomerColumn, setting: Setting) -> Described:
    """The number in bands with round edges, or those that the user gave."""
    values = _numbers(column, "bands")
    proposed = income_edges if "income" in column.ideas else round_edges
    return in_bands(column, values, _edges(column, setting, proposed(values)))


def equal_groups(column: CustomerColumn, setting: Setting) -> Described:
    """The number in bands that hold a quarter of the customers each."""
    values = _numbers(column, "equal groups")
    return in_bands(column, values, _edges(column, setting, equal_edges(values)))


def in_bands(
    column: CustomerColumn, values: NDArray[np.float64], edges: tuple[float, ...], unit: str = "", note: str = ""
) -> Described:
    """A number and its bands; `note` where it was said already which values are not believed."""
    labels = band_labels(edges)
    said = joined([note or not_read(column, values), _far_above(values, labels[-1])])
    measured = Attribute(column.name, FAMILY, unit, values, note=said, source=column.header)
    name = f"{column.name}, in bands"
    return bands_of(
        measured, Attribute(name, FAMILY, "", band_of(values, edges), labels, True, said, column.header), edges
    )


def not_read(column: CustomerColumn, values: NDArray[np.float64]) -> str:
    """How many cells hold something that is no number or date."""
    count = int((np.isnan(values) & (column.codes >= 0)).sum())
    return (
        f"{counted(count, 'value')} could not be read and {verb(count, 'is', 'are')} taken for unknown."
        if count
        else ""
    )


def is_skewed(values: NDArray[np.float64]) -> bool:
    """Kelly's skewness (1923) of the 10th, 50th and 90th percentile, which one slip does not move; never below 0."""
    known = values[~np.isnan(values)]
    if not len(known) or known.min() < 0:
        return False
    low, middle, high = np.quantile(known, (0.1, 0.5, 0.9))
    return bool(high + low - 2 * middle > _SKEWED * (high - low))


def _numbers(column: CustomerColumn, treatment: str) -> NDArray[np.float64]:
    if not column.is_number:
        raise refusal(column, treatment, "numbers")
    return column.numbers


def _edges(column: CustomerColumn, setting: Setting, proposed: tuple[float, ...]) -> tuple[float, ...]:
    given = setting.options.edges.get(column.header)
    return proposed if given is None else checked_edges(column.header, given)


def _far_above(values: NDArray[np.float64], label: str) -> str:
    """Values far above all others, which the last band takes in."""
    known = values[~np.isnan(values)]
    middle, high = np.quantile(known, (0.5, 0.9)) if len(known) else (0.0, 0.0)
    far = known[known > middle + _FAR * (high - middle)] if high > middle else known[:0]
    if not len(far):
        return ""
    return f"{counted(len(far), 'value')} far above the others ({far.max():,.0f}) {verb(len(far), 'counts', 'count')} as “{label}”."

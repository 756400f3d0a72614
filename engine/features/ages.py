"""Customer columns that tell an age: generations by birth year, and who is too old to be believed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.counting import counted, verb
from engine.features.bands import AGE_EDGES, checked_edges
from engine.features.customer_columns import CustomerColumn
from engine.features.described import FAMILY, Described, Setting, bands_of, joined, refusal
from engine.features.features import Attribute
from engine.features.foldings import listing
from engine.features.measured_columns import in_bands, not_read

GENERATIONS = ("Silent Generation", "Boomers", "Generation X", "Millennials", "Generation Z")
GENERATIONS_BEGIN = (1946.0, 1965.0, 1981.0, 1997.0)
"""First birth years of the generations after the first (Pew Research Center 2019)."""

OLDEST = 100
"""Years; nobody older is believed."""
_NO_AGE = 150.0
"""A number up to this is an age, a larger one a birth year."""


def age(column: CustomerColumn, setting: Setting) -> Described:
    """Birth years, birth dates or ages by generation, as of the year of the data's last day.

    Ages are in bands where no date tells the year of the data, and where the user gave edges. Without such a year
    the youngest customer stands for it, and the birth years are shown.
    """
    if not (column.is_number or column.is_day):
        raise refusal(column, "age", "ages, birth years or birth dates")
    given = _birth_years(column) if column.is_day else column.numbers
    are_ages = not column.is_day and float(np.nanmedian(given)) <= _NO_AGE
    year = _year(setting)
    against = year if year is not None else float(np.nanmax(given))
    ages = given if are_ages else against - given
    believed = (ages >= 0) & (ages <= OLDEST)
    ages = np.where(believed, ages, np.nan)
    note = joined([_not_believed(column, given, believed), not_read(column, given)])
    edges = setting.options.edges.get(column.header)
    if (edges is not None and year is not None) or (are_ages and year is None):
        return in_bands(column, ages, checked_edges(column.header, edges or AGE_EDGES), "years", note)
    born = np.where(believed, (against - given) if are_ages else given, np.nan)
    shown = ("Birth year", "", born) if year is None else ("Age", "years", ages)
    measured = Attribute(shown[0], FAMILY, shown[1], shown[2], note=note, source=column.header)
    return bands_of(measured, _generation(born, note, column.header))


def _generation(born: NDArray[np.float64], note: str, header: str) -> Attribute:
    """The generations from the first to the last that have customers."""
    at = np.where(np.isnan(born), np.nan, np.searchsorted(GENERATIONS_BEGIN, born, side="right"))
    known = at[~np.isnan(at)]
    first, last = (int(known.min()), int(known.max())) if len(known) else (0, 0)
    return Attribute("Generation", FAMILY, "", at - first, GENERATIONS[first : last + 1], True, note, header)


def _birth_years(column: CustomerColumn) -> NDArray[np.float64]:
    days = column.days
    return np.where(np.isnat(days), np.nan, days.astype("datetime64[Y]").astype(np.float64) + 1970.0)


def _year(setting: Setting) -> float | None:
    return None if setting.last_day is None else float(setting.last_day.astype("datetime64[Y]").astype(np.int64) + 1970)


def _not_believed(column: CustomerColumn, given: NDArray[np.float64], believed: NDArray[np.bool_]) -> str:
    refused = given[~believed & ~np.isnan(given)]
    if not len(refused):
        return ""
    shown = listing([f"{value:.0f}" for value in np.unique(refused)], most=3)
    count = len(refused)
    return (
        f"{counted(count, 'value')} of {column.name} ({shown}) {verb(count, 'is', 'are')} not plausible, as no customer "
        f"is younger than 0 or older than {OLDEST} years: taken for unknown."
    )

"""Numbers and texts as every page writes them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MOST_DAYS, MOST_WEEKS = 14, 9
"""An interval is told in days below so many days, in weeks below so many weeks, and in months beyond."""


def figure(value: float) -> str:
    """A figure to read: whole from 100 on, one decimal below, "" where unknown."""
    if not math.isfinite(value):
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 or value == round(value) else f"{value:,.1f}"


def about(value: float) -> str:
    """Whole, with three digits that count: 186,204 → “186,000”."""
    if not math.isfinite(value) or value == 0:
        return "0"
    return f"{round(value, min(2 - math.floor(math.log10(abs(value))), 0)):,.0f}"


def about_money(value: float) -> str:
    """The value of a single offer, which is never nothing: “about 94”, “under 1”."""
    return "under 1" if 0 < value < 0.5 else f"about {about(value)}"


def share(value: float) -> str:
    """“48 %”, “under 1 %”."""
    return f"{value:.0%}".replace("%", " %") if value >= 0.01 or value <= 0 else "under 1 %"


def text_array(series: pd.Series) -> NDArray[np.object_]:
    """A column of a frame as text, "" where it is blank."""
    if hasattr(series.dtype, "categories"):
        known = np.array([*map(str, series.dtype.categories), ""], dtype=object)
        coded: NDArray[np.object_] = known[series.cat.codes.to_numpy()]
        return coded
    blank = series.isna().to_numpy()
    texts = np.array(series.astype(str), dtype=object)
    texts[blank] = ""
    return texts


def only_selected(count: int) -> str:
    """The words of a chip that limits a table to the selection."""
    return f"Only the {count:,} selected" if count != 1 else "Only the one selected"


def spoken_day(day: np.datetime64) -> str:
    """“12 May 2024”: as it is said, and the same whatever the system’s language."""
    year, month, of_month = str(day.astype("datetime64[D]")).rsplit("-", 2)
    return f"{int(of_month)} {MONTHS[int(month) - 1]} {year}"


def spoken_interval(days: float) -> str:
    """“every 9 days”, “every 3 weeks”, “every 5 months”: no closer than anybody would say it."""
    if days < MOST_DAYS:
        return _every(max(round(days), 1), "day")
    return _every(round(days / 7), "week") if days < MOST_WEEKS * 7 else _every(round(days * 12 / 365.25), "month")


def _every(count: int, unit: str) -> str:
    return f"every {unit}" if count == 1 else f"every {count} {unit}s"

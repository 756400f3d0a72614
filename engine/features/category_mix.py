"""Category mix: how much each customer buys of each product category."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from engine.counting import counted
from engine.dataset import Dataset, codes_of
from engine.errors import OptionError
from engine.features.blocks import Block
from engine.features.features import Attribute, Feature
from engine.market_baskets import MarketBaskets
from engine.options import FeatureOptions
from engine.options.describing import Family
from engine.roles import Role
from engine.totals import total_by

FAMILY: Family = "category mix"
MOST_COLUMNS = 200
"""Categories of one level that are compared one by one; the others are added up."""

_WORDS = {
    "l2_category": ("category", "categories"),
    "l3_category": ("category", "categories"),
    "brand": ("brand", "brands"),
    "functionality": ("functionality", "functionalities"),
    "product_id": ("product", "products"),
}
_UNITS = {"spend": "", "share": "%", "square-root share": "%"}


def category_mix(dataset: Dataset, baskets: MarketBaskets, options: FeatureOptions) -> Block:
    """The pivot customer × category, returns netted, at each of `options.levels`, in the measure of the options.

    quantity, log quantity      `plain` are quantities; `scaled` the same, or log(1 + quantity)
    spend                       both are money
    share, square-root share    `plain` are percent of all that the customer bought at that level (in quantity, what it
                                returned more than bought counted as 0; all 0 where nothing is left), `scaled` the
                                share from 0 to 1, to be standardised, or its root (the Hellinger distance, Legendre and Gallagher 2001)
    Log is the default because on raw quantities the bulkiest category decides alone: 500 boxes of nails outweigh
    everything else. Categories are in alphabetical order, those of the second level on under the name of their level;
    products without one count as “No category”. Past `MOST_COLUMNS` of a level, those with the most customers are
    kept and the others added up.

    Raises OptionError where spend is asked for and no money is known.
    Cost: one pass over customer × product pairs, O(customers × categories) memory: once, and once more where what is
    compared is not what is shown. Both arrays lie column by column.
    """
    amounts = _amounts(baskets, options.measure)
    pivots = [_pivot(dataset, baskets, amounts, level) for level in options.levels]
    names = tuple(
        pivot.names[i] if place == 0 else f"{_label(level)}: {pivot.names[i]}"
        for place, (level, pivot) in enumerate(zip(options.levels, pivots, strict=True))
        for i in range(len(pivot.names))
    )
    if options.measure in _UNITS and options.measure != "spend":
        for pivot in pivots:
            _into_shares(pivot.values)
    values = pivots[0].values if len(pivots) == 1 else np.hstack([pivot.values for pivot in pivots])
    plain, scaled = _measured(values, options.measure)
    unit = _UNITS.get(options.measure, "units")
    return Block(
        tuple(Feature(name, FAMILY, unit, name, standardise=options.measure == "share") for name in names),
        plain,
        scaled,
        tuple(Attribute(name, FAMILY, unit, plain[:, i]) for i, name in enumerate(names)),
        tuple(pivot.note for pivot in pivots if pivot.note),
    )


def _label(level: str) -> str:
    return "Product" if level == Role.PRODUCT_ID.value else Role(level).label


@dataclass(frozen=True, eq=False, slots=True)
class _Pivot:
    """The categories of a level and what each customer bought of them, float64 (n_customers, n_categories)."""

    names: tuple[str, ...]
    values: NDArray[np.float64]
    note: str


def _amounts(baskets: MarketBaskets, measure: str) -> NDArray[np.float64]:
    if measure != "spend":
        return baskets.quantity
    if baskets.spend is None:
        raise OptionError(
            "The category mix cannot be counted in spend: the files hold neither amounts nor prices.",
            "Choose the measure “log quantity” or “share”, or give invoice lines with amounts.",
        )
    return baskets.spend


def _pivot(dataset: Dataset, baskets: MarketBaskets, amounts: NDArray[np.float64], level: str) -> _Pivot:
    codes, names = _categories(dataset.products, level)
    category = codes[baskets.product]
    used = total_by(category, np.abs(amounts), len(names)) > 0
    kept = np.flatnonzero(used) if used.any() else np.arange(len(names))
    note, rest = "", len(kept) - MOST_COLUMNS
    if rest > 0:
        kept = _most_bought(baskets.customer, category, amounts, kept)
        many = _WORDS[level][1]
        note = (
            f"The {MOST_COLUMNS} {many} with the most customers are compared one by one; "
            f"the other {counted(rest, _WORDS[level][0], many)} are added up as “Other {many}”."
        )
    place = np.full(len(names), len(kept))
    place[kept] = np.arange(len(kept))
    width, n = len(kept) + (rest > 0), baskets.n_customers
    inside = place[category] < width
    cell = place[category[inside]] * n + baskets.customer[inside]
    values = total_by(cell, amounts[inside], n * width).reshape(width, n).T
    others = (f"Other {_WORDS[level][1]}",) if rest > 0 else ()
    return _Pivot((*(names[i] for i in kept), *others), values, note)


def _categories(products: pd.DataFrame, level: str) -> tuple[NDArray[np.int32], list[str]]:
    """The category of each product, and their names in alphabetical order. A product by its name, with its id where needed."""
    if level == Role.PRODUCT_ID.value:
        ids, named = products["product_id"].astype(str), products["product_name"].fillna("").astype(str)
        plain = (named != "") & ~named.duplicated(keep=False)
        values = named.where(plain, (named + " (" + ids + ")").where(named != "", ids))
    else:
        values = products[level].fillna("").astype(str).replace("", f"No {_WORDS[level][0]}")
    codes, names = codes_of(values)
    return codes, [str(name) for name in names]


def _most_bought(
    customer: NDArray[np.int32], category: NDArray[np.int32], amounts: NDArray[np.float64], used: NDArray[np.intp]
) -> NDArray[np.intp]:
    """The `MOST_COLUMNS` of the used categories with the most customers; where equal, the first in the alphabet."""
    n_categories = int(used.max()) + 1
    cells = pd.unique(customer[amounts > 0].astype(np.int64) * n_categories + category[amounts > 0])
    customers = np.bincount(cells % n_categories, minlength=n_categories)[used]
    return np.sort(used[np.argsort(-customers, kind="stable")[:MOST_COLUMNS]])


def _into_shares(values: NDArray[np.float64]) -> None:
    """Each row over its positive total, in place."""
    np.maximum(values, 0.0, out=values)
    total = values.sum(axis=1, keepdims=True)
    np.divide(values, total, out=values, where=total > 0)


def _measured(values: NDArray[np.float64], measure: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What is shown and what is compared."""
    match measure:
        case "log quantity":
            scaled = np.maximum(values, 0.0)
            return values, np.log1p(scaled, out=scaled)
        case "share":
            return values * 100.0, values
        case "square-root share":
            return values * 100.0, np.sqrt(values, out=values)
        case _:
            return values, values

"""Buying behaviour: how often, how much, how widely and how lately each customer buys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.features.blocks import Block
from engine.features.features import Attribute, Feature
from engine.features.figures import Figures
from engine.options import FeatureOptions
from engine.options.describing import Behaviour, Family

FAMILY: Family = "buying behaviour"
MANY_UNKNOWN = 0.1
"""A note says how many customers a figure is not known of, where they are more than this share."""

_Kind = Literal["amount", "count", "rate"]


@dataclass(frozen=True, eq=False, slots=True)
class _Figure:
    """One figure of every customer, NaN where unknown; `instead` is what unknown ones are compared by, in words too."""

    behaviour: Behaviour
    name: str
    unit: str
    kind: _Kind
    values: NDArray[np.float64]
    instead: NDArray[np.float64] | float
    instead_words: str

    @property
    def filled(self) -> NDArray[np.float64]:
        return np.where(np.isnan(self.values), self.instead, self.values)


def buying_behaviour(figures: Figures, options: FeatureOptions) -> Block:
    """All figures that the data allow as attributes; those of `options.behaviours` compared, in that order.

    `plain` are the figures; `scaled`, to be standardised inside each segment, counts and days as log(1 + x), amounts as
    log(1 + x) of hundredths of their median (so that neither the currency nor kg or g matter), negative ones as 0, and
    rates as they are. Without money, spend is quantity. A figure that is not known of a customer is NaN among the
    attributes and is compared (and `plain`) as: the days since its one order, but at least the usual gap, for days
    between orders; the longest of all, for recency; nothing, for the return rate; the median for the others.

    Source: the recency-frequency-monetary scheme of direct marketing (Hughes 1994), with what wholesalers add to it.
    Cost: O(customers).
    """
    known = {figure.behaviour: figure for figure in _figures(figures)}
    wanted = [_without_money(behaviour, known) for behaviour in options.behaviours]
    chosen = [known[behaviour] for behaviour in dict.fromkeys(wanted) if behaviour in known]
    n = len(figures.orders)
    return Block(
        tuple(Feature(figure.name, FAMILY, figure.unit, figure.name, standardise=True) for figure in chosen),
        np.column_stack([figure.filled for figure in chosen]) if chosen else np.empty((n, 0)),
        np.column_stack([_compared(figure) for figure in chosen]) if chosen else np.empty((n, 0)),
        tuple(Attribute(figure.name, FAMILY, figure.unit, figure.values) for figure in known.values()),
        tuple(note for figure in chosen if (note := _unknown(figure, figures.buys))),
    )


def _without_money(behaviour: str, known: dict[Behaviour, _Figure]) -> str:
    return "quantity" if behaviour == "spend" and "spend" not in known else behaviour


def _figures(figures: Figures) -> Iterator[_Figure]:
    """Every figure that these data allow, in the order of the screens."""
    earned_unit = "units" if figures.spend is None else ""
    yield _counted("orders", "Orders", "orders", figures.orders)
    if figures.spend is not None:
        yield _amount("spend", "Spend", "", figures.spend)
    yield _amount("quantity", "Quantity", "units", figures.quantity)
    yield _amount("ticket size", "Ticket size", earned_unit, figures.ticket_size)
    yield _counted("products", "Products", "products", figures.products)
    if figures.categories is not None:
        yield _counted("categories", "Categories", "categories", figures.categories)
    yield from _in_days(figures)
    if figures.weight is not None:
        yield _amount("weight", "Weight", figures.weight_unit, figures.weight)
    if figures.spend_per_weight is not None:
        unit = f"per {figures.weight_unit}" if figures.weight_unit else ""
        yield _amount("spend per weight", "Spend per weight", unit, figures.spend_per_weight)
    if figures.average_price is not None:
        yield _amount("average price", "Average price", "", figures.average_price)
    if figures.return_rate is not None:
        yield _Figure("return rate", "Return rate", "%", "rate", 100.0 * figures.return_rate, 0.0, "as no returns")


def _in_days(figures: Figures) -> Iterator[_Figure]:
    recency, tenure, between = figures.recency_days, figures.tenure_days, figures.days_between_orders
    if recency is None or tenure is None or between is None:
        return
    longest = float(np.nanmax(recency, initial=0.0))
    yield _Figure("recency", "Recency", "days", "count", recency, longest, "as the longest of all")
    yield _Figure("tenure", "Tenure", "days", "count", tenure, *_usual(tenure))
    gap = _usual(between)[0]
    since = np.fmax(recency, gap)
    words = f"as the days since that order, at least the usual {gap:,.0f}"
    yield _Figure("days between orders", "Days between orders", "days", "count", between, since, words)


def _counted(behaviour: Behaviour, name: str, unit: str, values: NDArray[np.int64]) -> _Figure:
    return _Figure(behaviour, name, unit, "count", values.astype(np.float64), 0.0, "as none")


def _amount(behaviour: Behaviour, name: str, unit: str, values: NDArray[np.float64]) -> _Figure:
    return _Figure(behaviour, name, unit, "amount", values, *_usual(values))


def _usual(values: NDArray[np.float64]) -> tuple[float, str]:
    """The median of the known values, 0 where none is."""
    known = values[~np.isnan(values)]
    return (float(np.median(known)) if len(known) else 0.0), "as the median of the others"


def _compared(figure: _Figure) -> NDArray[np.float64]:
    if figure.kind == "rate":
        return figure.filled / 100.0
    values = np.maximum(figure.filled, 0.0)
    if figure.kind == "amount" and values.any():
        values *= 100.0 / np.median(values[values > 0])
    return np.asarray(np.log1p(values))


def _unknown(figure: _Figure, buys: NDArray[np.bool_]) -> str:
    """A sentence where a figure is not known of many of the customers that buy."""
    unknown, customers = int(np.isnan(figure.values[buys]).sum()), int(buys.sum())
    if unknown <= MANY_UNKNOWN * customers:
        return ""
    of_customers = f"{unknown:,} of {customers:,} customers"
    if figure.behaviour == "days between orders":
        return f"{figure.name}: {of_customers} ordered only once, compared {figure.instead_words}."
    return f"{figure.name}: not known of {of_customers}, compared {figure.instead_words}."

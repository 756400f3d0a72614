"""Personas: what kind of customer each one is, by how lately, how often and how much it buys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from engine.features import Figures
from engine.options import ClusterOptions
from engine.options.persona_scheme import BEST, PersonaRule, persona_rules

FEWEST = 5
"""Under so many customers the smallest and the largest figure need not be 1 and 5: there are no fifths."""


@dataclass(frozen=True, slots=True)
class Persona:
    """A kind of customer: its name, what is advised, and the scores R, F, M behind it; "" and () where not known."""

    name: str = ""
    action: str = ""
    scores: tuple[int, ...] = ()


def quintiles(values: NDArray[np.float64]) -> NDArray[np.int8]:
    """A score 1 … 5 for each value, the larger the better; 0 for NaN.

    The fifth of the known values in which the middle of all equal ones stands, so that equal values score alike
    (quintiles by `pandas.qcut` fail or shift where values tie). Of five or more customers the smallest value always
    scores 1 and the largest 5, however many share it; where all are equal, all score 3.
    Cost: one sort.
    """
    scores = np.zeros(len(values), dtype=np.int8)
    known = ~np.isnan(values)
    own = values[known]
    if not len(own):
        return scores
    middle = (rankdata(own, method="average") - 0.5) / len(own)
    found = np.clip(np.ceil(BEST * middle), 1, BEST)
    if len(own) >= FEWEST and own.min() < own.max():
        found[own == own.min()], found[own == own.max()] = 1, BEST
    scores[known] = found
    return scores


def rfm_scores(figures: Figures) -> NDArray[np.int8] | None:
    """Scores of recency, frequency and spend, int8 (n_customers, 3), 1 … 5 among all that buy; 0 where not known.

    Without money, quantity stands for spend. None where dates are not known. Source: Hughes, Strategic Database
    Marketing (1994), whose scores are fifths of the customers, 5 the best.
    """
    if figures.recency_days is None or not figures.buys.any():
        return None
    measures = (-figures.recency_days, figures.orders.astype(np.float64), figures.spend_or_quantity)
    return np.column_stack([quintiles(np.where(figures.buys, values, np.nan)) for values in measures])


def personas(figures: Figures, groups: Sequence[NDArray[np.int32]], options: ClusterOptions) -> list[Persona]:
    """The persona of each group of customers: that of the medians of its members' scores, halves rounded up.

    Groups whose scores are not known have a Persona without a name.
    """
    scores = rfm_scores(figures)
    rules = persona_rules(options.personas)
    return [Persona() if scores is None else _of_group(scores[members], rules) for members in groups]


def persona_of(figures: Figures, options: ClusterOptions) -> tuple[tuple[PersonaRule, ...], NDArray[np.int32]]:
    """The scheme, and for each customer the position of its rule in it; −1 where its scores are not known."""
    rules = persona_rules(options.personas)
    scores = rfm_scores(figures)
    if scores is None:
        return rules, np.full(len(figures.orders), -1, dtype=np.int32)
    return rules, _table(rules)[tuple(scores.T)]


def _of_group(scores: NDArray[np.int8], rules: tuple[PersonaRule, ...]) -> Persona:
    known = scores[(scores > 0).all(axis=1)]
    if not len(known):
        return Persona()
    middle = np.floor(np.median(known, axis=0) + 0.5).astype(int)
    rule = rules[_table(rules)[tuple(middle)]]
    return Persona(rule.name, rule.action, tuple(middle.tolist()))


def _table(rules: tuple[PersonaRule, ...]) -> NDArray[np.int32]:
    """Position of the first rule that fits, for every combination of scores; −1 where one of them is 0."""
    table = np.full((BEST + 1,) * 3, -1, dtype=np.int32)
    for position in range(len(rules) - 1, -1, -1):
        rule = rules[position]
        cells = tuple(slice(low, high + 1) for low, high in (rule.recency, rule.frequency, rule.monetary))
        table[cells] = position
    return table

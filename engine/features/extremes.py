"""Customers far outside the usual range: found, capped so that they own no cluster, or set aside as key accounts.

What is usual of a column is judged by its values other than 0 alone: most customers buy nothing of most categories, and
with those zeros counted in, the usual range of a category would be nothing, and every one of its buyers extreme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from engine.counting import counted, verb
from engine.features.features import Feature

USUAL = 5.0
"""Robust deviations from the median within which a value is usual; of normal values one in two million is not."""
TAIL = 0.95
"""The deviation is taken from this quantile, not from the quartiles: what one buyer in ten does (the painters among the
buyers of paint) is a group to be found, no extreme. One value in twenty may be as extreme as it likes without moving it."""
FEWEST = 20
"""Values other than 0 from which it can be told what is usual."""
MOST_SET_ASIDE = 0.02
"""Share of the customers that are set aside at most, those farthest out; always at least one may be."""
REACH = 5.0
"""How many deviations from the mean of its segment a standardised value counts at most: one buyer of a category among a
thousand customers would lie 32 away, and no cap of its column changes that."""
NAMED = 5
_TAIL_IN_DEVIATIONS = float(norm.ppf(TAIL))


@dataclass(frozen=True, eq=False, slots=True)
class UsualRange:
    """The usual range of each compared column, float64 (n_features); ±inf where it cannot be told. 0 is always usual.

    middle  the median of the values other than 0
    """

    middle: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]


def usual_range(columns: Sequence[Feature], scaled: NDArray[np.float64], clustered: NDArray[np.bool_]) -> UsualRange:
    """`USUAL` robust deviations to either side of the median, each side with its own deviation.

    The deviation of a side is the distance of its `TAIL` quantile from the median, brought to the scale of a standard
    deviation: a long tail to one side stretches the range there alone (the fences of Kimber 1990 for skewed data, with
    the tail in place of the quartiles). A category with fewer than `FEWEST` buyers takes the widest range among the
    categories in the same unit, or that of all their values together where none has as many; any other such column has
    no bound.

    scaled     float64 (n_customers, n_features);  clustered  bool (n_customers), whose values are judged
    Cost: two partial sorts per column.
    """
    found = np.array([_range(scaled[clustered, i]) for i in range(len(columns))]).reshape(-1, 3)
    borrows = np.array([c.family == "category mix" and not c.standardise for c in columns], dtype=bool)
    judged = np.flatnonzero(borrows & np.isfinite(found[:, 2]))
    lent = borrows & np.isinf(found[:, 2])
    if lent.any() and len(judged):
        found[lent] = found[judged[np.argmax(found[judged, 2])]]
    elif lent.any():
        found[lent] = _range(np.concatenate([scaled[clustered, i] for i in np.flatnonzero(lent)]))
    return UsualRange(found[:, 0], found[:, 1], found[:, 2])


def _range(values: NDArray[np.float64]) -> tuple[float, float, float]:
    """Median, lower and upper bound of a column."""
    present = values[values != 0]
    if len(present) < FEWEST:
        return 0.0, -np.inf, np.inf
    low, middle = np.quantile(present, [1 - TAIL, 0.5], method="higher")
    high = np.quantile(present, TAIL, method="lower")
    lower, upper = middle - _reach(middle - low), middle + _reach(high - middle)
    with_nothing = len(present) < len(values)
    return float(middle), min(lower, 0.0) if with_nothing else lower, max(upper, 0.0) if with_nothing else upper


def _reach(distance: float) -> float:
    """How far is usual on a side whose tail is `distance` from the median; anything where the tail is at the median."""
    return USUAL * float(distance) / _TAIL_IN_DEVIATIONS if distance > 0 else np.inf


def capped(
    columns: Sequence[Feature], scaled: NDArray[np.float64], usual: UsualRange, counts: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], tuple[str, ...]]:
    """`scaled` with what lies outside the usual range at its edge (winsorised, Tukey 1962), and a sentence if any does.

    counts  bool (n_customers), the customers that the sentence counts
    Returns `scaled` itself where all is usual; else one copy.
    """
    outside = (scaled < usual.lower) | (scaled > usual.upper)
    if not outside.any():
        return scaled, ()
    at_edge = np.clip(scaled, usual.lower, usual.upper)
    outside[~counts] = False
    per_column = outside.sum(axis=0)
    if not per_column.any():
        return at_edge, ()
    order = [i for i in np.argsort(-per_column, kind="stable") if per_column[i]]
    named = [f"{columns[i].name} ({per_column[i]:,})" for i in order[:NAMED]]
    if len(order) > NAMED:
        named.append(f"{len(order) - NAMED:,} more")
    customers = int(outside.any(axis=1).sum())
    sentence = (
        f"{counted(customers, 'customer lies', 'customers lie')} far outside the usual range and "
        f"{verb(customers, 'counts', 'count')} as its edge where customers are compared, so that no cluster is made "
        f"for {verb(customers, 'it', 'them')} alone: in {', '.join(named)}."
    )
    return at_edge, (sentence,)


def key_accounts(
    columns: Sequence[Feature], scaled: NDArray[np.float64], usual: UsualRange, clustered: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """The customers that exceed the usual range most, bool (n_customers): at most `MOST_SET_ASIDE` of those clustered.

    How far a customer exceeds it is added up over the columns, in lengths of the range above the median. Only what is
    above counts, and no percentages: a customer that returns much is no key account.
    """
    set_aside = np.zeros(len(scaled), dtype=bool)
    sized = np.array([column.unit != "%" for column in columns], dtype=bool) & np.isfinite(usual.upper)
    length = np.where(sized & (usual.upper > usual.middle), usual.upper - usual.middle, np.inf)
    excess = np.zeros(len(scaled))
    for i in np.flatnonzero(np.isfinite(length)):
        excess += np.maximum(scaled[:, i] - usual.upper[i], 0.0) / length[i]
    excess[~clustered] = 0.0
    most = max(1, int(MOST_SET_ASIDE * clustered.sum()))
    farthest = np.argsort(-excess, kind="stable")[:most]
    set_aside[farthest[excess[farthest] > 0]] = True
    return set_aside


def set_aside_note(names: Sequence[str]) -> str:
    """A sentence that names the key accounts, in the order given."""
    named = ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED:,} more" if len(names) > NAMED else "")
    many = counted(len(names), "customer exceeds", "customers exceed")
    return f"{many} the others by so much that {verb(len(names), 'it is', 'they are')} set aside as key accounts, shown but in no cluster: {named}."

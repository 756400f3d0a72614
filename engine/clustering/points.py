"""The points that are clustered: what is compared, standardised and weighed among the customers of one segment."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from engine.features import Features

_NOISE = 1e-12
"""Values that differ by less than this share of themselves differ by rounding alone."""


def points(features: Features, members: NDArray[np.integer]) -> NDArray[np.float32]:
    """One point per entry of `members`, float32 (n, n_features), finite.

    Columns that ask for it are brought to mean 0 and deviation 1 among these customers (a constant column becomes 0)
    and cut at `features.reach` deviations. Where several families are compared, each is scaled to the same total
    variance, so that forty categories do not outvote three figures; the total of all families stays as it was (blocks
    weighed as in multiple factor analysis, Escofier and Pagès 1994, though by their inertia). Key accounts are placed
    by the means and deviations of the others.

    Cost: two passes, O(n) memory beside the result.
    """
    found = np.empty((len(members), len(features.columns)), dtype=np.float32)
    judged = ~features.set_aside[members]
    if not judged.any():
        judged = ~judged
    variance = np.zeros(len(features.columns))
    for i, column in enumerate(features.columns):
        values = features.scaled[members, i]
        if column.standardise:
            values = _standardised(values, judged, features.reach)
        found[:, i] = values
        variance[i] = values[judged].var() if len(values) else 0.0
    if len(features.families) > 1:
        found *= _weights(features, variance).astype(np.float32)
    return found


def _standardised(values: NDArray[np.float64], judged: NDArray[np.bool_], reach: float) -> NDArray[np.float64]:
    known = values[judged]
    deviation = known.std() if len(known) else 0.0
    if deviation <= max(_NOISE * np.abs(known).max(initial=0.0), np.finfo(np.float32).tiny):
        return np.zeros(len(values))
    return np.asarray(np.clip((values - known.mean()) / deviation, -reach, reach))


def _weights(features: Features, variance: NDArray[np.float64]) -> NDArray[np.float64]:
    """A factor per column that gives every family with any variance the same total of it."""
    families = [features.of_family(family) for family in features.families]
    totals = np.array([variance[family].sum() for family in families])
    weights = np.ones(len(variance))
    if np.count_nonzero(totals) > 1:
        each = totals.sum() / np.count_nonzero(totals)
        for family, total in zip(families, totals, strict=True):
            weights[family] = np.sqrt(each / total) if total > 0 else 1.0
    return weights

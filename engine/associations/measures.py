"""What a rule is worth: the usual measures, from four counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlogy

Column = NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Measures:
    """One entry per rule “who buys A buys B”; A, B and AB are shares of all baskets.

    support     AB
    confidence  AB ÷ A: of the baskets with A, the share that holds B; never above 1
    lift        AB ÷ (A·B): how many times as often as by chance
    leverage    AB − A·B: share of all baskets beyond chance
    conviction  (1 − B) ÷ (1 − confidence): how many times as often the rule would fail by chance; ∞ at confidence 1
    zhang       leverage ÷ max(AB·(1 − A), A·(B − AB)): −1 never together … 0 chance … 1 always together; 0 at 0 ÷ 0
    jaccard     AB ÷ (A + B − AB): of the baskets with either, the share with both
    strength    log-likelihood ratio, signed: grows with the number of baskets and with the distance from chance
    """

    support: Column
    confidence: Column
    lift: Column
    leverage: Column
    conviction: Column
    zhang: Column
    jaccard: Column
    strength: Column


def measures(both: Column, antecedent: Column, consequent: Column, baskets: float) -> Measures:
    """Measures of rules from counts, float64 (n) each; 0 < both ≤ antecedent, consequent ≤ baskets.

    Definitions: those of mlxtend.frequent_patterns.association_rules (Raschka 2018); strength: G² (Dunning 1993).
    """
    support, a, b = both / baskets, antecedent / baskets, consequent / baskets
    confidence = both / antecedent
    leverage = support - a * b
    with np.errstate(divide="ignore", invalid="ignore"):
        conviction = np.where(both < antecedent, (1 - b) / (1 - confidence), np.inf)
        most = np.maximum(support * (1 - a), a * (b - support))
        zhang = np.where(most > 0, leverage / most, 0.0)
    return Measures(
        support=support,
        confidence=confidence,
        lift=confidence / b,
        leverage=leverage,
        conviction=conviction,
        zhang=zhang,
        jaccard=both / (antecedent + consequent - both),
        strength=strength(both, antecedent, consequent, baskets),
    )


def strength(both: Column, antecedent: Column, consequent: Column, baskets: float) -> Column:
    """Twice the sum of observed × log (observed ÷ expected) over the four cells; negative where rarer than by chance.

    The same for a rule and its reverse, to the last digit.
    """
    one, other = np.minimum(antecedent, consequent), np.maximum(antecedent, consequent)
    total = np.zeros_like(both)
    for observed, rows, columns in (
        (both, one, other),
        (one - both, one, baskets - other),
        (other - both, baskets - one, other),
        (baskets - one - other + both, baskets - one, baskets - other),
    ):
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(observed > 0, observed * baskets / (rows * columns), 1.0)
        total += xlogy(np.maximum(observed, 0.0), ratio)
    return np.asarray(2 * total * np.sign(both * baskets - one * other))

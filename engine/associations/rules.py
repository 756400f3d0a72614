"""Rules “who buys these also buys that”, made of frequent itemsets."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from engine.associations.candidates import Candidates, candidates
from engine.associations.itemsets import Itemsets
from engine.associations.measures import measures, strength
from engine.associations.redundancy import is_trivial
from engine.associations.significance import STAGE, p_values, significant
from engine.counting import counted
from engine.options.associating import AssociationOptions
from engine.progress import Report, silent

Column = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Removed:
    """How many rules that reach the least confidence were left out, each counted under the first that holds.

    not_significant  may be mere chance
    redundant        no better than a shorter one
    trivial          between packs or colours of the same product
    """

    not_significant: int = 0
    redundant: int = 0
    trivial: int = 0


@dataclass(frozen=True, eq=False, slots=True)
class Rules:
    """Rules as columns of equal length n, strongest first.

    antecedent        int32 (n, longest − 1): item positions, rising, −1 where there are fewer
    consequent        int32 (n)
    both              float64 (n): baskets that hold all items, or the sum of their weights
    antecedent_count  baskets that hold the antecedent
    consequent_count  baskets that hold the consequent
    baskets           all baskets
    support … strength  see `Measures`; conviction may be ∞
    p_value           chance that as many baskets or more hold both, were there no link; of plain counts, uncorrected
    removed           rules that were left out
    sentence          what is kept and what was left out, and why there is nothing where there is nothing
    """

    antecedent: NDArray[np.int32]
    consequent: NDArray[np.int32]
    both: Column
    antecedent_count: Column
    consequent_count: Column
    baskets: float
    support: Column
    confidence: Column
    lift: Column
    leverage: Column
    conviction: Column
    zhang: Column
    jaccard: Column
    strength: Column
    p_value: Column
    removed: Removed
    sentence: str

    def __len__(self) -> int:
        return len(self.consequent)


def rules_of(
    itemsets: Itemsets,
    options: AssociationOptions,
    variants: NDArray[np.integer] | None = None,
    report: Report = silent,
) -> Rules:
    """The rules with one consequent that reach `least_confidence`, are more than chance, and no shorter one is as good.

    variants  int (n_items): group number of “the same product in another pack or colour”; used where
              `drop_variants` is asked for

    Every rule of the itemsets is tested against chance, whatever its confidence, and the false-discovery control is over
    all of them: the confidence chooses among the tested. With weights the test is on the plain counts.
    Strongest first: by `strength`, since a rule is worth a call where many baskets show it and it is far from chance; the
    leverage alone ranks high what everybody buys anyway, the lift alone what five customers bought. Ties: the higher
    confidence, the shorter rule, then by item position.
    Cost: a few sorted look-ups per itemset and member, and the test.
    """
    report(STAGE, 0.0)
    found = candidates(itemsets)
    p = p_values(found.plain_both, found.plain_antecedent, found.plain_consequent, itemsets.n_plain, report)
    report(STAGE, 1.0)
    kept, removed = _kept(found, significant(p, options.false_discovery), options, variants)
    report(STAGE, 1.0)
    kept = kept[_strongest_first(found, kept, itemsets.baskets)]
    report(STAGE, 1.0)
    both, antecedent, consequent = (c[kept] for c in (found.both, found.antecedent_count, found.consequent_count))
    worth = measures(both, antecedent, consequent, itemsets.baskets)
    return Rules(
        antecedent=found.antecedent[kept],
        consequent=found.consequent[kept],
        both=both,
        antecedent_count=antecedent,
        consequent_count=consequent,
        baskets=itemsets.baskets,
        **{field.name: getattr(worth, field.name) for field in fields(worth)},
        p_value=p[kept],
        removed=removed,
        sentence=_sentence(itemsets, found, len(kept), removed, options),
    )


def _kept(
    found: Candidates,
    significant: NDArray[np.bool_],
    options: AssociationOptions,
    variants: NDArray[np.integer] | None,
) -> tuple[NDArray[np.intp], Removed]:
    """Positions of the rules that are worth showing, and how many were left out for which reason."""
    reaching = np.flatnonzero(found.confidence >= options.least_confidence)
    likely = reaching[significant[reaching]]
    better = likely[found.confidence[likely] > found.shorter[likely]]
    telling = better
    if variants is not None and options.drop_variants:
        telling = better[~is_trivial(found.antecedent[better], found.consequent[better], variants)]
    return telling, Removed(len(reaching) - len(likely), len(likely) - len(better), len(better) - len(telling))


def _strongest_first(found: Candidates, kept: NDArray[np.intp], baskets: float) -> NDArray[np.intp]:
    both, antecedent, consequent = (c[kept] for c in (found.both, found.antecedent_count, found.consequent_count))
    return np.lexsort((-found.confidence[kept], -strength(both, antecedent, consequent, baskets)))


def _sentence(itemsets: Itemsets, found: Candidates, n_kept: int, removed: Removed, options: AssociationOptions) -> str:
    if not len(found.both):
        return itemsets.sentence
    if not (found.confidence >= options.least_confidence).any():
        asked, highest = (f"{100 * share:.3g}%" for share in (options.least_confidence, found.confidence.max()))
        said = f"No rule reaches a confidence of {asked}; the highest is {highest}."
    else:
        reasons = [
            f"{number:,} {reason}"
            for number, reason in (
                (removed.not_significant, "that may be mere chance"),
                (removed.redundant, "no better than a shorter one"),
                (removed.trivial, "between packs or colours of one product"),
            )
            if number
        ]
        said = f"{counted(n_kept, 'rule')} kept" + (f"; left out: {', '.join(reasons)}." if reasons else ".")
    return f"{itemsets.sentence} {said}".strip()

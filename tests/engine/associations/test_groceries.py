from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from engine import AssociationOptions
from engine.associations.candidates import candidates
from engine.associations.itemsets import Itemsets, frequent_itemsets
from engine.associations.rules import rules_of

GROCERIES = Path(__file__).parents[4] / "shared" / "data" / "groceries_long.csv"
"""The baskets that come with the R package arules."""


@pytest.fixture(scope="module")
def itemsets() -> Itemsets:
    if not GROCERIES.exists():
        pytest.skip("the public data sets are not beside the project")
    lines = pd.read_csv(GROCERIES)
    basket, item = (pd.factorize(lines[name])[0] for name in ("basket_id", "item"))
    items = sparse.csr_array((np.ones(len(lines), dtype=np.uint8), (basket, item)))
    assert items.shape == (9835, 169)
    return frequent_itemsets(items, least=0.001 * items.shape[0], longest=10, most=10**9)


def test_as_many_itemsets_are_found_as_other_programs_find(itemsets: Itemsets) -> None:
    assert [len(counts) for counts in itemsets.counts] == [157, 2981, 6831, 3137, 376, 10]


def test_410_rules_reach_a_confidence_of_80_percent_as_in_arules(itemsets: Itemsets) -> None:
    assert (candidates(itemsets).confidence >= 0.8).sum() == 410


def test_every_rule_that_arules_finds_is_kept_or_counted_as_removed(itemsets: Itemsets) -> None:
    rules = rules_of(itemsets, AssociationOptions(least_confidence=0.8))
    removed = rules.removed
    assert len(rules) + removed.not_significant + removed.redundant + removed.trivial == 410
    assert rules.confidence.max() == 1.0

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from engine import AssociationOptions
from engine.associations.itemsets import frequent_itemsets
from engine.associations.rules import Rules, rules_of
from tests.engine.associations.naive import matrix

Bought = NDArray[np.bool_]
Rule = tuple[tuple[int, ...], int]

baskets = st.tuples(st.integers(1, 30), st.integers(2, 6)).flatmap(lambda shape: arrays(np.bool_, shape))
ANY = AssociationOptions(least_confidence=0.0, false_discovery=1.0)
"""Every rule that is no worse than a shorter one."""


def rules_in(
    bought: Bought,
    options: AssociationOptions = ANY,
    *,
    least: float = 1,
    longest: int = 4,
    weight: NDArray[np.float64] | None = None,
    variants: NDArray[np.int32] | None = None,
) -> Rules:
    itemsets = frequent_itemsets(matrix(bought), weight, least=least, longest=longest, most=10**9)
    return rules_of(itemsets, options, variants)


def listed(rules: Rules) -> list[Rule]:
    return [
        (tuple(item for item in row if item >= 0), consequent)
        for row, consequent in zip(rules.antecedent.tolist(), rules.consequent.tolist(), strict=True)
    ]


def naive_confidence(bought: Bought, items: tuple[int, ...], consequent: int) -> float:
    holding = bought[:, items].all(axis=1)
    return float((holding & bought[:, consequent]).sum() / holding.sum())


def naive_rules(bought: Bought, least_confidence: float, longest: int) -> tuple[set[Rule], int]:
    """The rules that no shorter one is as good as, and how many others reach the confidence."""
    kept, redundant = set(), 0
    for size in range(1, longest):
        for items in combinations(range(bought.shape[1]), size):
            for consequent in set(range(bought.shape[1])) - set(items):
                if not bought[:, (*items, consequent)].all(axis=1).any():
                    continue
                confidence = naive_confidence(bought, items, consequent)
                if confidence < least_confidence:
                    continue
                shorter = [part for fewer in range(1, size) for part in combinations(items, fewer)]
                if any(naive_confidence(bought, part, consequent) >= confidence for part in shorter):
                    redundant += 1
                else:
                    kept.add((items, consequent))
    return kept, redundant


@given(baskets, st.sampled_from([0.0, 0.2, 0.5, 1.0]), st.integers(2, 5))
@settings(deadline=None)
def test_the_rules_are_those_that_no_shorter_one_is_as_good_as(
    bought: Bought, least_confidence: float, longest: int
) -> None:
    rules = rules_in(bought, replace(ANY, least_confidence=least_confidence), longest=longest)
    kept, redundant = naive_rules(bought, least_confidence, longest)
    assert set(listed(rules)) == kept
    assert len(rules) == len(kept)
    assert rules.removed.redundant == redundant


@given(baskets)
@settings(deadline=None)
def test_the_counts_of_a_rule_are_those_of_its_baskets_and_the_confidence_never_exceeds_one(bought: Bought) -> None:
    rules = rules_in(bought)
    for at, (items, consequent) in enumerate(listed(rules)):
        holding = bought[:, items].all(axis=1)
        assert rules.both[at] == (holding & bought[:, consequent]).sum()
        assert rules.antecedent_count[at] == holding.sum()
        assert rules.consequent_count[at] == bought[:, consequent].sum()
    assert (rules.confidence <= 1).all()
    assert np.array_equal(rules.confidence, rules.both / rules.antecedent_count)


def linked(n_items: int = 20, n_baskets: int = 400) -> Bought:
    """Items drawn independently of each other, but for item 1, which follows item 0 in three of four baskets."""
    rng = np.random.default_rng(7)
    bought = rng.random((n_baskets, n_items)) < 0.2
    bought[:, 1] = bought[:, 0] & (rng.random(n_baskets) < 0.75)
    return bought


def test_only_the_link_that_is_there_passes_the_test_against_chance() -> None:
    rules = rules_in(linked(), AssociationOptions(least_confidence=0.0), longest=2)
    assert sorted(listed(rules)) == [((0,), 1), ((1,), 0)]
    assert rules.removed.not_significant == 20 * 19 - 2
    assert rules.p_value.max() < 1e-20


def test_among_independent_items_hardly_a_run_finds_a_rule() -> None:
    found = [
        len(rules_in(np.random.default_rng(seed).random((300, 15)) < 0.3, AssociationOptions(least_confidence=0.0)))
        for seed in range(20)
    ]
    assert sum(count > 0 for count in found) <= 3


def test_with_weights_the_measures_are_weighted_and_the_test_is_on_plain_counts() -> None:
    bought = linked()
    weight = np.random.default_rng(1).random(len(bought))
    plain, weighted = rules_in(bought, longest=2), rules_in(bought, longest=2, weight=weight, least=0.001)
    by_rule = dict(zip(listed(plain), plain.p_value, strict=True))
    assert [by_rule[rule] for rule in listed(weighted)] == weighted.p_value.tolist()
    at = listed(weighted).index(((0,), 1))
    assert weighted.both[at] == pytest.approx(weight[bought[:, 0] & bought[:, 1]].sum())
    assert weighted.baskets == pytest.approx(weight.sum())


def test_rules_between_variants_of_a_product_go_only_where_that_is_asked_for() -> None:
    bought = np.array([[1, 1, 1, 0]] * 6 + [[0, 0, 0, 1]] * 6 + [[1, 1, 0, 1]] * 2, dtype=bool)
    variants = np.array([5, 5, 6, 7], dtype=np.int32)
    every = rules_in(bought, longest=3, variants=variants)
    kept = rules_in(bought, replace(ANY, drop_variants=True), longest=3, variants=variants)
    between = [rule for rule in listed(every) if {0, 1} <= {*rule[0], rule[1]} and rule[1] in {0, 1}]
    assert between
    assert listed(kept) == [rule for rule in listed(every) if rule not in between]
    assert kept.removed.trivial == len(between)
    assert every.removed.trivial == 0
    assert "packs or colours" in kept.sentence


def test_the_strongest_rule_is_first_and_of_a_rule_and_its_reverse_the_surer_one() -> None:
    bought = linked()
    rules = rules_in(bought, longest=3, least=5)
    assert (np.diff(rules.strength) <= 0).all()
    assert listed(rules)[:2] == [((1,), 0), ((0,), 1)]
    assert rules.strength[0] == rules.strength[1]


@given(baskets, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_the_baskets_does_not_matter(bought: Bought, random: object) -> None:
    random.shuffle(order := list(range(len(bought))))  # type: ignore[attr-defined]
    rules, shuffled = rules_in(bought), rules_in(bought[order])
    assert listed(rules) == listed(shuffled)
    assert np.array_equal(rules.strength, shuffled.strength)
    assert rules.sentence == shuffled.sentence


@given(baskets, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_the_items_does_not_matter(bought: Bought, random: object) -> None:
    random.shuffle(order := list(range(bought.shape[1])))  # type: ignore[attr-defined]
    rules, shuffled = rules_in(bought), rules_in(bought[:, order])
    renamed = {(tuple(sorted(order[i] for i in items)), order[last]) for items, last in listed(shuffled)}
    assert renamed == set(listed(rules))
    assert shuffled.removed == rules.removed


def test_no_rule_that_reaches_the_confidence_says_what_the_highest_is() -> None:
    bought = np.zeros((10, 2), dtype=bool)
    bought[:6, 0] = bought[4:, 1] = True
    assert rules_in(bought, AssociationOptions(least_confidence=0.9)).sentence == (
        "No rule reaches a confidence of 90%; the highest is 33.3%."
    )


def test_a_support_that_keeps_nothing_gives_no_rules_and_says_what_the_largest_is() -> None:
    rules = rules_in(linked(), least=399)
    assert len(rules) == len(rules.confidence) == len(rules.antecedent) == 0
    assert "the two most often together are in" in rules.sentence


def test_what_is_kept_and_left_out_is_counted_in_a_sentence() -> None:
    rules = rules_in(linked(), AssociationOptions(least_confidence=0.2), longest=3, least=3)
    removed = rules.removed
    assert rules.sentence == (
        f"{len(rules)} rules kept; left out: {removed.not_significant:,} that may be mere chance, "
        f"{removed.redundant:,} no better than a shorter one."
    )


def test_one_product_in_every_basket_is_no_news() -> None:
    bought = np.random.default_rng(3).random((200, 8)) < 0.4
    bought[:, 0] = True
    assert 0 not in {item for items, last in listed(rules_in(bought, AssociationOptions())) for item in (*items, last)}

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.clustering.personas import persona_of, personas, quintiles, rfm_scores
from engine.errors import OptionError
from engine.options import ClusterOptions
from engine.options.persona_scheme import STANDARD, persona_rules
from tests.engine.clustering.builders import figures

ALL_SCORES = list(product(range(1, 6), repeat=3))


def by_score():
    """125 customers, one for every combination of scores R, F, M."""
    recency, orders, spend = (np.array(column) for column in zip(*ALL_SCORES, strict=True))
    return figures(orders, spend * 100.0, 100.0 - recency)


def persona(r, f, m, **given_rules):
    rules, positions = persona_of(by_score(), ClusterOptions(personas=given_rules))
    return rules[positions[ALL_SCORES.index((r, f, m))]]


def test_every_combination_of_scores_has_exactly_the_persona_of_the_first_rule_that_fits():
    rules, positions = persona_of(by_score(), ClusterOptions())
    np.testing.assert_array_equal(rfm_scores(by_score()), ALL_SCORES)
    for (r, f, m), position in zip(ALL_SCORES, positions, strict=True):
        fitting = [
            rule
            for rule in STANDARD
            if rule.recency[0] <= r <= rule.recency[1]
            and rule.frequency[0] <= f <= rule.frequency[1]
            and rule.monetary[0] <= m <= rule.monetary[1]
        ]
        assert rules[position].name == fitting[0].name


def test_every_standard_persona_is_somebody_and_has_an_advice():
    _, positions = persona_of(by_score(), ClusterOptions())
    assert set(positions) == set(range(len(STANDARD)))
    assert all(rule.action for rule in STANDARD)


@pytest.mark.parametrize(
    ("scores", "name"),
    [
        ((5, 5, 5), "Champions"),
        ((1, 5, 5), "Cannot lose them"),
        ((4, 5, 2), "Loyal"),
        ((2, 3, 5), "At risk"),
        ((5, 2, 2), "Potential loyalists"),
        ((5, 1, 3), "New"),
        ((3, 3, 3), "Need attention"),
        ((2, 1, 1), "Hibernating"),
        ((1, 1, 1), "Lost"),
    ],
)
def test_the_usual_names_are_where_the_trade_expects_them(scores, name):
    assert persona(*scores).name == name


@given(st.lists(st.floats(-1e6, 1e6), unique=True, min_size=5, max_size=5 * 40).filter(lambda v: len(v) % 5 == 0))
def test_scores_are_the_quintiles_of_pandas_where_nothing_ties(values):
    column = np.array(values)
    np.testing.assert_array_equal(quintiles(column), pd.qcut(pd.Series(column).rank(), 5, labels=False) + 1)


@given(st.lists(st.integers(0, 6), min_size=1, max_size=60), st.randoms())
def test_equal_values_score_alike_larger_ones_never_less_and_row_order_is_nothing(values, random):
    column = np.array(values, dtype=float)
    scores = quintiles(column)
    assert scores.min() >= 1
    assert scores.max() <= 5
    for a, b in product(range(len(values)), repeat=2):
        if values[a] <= values[b]:
            assert scores[a] <= scores[b]
        if values[a] == values[b]:
            assert scores[a] == scores[b]
    order = random.sample(range(len(values)), len(values))
    np.testing.assert_array_equal(quintiles(column[order]), scores[order])


def test_customers_with_one_order_score_one_even_where_they_are_most_customers():
    assert quintiles(np.array([1.0] * 9 + [2.0])).tolist() == [1] * 9 + [5]


def test_where_all_are_alike_all_are_in_the_middle():
    assert quintiles(np.full(7, 4.0)).tolist() == [3] * 7
    assert quintiles(np.array([4.0])).tolist() == [3]


def test_two_customers_are_no_extremes():
    assert quintiles(np.array([10.0, 20.0])).tolist() == [2, 4]


def test_unknown_recency_scores_nothing_and_has_no_persona():
    known = figures([5, 4, 3], [10, 20, 30], [1, np.nan, 9])
    assert rfm_scores(known)[1, 0] == 0
    assert persona_of(known, ClusterOptions())[1][1] == -1


def test_customers_that_buy_nothing_count_in_no_fifth():
    with_idle = figures([5, 4, 3, 2, 1, 0, 0], [5, 4, 3, 2, 1, 0, 0], [1, 2, 3, 4, 5, np.nan, np.nan])
    assert rfm_scores(with_idle).tolist() == [[5] * 3, [4] * 3, [3] * 3, [2] * 3, [1] * 3, [0] * 3, [0] * 3]


def test_a_cluster_has_the_persona_of_the_median_scores_of_its_members():
    best = [i for i, scores in enumerate(ALL_SCORES) if min(scores) >= 4]
    lost = [i for i, (r, f, _) in enumerate(ALL_SCORES) if r == 1 and f == 1]
    one_of_them = [*best, lost[0]]
    found = personas(by_score(), [np.array(group, np.int32) for group in (one_of_them, lost)], ClusterOptions())
    assert [p.name for p in found] == ["Champions", "Lost"]
    assert found[1].scores == (1, 1, 3)


def test_without_dates_there_is_no_persona():
    found = personas(figures([1, 2, 3], [1, 2, 3]), [np.array([0, 1, 2], np.int32)], ClusterOptions())
    assert (found[0].name, found[0].action, found[0].scores) == ("", "", ())


def test_the_scheme_can_be_changed_and_what_it_leaves_open_stays_as_it_was():
    assert persona(5, 5, 1, Bargain="R 4-5, F 4-5, M 1: sell up").name == "Bargain"
    assert persona(5, 5, 1, Bargain="R 4-5, F 4-5, M 1: sell up").action == "sell up"
    assert persona(5, 5, 5, Bargain="R 4-5, F 4-5, M 1: sell up").name == "Champions"


def test_a_standard_persona_can_be_made_narrower_and_its_customers_go_to_the_next_rule():
    narrow = {"champions": "R 5, F 5, M 5: call them"}
    assert persona(5, 5, 5, **narrow).action == "call them"
    assert persona(4, 4, 4, **narrow).name == "Loyal"


def test_a_narrowed_scheme_still_has_a_persona_for_everybody():
    rules, positions = persona_of(by_score(), ClusterOptions(personas={"Lost": "R 1, F 1, M 1"}))
    assert positions.min() >= 0
    assert rules[positions[ALL_SCORES.index((1, 2, 5))]].name == "Lost"


def test_a_rule_reads_back_what_it_writes():
    assert persona_rules({rule.name: rule.text for rule in STANDARD})[: len(STANDARD)] == STANDARD


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("R 4-6: call", "scores run from 1 to 5"),
        ("R 5-4: call", "scores run from 1 to 5"),
        ("R 0, F 1: call", "scores run from 1 to 5"),
        ("R 4, R 5: call", "gives R twice"),
        ("X 4: call", "“X 4”, which is no score"),
        ("call them", "“call them”, which is no score"),
        ("", "“”, which is no score"),
    ],
)
def test_a_rule_that_cannot_be_read_is_refused_with_an_example(text, says):
    with pytest.raises(OptionError, match="VIP") as refused:
        ClusterOptions(personas={"VIP": text})
    assert says in str(refused.value)


def test_a_persona_without_a_name_is_refused():
    with pytest.raises(OptionError, match="needs a name"):
        persona_rules({" ": "R 5"})

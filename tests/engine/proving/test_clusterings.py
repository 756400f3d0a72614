from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.dataset import Dataset
from engine.options import Options, options_from_mapping
from engine.progress import Cancelled, silent
from engine.proving.clusterings import NUMBERS, ClusteringComparison, compare_clusterings
from engine.proving.holdout import hold_out
from engine.proving.methods import METHODS, know
from engine.proving.metrics import measure
from engine.proving.proof_words import LEAST_JUDGED
from engine.recommending.affinity import AffinitySettings
from tests.engine.builders import Line, make_dataset
from tests.engine.features.customer_lists import list_of_customers
from tests.engine.proving.builders import day, tastes

WHOLE = options_from_mapping(
    {
        "recipe": "buying behaviour",
        "clustering": {"choose_k": "fixed", "most_clusters": 1, "resamples": 0},
        "recommending": {"per_customer": 5, "method": "peers"},
    }
)
"""All customers in one cluster, as if nobody knew of tastes."""


def compared(lines: list[Line], options: Options = WHOLE, **asked: int) -> ClusteringComparison:
    return compare_clusterings(make_dataset(lines), options, **asked)


@pytest.fixture(scope="module")
def found() -> ClusteringComparison:
    return compared(tastes(customers=120))


def test_where_customers_have_tastes_clusters_by_product_are_proposed(found: ClusteringComparison) -> None:
    assert found.proposed is not None
    best = found.rows[found.proposed]
    assert best.how.startswith("product by product")
    assert best.over_ndcg.low > 0
    assert best.how in found.sentence
    assert found.sentence.endswith("That is better beyond chance.")


def test_the_clustering_at_hand_comes_first_and_is_held_against_itself(found: ClusteringComparison) -> None:
    now = found.rows[0]
    assert (now.how, now.clusters) == ("as now", 1)
    assert (now.over_hit_rate.value, now.over_ndcg.low, now.over_ndcg.high) == (0, 0, 0)
    for row in found.rows:
        assert row.over_hit_rate.value == pytest.approx(row.hit_rate.value - now.hit_rate.value)
        assert row.over_ndcg.value == pytest.approx(row.ndcg.value - now.ndcg.value)


def test_each_is_judged_by_the_lists_of_its_peers(found: ClusteringComparison) -> None:
    held = hold_out(make_dataset(tastes(customers=120)), found.days)
    assert held is not None
    for row in found.rows:
        known = know(held.before, row.taken_by(WHOLE), AffinitySettings(), silent)
        ranked = METHODS["peers"](known, held.judged, 5, silent)
        assert row.ndcg.value == pytest.approx(measure(ranked, held.bought[held.judged], None).ndcg.mean())
        assert row.clusters == len(known.segmentation.clusters)


def test_no_two_rows_are_the_same_clusters(found: ClusteringComparison) -> None:
    held = hold_out(make_dataset(tastes(customers=120)), found.days)
    assert held is not None
    labels = {
        know(held.before, row.options, AffinitySettings(), silent).segmentation.cluster_of.tobytes()
        for row in found.rows
    }
    assert len(labels) == len(found.rows)


def test_taking_one_changes_how_clusters_are_made_and_nothing_else(found: ClusteringComparison) -> None:
    asked = replace(WHOLE, segment_by=("town",), recommending=replace(WHOLE.recommending, per_customer=7))
    taken = found.rows[-1].taken_by(asked)
    assert (taken.segment_by, taken.recommending, taken.reading) == (
        asked.segment_by,
        asked.recommending,
        asked.reading,
    )
    assert taken.clustering.most_clusters == found.rows[-1].options.clustering.most_clusters


def test_a_clustering_that_cannot_be_beaten_is_kept() -> None:
    best = compared(tastes(customers=120))
    assert best.proposed is not None
    again = compared(tastes(customers=120), best.rows[best.proposed].taken_by(WHOLE))
    assert again.proposed is None
    assert "better" in again.sentence


def test_purchases_by_chance_propose_nothing() -> None:
    rng = np.random.default_rng(5)
    lines: list[Line] = [
        (f"C{customer:03}", f"P{product}", 1.0, day(int(rng.integers(0, 366))), 5.0)
        for customer in range(100)
        for product in rng.permutation(30)[:12]
    ]
    found = compared(lines)
    assert len(found.rows) > 3
    assert found.proposed is None


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([line[:3] for line in tastes()], "no dates"),
        ([(*line[:3], day(i % 28), 1.0) for i, line in enumerate(tastes())], "a proof needs at least 56"),
        ([line if line[3] <= "2024-11-01" else (*tastes()[0][:3], line[3], 1.0) for line in tastes()], "first time"),
        ([(*line[:2], -line[2], line[3], -line[4]) for line in tastes()], "no customer"),
    ],
)
def test_where_nothing_can_be_proven_a_sentence_says_why(lines: list[Line], words: str) -> None:
    found = compared(lines)
    assert words in found.sentence
    assert (found.rows, found.proposed) == ((), None)


def test_a_list_of_customers_has_no_purchases_to_judge_by() -> None:
    listed: Dataset = list_of_customers({"Trade": ["Baker", "Butcher"] * 20})
    assert "no invoice lines" in compare_clusterings(listed, Options()).sentence


def test_few_customers_propose_nothing_however_good_it_looks() -> None:
    found = compared(tastes(customers=LEAST_JUDGED - 4))
    assert 0 < found.customers < LEAST_JUDGED
    assert found.proposed is None
    assert found.sentence.endswith("too few to tell which is better.")


def test_it_is_the_same_for_a_seed_and_whatever_the_order_of_the_lines() -> None:
    lines = tastes(customers=60)
    one, other = compared(lines), compared(lines[::-1])
    assert [row.ndcg for row in one.rows] == [row.ndcg for row in other.rows]
    assert one.sentence == other.sentence


def test_a_cancel_passes() -> None:
    def cancel(stage: str, _fraction: float) -> None:
        if stage.startswith("Trying"):
            raise Cancelled

    with pytest.raises(Cancelled):
        compare_clusterings(make_dataset(tastes()), WHOLE, cancel)


def test_every_number_that_is_tried_says_so() -> None:
    hows = {row.how for row in compared(tastes(customers=120)).rows}
    assert {f"{k} in each segment" for k in NUMBERS if k > 1} <= hows

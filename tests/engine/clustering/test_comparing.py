from dataclasses import replace

import numpy as np
import pytest

from engine import ClusterOptions, Options, analyse
from engine.clustering.comparing import compare_models, model_choices
from engine.clustering.models import MODELS, cluster
from engine.clustering.points import points
from engine.clustering.quality import quality
from engine.progress import Cancelled
from tests.engine.builders import make_dataset

TRADES = ("paint", "timber", "nails")


def analysed(customers=60, **options):
    """Customers who each buy of one trade only, and some of everything."""
    rng = np.random.default_rng(0)
    lines = [
        (f"C{i:03}", trade, float(rng.integers(80, 120)) if TRADES[i % 3] == trade else 1.0)
        for i in range(customers)
        for trade in TRADES
    ]
    data = make_dataset(lines, products={"l2_category": ["Fasteners", "Paints", "Timber"]})
    return analyse(data, Options(clustering=ClusterOptions(choose_k="fixed", most_clusters=3, **options)))


def without_seconds(comparison):
    return [replace(row, seconds=0.0) for row in comparison.rows]


def test_every_model_has_a_row_with_what_it_makes_of_the_same_customers():
    analysis = analysed()
    found = compare_models(analysis, 0)
    assert [row.model for row in found.rows] == list(MODELS)
    shown = points(analysis.features, analysis.segmentation.segments[0].members)
    for row in found.rows:
        labels = cluster(shown, row.model, 3, seed=0).labels
        sizes = np.bincount(labels[labels >= 0])
        assert (row.clusters, row.smallest, row.largest) == (len(sizes), sizes.min(), sizes.max())
        assert row.noise == (labels < 0).sum() == found.customers - sizes.sum()
        assert row.silhouette == quality(shown, labels, 0).silhouette
        assert row.k == (0 if MODELS[row.model].finds_k else 3)
        assert row.seconds > 0


def test_three_trades_are_found_and_the_plainest_model_that_finds_them_is_recommended():
    found = compare_models(analysed(), 0)
    assert found.recommended == "k-means"
    assert found.rows[0].clusters == 3
    assert found.rows[0].stability > 0.95
    assert "“k-means”" in found.sentence


def test_models_are_asked_for_as_many_clusters_as_a_run_with_them_would_make():
    crowds = analysed(model="DBSCAN")
    assert len(crowds.segmentation.clusters) == 3
    two = replace(crowds.options, clustering=replace(crowds.options.clustering, most_clusters=2))
    found = compare_models(replace(crowds, options=two), 0)
    assert {row.k for row in found.rows} == {0, 2}


def test_a_model_that_gives_up_has_a_row_that_says_so_and_the_others_have_figures():
    analysis = analysed()
    far = replace(analysis.features, scaled=analysis.features.scaled * 1e19)  # its squares are too large for float32
    rows = {row.model: row for row in compare_models(replace(analysis, features=far), 0).rows}
    assert rows["BIRCH"].note.startswith("The model “BIRCH” cannot group these customers.")
    assert (rows["BIRCH"].clusters, rows["BIRCH"].badge) == (0, None)
    assert np.isnan([rows["BIRCH"].silhouette, rows["BIRCH"].seconds]).all()
    assert rows["agglomerative"].clusters == 3


def test_nothing_but_the_seconds_differs_from_run_to_run():
    analysis = analysed()
    first, second = (compare_models(analysis, 0) for _ in range(2))
    assert repr(without_seconds(first)) == repr(without_seconds(second))


def test_noise_is_counted_and_told():
    rows = compare_models(analysed(customers=61), 0).rows
    for row in rows:
        assert ("in no cluster" in row.note) == (row.noise > 0)


@pytest.mark.parametrize("customers", [1, 2])
def test_a_segment_of_few_customers_is_not_compared_and_it_is_said(customers):
    found = compare_models(analysed(customers=customers), 0)
    assert [row.clusters for row in found.rows] == [1] * len(MODELS)
    assert {row.note for row in found.rows} == {"Too few customers for clusters."}
    assert found.recommended == "k-means"
    assert "too few to compare models on" in found.sentence


def test_customers_who_are_all_alike_get_a_row_of_one_cluster_from_every_model():
    data = make_dataset([(f"C{i}", "paint", 5.0) for i in range(12)], products={"l2_category": ["Paints"]})
    found = compare_models(analyse(data, Options()), 0)
    assert {row.clusters for row in found.rows} == {1}
    assert found.sentence.startswith("No model finds clusters")


def test_key_accounts_are_not_compared():
    analysis = analysed()
    aside = np.zeros(60, dtype=bool)
    aside[:4] = True
    some = replace(analysis, features=replace(analysis.features, set_aside=aside))
    assert compare_models(some, 0).customers == 56


def test_without_resamples_the_stability_is_not_known():
    found = compare_models(analysed(resamples=0), 0)
    assert {row.badge for row in found.rows} == {None}
    assert np.isnan([row.stability for row in found.rows]).all()


def test_it_can_be_cancelled_before_each_model():
    for name in MODELS:

        def stop(stage, fraction, name=name):
            assert 0 <= fraction <= 1
            if stage == f"Comparing models: {name}":
                raise Cancelled

        with pytest.raises(Cancelled):
            compare_models(ANALYSIS, 0, stop)


ANALYSIS = analysed(customers=12)


def test_the_choices_are_all_models_with_their_sentences():
    assert [(choice.name, choice.sentence) for choice in model_choices()] == [
        (name, model.sentence) for name, model in MODELS.items()
    ]

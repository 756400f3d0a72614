"""One battery that every model passes, whatever it makes of the customers."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from engine.clustering.models import MODELS, cluster
from engine.errors import EngineError

EVERY = pytest.mark.parametrize("model", MODELS)
THAT_TAKE_K = pytest.mark.parametrize("model", [name for name, model in MODELS.items() if not model.finds_k])
THAT_FIND_K = pytest.mark.parametrize("model", [name for name, model in MODELS.items() if model.finds_k])


def blobs(customers=120, centres=4, features=3, seed=0):
    """Points around centres that lie on a line, ten of their spreads apart, and the centre of each."""
    rng = np.random.default_rng(seed)
    truth = np.arange(customers) % centres
    return truth[:, None] * 10.0 + rng.uniform(-1, 1, size=(customers, features)), truth


def same_groups(labels, others):
    return adjusted_rand_score(labels, others) == 1.0


@EVERY
def test_crowds_that_are_far_apart_are_found(model):
    points, truth = blobs()
    labels = cluster(points, model, 4, seed=0).labels
    placed = labels >= 0
    assert same_groups(labels[placed], truth[placed])
    assert placed.mean() >= (0.9 if MODELS[model].finds_k else 1.0)


@EVERY
@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**20), st.integers(2, 6), st.integers(1, 60))
def test_the_order_of_the_customers_changes_nothing(model, seed, k, customers):
    rng = np.random.default_rng(seed)
    points = rng.integers(0, 6, size=(customers, 3)) + rng.choice([0.0, 0.1], size=(customers, 1))
    shuffled = rng.permutation(customers)
    labels = cluster(points, model, k, seed=1).labels
    assert cluster(points[shuffled], model, k, seed=1).labels.tolist() == labels[shuffled].tolist()


@EVERY
@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**20), st.integers(2, 9), st.integers(1, 40), st.integers(1, 4))
def test_labels_count_from_nought_and_the_largest_cluster_is_first(model, seed, k, customers, features):
    points = np.random.default_rng(seed).integers(0, 4, size=(customers, features)).astype(float)
    labels = cluster(points, model, k, seed=0).labels
    sizes = np.bincount(labels[labels >= 0])
    assert labels.dtype == np.int32
    assert len(labels) == customers
    assert (sizes > 0).all()
    assert len(sizes) >= 1
    assert sizes.tolist() == sorted(sizes, reverse=True)
    if not MODELS[model].finds_k:
        assert len(sizes) <= min(k, len(np.unique(points, axis=0)))
        assert (labels >= 0).all()


@EVERY
@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**20), st.integers(2, 9))
def test_customers_who_are_alike_are_together(model, seed, k):
    points = np.random.default_rng(seed).integers(0, 3, size=(40, 2)).astype(float)
    labels = cluster(points, model, k, seed=0).labels
    _, group = np.unique(points, axis=0, return_inverse=True)
    assert all(len(set(labels[group.ravel() == g])) == 1 for g in set(group.ravel()))


@EVERY
def test_the_same_seed_gives_the_same_clusters_and_nothing_is_written_into_the_points(model):
    points = np.random.default_rng(5).normal(size=(150, 4))
    before = points.copy()
    points.flags.writeable = False
    assert cluster(points, model, 4, seed=3).labels.tolist() == cluster(points, model, 4, seed=3).labels.tolist()
    assert (points == before).all()


@EVERY
@pytest.mark.parametrize("customers", [1, 2, 3, 50])
def test_customers_who_are_all_identical_are_one_cluster(model, customers):
    assert cluster(np.full((customers, 3), 7.5), model, 4, seed=0).labels.tolist() == [0] * customers


@EVERY
def test_nobody_is_no_cluster(model):
    assert cluster(np.empty((0, 3)), model, 3, seed=0).labels.tolist() == []


@THAT_TAKE_K
@pytest.mark.parametrize("different", [2, 3])
def test_fewer_different_customers_than_k_are_a_cluster_each(model, different):
    points = np.array([[float(i % different), 1.0] for i in range(3 * different)])
    labels = cluster(points, model, 5, seed=0).labels
    assert same_groups(labels, points[:, 0])


@EVERY
def test_one_cluster_is_wanted_and_one_is_made(model):
    points, _ = blobs()
    assert set(cluster(points, model, 1, seed=0).labels) == {0}


@EVERY
def test_a_constant_column_changes_nothing(model):
    points, truth = blobs(centres=3)
    labels = cluster(np.column_stack([points, np.full(len(points), 3.0)]), model, 3, seed=0).labels
    placed = labels >= 0
    assert same_groups(labels[placed], truth[placed])


@EVERY
@pytest.mark.parametrize("scale", [1e-6, 1e6])
def test_the_unit_of_the_points_changes_no_cluster(model, scale):
    points, _ = blobs()
    labels, scaled = (cluster(values, model, 4, seed=0).labels for values in (points, points * scale))
    assert same_groups(labels, scaled)


@EVERY
def test_no_warning_of_a_library_comes_through(model):
    rng = np.random.default_rng(2)
    few_values = rng.choice([0.0, 0.0, 0.0, 1.0], size=(60, 5))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for points in (few_values, np.column_stack([few_values[:, :1]] * 4), rng.normal(size=(11, 30))):
            for k in (2, 7):
                cluster(points, model, k, seed=0)


@EVERY
@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_value_that_is_no_number_ends_in_a_sentence(model, bad):
    points, _ = blobs()
    points[3, 1] = bad
    with pytest.raises(EngineError, match=f"“{model}” cannot group these customers"):
        cluster(points, model, 3, seed=0)


@pytest.mark.parametrize("model", [name for name, model in MODELS.items() if model.most <= 10_000])
def test_past_its_most_a_model_is_fitted_on_a_sample_and_the_rest_join_the_nearest(model):
    points, truth = blobs(customers=MODELS[model].most + 500)
    found = cluster(points, model, 4, seed=0)
    placed = found.labels >= 0
    assert found.sampled == MODELS[model].most
    assert same_groups(found.labels[placed], truth[placed])
    assert placed.mean() > 0.9


@EVERY
def test_up_to_its_most_nothing_is_sampled(model):
    points, _ = blobs()
    assert cluster(points, model, 3, seed=0).sampled == 0


@THAT_FIND_K
def test_customers_who_stand_alone_are_in_no_cluster(model):
    points, _ = blobs(customers=200, centres=2)
    labels = cluster(np.vstack([points, [[300.0, 0, 0], [0, 300.0, 0]]]), model, 2, seed=0).labels
    assert labels[-2:].tolist() == [-1, -1]


@THAT_FIND_K
def test_a_model_that_finds_the_number_itself_finds_the_same_whatever_number_it_is_given(model):
    points, _ = blobs()
    found = [cluster(points, model, k, seed=0).labels.tolist() for k in (0, 2, 9)]
    assert found[0] == found[1] == found[2]
    assert max(found[0]) == 3


@THAT_FIND_K
def test_where_everybody_stands_alone_all_stay_together(model):
    points = (2.0 ** np.arange(4))[:, None]
    assert cluster(points, model, 2, seed=0).labels.tolist() == [0] * 4


@EVERY
def test_every_model_says_what_it_is_good_for(model):
    assert MODELS[model].name == model
    assert MODELS[model].sentence.endswith(".")

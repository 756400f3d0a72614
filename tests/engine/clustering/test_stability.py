import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import KMeans

from engine.clustering.stability import FEWEST, best_jaccard, stability
from engine.options import ClusterOptions
from engine.progress import Cancelled, silent


def options(**more):
    return ClusterOptions(choose_k="fixed", most_clusters=4, fewest_customers=3, **more)


def clustered(points, k):
    return points, KMeans(k, n_init=10, random_state=0).fit_predict(points).astype(np.int32)


def far_blobs(seed, k, each=20):
    rng = np.random.default_rng(seed)
    return np.vstack([rng.normal(i * 50, 1, (each, 3)) for i in range(k)])


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 4))
def test_far_blobs_come_back(seed, k):
    found = stability(*clustered(far_blobs(seed, k), k), options(), silent)
    assert found.badge == "stable"
    assert set(found.badges) == {"stable"}
    assert len(found.jaccard) == k


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 6), st.integers(100, 300))
def test_clusters_of_noise_do_not(seed, k, customers):
    points = np.random.default_rng(seed).normal(size=(customers, 8))
    found = stability(*clustered(points, k), options(), silent)
    assert found.badge == "fragile"


def test_an_unlucky_start_is_not_taken_for_clusters_that_do_not_last():
    rands = []
    for seed in range(
        6
    ):  # three answers of yes or no: k-means often stops short of the best five clusters of the eight
        rng = np.random.default_rng(seed)
        answers = np.hstack([rng.random((400, 3)) < (0.8, 0.6, 0.7), rng.normal(0, 0.1, (400, 1))])
        rands.append(stability(*clustered(answers, 5), options(), silent).rand)
    assert np.mean(rands) > 0.92


def test_a_far_cluster_is_stable_though_the_noise_beside_it_is_not():
    rng = np.random.default_rng(0)
    points = np.vstack([rng.normal(0, 1, (200, 8)), rng.normal(100, 1, (50, 8))])
    _, labels = clustered(points, 4)
    found = stability(points, labels, options(), silent)
    far = labels[-1]
    assert found.badges[far] == "stable"
    assert {badge for label, badge in enumerate(found.badges) if label != far} == {"fragile"}


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(-1, 3), st.integers(-1, 2)), min_size=1, max_size=40))
def test_jaccard_is_that_of_sets(pairs):
    labels, anew = np.array(pairs).T
    for cluster, found in enumerate(best_jaccard(labels, anew, 4)):
        own = set(np.flatnonzero(labels == cluster))
        others = [set(np.flatnonzero(anew == other)) for other in range(3)]
        expected = max((len(own & other) / len(own | other) for other in others if other), default=0.0)
        assert found == pytest.approx(expected if own else np.nan, nan_ok=True)


def test_the_same_clusters_under_other_numbers_are_the_same():
    labels = np.repeat([0, 1, 2], 5)
    np.testing.assert_array_equal(best_jaccard(labels, (labels + 1) % 3, 3), [1.0, 1.0, 1.0])


@pytest.mark.parametrize(("customers", "k", "resamples"), [(FEWEST - 1, 2, 20), (40, 1, 20), (40, 2, 0)])
def test_nothing_is_said_of_few_customers_of_one_cluster_and_where_none_is_asked_for(customers, k, resamples):
    points = np.random.default_rng(0).normal(size=(customers, 2))
    assert stability(*clustered(points, k), options(resamples=resamples), silent) is None


def test_customers_who_are_alike_do_no_harm():
    points = np.repeat([[0.0], [1.0], [2.0]], [30, 1, 1], axis=0)
    labels = points[:, 0].astype(np.int32)
    found = stability(points, labels, options(), silent)
    assert all(0 <= value <= 1 for value in found.jaccard)


def test_the_same_seed_says_the_same_and_nothing_is_written_into_the_arguments():
    points, labels = clustered(np.random.default_rng(3).normal(size=(80, 3)), 3)
    before = points.copy(), labels.copy()
    assert stability(points, labels, options(), silent) == stability(points, labels, options(), silent)
    np.testing.assert_array_equal(points, before[0])
    np.testing.assert_array_equal(labels, before[1])


def test_it_can_be_cancelled_between_two_resamples():
    def stop(stage, fraction):
        if fraction > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        stability(*clustered(far_blobs(0, 2), 2), options(), stop)

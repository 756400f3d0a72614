import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score, silhouette_samples

from engine.clustering.quality import EXACT_UP_TO, SAMPLE, quality, silhouettes


def crowds(customers, sizes=(0.7, 0.25, 0.05), features=4, seed=0):
    rng = np.random.default_rng(seed)
    labels = rng.choice(len(sizes), size=customers, p=sizes).astype(np.int32)
    return rng.normal(size=(customers, features)) + labels[:, None] * 3.0, labels


def naive_silhouettes(points, labels):
    """The definition of Rousseeuw, one customer after the other."""
    result = []
    for i, point in enumerate(points):
        distance = [float(np.sqrt(((point - other) ** 2).sum())) for other in points]
        own = [d for j, d in enumerate(distance) if labels[j] == labels[i] and j != i]
        if not own:
            result.append(0.0)
            continue
        others = [
            np.mean([d for j, d in enumerate(distance) if labels[j] == other]) for other in set(labels) - {labels[i]}
        ]
        a, b = np.mean(own), min(others)
        result.append((b - a) / max(a, b) if max(a, b) > 0 else 0.0)
    return result


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**20), st.integers(3, 25), st.integers(2, 4))
def test_silhouettes_are_what_their_definition_says(seed, customers, clusters):
    rng = np.random.default_rng(seed)
    points = rng.normal(size=(customers, 2))
    labels = np.concatenate([np.arange(clusters), rng.integers(0, clusters, customers)])[:customers].astype(np.int32)
    np.testing.assert_allclose(silhouettes(points, labels, 0), naive_silhouettes(points, labels), atol=1e-6)


def test_all_figures_are_those_of_scikit_learn():
    points, labels = crowds(400)
    found = quality(points, labels, seed=0)
    assert found.silhouette == pytest.approx(silhouette_samples(points, labels).mean(), abs=1e-9)
    assert found.calinski_harabasz == pytest.approx(calinski_harabasz_score(points, labels))
    assert found.davies_bouldin == pytest.approx(davies_bouldin_score(points, labels))
    assert found.sampled == 0


def test_the_silhouette_of_clusters_is_the_mean_of_the_silhouettes_that_are_known():
    for customers in (500, EXACT_UP_TO + 1):
        points, labels = crowds(customers)
        assert quality(points, labels, 3).silhouette == np.nanmean(silhouettes(points, labels, 3))


def test_up_to_five_thousand_customers_it_is_exact_and_past_that_a_sample_of_two_thousand():
    points, labels = crowds(EXACT_UP_TO)
    assert np.isfinite(silhouettes(points, labels, 0)).all()
    points, labels = crowds(EXACT_UP_TO + 1)
    assert np.isfinite(silhouettes(points, labels, 0)).sum() == quality(points, labels, 0).sampled == SAMPLE


def test_the_sample_is_close_to_exact():
    points, labels = crowds(6_000)
    exact = silhouette_samples(points, labels).mean()
    assert [quality(points, labels, seed).silhouette for seed in range(3)] == pytest.approx([exact] * 3, abs=0.02)


def test_the_smallest_cluster_is_in_the_sample():
    points, labels = crowds(8_000, sizes=(0.6, 0.4))
    labels[:4] = 2
    labels[4] = 3
    known = np.isfinite(silhouettes(points, labels, 0))
    assert [known[labels == number].sum() for number in (2, 3)] == [2, 1]


def test_five_thousand_customers_in_clusters_are_looked_at_exactly_whatever_the_noise():
    points, labels = crowds(EXACT_UP_TO + 500)
    labels[:500] = -1
    assert quality(points, labels, 0).sampled == 0
    assert np.isnan(silhouettes(points, labels, 0)).nonzero()[0].tolist() == list(range(500))


def test_noise_is_left_out():
    points, labels = crowds(300)
    with_noise = np.vstack([points, [[90.0] * 4, [-90.0] * 4]])
    noisy = np.append(labels, [-1, -1]).astype(np.int32)
    assert quality(with_noise, noisy, 0) == quality(points, labels, 0)
    assert np.isnan(silhouettes(with_noise, noisy, 0)[-2:]).all()


@pytest.mark.parametrize("customers", [300, 7_000])
def test_the_order_of_the_customers_changes_nothing(customers):
    points, labels = crowds(customers)
    shuffled = np.random.default_rng(1).permutation(customers)
    np.testing.assert_allclose(
        silhouettes(points[shuffled], labels[shuffled], 5), silhouettes(points, labels, 5)[shuffled], atol=1e-9
    )


@pytest.mark.parametrize("labels", [[], [0], [0, 0, 0], [-1, -1], [-1, 0, 0]])
def test_fewer_than_two_clusters_have_no_quality(labels):
    labels = np.array(labels, dtype=np.int32)
    points = np.arange(len(labels) * 2.0).reshape(-1, 2)
    found = quality(points, labels, 0)
    assert np.isnan([found.silhouette, found.calinski_harabasz, found.davies_bouldin]).all()
    assert np.isnan(silhouettes(points, labels, 0)).all()


def test_customers_who_are_each_a_cluster_have_a_silhouette_of_nought():
    found = quality(np.array([[0.0], [5.0]]), np.array([0, 1], dtype=np.int32), 0)
    assert (found.silhouette, found.davies_bouldin) == (0.0, 0.0)
    assert np.isnan(found.calinski_harabasz)


def test_identical_customers_in_two_clusters_are_not_told_apart():
    found = quality(np.ones((6, 2)), np.array([0, 0, 0, 1, 1, 1], dtype=np.int32), 0)
    assert found.silhouette == 0.0


def test_far_from_nought_the_silhouettes_are_the_same():
    points, labels = crowds(200)
    np.testing.assert_allclose(silhouettes(points + 1e6, labels, 0), silhouettes(points, labels, 0), atol=1e-6)

from math import isqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs
from sklearn.metrics import silhouette_score

from engine.clustering.choosing import COMPARED, choose, choose_k
from engine.clustering.quality import EXACT_UP_TO, SAMPLE, quality
from engine.clustering.silhouette_curve import mean_silhouettes
from engine.options import ClusterOptions
from engine.progress import Cancelled, silent


def options(rule, most=8, **more):
    return ClusterOptions(choose_k=rule, most_clusters=most, fewest_customers=3, **more)


def blobs(centres, customers=200, spread=0.5):
    """Blobs at the corners of a simplex, so that all are equally far from one another."""
    return make_blobs(customers, centers=np.eye(centres, 12) * 10, cluster_std=spread, random_state=1)[0]


NOISE = np.random.default_rng(5).uniform(size=(300, 6))


@pytest.mark.parametrize("rule", ["silhouette", "elbow", "silhouette and elbow"])
@pytest.mark.parametrize("centres", [2, 3, 5, 7])
def test_far_blobs_are_counted(rule, centres):
    assert choose_k(blobs(centres), options(rule), silent).chosen == centres


@pytest.mark.parametrize(
    ("customers", "k"), [(3, 1), (4, 2), (5, 2), (8, 2), (9, 3), (15, 3), (16, 4), (1000, 4), (6000, 4)]
)
def test_the_square_root_rule_takes_the_root_of_the_customers_and_four_at_most(customers, k):
    points = np.random.default_rng(0).normal(size=(customers, 2))
    assert choose_k(points, options("square root", 4), silent).chosen == k


def test_a_fixed_number_is_taken():
    found = choose_k(NOISE, options("fixed", 6), silent)
    assert (found.chosen, found.sentence) == (6, "6 clusters, as asked for.")


@pytest.mark.parametrize("rule", ["silhouette", "elbow", "silhouette and elbow", "square root", "fixed"])
@pytest.mark.parametrize(("customers", "reached"), [(2, 1), (3, 2), (5, 4), (7, 6)])
def test_there_are_never_as_many_clusters_as_customers(rule, customers, reached):
    points = np.random.default_rng(1).normal(size=(customers, 3))
    found = choose_k(points, options(rule), silent)
    assert found.chosen <= reached
    assert found.ks.tolist() == list(range(2, reached + 1))


@pytest.mark.parametrize("rule", ["silhouette", "elbow", "silhouette and elbow", "square root", "fixed"])
def test_customers_who_are_all_alike_are_one_cluster(rule):
    found = choose(np.ones((30, 4)), options(rule), silent)
    assert found.choice.chosen == 1
    assert not len(found.choice.ks)
    assert found.labels is None
    assert found.choice.sentence == "1 cluster: the customers could not be told apart."


def test_two_kinds_of_customers_are_two_clusters():
    points = np.repeat([[0.0, 1.0], [1.0, 0.0]], 20, axis=0)
    assert choose_k(points, options("silhouette"), silent).chosen == 2


def test_the_elbow_is_the_first_number_after_which_one_more_helps_less_than_the_threshold():
    inertia = {k: KMeans(k, n_init=10, random_state=0).fit(NOISE).inertia_ for k in range(2, 10)}
    for threshold in (0.03, 0.06, 0.1, 0.3):
        expected = next((k for k in range(2, 8) if inertia[k + 1] > (1 - threshold) * inertia[k]), 8)
        assert choose_k(NOISE, options("elbow", elbow=threshold), silent).chosen == expected


def three_in_a_row(gap):
    """Two groups so far apart, and a third far from both."""
    rng = np.random.default_rng(2)
    return np.vstack([rng.normal([at, 0, 0], 1, (150, 3)) for at in (0, gap, 16)])


@pytest.mark.parametrize("gap", [4, 6, 7])
def test_where_more_clusters_are_nearly_as_good_as_the_best_more_are_taken(gap):
    points = three_in_a_row(gap)
    score = {k: silhouette_score(points, KMeans(k, n_init=10, random_state=0).fit_predict(points)) for k in range(2, 9)}
    expected = max(k for k in score if score[k] >= 0.9 * max(score.values()))
    assert choose_k(points, options("silhouette and elbow"), silent).chosen == expected


def test_more_clusters_than_have_the_best_silhouette_are_explained():
    found = choose_k(three_in_a_row(6), options("silhouette and elbow"), silent)
    two, three = found.silhouette[:2]
    assert two > three
    assert (
        found.sentence == f"3 clusters: silhouette {three:.2f}, nearly the best of 2 to 8, which is {two:.2f} with 2."
    )


def test_the_curve_is_that_of_scikit_learn():
    found = choose_k(NOISE, options("silhouette"), silent)
    models = [KMeans(k, n_init=10, random_state=0).fit(NOISE) for k in found.ks]
    np.testing.assert_allclose(found.distortion, [model.inertia_ for model in models], rtol=0.02)
    np.testing.assert_allclose(
        found.silhouette, [silhouette_score(NOISE, model.labels_) for model in models], atol=0.02
    )


def test_the_curve_goes_beyond_the_most_clusters_that_may_be_taken():
    found = choose_k(blobs(7), options("silhouette", 4), silent)
    assert found.ks.tolist() == list(range(2, 11))
    assert found.chosen <= 4


def test_the_labels_of_the_number_taken_have_its_silhouette_and_its_distortion():
    points = blobs(5, spread=4)
    found = choose(points, options("silhouette"), silent)
    at = found.choice.chosen - 2
    assert silhouette_score(points, found.labels) == pytest.approx(found.choice.silhouette[at])
    centres = np.array([points[found.labels == label].mean(axis=0) for label in range(found.choice.chosen)])
    assert ((points - centres[found.labels]) ** 2).sum() == pytest.approx(found.choice.distortion[at], rel=1e-6)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10_000), st.integers(3, 60), st.integers(1, 3))
def test_silhouettes_of_many_clusterings_are_those_of_scikit_learn(seed, customers, clusterings):
    rng = np.random.default_rng(seed)
    points = rng.integers(0, 5, (customers, 3)).astype(float)
    labelings = [rng.integers(0, rng.integers(1, customers + 1), customers) for _ in range(clusterings)]
    for found, labels in zip(mean_silhouettes(points, labelings), labelings, strict=True):
        clusters = len(np.unique(labels))
        expected = silhouette_score(points, labels) if 2 <= clusters < customers else np.nan if clusters < 2 else 0.0
        assert found == pytest.approx(expected, nan_ok=True, abs=1e-6)


def test_past_the_limit_silhouettes_are_of_a_sample_and_it_is_said():
    points = np.random.default_rng(2).normal(size=(EXACT_UP_TO + 1, 3))
    found = choose_k(points, options("silhouette", 3), silent)
    assert found.sampled == SAMPLE
    assert f"sample of {SAMPLE:,} customers" in found.sentence
    assert choose_k(points[:-1], options("silhouette", 3), silent).sampled == 0


@pytest.mark.parametrize("customers", [400, EXACT_UP_TO + 1])
@pytest.mark.parametrize("far", [0, 1])
def test_the_silhouette_of_the_number_taken_is_that_of_the_quality_shown(customers, far):
    points = np.random.default_rng(4).normal(size=(customers, 3))
    points[:far] = 1000.0
    found = choose(points, options("silhouette", 3), silent)
    shown = quality(points, found.labels, 0).silhouette
    assert found.choice.silhouette[found.choice.chosen - 2] == pytest.approx(shown, abs=1e-6)


def test_a_rule_that_needs_no_curve_makes_none_of_many_customers():
    points = np.random.default_rng(2).normal(size=(EXACT_UP_TO + 1, 3))
    found = choose(points, options("square root", 4), silent)
    assert found.choice.ks.tolist() == [4]
    assert len(np.unique(found.labels)) == 4


def test_past_many_customers_numbers_are_compared_on_a_sample_and_it_is_said():
    points = np.random.default_rng(2).normal(size=(COMPARED + 1, 2)) + np.arange(COMPARED + 1)[:, None] % 2 * 20
    found = choose(points, options("silhouette", 3), silent)
    assert found.choice.chosen == 2
    assert found.labels is None
    assert f"compared on a sample of {COMPARED:,} of {COMPARED + 1:,} customers" in found.choice.sentence


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(["silhouette", "elbow", "silhouette and elbow", "square root", "fixed"]),
    st.integers(2, 40),
    st.integers(2, 12),
)
def test_every_sentence_begins_with_the_number_taken(rule, customers, most):
    points = np.random.default_rng(customers).normal(size=(customers, 2))
    found = choose_k(points, options(rule, most), silent)
    assert found.sentence.startswith(f"{found.chosen} cluster")
    assert found.sentence.endswith(".")
    assert found.chosen <= max(1, min(most, customers - 1))


def test_sentences_of_the_rules_read_well():
    assert choose_k(blobs(4), options("silhouette"), silent).sentence.startswith("4 clusters: silhouette 0.8")
    assert choose_k(blobs(4), options("silhouette"), silent).sentence.endswith(", the best of 2 to 8.")
    many, few = NOISE, NOISE[:5]
    assert choose_k(many, options("square root", 4), silent).sentence == (
        f"4 clusters, the most allowed: the square root of 300 customers would be {isqrt(300)}."
    )
    assert choose_k(few, options("square root", 4), silent).sentence == (
        "2 clusters: the square root of 5 customers, rounded down."
    )
    assert choose_k(blobs(3), options("elbow"), silent).sentence.endswith("%, which is under the 10 % of an elbow.")
    assert choose_k(few, options("fixed", 6), silent).sentence == (
        "4 clusters: there are not enough different customers for more."
    )


def test_it_can_be_cancelled_between_two_fits():
    told = []

    def stop(stage, fraction):
        told.append(stage)
        if len(told) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        choose_k(NOISE, options("silhouette"), stop)
    assert told == ["trying 2 clusters", "trying 3 clusters", "trying 4 clusters"]

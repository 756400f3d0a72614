from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import silhouette_score

from engine.clustering.grouping import group
from engine.clustering.models import MODELS
from engine.clustering.natural import are_natural, distinctness
from engine.clustering.segmentation import Quality, Stability
from engine.clustering.verdict import verdict
from engine.options import ClusterOptions
from engine.progress import silent


def options(rule="silhouette", most=8, fewest=6, **more):
    return ClusterOptions(choose_k=rule, most_clusters=most, fewest_customers=fewest, **more)


def grouped(points, asked):
    return group(points, np.arange(len(points), 0.0, -1.0), asked, silent)


def said(points, asked, set_aside=0):
    return verdict(grouped(points, asked), asked, set_aside)


def blobs(k=3, each=30, seed=0):
    rng = np.random.default_rng(seed)
    return np.vstack([rng.normal(50 * i, 1, (each, 4)) for i in range(k)])


def noise(customers=300, features=10, seed=0):
    return np.random.default_rng(seed).normal(size=(customers, features))


def test_far_blobs_are_clearly_distinct_and_stable():
    published = silhouette_score(blobs(), np.repeat([0, 1, 2], 30))
    assert said(blobs(), options()) == (
        f"90 customers in 3 clusters, clearly distinct (silhouette {published:.2f} over all customers). "
        "Made anew on halves of the customers they come back: stable."
    )


@pytest.mark.parametrize("customers", [50, 300])
def test_noise_has_no_natural_groups_and_is_one_cluster(customers):
    found = grouped(noise(customers), options())
    assert not found.labels.any()
    assert np.isnan(found.silhouettes).all()
    sentence = verdict(found, options(), 0)
    assert sentence.startswith(
        f"{customers} customers. No natural groups in this segment: the best silhouette of 2 to 8"
    )
    assert sentence.endswith(", and clusters change when they are made anew. One cluster is used.")
    assert f"is {found.quality.silhouette:.2f}, and" in sentence


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(4, 12), st.integers(30, 250))
def test_noise_of_many_features_is_never_called_groups(seed, features, customers):
    points = np.random.default_rng(seed).normal(size=(customers, features))
    assert not grouped(points, options()).labels.any()


@pytest.mark.parametrize(("rule", "k"), [("square root", 4), ("fixed", 4)])
def test_rules_that_only_split_a_list_keep_their_number_and_say_what_it_is_worth(rule, k):
    found = grouped(noise(), options(rule, most=k))
    assert len(np.unique(found.labels)) == k
    assert verdict(found, options(rule, most=k), 0) == (
        f"300 customers in {k} clusters, which overlap (silhouette {found.quality.silhouette:.2f} over all customers): "
        "useful to split a long list, not natural groups. "
        "Made anew on halves of the customers they change: fragile, so take them as a hint."
    )


@pytest.mark.parametrize(
    ("customers", "sentence"),
    [
        (1, "1 customer: too few for clusters, so it stands alone."),
        (2, "2 customers: too few for clusters, so they stay together."),
        (5, "5 customers: too few for clusters, so they stay together."),
    ],
)
@pytest.mark.parametrize("rule", ["silhouette", "elbow", "square root", "fixed"])
def test_segments_too_small_for_clusters_say_so(customers, sentence, rule):
    assert said(noise(customers), options(rule)) == sentence


def test_two_customers_are_one_cluster_whatever_is_asked_for():
    assert said(noise(2), options("fixed", fewest=1)) == "2 customers: too few for clusters, so they stay together."


def test_three_customers_by_the_square_root_are_too_few():
    assert said(noise(3), options("square root", fewest=3)) == (
        "3 customers: too few for clusters, so they stay together."
    )


@pytest.mark.parametrize("rule", ["silhouette", "elbow", "square root", "fixed"])
def test_customers_who_are_all_alike_say_so(rule):
    assert said(np.ones((40, 3)), options(rule)) == "40 customers who could not be told apart: one cluster is used."


def test_one_cluster_may_be_asked_for():
    assert said(blobs(), options("fixed", most=1)) == "90 customers in one cluster, as asked for."


def test_fewer_kinds_of_customers_than_clusters_asked_for():
    points = np.repeat([[0.0], [1.0]], 30, axis=0)
    assert said(points, options("fixed", most=5)).startswith("60 customers in 2 clusters, clearly distinct")


def test_a_few_customers_may_be_groups_only_where_they_are_distinct():
    assert said(blobs(2, each=5), options()).startswith("10 customers in 2 clusters, clearly distinct")
    assert "Too few customers to check whether the clusters last." in said(blobs(2, each=5), options())
    near = noise(15, 2)
    found = grouped(near, options())
    assert verdict(found, options(), 0) == (
        "15 customers. No natural groups in this segment: the best silhouette of 2 to 8 clusters is "
        f"{found.quality.silhouette:.2f}, and 15 customers are too few to check whether clusters last. "
        "One cluster is used."
    )


def test_nobody_says_that_stability_could_not_be_checked_where_it_was_not_asked_for():
    assert said(blobs(2, each=5), options(resamples=0)).endswith("customers).")


def test_small_clusters_are_pointed_out():
    points = np.vstack([blobs(2), [[500.0] * 4], [[900.0] * 4], [[900.0] * 4]])
    sentence = said(points, options("fixed", most=4))
    assert sentence.endswith("Clusters 3 and 4 have fewer than 5 customers, so few peers to learn from.")
    assert said(blobs(2, each=4), options("fixed", most=2)).endswith(
        "All of them have fewer than 5 customers, so few peers to learn from."
    )


def test_fragile_clusters_are_named_by_their_numbers():
    found = grouped(blobs(), options())
    shaky = Stability(0.9, (0.9, 0.5, 0.4), "stable", ("stable", "fragile", "fragile"), 20)
    sentence = verdict(replace(found, stability=shaky), options(), 0)
    assert sentence.endswith("they come back: stable. Clusters 2 and 3 are fragile.")


def test_customers_in_no_cluster_are_counted():
    points = np.vstack([blobs(2, each=60), [[1000.0] * 4], [[-2000.0] * 4]])
    asked = options(model="HDBSCAN")
    sentence = said(points, asked, set_aside=3)
    assert "in 2 clusters, clearly distinct" in sentence
    assert "over those in clusters)" in sentence
    assert "customers are like no group and in no cluster." in sentence
    assert sentence.endswith("3 key accounts are set aside: in the segment, but in no cluster.")
    assert said(blobs(), options(), set_aside=1).endswith(
        "1 key account is set aside: in the segment, but in no cluster."
    )


@pytest.mark.parametrize("model", ["DBSCAN", "HDBSCAN"])
def test_a_model_that_finds_nothing_says_so(model):
    sentence = said(noise(12, 8), options(model=model))
    assert sentence == f"12 customers: {model} found no groups, so one cluster is used."


def test_another_model_is_turned_down_by_its_own_silhouette():
    asked = options(model="agglomerative")
    found = grouped(noise(), asked)
    assert f"the silhouette of {found.choice.chosen} clusters is {found.quality.silhouette:.2f}" in verdict(
        found, asked, 0
    )
    assert "The numbers were compared by k-means." in found.choice.sentence


def test_sample_or_exact_is_said():
    points = np.vstack([noise(3_000, 3), noise(3_000, 3) + 30])
    found = grouped(points, options("fixed", most=2, resamples=0))
    assert found.quality.sampled == 2_000
    assert "over a sample of 2,000)" in verdict(found, options("fixed", most=2, resamples=0), 0)
    most = MODELS["agglomerative"].most
    assert f"The clusters were made of a sample of {most:,} customers, and the others joined the nearest." in said(
        points, options("fixed", most=2, resamples=0, model="agglomerative")
    )


@pytest.mark.parametrize(
    ("silhouette", "words"),
    [
        (0.71, "clearly distinct"),
        (0.70, "fairly distinct"),
        (0.51, "fairly distinct"),
        (0.50, "overlapping"),
        (0.26, "overlapping"),
        (0.25, "not distinct"),
        (-0.1, "not distinct"),
        (float("nan"), ""),
    ],
)
def test_a_silhouette_in_words(silhouette, words):
    assert distinctness(silhouette) == words


@pytest.mark.parametrize(
    ("customers", "silhouette", "badge", "natural"),
    [
        (100, 0.6, "fragile", True),
        (100, 0.4, "fair", True),
        (100, 0.4, "fragile", False),
        (100, 0.2, "stable", True),
        (100, 0.2, "fair", False),
        (100, 0.4, None, True),
        (100, 0.2, None, False),
        (15, 0.4, None, False),
        (15, 0.6, None, True),
        (15, float("nan"), None, False),
    ],
)
def test_what_counts_as_natural_groups(customers, silhouette, badge, natural):
    stability = None if badge is None else Stability(0.5, (), badge, (), 20)
    assert are_natural(customers, Quality(silhouette, 0.0, 0.0, 0), stability) is natural

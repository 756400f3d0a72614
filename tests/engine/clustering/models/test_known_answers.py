"""Each model against an answer that was not found by it."""

from itertools import product

import numpy as np
import pytest
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris, make_moons
from sklearn.metrics import adjusted_rand_score

from engine.clustering.models import cluster
from engine.clustering.models.dbscan import usual_reach
from engine.clustering.models.hdbscan import least_cluster

IRIS, SPECIES = load_iris(return_X_y=True)


def inertia(points, labels):
    return sum(((points[labels == j] - points[labels == j].mean(axis=0)) ** 2).sum() for j in set(labels))


@pytest.mark.parametrize("seed", range(5))
def test_ward_merges_as_scipy_does(seed):
    points = np.random.default_rng(seed).normal(size=(80, 4))
    merged = fcluster(linkage(points, "ward"), 5, "maxclust")
    assert adjusted_rand_score(cluster(points, "agglomerative", 5, 0).labels, merged) == 1.0


@pytest.mark.parametrize("model", ["DBSCAN", "HDBSCAN", "spectral"])
def test_two_moons_come_apart(model):
    points, moon = make_moons(400, noise=0.05, random_state=0)
    labels = cluster(points, model, 2, seed=0).labels
    placed = labels >= 0
    assert placed.mean() > 0.95
    assert adjusted_rand_score(labels[placed], moon[placed]) == 1.0


def test_two_moons_are_beyond_k_means():
    points, moon = make_moons(400, noise=0.05, random_state=0)
    assert adjusted_rand_score(cluster(points, "k-means", 2, seed=0).labels, moon) < 0.5


@pytest.mark.parametrize("seed", range(25))
def test_two_clusters_of_eight_customers_are_within_a_tenth_of_the_best_of_all_partitions(seed):
    points = np.random.default_rng(seed).normal(size=(8, 2))
    best = min(inertia(points, np.array(labels)) for labels in product((0, 1), repeat=8) if 0 < sum(labels) < 8)
    assert inertia(points, cluster(points, "k-means", 2, seed=0).labels) <= best * 1.1


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("customers", "starts"), [(300, 10), (2_500, 3)])
def test_k_means_is_as_tight_as_scikit_learn_alone(seed, customers, starts):
    points = np.random.default_rng(seed).normal(size=(customers, 5))
    alone = KMeans(6, n_init=starts, random_state=seed).fit(points).inertia_
    assert inertia(points, cluster(points, "k-means", 6, seed).labels) <= alone * 1.01


@pytest.mark.parametrize("model", ["mini-batch k-means", "BIRCH", "agglomerative"])
def test_the_kin_of_k_means_are_nearly_as_tight_on_the_iris_flowers(model):
    published = 78.85
    """Sum of squares of k-means on the iris flowers, k = 3, as R's and scikit-learn's documentation give it."""
    assert inertia(IRIS, cluster(IRIS, "k-means", 3, 0).labels) == pytest.approx(published, abs=0.01)
    assert inertia(IRIS, cluster(IRIS, model, 3, 0).labels) <= published * 1.15


def test_a_gaussian_mixture_tells_the_iris_species_apart_as_mclust_does():
    published = 0.9039
    """Adjusted Rand index of the three-component VEV model of R's mclust (Scrucca et al. 2016); 5 flowers of 150 differ."""
    assert adjusted_rand_score(cluster(IRIS, "Gaussian mixture", 3, 0).labels, SPECIES) == pytest.approx(
        published, abs=0.02
    )


def test_a_gaussian_mixture_finds_slanted_crowds_that_k_means_cuts():
    rng = np.random.default_rng(0)
    long = rng.normal(size=(600, 2)) * (2, 0.3)
    truth = np.arange(600) % 2
    points = (long + truth[:, None] * (0, 3)) @ np.array([[0.8, 0.6], [-0.6, 0.8]])
    assert adjusted_rand_score(cluster(points, "Gaussian mixture", 2, 0).labels, truth) > 0.98
    assert adjusted_rand_score(cluster(points, "k-means", 2, 0).labels, truth) < 0.5


def test_the_distance_of_dbscan_is_the_fence_of_the_distances_to_the_fifth_nearest():
    assert usual_reach(np.array([1.0, 2.0, 3.0, 4.0, 5.0])) == 4 + 1.5 * 2
    assert usual_reach(np.array([0.0] * 9 + [0.5, 2.0])) == 0.5
    assert usual_reach(np.zeros(4)) > 0


@pytest.mark.parametrize(("customers", "least"), [(4, 5), (25, 5), (36, 6), (2_240, 47)])
def test_a_cluster_of_hdbscan_holds_the_root_of_the_customers_and_five_at_least(customers, least):
    assert least_cluster(customers) == least

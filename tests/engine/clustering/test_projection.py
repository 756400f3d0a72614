import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.clustering.projection import axis_words, project


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10_000))
def test_the_axes_are_the_eigenvectors_of_the_covariance(seed):
    points = np.random.default_rng(seed).normal(size=(20, 4)) * [4, 3, 2, 1]
    found = project(points, np.arange(20, dtype=np.int32), ("a", "b", "c", "d"), seed=0)
    values, vectors = np.linalg.eigh(np.cov(points.T))
    expected = (points - points.mean(axis=0)) @ vectors[:, ::-1][:, :2]
    np.testing.assert_allclose(np.abs(found.points), np.abs(expected), atol=1e-6)
    np.testing.assert_allclose(found.explained, values[::-1][:2] / values.sum())


def test_one_customer_stands_in_the_middle():
    found = project(np.ones((1, 3)), np.array([7], dtype=np.int32), ("a", "b", "c"), seed=0)
    assert found.points.tolist() == [[0, 0]]
    assert found.explained == (0.0, 0.0)


def test_one_feature_makes_one_axis():
    found = project(np.array([[1.0], [2.0], [4.0]]), np.arange(3, dtype=np.int32), ("a",), seed=0)
    assert found.explained == (1.0, 0.0)
    assert not found.points[:, 1].any()


def test_customers_that_are_all_alike_stand_on_one_point():
    found = project(np.full((5, 3), 2.0), np.arange(5, dtype=np.int32), ("a", "b", "c"), seed=0)
    assert not found.points.any()


def test_an_axis_says_what_grows_and_what_shrinks_along_it():
    assert (
        axis_words(np.array([0.8, -0.5, 0.1, 0.3]), ("Paints", "Nails", "Pipe", "Rollers"))
        == "more Paints and Rollers, less Nails"
    )

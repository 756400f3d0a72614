import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.clustering.profiling import profile
from engine.features import Attribute
from tests.engine.clustering.builders import features, segmentation

LABELS = ("Single", "Partnered", "Widowed")


def attributes(n, seed):
    rng = np.random.default_rng(seed)
    income = rng.normal(50_000, 9_000, n)
    income[rng.random(n) < 0.2] = np.nan
    marital = rng.integers(0, 3, n).astype(float)
    marital[rng.random(n) < 0.2] = np.nan
    answered = rng.integers(0, 2, n).astype(float)
    return [
        Attribute("Income", "customer profile", "", income),
        Attribute("Marital status", "customer profile", "", marital, LABELS),
        Attribute("Response", "customer profile", "", answered, outcome=True),
        Attribute("Children", "customer profile", "", answered[::-1].copy(), ("No", "Yes")),
    ]


def row(found, attribute, group=""):
    return next(r for r in found.rows if (r.attribute, r.group) == (attribute, group))


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 80), st.integers(1, 5), st.integers(0, 10_000))
def test_the_profile_is_what_pandas_counts(n, k, seed):
    known = attributes(n, seed)
    labels = np.random.default_rng(seed).integers(0, k, n)
    labels[:k] = np.arange(k)[:n]
    groups = [np.flatnonzero(labels == i).tolist() for i in range(k) if (labels == i).any()]
    found = profile(features(known, {"Income": np.zeros(n)}), segmentation({"All": groups}, n))
    frame = pd.DataFrame({a.name: a.values for a in known})
    cluster = np.empty(n, int)
    for i, group in enumerate(groups):
        cluster[group] = i
    by = frame.groupby(cluster)
    np.testing.assert_allclose(row(found, "Income").values, by["Income"].mean())
    np.testing.assert_allclose(row(found, "Income").overall, frame["Income"].mean())
    np.testing.assert_allclose(row(found, "Response").values, 100 * by["Response"].mean())
    np.testing.assert_allclose(row(found, "Children").values, 100 * by["Children"].mean())
    for position, label in enumerate(LABELS):
        inside = (frame["Marital status"] == position).where(frame["Marital status"].notna()).astype(float)
        np.testing.assert_allclose(row(found, "Marital status", label).values, 100 * inside.groupby(cluster).mean())
        np.testing.assert_allclose(row(found, "Marital status", label).overall, 100 * inside.mean())


def test_every_attribute_is_profiled_whether_it_was_compared_or_not():
    found = profile(features(attributes(9, 1), {"Income": np.zeros(9)}), segmentation({"All": [[*range(9)]]}, 9))
    assert list(dict.fromkeys(r.attribute for r in found.rows)) == ["Income", "Marital status", "Response", "Children"]
    assert [r.compared for r in found.rows] == [True, False, False, False, False, False]
    assert [r.outcome for r in found.rows] == [False, False, False, False, True, False]


def test_the_index_is_how_often_the_average_a_cluster_is():
    spend = Attribute("Wine", "customer profile", "", np.array([10.0, 10, 40, 40]))
    found = profile(features([spend], {"Wine": spend.values}), segmentation({"All": [[0, 1], [2, 3]]}, 4))
    assert found.rows[0].index.tolist() == pytest.approx([0.4, 1.6])
    assert found.rows[0].overall == 25


def test_a_column_that_is_unknown_of_everybody_has_no_figure_and_no_warning():
    unknown = Attribute("Income", "customer profile", "", np.full(4, np.nan))
    found = profile(features([unknown], {"Income": np.zeros(4)}), segmentation({"All": [[0, 1], [2, 3]]}, 4))
    assert np.isnan(found.rows[0].values).all()
    assert np.isnan(found.rows[0].overall)
    assert np.isnan(found.rows[0].index).all()


def test_one_segment_alone_has_the_clusters_and_the_average_of_that_segment():
    spend = Attribute("Wine", "customer profile", "", np.array([1.0, 3, 10, 30, 999]))
    clusters = segmentation({"North": [[0], [1]], "South": [[2], [3]]}, 5)
    found = profile(features([spend], {"Wine": spend.values}), clusters, 1)
    assert found.clusters == (2, 3)
    assert found.rows[0].values.tolist() == [10, 30]
    assert found.rows[0].overall == 20


def test_customers_in_no_cluster_count_in_the_average_of_their_segment_only():
    spend = Attribute("Wine", "customer profile", "", np.array([1.0, 3, 11]))
    clusters = segmentation({"North": [[0, 1]]}, 3, without_cluster={"North": [2]})
    found = profile(features([spend], {"Wine": spend.values}), clusters)
    assert (found.rows[0].values.tolist(), found.rows[0].overall) == ([2], 5)


def test_the_only_cluster_of_a_segment_is_compared_with_everybody():
    spend = Attribute("Wine", "customer profile", "", np.array([2.0, 4, 6, 8]))
    described, clusters = (
        features([spend], {"Wine": spend.values}),
        segmentation({"North": [[0, 1]], "South": [[2, 3]]}, 4),
    )
    found = profile(described, clusters, 0)
    assert (found.rows[0].overall, found.rows[0].index.tolist()) == (5, [0.6])
    again = profile(described, clusters, 0, profile(described, clusters))
    assert again.rows[0].index.tolist() == found.rows[0].index.tolist()


def test_the_number_whose_bands_were_compared_counts_as_compared():
    number = Attribute("Income", "customer profile", "", np.array([1.0, 2]), source="Income")
    bands = Attribute(
        "Income, in bands", "customer profile", "", np.array([0.0, 1]), ("low", "high"), True, "", "Income"
    )
    found = profile(features([number, bands], {"Income, in bands": bands.values}), segmentation({"All": [[0, 1]]}, 2))
    assert all(r.compared for r in found.rows)

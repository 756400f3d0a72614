from dataclasses import replace

import numpy as np
import pytest

from engine.clustering.recommended import ModelRow, recommend_model

ROW = ModelRow("k-means", 3, 3, 0.40, 100.0, 0.8, 0.9, "stable", 20, 50, 0, 0.1, 0, "")
WARD, BIRCH = (replace(ROW, model=name) for name in ("agglomerative", "BIRCH"))


def test_the_most_distinct_clusters_are_recommended_with_the_figures_of_the_next():
    model, sentence = recommend_model((ROW, replace(WARD, clusters=4, silhouette=0.61), BIRCH), 100)
    assert model == "agglomerative"
    assert sentence == (
        "Use “agglomerative”: of the 3 models with lasting clusters of a useful size its 4 are the most distinct "
        "(silhouette 0.61, “k-means” 0.40)."
    )


def test_k_means_is_recommended_where_it_is_as_good_as_the_best():
    model, sentence = recommend_model((replace(WARD, silhouette=0.41), ROW), 100)
    assert model == "k-means"
    assert "none has clearly more distinct ones than its 3 (silhouette 0.40, “agglomerative” 0.41)" in sentence


def test_of_two_that_are_equal_the_first_is_recommended():
    assert recommend_model((replace(ROW, silhouette=0.1), WARD, BIRCH), 100)[0] == "agglomerative"


@pytest.mark.parametrize(
    "flaw",
    [
        {"badge": "fragile"},
        {"smallest": 4},
        {"largest": 91},
        {"noise": 21},
        {"clusters": 1},
        {"clusters": 0, "silhouette": np.nan},
        {"silhouette": np.nan},
    ],
)
def test_clusters_that_are_of_no_use_are_not_recommended_however_distinct_they_are(flaw):
    assert recommend_model((ROW, replace(WARD, silhouette=0.9)), 100)[0] == "agglomerative"
    assert recommend_model((ROW, replace(WARD, **({"silhouette": 0.9} | flaw))), 100)[0] == "k-means"


def test_in_a_small_segment_a_cluster_of_two_is_of_use():
    assert recommend_model((replace(WARD, smallest=2, largest=10),), 20)[0] == "agglomerative"


def test_clusters_whose_stability_is_not_known_may_be_recommended():
    assert recommend_model((replace(WARD, badge=None, stability=np.nan),), 100)[0] == "agglomerative"


def test_where_no_model_is_of_use_it_is_k_means_and_said_so():
    model, sentence = recommend_model((replace(ROW, badge="fragile"), replace(WARD, clusters=1)), 1_200)
    assert model == "k-means"
    assert sentence == (
        "No model finds clusters here that last and hold more than a handful of the 1,200 customers, "
        "so “k-means”, the plainest, will do."
    )


def test_a_model_that_is_alone_of_use_is_said_to_be():
    _, sentence = recommend_model((ROW, replace(WARD, badge="fragile")), 100)
    assert sentence == "Use “k-means”: it alone finds lasting clusters of a useful size, 3 of them (silhouette 0.40)."

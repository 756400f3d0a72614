from dataclasses import replace
from itertools import permutations
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.clustering.recommended import PLAIN_FIRST, ModelRow, recommend_model
from engine.options.clustering import ModelName

ROW = ModelRow("k-means", 3, 3, 0.40, 100.0, 0.8, 0.7, "fair", 20, 50, 0, 0.1, 0, "")
WARD, BIRCH, SPECTRAL = (replace(ROW, model=name) for name in ("agglomerative", "BIRCH", "spectral"))


def test_every_model_has_its_place_from_the_plainest_on():
    assert sorted(PLAIN_FIRST) == sorted(get_args(ModelName))


def test_clusters_that_are_clearly_more_distinct_are_recommended_with_the_figures_of_the_plainest():
    model, sentence = recommend_model((ROW, replace(WARD, clusters=4, silhouette=0.45), BIRCH), 100)
    assert model == "agglomerative"
    assert sentence == (
        "Use “agglomerative”: its 4 clusters are clearly more distinct than those of “k-means” "
        "(silhouette 0.45 against 0.40)."
    )


def test_a_tiny_gain_is_no_reason_to_leave_the_plainest_model():
    model, sentence = recommend_model((ROW, WARD, replace(SPECTRAL, silhouette=0.44)), 100)
    assert model == "k-means"
    assert sentence == (
        "Use “k-means”: it is the plainest of the 3 models with lasting clusters of a useful size, "
        "and no other is clearly better (silhouette 0.40; the best other, “spectral”, 0.44)."
    )


def test_of_several_that_are_clearly_better_the_plainest_is_recommended_unless_another_is_clearly_better_still():
    better = replace(WARD, silhouette=0.50)
    assert recommend_model((ROW, replace(SPECTRAL, silhouette=0.54), better), 100)[0] == "agglomerative"
    assert recommend_model((ROW, replace(SPECTRAL, silhouette=0.55), better), 100)[0] == "spectral"


def test_clusters_as_distinct_and_clearly_more_lasting_are_recommended():
    model, sentence = recommend_model((ROW, replace(WARD, stability=0.9, badge="stable")), 100)
    assert model == "agglomerative"
    assert sentence == (
        "Use “agglomerative”: its 3 clusters are at least as distinct as those of “k-means” (silhouette 0.40 against 0.40) "
        "and clearly more lasting (stability 0.90 against 0.70)."
    )
    assert recommend_model((ROW, replace(WARD, stability=0.89, badge="stable")), 100)[0] == "k-means"
    assert recommend_model((ROW, replace(WARD, stability=0.9, silhouette=0.39)), 100)[0] == "k-means"


def test_fragile_clusters_give_way_to_less_distinct_ones_that_clearly_last_but_not_to_ones_that_hardly_do():
    fragile = replace(ROW, badge="fragile", stability=0.5)
    lasting = replace(WARD, silhouette=0.3, stability=0.7)
    model, sentence = recommend_model((fragile, lasting), 100)
    assert model == "agglomerative"
    assert "its 3 clusters last, those of “k-means” are fragile (stability 0.70 against 0.50)" in sentence
    model, sentence = recommend_model((fragile, replace(SPECTRAL, silhouette=0.41, stability=0.66)), 100)
    assert model == "k-means"
    assert sentence == (
        "Use “k-means”: its clusters are fragile, but it is the plainest model, and no other is clearly better "
        "(silhouette 0.40; the best other, “spectral”, 0.41)."
    )


def test_where_k_means_is_of_no_use_fragile_clusters_of_another_model_do_not_take_its_place():
    of_few = replace(ROW, smallest=1)
    fragile = replace(WARD, badge="fragile", stability=0.5, silhouette=0.5)
    model, sentence = recommend_model((of_few, fragile, replace(BIRCH, silhouette=0.3)), 100)
    assert model == "BIRCH"
    assert "it alone finds lasting clusters" in sentence


def test_customers_in_no_cluster_count_against_a_model():
    crowds = replace(ROW, model="HDBSCAN", silhouette=0.5)
    assert recommend_model((ROW, replace(crowds, noise=10)), 100)[0] == "HDBSCAN"
    assert recommend_model((ROW, replace(crowds, noise=11)), 100)[0] == "k-means"


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


def test_customers_nearer_to_another_cluster_than_to_their_own_are_no_clusters():
    assert recommend_model((replace(ROW, badge="fragile"), replace(WARD, silhouette=-0.01)), 100)[0] == "k-means"


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


MADE = st.builds(
    lambda silhouette, stability, noise: replace(
        ROW,
        silhouette=silhouette / 100,
        stability=stability / 100,
        badge="stable" if stability >= 80 else "fair" if stability >= 65 else "fragile",
        noise=noise,
    ),
    st.integers(-5, 60),
    st.integers(40, 100),
    st.integers(0, 25),
)


@given(st.lists(MADE, min_size=3, max_size=3))
def test_one_model_is_recommended_whatever_the_figures_and_in_whatever_order_they_come(figures):
    rows = [replace(row, model=name) for row, name in zip(figures, ("k-means", "BIRCH", "DBSCAN"), strict=True)]
    found = {recommend_model(order, 100) for order in permutations(rows)}
    assert len(found) == 1
    (model, sentence) = found.pop()
    assert f"“{model}”" in sentence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.clustering.given_names import GivenName, carry_names, given_names, rename
from engine.errors import OptionError
from tests.engine.builders import make_dataset
from tests.engine.clustering.builders import segmentation

CLUSTERS = {"North": [[0, 1, 2], [3, 4]], "South": [[5, 6, 7]]}


def dataset(n=8):
    return make_dataset([(f"C{i}", "p", 1) for i in range(n)])


def names(found):
    return [cluster.name for cluster in found.clusters]


def test_a_cluster_bears_the_name_it_is_given_and_no_other_changes():
    found = rename(segmentation(CLUSTERS, 8), 1, "  Key\n accounts ")
    assert names(found) == ["North 1", "Key accounts", "South 1"]
    assert [cluster.renamed for cluster in found.clusters] == [False, True, False]


def test_renaming_leaves_what_was_renamed_as_it_was():
    before = segmentation(CLUSTERS, 8)
    rename(before, 0, "Painters")
    assert names(before) == ["North 1", "North 2", "South 1"]


def test_a_blank_name_restores_the_one_it_was_found_under():
    found = rename(rename(segmentation(CLUSTERS, 8), 0, "Painters"), 0, "  ")
    assert names(found) == ["North 1", "North 2", "South 1"]
    assert not found.clusters[0].renamed


def test_a_name_of_another_cluster_of_the_segment_is_refused_whatever_its_case():
    with pytest.raises(OptionError, match="“North 2” is already the name of cluster 2"):
        rename(segmentation(CLUSTERS, 8), 0, "north 2")


def test_the_same_name_is_free_in_another_segment_and_for_the_cluster_itself():
    found = rename(rename(segmentation(CLUSTERS, 8), 2, "North 1"), 2, "NORTH 1")
    assert found.clusters[2].name == "NORTH 1"


def test_a_name_that_no_card_can_show_is_refused():
    with pytest.raises(OptionError, match="61 characters"):
        rename(segmentation(CLUSTERS, 8), 0, "x" * 61)


def test_names_find_their_clusters_in_next_months_file_by_shared_members():
    kept = given_names(rename(segmentation(CLUSTERS, 8), 0, "Painters"), dataset())
    assert kept == (GivenName("North", "Painters", ("C0", "C1", "C2")),)
    # next month: C0 is gone, two are new, the clusters come in another order
    next_month = make_dataset([(c, "p", 1) for c in ("C1", "C2", "C3", "C4", "C8", "C9")])
    found = carry_names(segmentation({"North": [[2, 3, 5], [0, 1, 4]]}, 6), next_month, kept)
    assert names(found) == ["North 1", "Painters"]
    assert found.clusters[1].renamed


def test_a_cluster_that_shares_less_than_half_is_another_one():
    kept = (GivenName("North", "Painters", ("C0", "C1", "C5", "C6")),)
    assert names(carry_names(segmentation(CLUSTERS, 8), dataset(), kept)) == ["North 1", "North 2", "South 1"]


def test_a_name_whose_customers_are_all_gone_is_left_out():
    kept = (GivenName("North", "Painters", ("X1", "X2")), GivenName("North", "Nobody", ()))
    assert names(carry_names(segmentation(CLUSTERS, 8), dataset(), kept)) == ["North 1", "North 2", "South 1"]


def test_of_two_names_for_one_cluster_the_better_match_wins():
    kept = (GivenName("", "Nearly", ("C0", "C1")), GivenName("", "Exactly", ("C0", "C1", "C2")))
    assert names(carry_names(segmentation(CLUSTERS, 8), dataset(), kept))[0] == "Exactly"


def test_a_given_name_makes_way_for_no_automatic_one():
    kept = (GivenName("", "NORTH 2", ("C0", "C1", "C2")),)
    assert names(carry_names(segmentation(CLUSTERS, 8), dataset(), kept)) == ["NORTH 2", "North 2 (2)", "South 1"]


def test_one_name_given_in_two_segments_is_kept_in_both():
    named = rename(rename(segmentation(CLUSTERS, 8), 0, "VIP"), 2, "VIP")
    found = carry_names(segmentation(CLUSTERS, 8), dataset(), given_names(named, dataset()))
    assert names(found) == ["VIP", "North 2", "VIP"]


def test_customer_ids_that_are_numbers_are_matched_as_texts():
    numbered = make_dataset([(f"C{i}", "p", 1) for i in range(8)])
    customers = numbered.customers.assign(customer_id=pd.Series(np.arange(8)))
    object.__setattr__(numbered, "customers", customers)
    kept = given_names(rename(segmentation(CLUSTERS, 8), 2, "VIP"), numbered)
    assert kept[0].members == ("5", "6", "7")
    assert names(carry_names(segmentation(CLUSTERS, 8), numbered, kept))[2] == "VIP"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=8, max_size=30), st.integers(0, 1000))
def test_names_come_back_whatever_the_numbers_of_the_clusters(labels, seed):
    present = sorted(set(labels))
    groups = [[i for i, label in enumerate(labels) if label == p] for p in present]
    named = segmentation({"All": groups}, len(labels))
    for i in range(len(groups)):
        named = rename(named, i, f"Name {i}")
    order = np.random.default_rng(seed).permutation(len(groups))
    again = segmentation({"All": [groups[i] for i in order]}, len(labels))
    shops = make_dataset([(f"C{i:02}", "p", 1) for i in range(len(labels))])
    assert names(carry_names(again, shops, given_names(named, shops))) == [f"Name {i}" for i in order]

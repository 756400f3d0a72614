import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.analysis import analyse
from engine.market_baskets import market_baskets
from engine.options import ClusterOptions, Options
from engine.recommending.adoption import count_adoption
from engine.recommending.rings import RingOfCustomers, rings, wider_group
from tests.engine.builders import make_dataset

LINES = [("A", "x", 1.0), ("A", "y", 2.0), ("B", "x", 3.0), ("C", "x", 1.0), ("C", "z", 9.0), ("D", "z", -1.0)]
CUSTOMERS = {"region": ["N", "N", "S", "S"], "end_use": ["Paint", "Build", "Paint", ""]}


def ring(name, groups):
    group_of = np.array(groups, dtype=np.int32)
    n = int(group_of.max()) + 1
    return RingOfCustomers(name, group_of, np.bincount(group_of[group_of >= 0], minlength=n), ("",) * n)


def all_rings(segment_by=("region",), customers=CUSTOMERS):
    dataset = make_dataset(LINES, customers)
    options = Options(segment_by=segment_by, clustering=ClusterOptions(most_clusters=1))
    return {found.name: found for found in rings(dataset, analyse(dataset, options).segmentation)}


def test_rings_widen_from_cluster_to_everyone():
    assert list(all_rings()) == ["cluster", "segment", "end-use", "everyone"]


def test_without_end_uses_there_is_no_end_use_ring():
    assert list(all_rings(customers={"region": list("NNSS")})) == ["cluster", "segment", "everyone"]


def test_a_customer_with_nothing_but_returns_is_nobodys_peer():
    found = all_rings()
    assert all(r.group_of[3] == -1 for r in found.values())
    assert found["everyone"].sizes.tolist() == [3]
    assert found["segment"].sizes.tolist() == [2, 1]


def test_a_blank_end_use_is_no_ring_to_share():
    lines = [*LINES, ("D", "x", 1.0)]
    dataset = make_dataset(lines, CUSTOMERS)
    segmentation = analyse(dataset, Options(segment_by=("region",))).segmentation
    end_use = next(r for r in rings(dataset, segmentation) if r.name == "end-use")
    assert end_use.group_of[3] == -1


def test_a_group_is_held_by_the_wider_ring_only_where_it_lies_whole_inside():
    inner = ring("cluster", [0, 0, 1, 1])
    assert wider_group(inner, ring("segment", [0, 0, 0, 0])).tolist() == [0, 0]
    assert wider_group(inner, ring("segment", [1, 1, 0, 0])).tolist() == [1, 0]
    assert wider_group(inner, ring("end-use", [0, 1, 0, 1])) is None
    assert wider_group(inner, ring("end-use", [0, 0, 1, -1])) is None


@given(st.lists(st.integers(0, 3), min_size=2, max_size=12), st.lists(st.integers(0, 2), min_size=2, max_size=12))
def test_holding_agrees_with_looking_at_every_pair_of_customers(inner, outer):
    n = min(len(inner), len(outer))
    inner, outer = [sorted(set(inner[:n])).index(g) for g in inner[:n]], outer[:n]
    split = any(inner[i] == inner[j] and outer[i] != outer[j] for i in range(n) for j in range(n))
    assert (wider_group(ring("cluster", inner), ring("segment", outer)) is None) == split


def adoption(prior):
    dataset = make_dataset(LINES, CUSTOMERS)
    segmentation = analyse(
        dataset, Options(segment_by=("region",), clustering=ClusterOptions(most_clusters=1))
    ).segmentation
    return count_adoption(market_baskets(dataset), rings(dataset, segmentation), prior)


def test_buyers_and_earnings_are_counted_per_group():
    buyers, _, earned = adoption(5.0).of_group(ring=1, group=0)
    assert buyers.tolist() == [2.0, 1.0, 0.0]
    assert earned.tolist() == [4.0, 2.0, 0.0]


def test_without_a_prior_adoption_is_the_plain_share_of_peers():
    _, strength, _ = adoption(0.0).of_group(ring=1, group=0)
    assert strength.tolist() == [2.0, 1.0, 0.0]


def test_a_large_prior_leaves_what_the_wider_ring_does():
    _, strength, _ = adoption(1e9).of_group(ring=0, group=0)
    assert strength == pytest.approx([3 / 2, 1 / 2, 1 / 2])


def test_adoption_is_shrunken_ring_by_ring():
    _, strength, _ = adoption(5.0).of_group(ring=0, group=0)
    segment = (1 + 5 * (1 / 2)) / (1 + 5)
    assert strength[1] == pytest.approx((1 + 5 * segment) / (1 + 5))


def test_a_group_of_one_without_a_prior_knows_nothing():
    _, strength, _ = adoption(0.0).of_group(ring=0, group=1)
    assert strength.tolist() == [0.0, 0.0, 0.0]

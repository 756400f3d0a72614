import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.analysis import analyse
from engine.options import ClusterOptions, Options, RecommendOptions
from engine.recommending.packs import in_packs, packs_in_words, said_in_packs
from tests.engine.builders import make_dataset

SIZES = st.one_of(st.just(np.nan), st.just(0.0), st.integers(1, 144).map(float), st.floats(0.1, 50))


@given(st.floats(0.01, 10_000), SIZES)
def test_a_suggestion_is_the_fewest_whole_packs_that_hold_it(quantity, size):
    found = in_packs(np.array([quantity]), np.array([size]))[0]
    if not size > 0:
        assert found == quantity
        return
    packs = found / size
    assert abs(packs - round(packs)) < 1e-4
    assert found >= quantity - 1e-4 * size
    assert found - size < quantity or round(packs) == 1


def test_less_than_a_pack_is_a_pack_and_whole_packs_stay_as_they_are():
    quantity, size = np.array([1.0, 24.0, 25.0, 0.3, 0.6, np.nan]), np.array([12.0, 12.0, 12.0, 0.1, 0.5, 6.0])
    assert in_packs(quantity, size)[:5].tolist() == [12.0, 24.0, 36.0, 0.3, 1.0]
    assert np.isnan(in_packs(quantity, size)[5])
    assert in_packs(quantity, None) is quantity


def test_packs_are_said_in_words_where_there_is_something_to_say():
    assert packs_in_words(24.0, 12.0) == "2 packs of 12"
    assert packs_in_words(1_000.0, 1_000.0) == "1 pack of 1,000"
    assert packs_in_words(0.6, 0.2) == "3 packs of 0.2"
    assert [packs_in_words(*pair) for pair in ((5.0, 1.0), (5.0, np.nan), (5.0, 0.0), (5.0, 12.0), (np.nan, 3.0))] == [
        ""
    ] * 5


def test_nothing_is_said_of_packs_where_no_column_tells():
    assert said_in_packs(np.array([5.0, 6.0]), None).tolist() == ["", ""]
    assert said_in_packs(np.array([]), np.array([])).tolist() == []


def suggestion(**products):
    """What a customer is suggested of a product of which its peers usually order five, and why."""
    lines = [(f"C{i}", "base", 1.0) for i in range(6)] + [(f"C{i}", "paint", 5.0) for i in range(5)]
    options = Options(clustering=ClusterOptions(most_clusters=1), recommending=RecommendOptions(prove=False))
    found = analyse(make_dataset(lines, products=products), options)
    offer = found.recommendations.of_customer(5).iloc[0]
    return offer["quantity"], offer["reason"]


def test_an_offer_suggests_whole_packs_and_its_reason_keeps_what_peers_order():
    quantity, reason = suggestion(pack_size=[1.0, 4.0])
    assert quantity == 8.0
    assert "typical order 5" in reason
    assert reason.endswith("Suggested: 2 packs of 4.")


def test_an_offer_whose_pack_is_not_known_suggests_what_peers_order():
    assert suggestion(pack_size=[6.0, np.nan])[0] == 5.0
    assert suggestion()[0] == 5.0
    assert "pack" not in suggestion()[1]

import numpy as np
import pytest

from engine import analyse, options_from_mapping
from engine.recommending.valuing import margins
from tests.engine.builders import make_dataset
from tests.engine.proving.builders import tastes


def priced(margin=None, cap=10.0, **recommending):
    lines = [
        (f"C{c}", f"p{p}", 1.0, f"2024-{1 + (c + p) % 12:02}-03", 10.0 + p)
        for c in range(9)
        for p in range(5)
        if (c + p) % 3
    ]
    dataset = make_dataset(lines, None, {"margin": margin} if margin is not None else None)
    asked = {"recommending": {"value_cap": cap, **recommending}, "clustering": {"most_clusters": 1}}
    return analyse(dataset, options_from_mapping(asked))


@pytest.mark.parametrize("margin", [[0.1, 0.2, 0.3, 0.4, 0.5], [10.0, 20.0, 30.0, 40.0, 50.0]])
def test_values_are_margin_where_the_margin_of_products_is_known_as_a_share_or_in_percent(margin):
    plain, with_margin = priced().recommendations, priced(margin).recommendations
    share = np.array([0.1, 0.2, 0.3, 0.4, 0.5])[plain.table["product"]]
    assert with_margin.by_margin
    assert not plain.by_margin
    np.testing.assert_allclose(with_margin.table["value"], plain.table["value"] * share, atol=0.006)
    np.testing.assert_allclose(with_margin.table["worth"], plain.table["worth"] * share, atol=0.006)


def test_an_unknown_margin_is_that_of_the_products_in_the_middle_and_money_is_no_margin():
    known = margins(priced([0.1, np.nan, 0.3, 0.5, np.nan]).dataset)
    np.testing.assert_allclose(known, [0.1, 0.3, 0.3, 0.5, 0.3])
    assert margins(priced([1.5, 2.5, 300.0, 4.0, 5.0]).dataset) is None
    assert margins(priced([np.nan] * 5).dataset) is None


def test_all_plays_of_a_customer_together_stay_under_its_cap():
    analysis = analyse(make_dataset(tastes()), options_from_mapping({"recommending": {"value_cap": 0.05}}))
    table = analysis.recommendations.table
    total = table.groupby("customer")["value"].sum()
    spend = analysis.figures.spend[total.index] / analysis.dataset.years
    assert (total <= 0.05 * spend + 0.006 * 20).all()
    assert total.max() > 0


def test_a_value_is_the_chance_from_the_back_test_times_the_worth():
    analysis = analyse(make_dataset(tastes()), options_from_mapping({"recommending": {"value_cap": 10.0}}))
    table = analysis.recommendations.table
    known = table["chance"].notna()
    assert known.any()
    np.testing.assert_allclose(table["value"][known], (table["chance"] * table["worth"])[known], atol=0.01)


def test_the_offers_of_a_customer_stand_by_their_chance_without_changing_places_within_a_play():
    analysis = analyse(make_dataset(tastes()), options_from_mapping({}))
    proof, table = analysis.proof, analysis.recommendations.table
    for _, mine in table[table["play"] == "whitespace"].groupby("customer"):
        lead = mine["chance"].cummin()
        assert lead.is_monotonic_decreasing
    firsts = table.groupby(["customer", "play"], observed=True)["chance"].first()
    first = table.groupby("customer")["chance"].first()
    assert (first >= firsts.groupby("customer").max() - 1e-12).all()
    assert proof.plays

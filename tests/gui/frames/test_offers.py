import numpy as np

from gui.frames.offers import (
    facets,
    headline,
    in_order_of,
    most_worth_first,
    offer_columns,
    offer_columns_of_one,
    offers_of,
)
from gui.frames.texts import about
from tests.engine.apart import apart
from tests.gui.analyses import bare, code_of, lonely, trade
from tests.gui.played import played, with_offers


def all_offers(analysis):
    return np.arange(len(analysis.recommendations))


def test_what_offers_can_be_filtered_by_stands_ready_as_columns():
    analysis = trade()
    hidden = {c.header: c.text(0) for c in offer_columns(analysis, offers_of(analysis, 0)) if not c.shown}
    assert (
        hidden.items() >= {"Rep": "Dana", "Segment": "North", "Cluster": "1 Painting", "Category": "Painting"}.items()
    )


def test_an_offer_says_to_whom_what_how_many_worth_what_and_why():
    analysis = trade()
    offer = offers_of(analysis, code_of(analysis, "N1"))
    shown = {c.header: c.text(0) for c in offer_columns(analysis, offer) if c.shown}
    value = float(analysis.recommendations.table["value"].iloc[offer[0]])
    assert shown.pop("Why").startswith("2 of 2 peers buy it")
    assert shown.pop("Expected value (a year)") == f"{value:,.0f}"
    assert shown == {
        "Customer": "Name of N1",
        "Rank": "1",
        "Product": "Name of roller",
        "Suggested quantity": "8",
        "Grade": "B",
    }


def test_offers_of_every_customer_are_all_offers():
    for analysis in (trade(), bare()):
        found = [offers_of(analysis, customer) for customer in range(len(analysis.dataset.customers))]
        assert np.concatenate(found).tolist() == all_offers(analysis).tolist()


def test_the_offers_of_one_customer_do_not_repeat_who_it_is():
    titles = [c.title for c in offer_columns_of_one(trade(), np.array([0]))]
    assert not {"Customer", "Rep", "Segment", "Cluster"} & set(titles)


def test_without_money_there_is_no_expected_value():
    assert "Expected value" not in [c.title for c in offer_columns(bare(), all_offers(bare()))]


def test_filters_exist_only_where_there_is_something_to_choose():
    assert [facet.title for facet in facets(trade(), all_offers(trade()))] == [
        "Rep",
        "Segment",
        "Cluster",
        "Category",
        "Grade",
    ]
    assert [facet.title for facet in facets(bare(), all_offers(bare()))] == ["Cluster", "Grade"]


def test_every_offer_has_the_filter_values_that_its_row_shows():
    analysis = played()
    columns = {c.title: c for c in offer_columns(analysis, all_offers(analysis))}
    for facet in facets(analysis, all_offers(analysis)[::-1]):
        shown = [columns[facet.title].text(row) for row in all_offers(analysis)[::-1]]
        assert [facet.values[code] for code in facet.codes] == shown


def test_the_headline_counts_offers_customers_and_money():
    analysis = trade()
    value = analysis.recommendations.table["value"]
    everything = f"4 offers worth about {about(value.sum())} a year to 4 customers"
    assert headline(analysis, all_offers(analysis)) == everything
    assert headline(analysis, np.array([0])) == f"1 offer worth about {about(value[0])} a year to 1 customer"
    assert headline(analysis, np.array([], dtype=int)) == "No offer fits these filters."
    assert headline(bare(), np.array([0, 1, 4])) == "3 offers to 2 customers"


def test_an_analysis_without_a_single_offer_says_why():
    assert headline(lonely(), all_offers(lonely())).startswith("No offers: no customer has peers")
    assert facets(lonely(), all_offers(lonely())) == ()


def test_offers_to_customers_in_no_cluster_can_be_filtered():
    n1 = code_of(trade(), "N1")
    analysis = apart(trade(), key_accounts=[n1])
    offers = offers_of(analysis, n1)
    assert len(offers)
    assert {c.title: c.text(0) for c in offer_columns(analysis, offers)}["Cluster"] == "Key account"
    cluster = next(facet for facet in facets(analysis, all_offers(analysis)) if facet.key == "cluster")
    assert {cluster.values[code] for code in cluster.codes[offers]} == {"Key account"}


def test_offers_of_every_play_show_their_play_chance_and_value():
    shown = {c.header: c.text(0) for c in offer_columns(played(), np.array([1])) if c.shown}
    assert (shown["Expected value (a year)"], shown["Chance"]) == ("62", "31 %")
    several = {c.header: c for c in offer_columns(played(), all_offers(played()))}
    assert several["Play"].shown
    assert several["Play"].text(1) == "Spend gap"
    assert "Spend gap: The customer buys it, but" in several["Play"].tip


def test_dates_intervals_and_worth_are_there_to_be_chosen():
    hidden = {c.header: c for c in offer_columns(played(), all_offers(played())) if not c.shown}
    assert [hidden["Last bought"].text(row) for row in (0, 2)] == ["", "2024-06-11"]
    assert [hidden["Usual interval (days)"].text(row) for row in (0, 2)] == ["", "152"]
    assert hidden["If it is bought (a year)"].text(0) == "410"


def test_small_values_are_shown_with_a_decimal():
    small = {c.header: c for c in offer_columns(with_offers(value=[0.4, 1.25, 2.0, 90.0]), all_offers(played()))}
    assert [small["Expected value (a year)"].text(row) for row in (0, 1, 3)] == ["0.4", "1.2", "90"]


def test_a_chance_that_is_not_known_stays_blank():
    chances = offer_columns(with_offers(chance=[0.2, np.nan, 0.3, 0.4]), all_offers(played()))
    assert next(c for c in chances if c.key == "chance").text(1) == ""


def test_the_customer_with_most_to_win_stands_first_and_its_offers_in_rank_order():
    analysis = with_offers(value=[1.0, 2.0, 3.0, 400.0])
    assert most_worth_first(analysis).tolist() == [3, 0, 1, 2]
    assert most_worth_first(bare()).tolist() == all_offers(bare()).tolist()
    assert most_worth_first(lonely()).tolist() == []


def test_offers_stand_in_the_order_of_the_customers_given_and_then_by_rank():
    analysis = trade()
    table = analysis.recommendations.table
    before = table["customer"].to_numpy()[most_worth_first(analysis)]
    assert in_order_of(analysis, before).tolist() == most_worth_first(analysis).tolist()
    backwards = in_order_of(analysis, before[::-1])
    assert list(dict.fromkeys(table["customer"].to_numpy()[backwards])) == list(dict.fromkeys(before[::-1]))

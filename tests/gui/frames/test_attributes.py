import numpy as np
import pytest

import engine
from gui.frames.attributes import attribute_columns, beside_cluster, facts_of
from gui.frames.customers import customer_card, customer_columns
from tests.gui.analyses import EMPLOYEES, TRADES, listed, trade

EVERYBODY = np.arange(40)


def columns():
    return {column.title: column for column in attribute_columns(listed(), EVERYBODY)}


def beside(customer):
    analysis = listed()
    profile = engine.profile(analysis.features, analysis.segmentation, 0)
    table = beside_cluster(analysis, profile, customer)
    return {row[0]: row[1:] for row in zip(*(column.values for column in table), strict=True)}


def own_cluster(customer):
    cluster_of = listed().segmentation.cluster_of
    return np.flatnonzero(cluster_of == cluster_of[customer])


def test_customers_of_a_list_are_shown_by_its_columns_not_by_purchases_they_do_not_have():
    titles = [column.title for column in customer_columns(listed(), EVERYBODY) if column.shown]
    assert titles[:2] == ["Customer", "Cluster"]
    assert {"Trade", "Employees"} <= set(titles)
    assert not {"Orders", "Quantity", "Ticket size", "Offers"} & {
        c.title for c in customer_columns(listed(), EVERYBODY)
    }


def test_customers_that_buy_are_shown_by_their_purchases():
    titles = [column.title for column in customer_columns(trade(), np.arange(7)) if column.shown]
    assert {"Orders", "Spend", "Offers"} <= set(titles)


def test_numbers_stay_numbers_and_groups_are_words():
    assert [columns()["Trade"].text(row) for row in range(40)] == TRADES
    np.testing.assert_array_equal(columns()["Employees"].values[1:], EMPLOYEES[1:])


def test_what_is_not_known_is_blank():
    assert columns()["Employees"].is_blank()[0]
    assert columns()["Employees"].text(0) == ""
    assert "Employees" not in dict(facts_of(listed(), 0))


def test_the_card_of_a_customer_without_purchases_shows_what_it_was_compared_by():
    assert dict(customer_card(listed(), 2).figures)["Trade"] == "Butcher"
    assert "Orders" not in dict(customer_card(listed(), 2).figures)


@pytest.mark.parametrize("customer", [1, 2, 4])
def test_a_group_is_set_beside_how_many_of_the_cluster_and_of_all_are_in_it(customer):
    own, cluster, everybody = beside(customer)["Trade"]
    peers = [TRADES[at] for at in own_cluster(customer)]
    assert own == TRADES[customer]
    assert cluster == f"{peers.count(own) / len(peers):.0%} {own}".replace("%", " %")
    assert everybody == f"{TRADES.count(own) / 40:.0%} {own}".replace("%", " %")


def test_a_number_is_set_beside_the_averages():
    own, cluster, everybody = beside(7)["Employees"]
    peers = np.array(EMPLOYEES)[[at for at in own_cluster(7) if at]]
    assert own == f"{EMPLOYEES[7]:.0f}"
    assert cluster == f"{peers.mean():.1f} on average"
    assert everybody == f"{np.mean(EMPLOYEES[1:]):.1f} on average"


def test_a_yes_or_no_is_said_in_words_beside_the_shares_of_yes():
    assert beside(0)["Newsletter"][0].casefold() == "yes"
    assert beside(2)["Newsletter"][0].casefold() == "no"
    assert beside(2)["Newsletter"][2] == "40 %"


def test_what_is_not_known_of_a_customer_is_not_compared():
    assert "Employees" not in beside(0)

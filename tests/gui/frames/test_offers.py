import numpy as np

from gui.frames.offers import evidence_title, facets, headline, offer_columns, offer_columns_of_one, offers_of
from tests.engine.apart import apart
from tests.gui.analyses import bare, code_of, lonely, trade


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
    assert shown.pop("Why").startswith("2 of 2 peers buy it")
    assert shown == {
        "Customer": "Name of N1",
        "Rank": "1",
        "Product": "Name of roller",
        "Suggested quantity": "8",
        "Expected value (a year)": "109",
        "Adoption": "2 of 2",
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
    assert [facet.title for facet in facets(trade())] == ["Rep", "Segment", "Cluster", "Category", "Grade"]
    assert [facet.title for facet in facets(bare())] == ["Cluster", "Grade"]


def test_every_offer_has_the_filter_values_that_its_row_shows():
    analysis = trade()
    columns = {c.title: c for c in offer_columns(analysis, all_offers(analysis))}
    for facet in facets(analysis):
        shown = [columns[facet.title].text(row) for row in all_offers(analysis)]
        assert [facet.values[code] for code in facet.codes] == shown


def test_the_headline_counts_offers_customers_and_money():
    analysis = trade()
    assert headline(analysis, all_offers(analysis)) == "4 offers worth about 1,680 a year to 4 customers"
    assert headline(analysis, np.array([0])) == "1 offer worth about 109 a year to 1 customer"
    assert headline(analysis, np.array([], dtype=int)) == "No offer fits these filters."
    assert headline(bare(), np.array([0, 1, 4])) == "3 offers to 2 customers"


def test_evidence_is_headed_by_the_product():
    assert evidence_title(trade(), 0) == "Peers who buy Name of roller"


def test_buyers_of_a_wider_ring_are_not_called_peers():
    analysis = bare()
    wider = int(np.flatnonzero(analysis.recommendations.table["ring"] == "segment")[0])
    assert evidence_title(analysis, wider).startswith("Customers who buy ")


def test_an_analysis_without_a_single_offer_says_why():
    assert headline(lonely(), all_offers(lonely())).startswith("No offers: no customer has peers")
    assert facets(lonely()) == ()


def test_offers_to_customers_in_no_cluster_can_be_filtered():
    n1 = code_of(trade(), "N1")
    analysis = apart(trade(), key_accounts=[n1])
    offers = offers_of(analysis, n1)
    assert len(offers)
    assert {c.title: c.text(0) for c in offer_columns(analysis, offers)}["Cluster"] == "Key account"
    cluster = next(facet for facet in facets(analysis) if facet.key == "cluster")
    assert {cluster.values[code] for code in cluster.codes[offers]} == {"Key account"}

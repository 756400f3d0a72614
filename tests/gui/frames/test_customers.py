import numpy as np

import engine
from gui.frames.baskets import basket_columns, evidence_columns
from gui.frames.customers import buying_customers, customer_card, customer_columns
from tests.engine.apart import apart
from tests.gui.analyses import bare, code_of, trade


def by_title(columns):
    return {column.header: column for column in columns}


def test_a_customers_row_adds_up_to_its_invoices():
    analysis = trade()
    columns = by_title(customer_columns(analysis, buying_customers(analysis)))
    n1 = code_of(analysis, "N1")
    shown = {title: column.text(n1) for title, column in columns.items() if column.shown}
    assert shown == {  # twice 5 brushes at 10 and 20 paints at 30, on four days
        "Customer": "Name of N1",
        "Cluster": "1 Painting",
        "Orders": "4",
        "Spend": "1,300",
        "Ticket size": "325",
        "Last order": "2024-06-11",
        "Offers": "1",
        "Rep": "Dana",
    }


def test_other_columns_and_features_can_be_chosen():
    analysis = trade()
    columns = by_title(customer_columns(analysis, buying_customers(analysis)))
    n1 = code_of(analysis, "N1")
    assert not columns["Region"].shown
    assert columns["Region"].text(n1) == "North"
    assert columns["Painting (units)"].text(n1) == "50"


def test_marks_are_cluster_numbers_or_on_the_map_of_all_the_colours_of_segments():
    analysis = trade()
    customers = buying_customers(analysis)
    of_clusters = by_title(customer_columns(analysis, customers))
    assert of_clusters["Cluster"].marks.tolist() == [1, 1, 1, 2, 2, 1, 1]
    of_segments = by_title(customer_columns(analysis, customers, mark={0: 1, 1: 2}))
    assert of_segments["Segment"].marks.tolist() == [1, 1, 1, 1, 1, 2, 2]
    assert of_segments["Cluster"].marks is None


def test_without_money_and_dates_the_columns_speak_of_units_and_no_date():
    analysis = bare()
    titles = by_title(customer_columns(analysis, buying_customers(analysis)))
    assert "Quantity (units)" in titles
    assert "Ticket size (units)" in titles
    assert not {"Spend", "Last order", "Recency (days)"} & set(titles)


def test_a_card_names_its_customer_cluster_and_figures():
    analysis = trade()
    card = customer_card(analysis, code_of(analysis, "N1"))
    assert card.name == "Name of N1"
    assert card.who == "N1  ·  Rep Dana  ·  North"
    assert card.cluster == "Cluster 1 Painting: 2 peers"
    assert dict(card.figures) == {
        "Spend": "1,300",
        "Orders": "4",
        "Ticket size": "325",
        "Products": "2",
        "Last order": "2024-06-11",
    }


def test_a_card_without_money_counts_units():
    analysis = bare()
    figures = dict(customer_card(analysis, code_of(analysis, "N1")).figures)
    assert figures == {"Units bought": "25", "Orders": "2", "Units per order": "12.5", "Products": "2"}


def test_a_market_basket_lists_the_largest_spend_first():
    analysis = trade()
    columns = by_title(basket_columns(analysis, code_of(analysis, "N1")))
    assert columns["Product"].values.tolist() == ["Name of paint", "Name of brush"]
    assert columns["Quantity (units)"].values.tolist() == [40, 10]
    assert columns["Times bought"].values.tolist() == [2, 2]
    assert columns["Spend"].values.tolist() == [1200, 100]
    assert columns["Last bought"].values.astype(str).tolist() == ["2024-06-11", "2024-06-10"]
    assert columns["Category"].values.tolist() == ["Painting", "Painting"]


def test_every_market_basket_adds_up_to_the_customers_spend():
    analysis = trade()
    for customer in buying_customers(analysis):
        spend = by_title(basket_columns(analysis, int(customer)))["Spend"].values
        assert np.isclose(spend.sum(), analysis.figures.spend[customer])


def test_evidence_leaves_out_what_the_data_does_not_have():
    assert [c.title for c in evidence_columns(engine.evidence(bare(), 0))] == ["Peer", "Quantity", "Times bought"]
    full = evidence_columns(engine.evidence(trade(), 0))
    assert [c.title for c in full] == ["Peer", "Quantity", "Times bought", "Spend", "Last bought"]
    assert full[0].values.tolist() == ["Name of N2", "Name of N3"]


def test_customers_in_no_cluster_are_shown_as_such():
    n1, n4 = code_of(trade(), "N1"), code_of(trade(), "N4")
    analysis = apart(trade(), key_accounts=[n1], noise=[n4])
    cluster = by_title(customer_columns(analysis, buying_customers(analysis)))["Cluster"]
    assert [cluster.text(n1), cluster.text(n4)] == ["Key account", "No cluster"]
    assert [cluster.marks[n1], cluster.marks[n4]] == [0, 0]
    assert customer_card(analysis, n1).cluster == "Key account: compared with the 4 other customers of its segment"
    assert customer_card(analysis, n4).cluster == "No cluster: compared with the 4 other customers of its segment"

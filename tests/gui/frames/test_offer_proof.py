from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from gui.frames.baskets import own_columns
from gui.frames.offer_proof import offer_proof, proof_title, value_sentence
from tests.gui.analyses import bare, trade
from tests.gui.played import played, with_offers


def texts(columns, row):
    return {column.header: column.text(row) for column in columns}


def test_an_offer_of_a_new_product_is_proven_by_the_peers_who_buy_it():
    proof = offer_proof(trade(), 0)
    assert proof.title == "Peers who buy Name of roller"
    assert texts(proof.columns, 0) == {
        "Peer": "Name of N2",
        "Quantity (units)": "18",
        "Times bought": "2",
        "Spend": "90",
        "Last bought": "2024-06-12",
    }
    assert [trade().dataset.customers["customer_id"].iat[code] for code in proof.customers] == ["N2", "N3"]
    assert proof.words[0] == trade().recommendations.table["reason"].iloc[0]


def test_buyers_of_a_wider_ring_are_not_called_peers():
    wider = int(np.flatnonzero(bare().recommendations.table["ring"] == "segment")[0])
    assert proof_title(bare(), wider).startswith("Customers who buy ")
    assert offer_proof(bare(), wider).columns[0].header == "Customer"


def test_a_spend_gap_shows_the_customer_itself_above_its_peers():
    proof = offer_proof(played(), 1)
    assert texts(proof.columns, 0) == {
        "Peer": "This customer: Name of N1",
        "Quantity (units)": "10",
        "Times bought": "2",
        "Spend": "100",
        "Last bought": "2024-06-10",
    }
    assert proof.customers[0] == int(played().recommendations.table["customer"].iloc[1])
    assert list(proof.columns[0].values[1:]) == ["Name of N2", "Name of N3"]


@pytest.mark.parametrize(("offer", "product", "quantity"), [(2, "paint", "20"), (3, "nails", "250")])
def test_a_lapsed_product_and_a_reorder_are_proven_by_the_customers_own_purchases(offer, product, quantity):
    proof = offer_proof(played(), offer)
    assert proof.title == f"When this customer bought Name of {product}"
    rows = [list(texts(proof.columns, row).values()) for row in range(2)]
    assert [(row[0][:7], row[1:]) for row in rows] == [("2024-06", ["152", quantity]), ("2024-01", ["", quantity])]
    assert proof.customers == ()


def test_every_offer_of_the_sample_opens_as_many_peers_as_it_names(sample_run):
    _, _, analysis = sample_run
    table = analysis.recommendations.table
    assert table["play"].nunique() > 1
    for offer, row in enumerate(table.itertuples()):
        proof = offer_proof(analysis, offer)
        assert proof.words[0] == row.reason
        if row.play == "whitespace":
            assert len(proof.customers) == row.buyers
        elif row.play in ("lapsed", "reorder due"):
            assert proof.columns[0].text(0) == str(row.last.date())


def purchases_on(*days):
    day = pd.to_datetime(pd.Series(days)).astype("datetime64[s]")
    return pd.DataFrame({"day": day, "quantity": np.arange(1.0, len(days) + 1)})


def test_own_purchases_stand_with_the_days_between_them_the_latest_first():
    columns = own_columns(purchases_on("2024-03-01", "2024-01-01", "2024-01-31"))
    assert [c.header for c in columns] == ["Bought on", "Days since the time before", "Quantity (units)"]
    rows = [list(texts(columns, row).values()) for row in range(3)]
    assert rows == [["2024-03-01", "30", "1"], ["2024-01-31", "30", "3"], ["2024-01-01", "", "2"]]


def test_two_orders_of_one_day_are_one_purchase():
    columns = own_columns(purchases_on("2024-03-01", "2024-01-01", "2024-03-01"))
    assert [list(texts(columns, row).values()) for row in range(2)] == [
        ["2024-03-01", "60", "4"],
        ["2024-01-01", "", "2"],
    ]


def test_own_purchases_without_dates_are_added_up():
    columns = own_columns(purchases_on(None, None))
    assert list(texts(columns, 0).values()) == ["", "", "3"]
    assert len(own_columns(purchases_on())[0]) == 0


def test_a_value_says_how_it_came_about():
    assert value_sentence(played(), 0) == (
        "23 of 100 such offers were taken within 60 days × about 410 a year that peers of its size spend on it"
        " = about 94 expected."
    )
    assert value_sentence(played(), 3).startswith(
        "44 of 1,000 such offers were taken within 60 days × about 500 a year"
    )


def test_a_value_of_next_to_nothing_is_not_called_nothing():
    assert value_sentence(with_offers(value=0.09, worth=0.41), 0).endswith(
        "× under 1 a year that peers of its size spend on it = under 1 expected."
    )


def test_a_value_that_was_held_down_says_so():
    capped = with_offers(value=[60.0, 62.0, 500.0, 22.0])
    assert value_sentence(capped, 0).endswith(
        "= about 94 expected, held down to about 60: a customer’s offers count for at most 25 % of its yearly spend."
    )
    assert "held down" not in value_sentence(capped, 1)


def test_a_reorder_is_worth_its_usual_order():
    assert "× about 1,000 that its usual order of it comes to = about 500 expected." in value_sentence(played(), 2)


@pytest.mark.parametrize("unproven", [with_offers(chance=np.nan, strength=0.23), replace(played(), proof=None)])
def test_without_a_proof_the_share_of_peers_stands_for_the_chance(unproven):
    assert value_sentence(unproven, 0).startswith(
        "Nothing could be proven on these data, so the share of peers who buy it, "
    )
    assert "is the chance × about 410 a year that peers of its size spend on it = " in value_sentence(unproven, 0)


def test_an_offer_whose_chance_nobody_knows_has_a_worth_but_no_value():
    unproven = with_offers(chance=np.nan, value=np.nan)
    assert value_sentence(unproven, 3) == (
        "Worth about 500 a year that it used to spend on it; "
        "how often such offers are taken could not be proven on these data."
    )


def test_without_money_there_is_nothing_to_say_of_a_value():
    assert value_sentence(bare(), 0) == ""
    assert value_sentence(with_offers(worth=np.nan, value=np.nan), 0) == ""

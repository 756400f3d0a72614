from dataclasses import replace

import numpy as np
import pytest

from gui.frames.customer_call import FOR_THE_READER, NOTHING, call_sheet, said
from gui.widgets.reading_sheet import as_text
from tests.engine.apart import apart
from tests.gui.analyses import bare, code_of, listed, lonely, trade
from tests.gui.played import played, with_offers


def n1(analysis):
    return call_sheet(analysis, code_of(analysis, "N1"))


def point(analysis, offer):
    """The point of an offer of N1 by its place."""
    return [point for topic in n1(analysis).topics for point in topic.points][offer]


def test_the_card_says_who_it_is_what_kind_and_when_it_last_ordered():
    sheet = n1(played())
    assert sheet.title == "Name of N1"
    assert sheet.facts[0].endswith("Rep Dana  ·  North")
    assert sheet.facts[1] == "Cluster 1 Painting: 2 peers"
    assert any("Painting" in fact and "of what they buy" in fact for fact in sheet.facts)
    assert sheet.facts[-1] == "Last order on 11 June 2024, 1 day before the data end; it orders about every 7 weeks."


def test_offers_are_grouped_by_play_and_numbered_through():
    sheet = n1(played())
    assert [topic.title for topic in sheet.topics] == ["New product (whitespace)", "Spend gap", "Reorder due"]
    assert [point.number for topic in sheet.topics for point in topic.points] == [1, 2, 3]
    assert sheet.note == FOR_THE_READER


def test_plays_that_come_back_are_told_together_and_in_the_plural():
    plays = played().recommendations.table["play"].copy()
    plays[:] = ["spend gap", "reorder due", "spend gap", "lapsed"]
    topics = n1(with_offers(play=plays)).topics
    assert [topic.title for topic in topics] == ["Spend gaps", "Reorder due"]
    assert [point.title for point in topics[0].points] == ["Name of roller: 8", "Name of paint: 20"]


def test_every_play_is_said_in_its_own_words():
    assert point(played(), 0).said == "2 of 2 customers like you buy it. Shall I send 8 to try?"
    assert point(played(), 1).said == (
        "You buy it already, last on 10 June 2024, but others of your size buy more of it. Shall we make it 6?"
    )
    assert point(played(), 2).said == (
        "You order it about every 5 months, and the last time was 11 June 2024. Shall I send the next 20?"
    )
    n5 = call_sheet(played(), code_of(played(), "N5")).topics[0]
    assert n5.points[0].said == (
        "You used to order it about every 5 months; the last time was 10 June 2024. Shall I send 250 again?"
    )


def test_nothing_that_is_said_names_another_customer():
    others = [name for name in trade().dataset.customers["customer_name"] if name != "Name of N1"]
    sheet = n1(played())
    assert any(name in point.aside for name in others for topic in sheet.topics for point in topic.points)
    assert not [name for name in others for topic in sheet.topics for point in topic.points if name in point.said]


@pytest.mark.parametrize("play", ["spend gap", "lapsed", "reorder due"])
def test_without_dates_no_day_and_no_interval_is_said(play):
    offer = played().recommendations.table.iloc[0].copy()
    offer["play"], offer["last"], offer["interval"] = play, np.datetime64("NaT"), np.nan
    words = said(offer, "8")
    assert "NaT" not in words
    assert "nan" not in words
    assert "about" not in words


def test_a_quantity_has_its_unit_where_there_is_one():
    analysis = played()
    products = analysis.dataset.products.assign(unit_of_measure="pack")
    packed = replace(analysis, dataset=replace(analysis.dataset, products=products))
    assert point(packed, 0).title == "Name of roller: 8 (pack)"


def test_a_wider_ring_is_not_called_like_the_customer_and_one_peer_is_no_count():
    offer = played().recommendations.table.iloc[0].copy()
    offer["ring"], offer["buyers"], offer["peers"] = "everyone", 1, 6
    assert said(offer, "8") == "1 of 6 of our customers buys it. Shall I send 8 to try?"
    offer["peers"] = 1
    assert said(offer, "8") == "Another of our customers buys it. Shall I send 8 to try?"


def test_only_the_offers_asked_for_are_told_and_the_others_counted():
    customer = code_of(played(), "N1")
    sheet = call_sheet(played(), customer, np.array([1, 3]))
    assert [topic.title for topic in sheet.topics] == ["Spend gap"]
    assert sheet.note == f"{FOR_THE_READER} 2 more offers to this customer do not fit the filters."


def test_the_value_and_the_grade_are_aside():
    assert point(played(), 0).aside.startswith("Grade B. About 94 a year expected. 2 of 2 peers buy it")
    assert point(played(), 2).aside.startswith("Grade B. About 500 expected. ")
    assert "expected" not in n1(bare()).topics[0].points[0].aside


def test_a_customer_without_offers_or_peers_or_dates_has_a_card_all_the_same():
    assert call_sheet(lonely(), 0).note == NOTHING
    assert call_sheet(lonely(), 0).topics == ()
    assert "Last order" not in as_text(n1(bare()))
    assert call_sheet(listed(), 0).topics == ()


def test_a_key_account_has_no_cluster_but_a_card():
    code = code_of(trade(), "N1")
    assert "Key account: compared with" in call_sheet(apart(trade(), key_accounts=[code]), code).facts[1]

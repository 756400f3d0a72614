import numpy as np

from gui.frames.offers import headline
from gui.frames.plays import by_play, meanings, play_names
from tests.gui.analyses import bare, trade
from tests.gui.played import PLAYS, played, with_offers

ALL = np.arange(4)


def test_what_offers_come_to_is_said_play_by_play():
    table = played().recommendations.table
    assert by_play(table, ALL) == (
        "1 new product (whitespace), about 94  ·  1 spend gap, about 62  ·  "
        "1 lapsed product, about 22  ·  1 reorder due, about 500"
    )


def test_the_plays_of_the_offers_shown_add_up_to_the_headline():
    table = played().recommendations.table
    assert by_play(table, np.array([1, 3])) == "1 spend gap, about 62  ·  1 lapsed product, about 22"
    assert headline(played(), np.array([1, 3])) == "2 offers worth about 84 a year to 2 customers"


def test_the_play_with_most_offers_stands_first_and_several_are_plural():
    plays = played().recommendations.table["play"].copy()
    plays[:] = ["lapsed", "spend gap", "lapsed", "lapsed"]
    assert by_play(with_offers(play=plays).recommendations.table, ALL).startswith("3 lapsed products, about 616")


def test_one_play_alone_needs_no_line_of_its_own():
    assert by_play(trade().recommendations.table, ALL) == ""


def test_without_money_plays_are_only_counted():
    table = with_offers(value=np.nan).recommendations.table
    assert by_play(table, ALL[:2]) == "1 new product (whitespace)  ·  1 spend gap"


def test_a_play_whose_value_nobody_knows_is_not_worth_nothing():
    table = with_offers(value=[94.0, 62.0, 500.0, np.nan]).recommendations.table
    assert by_play(table, ALL).endswith("1 lapsed product, value not known  ·  1 reorder due, about 500")


def test_a_play_is_called_as_in_the_table_and_explained_in_words():
    plays = played().recommendations.table["play"]
    assert list(play_names(plays)) == ["Whitespace", "Spend gap", "Reorder due", "Lapsed"]
    assert [line.split(":")[0].lower() for line in meanings(plays).splitlines()] == PLAYS


def test_plays_without_money_or_dates_have_their_meanings_too():
    assert meanings(bare().recommendations.table["play"]).startswith(
        "Whitespace: Peers buy it, this customer never did"
    )

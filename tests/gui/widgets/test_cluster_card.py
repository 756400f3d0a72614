import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from gui.widgets.cluster_card import Card, CardList

CARDS = [
    Card(7, 1, "Painters & <b>Co</b>", "3 customers", ("Paints: 66 % of what they buy",), "Typical: ProPaint"),
    Card(9, 2, "Builders", "2 customers", ()),
]


@pytest.fixture
def cards(qtbot):
    cards = CardList(lambda number, _palette: (QColor("navy"), QColor("white")))
    qtbot.addWidget(cards)
    cards.show_cards(CARDS)
    cards.resize(320, 300)
    cards.show()
    qtbot.waitExposed(cards)
    return cards


def test_a_click_names_the_card_and_ctrl_asks_to_add(cards, qtbot):
    with qtbot.waitSignal(cards.clicked) as clicked:
        qtbot.mouseClick(cards.cards[1], Qt.MouseButton.LeftButton)
    assert clicked.args == [9, False]
    with qtbot.waitSignal(cards.clicked) as clicked:
        qtbot.mouseClick(cards.cards[0], Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier)
    assert clicked.args == [7, True]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_card_is_chosen_by_keyboard(cards, qtbot, key):
    assert cards.cards[0].focusPolicy() & Qt.FocusPolicy.TabFocus
    with qtbot.waitSignal(cards.clicked) as clicked:
        qtbot.keyClick(cards.cards[0], key)
    assert clicked.args == [7, False]


def test_a_double_click_opens(cards, qtbot):
    with qtbot.waitSignal(cards.opened) as opened:
        qtbot.mouseDClick(cards.cards[0], Qt.MouseButton.LeftButton)
    assert opened.args == [7]


def test_only_the_marked_cards_are_framed(cards):
    before = cards.cards[1].grab().toImage()
    cards.mark([9])
    assert [card.chosen for card in cards.cards] == [False, True]
    assert cards.cards[1].grab().toImage() != before
    cards.mark([])
    assert not any(card.chosen for card in cards.cards)


def test_a_screen_reader_hears_number_name_and_size(cards):
    assert cards.cards[0].accessibleName() == "1 Painters & <b>Co</b>, 3 customers"


def test_other_cards_take_the_place_of_the_old_ones(cards):
    cards.show_cards(CARDS[1:])
    assert [card.card.key for card in cards.cards] == [9]


def test_many_cards_are_made_a_few_at_a_time_and_marked_all_the_same(cards, qtbot):
    many = [Card(key, 0, f"Segment {key}", "", ()) for key in range(30)]
    cards.show_cards(many)
    cards.mark([2, 29])
    assert cards.keys == list(range(30))
    assert len(cards.cards) < 30
    qtbot.waitUntil(lambda: len(cards.cards) == 30)
    assert [card.card.key for card in cards.cards if card.chosen] == [2, 29]
    tops = [card.y() for card in cards.cards]
    assert tops == sorted(tops)


def test_cards_that_were_still_to_be_made_give_way_to_others(cards, qtbot):
    cards.show_cards([Card(key, 0, f"Segment {key}", "", ()) for key in range(30)])
    cards.show_cards(CARDS)
    qtbot.wait(20)
    assert [card.card.key for card in cards.cards] == [7, 9]


def test_the_cards_that_are_there_keep_their_height_while_others_are_added(cards, qtbot):
    lines = ("Paints: 66 % of what they buy", "Tools: 20 % of what they buy")
    cards.show_cards([Card(key, 0, f"Segment {key}", "3 customers", lines) for key in range(60)])
    heights = set()

    def all_there():
        heights.add(cards.cards[0].height())
        return len(cards.cards) == 60

    qtbot.waitUntil(lambda: cards.cards[0].height() == cards.cards[0].heightForWidth(cards.cards[0].width()))
    heights.clear()
    qtbot.waitUntil(all_there)
    qtbot.wait(20)
    assert heights == {cards.cards[0].height()}

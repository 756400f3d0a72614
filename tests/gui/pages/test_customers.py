import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QLabel

from gui.customer_card_dialog import CustomerCardDialog
from gui.pages.customers import NO_PROOF, CustomersPage
from tests.gui.analyses import bare, code_of, lonely, session_with, trade
from tests.gui.analyses import listed as listed_only

ROWS = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


@pytest.fixture
def page(qtbot):
    page = CustomersPage(session_with(trade()))
    qtbot.addWidget(page)
    page.resize(1190, 668)
    page.show()
    qtbot.waitExposed(page)
    return page


def column(view, key):
    return next(c for c in view.model.columns if c.key == key)


def listed(page):
    ids = column(page.list, "customer_id").values
    return [ids[row] for row in page.list.visible_rows()]


def test_the_first_customer_is_open_from_the_start(page):
    assert page.name.text() == "Name of N1"
    assert page.list.selected_rows() == [0]


def test_a_customer_is_shown_with_its_basket_and_its_offers(page):
    page.show_customer(code_of(trade(), "N4"))
    assert page.name.text() == "Name of N4"
    assert "Rep Luis" in page.who.text()
    assert page.cluster.text().startswith("Cluster 2 ")
    assert "2,200" in [label.text() for label in page.facts.findChildren(QLabel)]
    assert sorted(column(page.basket, "product").values) == ["Name of drill", "Name of nails", "Name of screws"]
    assert page.list.selected_rows() == [3]


def test_the_first_offer_comes_with_the_peers_that_prove_it_and_its_reason(page):
    assert page.proof.table.title.text() == "Peers who buy Name of roller"
    assert column(page.proof.table, "customer").values.tolist() == ["Name of N2", "Name of N3"]
    assert page.proof.words.text().startswith(trade().recommendations.table["reason"].iloc[0])


def test_no_table_scrolls_sideways_in_the_smallest_window(page):
    tables = (page.list, page.offers, page.basket, page.proof.table)
    assert [view.table.horizontalScrollBar().maximum() for view in tables] == [0, 0, 0, 0]


def test_choosing_another_offer_shows_its_own_evidence(qtbot):
    page = CustomersPage(session_with(bare()))
    qtbot.addWidget(page)
    page.show()
    second = page.offers.model.index(1, 0)
    page.offers.table.selectionModel().select(second, ROWS)
    assert page.proof.table.title.text() == f"Peers who buy {column(page.offers, 'product').values[1]}"


def test_a_customer_without_offers_says_how_to_see_evidence(page):
    page.show_customer(code_of(trade(), "N2"))
    assert page.offers.model.rowCount() == 0
    assert page.proof.table.title.text() == NO_PROOF
    assert page.proof.words.text() == ""


def test_one_customer_selected_elsewhere_is_opened_in_the_whole_list(page):
    page._session.select([code_of(trade(), "S1")])
    assert page.name.text() == "Name of S1"
    assert len(listed(page)) == 7
    assert not page.chip.isVisible()


def test_several_selected_elsewhere_limit_the_list_until_the_chip_is_clicked(page, qtbot):
    page._session.select([code_of(trade(), "S1"), code_of(trade(), "S2")])
    assert listed(page) == ["S1", "S2"]
    assert page.name.text() == "Name of S1"
    qtbot.mouseClick(page.chip, Qt.MouseButton.LeftButton)
    assert len(listed(page)) == 7
    assert page.name.text() == "Name of S1"


def test_a_customer_outside_the_limited_list_is_shown_all_the_same(page):
    page._session.select([code_of(trade(), "S1"), code_of(trade(), "S2")])
    page.show_customer(code_of(trade(), "N3"))
    assert page.name.text() == "Name of N3"
    assert "N3" in listed(page)


def test_a_row_chosen_in_the_list_becomes_the_selection(page):
    page.list.table.selectionModel().select(page.list.model.index(4, 0), ROWS)
    assert page._session.selection == {code_of(trade(), "N5")}
    assert page.name.text() == "Name of N5"


def test_the_list_finds_a_customer_by_its_hidden_id(page, qtbot):
    qtbot.keyClicks(page.list.find_box, "s2")
    qtbot.waitUntil(lambda: listed(page) == ["S2"])


def test_a_customer_can_be_shown_before_the_page_was_ever_seen(qtbot):
    page = CustomersPage(session_with(trade()))
    qtbot.addWidget(page)
    page.show_customer(code_of(trade(), "N5"))
    page.show()
    assert page.name.text() == "Name of N5"


def test_a_code_that_is_no_customer_changes_nothing(page):
    page.show_customer(999)
    assert page.name.text() == "Name of N1"


def test_a_page_without_an_analysis_can_be_shown_and_takes_a_selection(qtbot):
    session = session_with(None)
    page = CustomersPage(session)
    qtbot.addWidget(page)
    page.show()
    session.select([1, 2])
    page.show_customer(1)
    assert page.name.text() == ""


def test_one_customer_alone_has_a_basket_and_no_offers(qtbot):
    page = CustomersPage(session_with(lonely()))
    qtbot.addWidget(page)
    page.show()
    assert "alone" in page.cluster.text()
    assert page.basket.model.rowCount() == 2
    assert page.offers.model.rowCount() == 0


def test_a_customer_of_a_list_without_purchases_is_set_beside_its_cluster(qtbot):
    page = CustomersPage(session_with(listed_only()))
    qtbot.addWidget(page)
    page.show()
    page.show_customer(2)
    assert page.profile.isVisible()
    assert not page.selling.isVisible()
    assert column(page.profile, "own").values[0] == "Butcher"
    page.list.select_rows((4,))
    page.show_customer(4)
    assert column(page.profile, "own").values[0] == "Florist"


def test_enter_in_the_list_opens_the_card_and_turning_it_turns_the_page(page, qtbot):
    page.list.table.selectRow(2)
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    dialog = page.findChild(CustomerCardDialog)
    assert (dialog.customer, dialog.place.text()) == (code_of(trade(), "N3"), "3 of 7")
    dialog.turn(1)
    assert page.name.text() == "Name of N4"
    assert page.list.selected_rows() == [3]


def test_the_card_button_opens_the_card_of_the_customer_shown(page, qtbot):
    page.show_customer(code_of(trade(), "N5"))
    qtbot.mouseClick(page.card_button, Qt.MouseButton.LeftButton)
    assert page.findChild(CustomerCardDialog).sheet.toPlainText().startswith("Name of N5")


def test_a_list_of_customers_alone_has_no_card_to_read_out(qtbot):
    page = CustomersPage(session_with(listed_only()))
    qtbot.addWidget(page)
    page.show()
    assert not page.card_button.isVisible()
    page._open_card(0)
    assert page.findChild(CustomerCardDialog) is None

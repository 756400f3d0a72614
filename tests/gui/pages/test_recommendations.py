import numpy as np
import pytest
from PySide6.QtCore import Qt

from gui.customer_card_dialog import CustomerCardDialog
from gui.frames.texts import about
from gui.pages.recommendations import CHOOSE, NO_PROOF, RecommendationsPage
from tests.gui.analyses import bare, code_of, listed, lonely, session_with, trade
from tests.gui.played import played


def shown(qtbot, analysis):
    page = RecommendationsPage(session_with(analysis))
    qtbot.addWidget(page)
    page.resize(1190, 668)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def page(qtbot):
    return shown(qtbot, trade())


def choose(page, wanted):
    """Select the first row shown that is `wanted`, as a click would."""
    rows = page.table.visible_rows().tolist()
    page.table.table.selectRow(next(at for at, row in enumerate(rows) if wanted(row)))


def customer_of(page, row):
    return next(c for c in page.table.model.columns if c.key == "customer_id").text(row)


def pick(page, facet, words):
    box = page.filters.boxes[facet]
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


def offered(page, facet):
    box = page.filters.boxes[facet]
    return [box.itemText(at) for at in range(box.count())]


def worth_of(analysis, customers=None):
    """What the offers to these customers, or to all, are worth in a year, as it is written."""
    table = analysis.recommendations.table
    value = table["value"][table["customer"].isin(table["customer"] if customers is None else customers)]
    return about(value.sum())


def customers(page):
    return sorted({int(c) for c in page._owners[page.table.visible_rows()]})


def test_the_headline_adds_up_all_offers_at_first(page):
    assert page.headline.text() == f"4 offers worth about {worth_of(trade())} a year to 4 customers"


def test_a_filter_changes_the_rows_and_the_totals(page):
    pick(page, "segment", "South")
    assert customers(page) == [code_of(trade(), "S1"), code_of(trade(), "S2")]
    south = [code_of(trade(), "S1"), code_of(trade(), "S2")]
    assert page.headline.text() == f"2 offers worth about {worth_of(trade(), south)} a year to 2 customers"


def test_a_filter_offers_only_what_fits_the_others(page):
    assert offered(page, "rep") == ["Rep: all", "Dana", "Luis"]
    pick(page, "segment", "South")
    assert offered(page, "rep") == ["Rep: all", "Luis"]
    assert offered(page, "segment") == ["Segment: all", "North", "South"]


def test_two_filters_hold_together_and_can_be_cleared(page, qtbot):
    pick(page, "segment", "North")
    pick(page, "grade", "C")
    assert customers(page) == [code_of(trade(), "N5")]
    qtbot.mouseClick(page.filters.clear_button, Qt.MouseButton.LeftButton)
    assert len(page.table.visible_rows()) == 4
    assert not page.filters.clear_button.isEnabled()


def test_the_totals_follow_the_find_box(page, qtbot):
    qtbot.keyClicks(page.table.find_box, "roller")
    found = f"1 offer worth about {worth_of(trade(), [code_of(trade(), 'N1')])} a year to 1 customer"
    qtbot.waitUntil(lambda: page.headline.text() == found)


def test_a_selection_limits_the_offers_until_the_chip_is_clicked(page, qtbot):
    page._session.select([code_of(trade(), "N1"), code_of(trade(), "S1")])
    assert customers(page) == [code_of(trade(), "N1"), code_of(trade(), "S1")]
    assert page.chip.text().startswith("Only the 2 selected")
    qtbot.mouseClick(page.chip, Qt.MouseButton.LeftButton)
    assert page._session.selection == frozenset()
    assert len(page.table.visible_rows()) == 4


def card(page):
    """The card that is open."""
    return page.findChild(CustomerCardDialog)


def test_a_double_click_opens_the_card_of_that_row_however_sorted(page, qtbot):
    value = next(at for at, c in enumerate(page.table.model.columns) if c.key == "value")
    page.table.table.sortByColumn(value, Qt.SortOrder.AscendingOrder)
    index = page.table.model.index(3, 0)
    view = page.table.table
    middle = view.visualRect(index).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    best = int(np.argmax(trade().recommendations.table["value"]))
    assert card(page).customer == int(trade().recommendations.table["customer"].iloc[best])
    assert card(page).place.text() == "4 of 4"


def test_enter_opens_the_card_too_and_the_button_does_without_a_choice(page, qtbot):
    page.table.table.selectRow(1)
    qtbot.keyClick(page.table.table, Qt.Key.Key_Return)
    assert card(page).customer == int(page._owners[page.table.visible_rows()[1]])
    card(page).reject()
    page.table.select_rows(())
    qtbot.mouseClick(page.card_button, Qt.MouseButton.LeftButton)
    assert page.findChildren(CustomerCardDialog)[-1].customer == int(page._owners[page.table.visible_rows()[0]])


def test_turning_the_cards_goes_through_the_filtered_customers_and_chooses_their_rows(page):
    pick(page, "segment", "South")
    page.card_button.click()
    assert card(page).place.text() == "1 of 2"
    card(page).turn(1)
    chosen = page.table.selected_rows()
    assert [int(page._owners[row]) for row in chosen] == [card(page).customer]
    assert page.proof.words.text() != CHOOSE


def test_a_card_tells_only_the_offers_that_fit_the_filters(qtbot):
    page = shown(qtbot, played())
    pick(page, "play", "Spend gap")
    page.card_button.click()
    words = card(page).sheet.toPlainText()
    assert "Spend gap" in words
    assert "2 more offers to this customer do not fit the filters." in words
    assert "Name of roller" not in words


def test_the_customer_of_a_card_can_be_opened_in_the_window(page, qtbot):
    page.card_button.click()
    with qtbot.waitSignal(page.customer_opened) as opened:
        card(page).open_customer.click()
    assert opened.args == [int(page._owners[page.table.visible_rows()[0]])]


def test_where_no_offer_fits_there_is_no_card(page):
    page._session.select([code_of(trade(), "N2")])
    assert not page.card_button.isEnabled()


def test_a_chosen_offer_shows_its_reason_and_the_peers_who_prove_it(page):
    assert page.proof.words.text() == CHOOSE
    choose(page, lambda row: customer_of(page, row) == "N1")
    assert page.proof.words.text().startswith(trade().recommendations.table["reason"].iloc[0])
    assert page.proof.table.title.text() == "Peers who buy Name of roller"
    assert list(page.proof.table.model.columns[0].values) == ["Name of N2", "Name of N3"]
    pick(page, "segment", "South")
    assert (page.proof.words.text(), page.proof.table.title.text()) == (CHOOSE, NO_PROOF)


def test_offers_of_several_plays_are_added_up_play_by_play_and_filtered(qtbot):
    page = shown(qtbot, played())
    assert page.headline.text() == "4 offers worth about 678 a year to 2 customers"
    assert page.plays.text().startswith("1 new product (whitespace), about 94  ·  1 spend gap, about 62")
    pick(page, "play", "Spend gap")
    assert page.plays.text() == "1 spend gap, about 62"
    assert page.headline.text() == "1 offer worth about 62 a year to 1 customer"


def test_the_value_of_a_chosen_offer_is_explained(qtbot):
    page = shown(qtbot, played())
    choose(page, lambda row: page.table.model.columns[0].text(row) == "Name of N1")
    assert "23 of 100 such offers were taken within 60 days" in page.proof.words.text()


def test_the_customer_with_most_to_win_stands_on_top(page):
    value = trade().recommendations.table.groupby("customer")["value"].sum()
    assert page._owners[page.table.visible_rows()[0]] == value.idxmax()


def test_nothing_scrolls_sideways_in_the_smallest_window(page):
    assert page.table.table.horizontalScrollBar().maximum() == 0


def test_the_page_fits_a_small_laptop_however_many_filters_there_are(page):
    assert len(page.filters.boxes) >= 5
    assert page.minimumSizeHint().width() < 750


def test_tab_goes_from_filter_to_filter_and_then_into_the_table(page, qtbot):
    page.activateWindow()
    boxes = list(page.filters.boxes.values())
    boxes[0].setFocus()
    for box in (*boxes[1:], page.table.find_box, page.card_button, page.refusals.button, page.table.columns_button):
        page.focusNextChild()
        assert page.focusWidget() is box


def test_another_analysis_brings_its_own_filters(page):
    session = page._session
    session.dataset, session.analysis = bare().dataset, bare()
    session.analysis_changed.emit()
    assert set(page.filters.boxes) == {"cluster", "grade"}
    assert page.headline.text() == f"{len(bare().recommendations):,} offers to 7 customers"


def test_filters_that_fit_nothing_say_so(page):
    page._session.select([code_of(trade(), "N2")])
    assert page.headline.text() == "No offer fits these filters."


def test_a_page_without_an_analysis_can_be_shown_and_takes_a_selection(qtbot):
    session = session_with(None)
    page = RecommendationsPage(session)
    qtbot.addWidget(page)
    page.show()
    session.select([1, 2])
    assert page.headline.text() == ""


def test_one_customer_alone_gets_a_page_that_says_why_it_is_empty(qtbot):
    page = RecommendationsPage(session_with(lonely()))
    qtbot.addWidget(page)
    page.show()
    assert page.headline.text().startswith("No offers: no customer has peers")
    assert page.filters.boxes == {}


def test_a_list_of_customers_alone_says_what_is_missing_for_offers(qtbot):
    page = RecommendationsPage(session_with(listed()))
    qtbot.addWidget(page)
    page.show()
    assert page.headline.text().endswith("Open the invoice lines as well to see what each of them lacks.")


def refuse(page, at):
    page.refusals.aboutToShow.emit()
    page.refusals.actions()[at].trigger()


def test_an_offer_that_is_refused_goes_at_once_and_the_filters_stay(page):
    pick(page, "segment", "North")
    rows = len(page.table.visible_rows())
    choose(page, lambda row: customer_of(page, row) == "N1")
    refuse(page, 0)
    assert len(page.table.visible_rows()) == rows - 1
    assert "N1" not in [customer_of(page, row) for row in page.table.visible_rows()]
    assert page.filters.boxes["segment"].currentText() == "North"
    assert page._session.options.recommending.dismissed[0].startswith("N1 | ")


def test_a_product_that_is_refused_goes_for_all_customers(page):
    table = trade().recommendations.table
    product = int(table["product"].value_counts().idxmax())
    names = next(c for c in page.table.model.columns if c.key == "product_id")
    wanted = trade().dataset.products["product_id"][product]
    choose(page, lambda row: names.text(row) == wanted)
    refuse(page, 1)
    assert len(page.table.visible_rows()) == int((table["product"] != product).sum())


def test_without_a_choice_nothing_can_be_refused(page):
    page.table.table.clearSelection()
    page.refusals.aboutToShow.emit()
    assert not page.refusals.actions()[0].isEnabled()


def test_the_last_offer_can_be_refused_too(page):
    page.table.table.selectAll()
    refuse(page, 1)
    assert len(page.table.visible_rows()) == 0


def test_after_a_refusal_the_next_offer_is_chosen_and_no_customer_changes_its_place(page):
    ids = [customer_of(page, row) for row in page.table.visible_rows()]
    page.table.table.selectRow(0)
    refuse(page, 0)
    assert [customer_of(page, row) for row in page.table.visible_rows()] == ids[1:]
    assert page.table.selected_rows() == [int(page.table.visible_rows()[0])]
    page.table.table.selectRow(len(ids) - 2)
    refuse(page, 0)
    assert page.table.selected_rows() == [int(page.table.visible_rows()[-1])]

import numpy as np
import pytest
from PySide6.QtCore import Qt

from gui.pages.recommendations import CHOOSE, RecommendationsPage
from tests.gui.analyses import bare, code_of, listed, lonely, session_with, trade


@pytest.fixture
def page(qtbot):
    page = RecommendationsPage(session_with(trade()))
    qtbot.addWidget(page)
    page.resize(1190, 668)
    page.show()
    qtbot.waitExposed(page)
    return page


def pick(page, facet, words):
    box = page.filters.boxes[facet]
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


def offered(page, facet):
    box = page.filters.boxes[facet]
    return [box.itemText(at) for at in range(box.count())]


def customers(page):
    return sorted({int(c) for c in page._owners[page.table.visible_rows()]})


def test_the_headline_adds_up_all_offers_at_first(page):
    value = trade().recommendations.table["value"].sum()
    assert page.headline.text() == "4 offers worth about 1,680 a year to 4 customers"
    assert round(value, -1) == 1680


def test_a_filter_changes_the_rows_and_the_totals(page):
    pick(page, "segment", "South")
    assert customers(page) == [code_of(trade(), "S1"), code_of(trade(), "S2")]
    assert page.headline.text() == "2 offers worth about 1,110 a year to 2 customers"


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
    qtbot.waitUntil(lambda: page.headline.text() == "1 offer worth about 109 a year to 1 customer")


def test_a_selection_limits_the_offers_until_the_chip_is_clicked(page, qtbot):
    page._session.select([code_of(trade(), "N1"), code_of(trade(), "S1")])
    assert customers(page) == [code_of(trade(), "N1"), code_of(trade(), "S1")]
    assert page.chip.text().startswith("Only the 2 selected")
    qtbot.mouseClick(page.chip, Qt.MouseButton.LeftButton)
    assert page._session.selection == frozenset()
    assert len(page.table.visible_rows()) == 4


def test_a_double_click_opens_the_customer_of_that_row_however_sorted(page, qtbot):
    value = next(at for at, c in enumerate(page.table.model.columns) if c.key == "value")
    page.table.table.sortByColumn(value, Qt.SortOrder.DescendingOrder)
    index = page.table.model.index(0, 0)
    view = page.table.table
    with qtbot.waitSignal(page.customer_opened) as opened:
        middle = view.visualRect(index).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    best = int(np.argmax(trade().recommendations.table["value"]))
    assert opened.args == [int(trade().recommendations.table["customer"].iloc[best])]


def test_the_whole_reason_of_the_chosen_offer_stands_below_the_table(page):
    assert page.reason.text() == CHOOSE
    page.table.table.selectRow(1)
    assert page.reason.text() == f"Why: {trade().recommendations.table['reason'].iloc[1]}"
    pick(page, "segment", "South")
    assert page.reason.text() == CHOOSE


def test_nothing_scrolls_sideways_in_the_smallest_window(page):
    assert page.table.table.horizontalScrollBar().maximum() == 0


def test_the_page_fits_a_small_laptop_however_many_filters_there_are(page):
    assert len(page.filters.boxes) >= 5
    assert page.minimumSizeHint().width() < 750


def test_tab_goes_from_filter_to_filter_and_then_into_the_table(page, qtbot):
    page.activateWindow()
    boxes = list(page.filters.boxes.values())
    boxes[0].setFocus()
    for box in (*boxes[1:], page.table.find_box, page.table.columns_button):
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

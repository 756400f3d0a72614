import pytest
from PySide6.QtCore import Qt

import engine
from gui.baskets_dialog import BasketsDialog
from gui.pages.bought_together import NO_TARGETS, BoughtTogetherPage
from tests.gui.analyses import bare, code_of, listed, session_with
from tests.gui.associated import together


@pytest.fixture
def session():
    return session_with(together())


@pytest.fixture
def page(qtbot, session):
    page = BoughtTogetherPage(session)
    qtbot.addWidget(page)
    page.resize(1190, 668)
    page.show()
    qtbot.waitExposed(page)
    return page


def column(view, key):
    return next(c for c in view.model.columns if c.key == key)


def shown(page, key):
    return [column(page.table, key).text(row) for row in page.table.visible_rows()]


def test_the_page_opens_on_a_rule_that_leaves_somebody_to_call(page):
    assert page.headline.text() == "8 rules; 2 customers to call about them"
    assert page.sentence.text().startswith("Of 24 baskets with “Name of paint”, 18 also hold")
    assert page.targets.title.text() == "2 customers lack Name of roller"
    assert page.basis.text().startswith("Baskets are customer days.")


def test_another_rule_brings_its_sentence_and_its_targets(page):
    page.table.table.setCurrentIndex(page.table.model.index(0, 0))
    assert page.sentence.text().startswith("Of 18 baskets with “Name of roller”")
    assert page.targets.title.text() == "0 customers lack Name of paint"


def test_a_target_opens_its_customer(page, qtbot):
    with qtbot.waitSignal(page.customer_opened) as opened:
        page.targets.row_activated.emit(0)
    assert opened.args == [code_of(together(), "P7")]


def test_filters_leave_the_rules_that_fit_and_the_headline_and_the_pictures_follow(page):
    page.filters.choose("targets", 1)
    assert set(shown(page, "then")) == {"Name of roller"}
    assert page.headline.text() == "2 rules; 2 customers to call about them"
    page.tabs.setCurrentWidget(page.lacking)
    assert page.lacking.record.rules == ("Name of paint → Name of roller",)


def test_where_the_filters_hide_the_rule_that_is_open_another_one_is_opened(page):
    page.show_rule(0)
    page.filters.choose("targets", 1)
    assert page.targets.title.text() == "2 customers lack Name of roller"


def test_rules_of_a_cluster_alone_are_drawn_in_its_colour(page):
    painters = next(value for value in shown(page, "among") if "Painting" in value)
    facet = page.filters.boxes["among"]
    page.filters.choose("among", facet.itemData(facet.findText(painters)))
    page.tabs.setCurrentWidget(page.lacking)
    assert set(shown(page, "among")) == {painters}
    assert page.lacking.record.number == int(painters.split()[0])


def test_a_bar_chooses_its_rule(page):
    page.tabs.setCurrentWidget(page.lacking)
    page.table.select_rows(())
    page.lacking.chosen.emit(0, False)
    assert page.sentence.text().startswith("Of 24 baskets with “Name of paint”")
    assert page.table.selected_rows() == [1]


def test_an_arrow_of_the_map_chooses_its_rule_and_a_product_finds_its_rules(page, qtbot):
    page.tabs.setCurrentWidget(page.map)
    page.map.chosen.emit(0, False)
    assert page.table.selected_rows() == [0]
    roller = page.map.record.names.index("Name of roller")
    page.map.node_chosen.emit(roller, False)
    qtbot.waitUntil(lambda: len(page.table.visible_rows()) == 4)
    assert all("roller" in a + b for a, b in zip(shown(page, "first"), shown(page, "then"), strict=True))
    page.map.node_chosen.emit(page.map.record.names.index("Name of roller"), False)
    qtbot.waitUntil(lambda: len(page.table.visible_rows()) == 8)


def test_a_rule_that_the_filters_hide_is_shown_all_the_same(page):
    page.filters.choose("targets", 1)
    page.show_rule(0)
    assert 0 in page.table.visible_rows()
    assert page.table.selected_rows() == [0]


@pytest.mark.parametrize("analysis", [listed, bare])
def test_without_rules_the_page_says_so(qtbot, analysis):
    page = BoughtTogetherPage(session_with(analysis()))
    qtbot.addWidget(page)
    page.show()
    assert page.headline.text().startswith("No rules")
    assert page.targets.title.text() == NO_TARGETS
    assert page.sentence.text() == ""


def test_what_each_basket_would_give_is_shown_and_another_one_runs_again(page, qtbot):
    qtbot.mouseClick(page.baskets, Qt.MouseButton.LeftButton)
    dialog = page.findChild(BasketsDialog)
    assert dialog.chosen() == "customer day"
    ok = dialog.buttons.button(dialog.buttons.StandardButton.Ok)
    assert not ok.isEnabled()
    choices = engine.basket_choices(together().dataset, together().options.associating)
    assert list(dialog.choices) == [choice.kind for choice in choices]
    dialog.choices["customer"].setChecked(True)
    with qtbot.waitSignal(page.options_asked) as asked:
        qtbot.mouseClick(ok, Qt.MouseButton.LeftButton)
    assert asked.args[0].associating.basket == "customer"


def test_what_is_no_product_is_shown_and_can_be_added_to_and_taken_back(page, qtbot):
    qtbot.mouseClick(page.baskets, Qt.MouseButton.LeftButton)
    dialog = page.findChild(BasketsDialog)
    ok = dialog.buttons.button(dialog.buttons.StandardButton.Ok)
    dialog.not_items.setText(" drill ;; Name of nails")
    dialog.items_after_all.setText("paint")
    with qtbot.waitSignal(page.options_asked) as asked:
        qtbot.mouseClick(ok, Qt.MouseButton.LeftButton)
    options = asked.args[0].associating
    assert options.not_items == ("drill", "Name of nails")
    assert options.items_after_all == ("paint",)
    assert options.basket == page._session.options.associating.basket


def test_another_analysis_brings_its_own_rules(page, session):
    session.analysis = listed()
    session.analysis_changed.emit()
    assert page.headline.text().startswith("No rules")
    assert not page.filters.boxes

import pytest
from PySide6.QtCore import QItemSelectionModel, QPointF, Qt

from gui.frames.clusters import ALL
from gui.pages.segments import SegmentsPage
from tests.gui.analyses import bare, code_of, lonely, nobody_in_clusters, outsiders, session_with, trade

ROWS = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


@pytest.fixture
def page(qtbot):
    page = SegmentsPage(session_with(trade()))
    qtbot.addWidget(page)
    page.resize(1190, 668)
    page.show()
    qtbot.waitExposed(page)
    page.show_segment(0)
    return page


def codes(*ids):
    return frozenset(code_of(trade(), customer) for customer in ids)


def shown_customers(page):
    names = page.table.model.columns[0].values
    return [names[row].removeprefix("Name of ") for row in page.table.visible_rows()]


def highlighted(page):
    return frozenset(page._on_map[page.scatter.highlighted()].tolist())


def click_card(qtbot, page, at, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.mouseClick(page.cards.cards[at], Qt.MouseButton.LeftButton, modifier)


def test_the_page_starts_with_all_segments_and_all_customers(qtbot):
    page = SegmentsPage(session_with(trade()))
    qtbot.addWidget(page)
    page.show()
    assert page.segment.key == ALL
    assert [card.card.title for card in page.cards.cards] == ["North", "South"]
    assert len(shown_customers(page)) == 7


def test_a_segment_shows_its_own_clusters_and_customers(page):
    assert [card.card.badge_text for card in page.cards.cards] == ["1", "2"]
    assert shown_customers(page) == ["N1", "N2", "N3", "N4", "N5"]
    assert page.sentence.text().startswith(trade().segmentation.segments[0].verdict)


def test_a_click_on_a_card_selects_its_members_everywhere(page, qtbot):
    click_card(qtbot, page, 0)
    painters = codes("N1", "N2", "N3")
    assert page._session.selection == painters
    assert highlighted(page) == painters
    assert shown_customers(page) == ["N1", "N2", "N3"]
    assert [card.chosen for card in page.cards.cards] == [True, False]
    assert page.chip.text().startswith("Only the 3 selected")


def test_a_second_click_on_a_card_lets_its_members_go(page, qtbot):
    click_card(qtbot, page, 0)
    click_card(qtbot, page, 0)
    assert page._session.selection == frozenset()
    assert not page.chip.isVisible()
    assert len(shown_customers(page)) == 5


def test_ctrl_click_adds_a_cards_members_and_takes_them_away(page, qtbot):
    click_card(qtbot, page, 0)
    click_card(qtbot, page, 1, Qt.KeyboardModifier.ControlModifier)
    assert page._session.selection == codes("N1", "N2", "N3", "N4", "N5")
    click_card(qtbot, page, 0, Qt.KeyboardModifier.ControlModifier)
    assert page._session.selection == codes("N4", "N5")


def test_a_click_on_a_point_selects_that_customer(page, qtbot):
    at = page._on_map.tolist().index(code_of(trade(), "N4"))
    scene = page.scatter.view.mapViewToScene(QPointF(*page.scatter.cloud.points[at]))
    viewport = page.scatter.plot.viewport()
    qtbot.mouseMove(viewport, page.scatter.plot.mapFromScene(scene))
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=page.scatter.plot.mapFromScene(scene))
    assert page._session.selection == codes("N4")
    assert shown_customers(page) == ["N4"]


def test_rows_chosen_in_the_table_are_highlighted_and_the_table_stays(page):
    page.table.table.selectionModel().select(page.table.model.index(3, 0), ROWS)
    assert page._session.selection == codes("N4")
    assert highlighted(page) == codes("N4")
    assert len(shown_customers(page)) == 5
    assert not page.chip.isVisible()


def test_the_chip_takes_the_selection_away(page, qtbot):
    page._session.select(codes("N1", "S1"))
    assert shown_customers(page) == ["N1", "S1"]
    qtbot.mouseClick(page.chip, Qt.MouseButton.LeftButton)
    assert page._session.selection == frozenset()
    assert len(shown_customers(page)) == 5


def test_a_double_click_on_a_segments_card_opens_it(page, qtbot):
    page.show_segment(ALL)
    card = page.cards.cards[1]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(card, Qt.MouseButton.LeftButton)
    assert page.segment.key == 1
    assert page._session.selection == frozenset()
    assert shown_customers(page) == ["S1", "S2"]


def test_enter_in_the_table_opens_the_customer(page, qtbot):
    page.table.table.setCurrentIndex(page.table.model.index(1, 0))
    with qtbot.waitSignal(page.customer_opened) as opened:
        qtbot.keyClick(page.table.table, Qt.Key.Key_Return)
    assert opened.args == [code_of(trade(), "N2")]


def test_another_analysis_replaces_everything(page):
    session = page._session
    session.dataset, session.analysis = bare().dataset, bare()
    session.analysis_changed.emit()
    assert page.segment.count() == 1
    assert "Products have no categories" in page.basis.text()
    assert len(shown_customers(page)) == 7


def test_a_page_without_an_analysis_can_be_shown_and_takes_a_selection(qtbot):
    session = session_with(None)
    page = SegmentsPage(session)
    qtbot.addWidget(page)
    page.show()
    session.select([1, 2])
    assert page.cards.cards == []


def test_an_analysis_that_is_gone_leaves_a_page_that_takes_a_selection(page):
    session = page._session
    session.analysis = None
    session.analysis_changed.emit()
    session.select([1])
    assert highlighted(page) == frozenset()


def test_a_cluster_chosen_in_a_plot_is_chosen_on_the_cards_the_map_and_in_every_other_plot(page, qtbot):
    tabs = {page.tabs.tabText(at): at for at in range(page.tabs.count())}
    page.tabs.setCurrentIndex(tabs["Sizes"])
    sizes = page.tabs.currentWidget()
    sizes.canvas.setFocus()
    qtbot.keyClick(sizes.canvas, Qt.Key.Key_Down)
    qtbot.keyClick(sizes.canvas, Qt.Key.Key_Return)
    (chosen,) = [card.card.key for card in page.cards.cards if card.chosen]
    members = frozenset(trade().segmentation.clusters[chosen].members.tolist())
    assert page._session.selection == members
    page.tabs.setCurrentIndex(tabs["Box plots"])
    boxes = page.tabs.currentWidget()
    assert {key for key, items in boxes._parts.items() for item in items if item.opacity() == 1.0} == {chosen}
    page.tabs.setCurrentIndex(tabs["Map"])
    assert highlighted(page) == members


@pytest.mark.parametrize("make", [outsiders, nobody_in_clusters, lonely], ids=["some", "all", "one customer"])
def test_customers_in_no_cluster_are_on_the_map_and_in_the_table_and_can_be_selected(qtbot, make):
    analysis = make()
    page = SegmentsPage(session_with(analysis))
    qtbot.addWidget(page)
    page.show()
    page.show_segment(0)
    everyone = frozenset(analysis.segmentation.segments[0].members.tolist())
    assert len(shown_customers(page)) == len(everyone)
    assert frozenset(page._on_map.tolist()) == everyone
    for at in range(page.tabs.count()):
        page.tabs.setCurrentIndex(at)
    page._session.select(analysis.segmentation.without_cluster)
    page.tabs.setCurrentIndex(0)
    assert highlighted(page) == frozenset(analysis.segmentation.without_cluster.tolist())
    assert not any(card.chosen for card in page.cards.cards)


def test_one_customer_alone_is_a_map_with_one_point(qtbot):
    page = SegmentsPage(session_with(lonely()))
    qtbot.addWidget(page)
    page.show()
    click_card(qtbot, page, 0)
    assert page._session.selection == {0}
    assert page.scatter.highlighted().tolist() == [0]

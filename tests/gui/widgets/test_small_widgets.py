import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from gui.widgets.chip import Chip
from gui.widgets.fact_grid import FactGrid
from gui.widgets.search_box import MANY, SearchBox
from gui.widgets.when_shown import WhenShown


def test_a_chip_is_there_only_while_it_has_words(qtbot):
    chip = Chip()
    qtbot.addWidget(chip)
    chip.say("Only the 14 selected")
    assert chip.isVisible()
    assert chip.text().startswith("Only the 14 selected")
    chip.say("")
    assert not chip.isVisible()


def test_figures_replace_those_before(qtbot):
    grid = FactGrid()
    qtbot.addWidget(grid)
    grid.show_facts([("Spend", "1,300"), ("Orders", "4")])
    grid.show_facts([("Spend", "20")])
    assert [label.text() for label in grid.findChildren(QLabel) if not label.isHidden()] == ["20", "Spend"]


@pytest.fixture
def box(qtbot):
    box = SearchBox()
    qtbot.addWidget(box)
    box.show_entries([(-1, "All segments"), (5, "North"), (6, "South")], 6)
    return box


def test_filling_a_box_chooses_the_key_and_reports_nothing(box, qtbot):
    with qtbot.assertNotEmitted(box.picked):
        box.show_entries([(-1, "All segments"), (6, "South")], 6)
    assert box.key == 6
    box.show_entries([(-1, "All segments"), (7, "West")], 6)
    assert box.key == -1


def test_a_key_press_picks_an_entry(box, qtbot):
    with qtbot.waitSignal(box.picked) as picked:
        qtbot.keyClick(box, Qt.Key.Key_Up)
    assert picked.args == [5]


def test_many_entries_can_be_searched_by_any_part(box, qtbot):
    assert not box.isEditable()
    box.show_entries([(key, f"Segment {key}") for key in range(MANY + 1)], 3)
    assert box.isEditable()
    box.completer().setCompletionPrefix("ment 11")
    assert box.completer().completionCount() == 1


def test_words_that_name_nothing_give_way_to_the_chosen_entry(box, qtbot):
    box.show_entries([(key, f"Segment {key}") for key in range(MANY + 1)], 3)
    box.setEditText("nonsense")
    box.lineEdit().editingFinished.emit()
    assert box.currentText() == "Segment 3"


def test_a_page_is_refreshed_when_it_is_next_seen_and_once_for_each_value(qtbot):
    page, value, seen = QWidget(), ["first"], []
    qtbot.addWidget(page)
    fresh = WhenShown(page, lambda: seen.append(value[0]), lambda: value[0])
    fresh.ask()
    assert not seen
    assert not fresh.is_done
    page.show()
    fresh.ask()
    assert seen == ["first"]
    assert fresh.is_done
    value[0] = "second"
    fresh.ask()
    page.hide()
    page.show()
    assert seen == ["first", "second"]

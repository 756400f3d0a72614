import pytest
from PySide6.QtCore import Qt

from gui.widgets.tick_list import TickList


@pytest.fixture
def ticks(qtbot):
    ticks = TickList("Segments by", [("region", "Region (2)"), ("rep", "Rep & team (3)"), ("type", "Type (4)")])
    qtbot.addWidget(ticks)
    ticks.show()
    return ticks


def test_the_ticked_keys_come_in_the_order_of_the_boxes(ticks):
    ticks.tick(["type", "region", "unknown"])
    assert ticks.ticked() == ["region", "type"]
    ticks.tick([])
    assert ticks.ticked() == []


def test_the_space_key_ticks_and_says_so(ticks, qtbot):
    with qtbot.waitSignal(ticks.changed):
        qtbot.keyClick(ticks.boxes["rep"], Qt.Key.Key_Space)
    assert ticks.ticked() == ["rep"]


def test_an_ampersand_in_a_column_name_is_shown(ticks):
    assert ticks.boxes["rep"].text() == "Rep && team (3)"

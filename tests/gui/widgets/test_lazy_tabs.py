import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from gui.widgets.lazy_tabs import LazyTabs


@pytest.fixture
def drawn():
    """Which tabs were drawn, in order."""
    return []


@pytest.fixture
def tabs(qtbot, drawn):
    tabs = LazyTabs()
    qtbot.addWidget(tabs)
    for name in ("Map", "Boxes", "Sizes"):
        tabs.add(name, QLabel(name), lambda name=name: drawn.append(name))
    return tabs


def test_nothing_is_drawn_before_the_tabs_are_seen_and_then_the_first_alone(tabs, drawn):
    tabs.expire()
    tabs.setCurrentIndex(1)
    tabs.setCurrentIndex(0)
    assert drawn == []
    tabs.show()
    assert drawn == ["Map"]


def test_a_tab_is_drawn_when_it_is_first_shown_and_not_again_while_nothing_has_changed(tabs, drawn):
    tabs.show()
    for at in (1, 0, 1, 2, 1):
        tabs.setCurrentIndex(at)
    assert drawn == ["Map", "Boxes", "Sizes"]


def test_what_has_changed_is_drawn_where_it_is_seen_and_elsewhere_once_it_is(tabs, drawn):
    tabs.show()
    tabs.setCurrentIndex(2)
    drawn.clear()
    tabs.expire()
    tabs.expire()
    assert drawn == ["Sizes", "Sizes"]
    tabs.setCurrentIndex(0)
    assert drawn == ["Sizes", "Sizes", "Map"]


def test_what_changed_while_the_tabs_were_hidden_is_drawn_once_when_they_come_back(tabs, drawn):
    tabs.show()
    tabs.hide()
    drawn.clear()
    tabs.expire()
    tabs.expire()
    assert drawn == []
    tabs.show()
    assert drawn == ["Map"]


def test_the_tabs_are_walked_through_by_keyboard(tabs, drawn, qtbot):
    tabs.show()
    tabs.tabBar().setFocus()
    qtbot.keyClick(tabs.tabBar(), Qt.Key.Key_Right)
    assert tabs.currentIndex() == 1
    assert drawn == ["Map", "Boxes"]

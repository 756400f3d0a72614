import pytest
from PySide6.QtWidgets import QApplication

from gui.widgets.tally import Entry, Tally


@pytest.fixture
def tally(qtbot) -> Tally:
    tally = Tally()
    qtbot.addWidget(tally)
    return tally


def test_lines_and_money_stand_with_separators_under_their_units(tally):
    tally.show_entries([Entry("Read", 541909, 9747747.934), Entry("Used", 406829, -1.5, strong=True)])
    assert tally.texts() == [
        ("", "lines", "money"),
        ("Read", "541,909", "9,747,747.93"),
        ("Used", "406,829", "-1.50"),
    ]


def test_money_that_is_unknown_is_not_shown_as_nought(tally):
    tally.show_entries([Entry("Read", 3, None)])
    assert tally.texts() == [("", "lines", ""), ("Read", "3", "")]


def test_a_shorter_sum_leaves_nothing_of_the_longer_one(tally):
    tally.show_entries([Entry(f"reason {number}", number, None) for number in range(9)])
    tally.show_entries([Entry("Read", 1, None)])
    QApplication.processEvents()
    assert len(tally.texts()) == 2

import numpy as np
import pytest

from gui.widgets.filter_bar import ANY, Facet, FilterBar

ALL = np.ones(5, dtype=bool)
COLOUR = Facet("colour", "Colour", ("blue", "red"), np.array([0, 1, 1, 0, 1]))
SIZE = Facet("size", "Size", ("1 and more", "2 and more", "3 and more"), np.array([0, 0, 1, 2, 1]), upwards=True)


@pytest.fixture
def bar(qtbot):
    bar = FilterBar()
    qtbot.addWidget(bar)
    bar.show_facets((COLOUR, SIZE))
    return bar


def offered(bar, key):
    return [bar.boxes[key].itemText(at) for at in range(bar.boxes[key].count())]


def test_nothing_chosen_lets_all_rows_of_the_base_pass(bar):
    base = np.array([True, False, True, True, False])
    assert bar.passing(base).tolist() == base.tolist()
    assert not bar.clear_button.isEnabled()


def test_a_value_lets_its_own_rows_pass_and_a_threshold_all_above_it(bar):
    bar.passing(ALL)
    bar.choose("colour", 1)
    assert np.flatnonzero(bar.passing(ALL)).tolist() == [1, 2, 4]
    bar.choose("size", 1)
    assert np.flatnonzero(bar.passing(ALL)).tolist() == [2, 4]


def test_a_box_offers_only_what_fits_the_others(bar):
    bar.passing(ALL)
    bar.choose("colour", 1)
    bar.passing(ALL)
    assert offered(bar, "size") == ["Size: all", "1 and more", "2 and more"]
    assert offered(bar, "colour") == ["Colour: all", "blue", "red"]


def test_a_threshold_below_every_row_that_is_left_is_still_offered(bar):
    bar.passing(np.array([False, False, False, True, False]))
    assert offered(bar, "size")[1:] == ["1 and more", "2 and more", "3 and more"]


def test_clearing_asks_for_the_rows_again(bar, qtbot):
    bar.passing(ALL)
    bar.choose("colour", 0)
    bar.passing(ALL)
    with qtbot.waitSignal(bar.changed):
        bar.clear_button.click()
    assert bar.chosen("colour") == ANY
    assert bar.passing(ALL).all()


def test_new_facets_begin_with_nothing_chosen(bar):
    bar.passing(ALL)
    bar.choose("colour", 0)
    bar.show_facets((SIZE,))
    assert list(bar.boxes) == ["size"]
    assert bar.passing(ALL).all()
    assert bar.chosen("colour") == ANY


def test_choices_stay_where_they_are_to_be_kept_and_their_words_are_still_there(bar):
    bar.choose("colour", 1)
    words = bar.boxes["colour"].currentText()
    colour = next(facet for facet in bar._facets if facet.key == "colour")
    fewer = Facet("colour", "Colour", ("zinc", words), np.zeros(len(colour.codes), dtype=np.int64))
    bar.show_facets([fewer], keep=True)
    assert bar.boxes["colour"].currentText() == words
    assert bar.chosen("colour") == 1
    bar.show_facets([Facet("colour", "Colour", ("zinc", "lead"), fewer.codes)], keep=True)
    assert bar.chosen("colour") == -1
    bar.show_facets([fewer])
    assert bar.chosen("colour") == -1

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.tables.column import Column
from gui.tables.table_view import TableView
from gui.tables.widths import NARROWEST, squeezed

SIZES = st.lists(st.integers(NARROWEST, 600), min_size=1, max_size=8)


def test_the_widest_column_of_words_gives_way_first():
    assert squeezed({0: 100, 1: 70, 2: 400}, {0, 2}, 370) == {0: 100, 1: 70, 2: 200}


@given(SIZES, SIZES, st.integers(0, 4000))
def test_words_fill_the_room_they_are_left_and_figures_stay_whole(figures, words, room):
    wanted = dict(enumerate([*figures, *words]))
    yielding = set(range(len(figures), len(wanted)))

    found = squeezed(wanted, yielding, room)

    assert all(found[place] == wanted[place] for place in wanted if place not in yielding)
    assert all(NARROWEST <= found[place] <= wanted[place] for place in yielding)
    if sum(found.values()) > room:
        assert all(found[place] == NARROWEST for place in yielding)
    elif found != wanted:
        assert room - sum(found.values()) < len(words)


@pytest.fixture
def view(qtbot):
    view = TableView(widest=400)
    qtbot.addWidget(view)
    long = np.array(["words that go on and on, until there is no room left for them"] * 3, dtype=object)
    view.show_columns(
        [Column("a", "A", long), Column("n", "Number", np.arange(3)), Column("b", "B", long, shown=False)]
    )
    view.resize(360, 200)
    view.show()
    qtbot.waitExposed(view)
    return view


def shown_width(view):
    return sum(view.table.columnWidth(place) for place in range(3))


def test_a_table_in_a_narrow_window_does_not_scroll_sideways(view):
    assert shown_width(view) <= view.table.viewport().width()
    view.resize(300, 200)
    assert shown_width(view) <= view.table.viewport().width()


def test_a_wider_window_gives_the_words_their_width_back(view):
    narrow = view.table.columnWidth(0)
    view.resize(800, 200)
    wide = view.table.columnWidth(0)
    view.resize(1000, 200)
    assert narrow < wide == view.table.columnWidth(0)


def test_a_column_that_is_added_shares_the_room(view):
    view._columns_menu.actions()[2].trigger()
    assert view.table.columnWidth(2) > 0
    assert shown_width(view) <= view.table.viewport().width()


def test_a_width_the_user_gave_is_kept_when_the_window_changes(view):
    view.table.setColumnWidth(0, 90)
    view.resize(800, 200)
    assert view.table.columnWidth(0) == 90

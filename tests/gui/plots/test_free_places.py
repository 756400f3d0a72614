from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from gui.plots.free_places import free_places

ROOM = QRectF(0, 0, 400, 300)
box = st.builds(QRectF, st.floats(-50, 450), st.floats(-50, 350), st.floats(10, 90), st.floats(10, 20))


@given(st.lists(box, max_size=8), st.lists(box, max_size=3))
def test_no_place_covers_another_or_what_is_taken_and_all_are_inside(wanted, taken):
    places = free_places(wanted, ROOM, taken)
    assert len(places) == len(wanted)
    found = [place for place in places if place is not None]
    for at, place in enumerate(found):
        assert ROOM.contains(place)
        assert not any(place.intersects(other) for other in (*taken, *found[:at]))


@given(box)
def test_a_free_place_is_taken_as_it_is_wanted(wanted):
    (place,) = free_places([wanted], ROOM)
    assert place is not None
    assert place.size() == wanted.size()
    if ROOM.adjusted(1, 1, -1, -1).contains(wanted):
        assert place == wanted


def test_equal_wishes_stand_one_beside_the_other():
    first, second = free_places([QRectF(100, 100, 60, 15)] * 2, ROOM)
    assert first == QRectF(100, 100, 60, 15)
    assert abs(second.y() - 100) == 15
    assert second.x() == 100


def test_without_any_room_there_is_no_place():
    assert free_places([QRectF(0, 0, 60, 15)], ROOM, [ROOM]) == [None]
    assert free_places([QRectF(0, 0, 60, 15)], QRectF(0, 0, 20, 10)) == [None]

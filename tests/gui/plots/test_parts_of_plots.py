from types import SimpleNamespace
from xml.etree import ElementTree as ET

import numpy as np
import pyqtgraph as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication

from gui.plots.diverging import index_colours
from gui.plots.figures import figure, percent, signed, times
from gui.plots.groups import PlotGroup, fair_width, legend_lines
from gui.plots.panel import FigureAxis, NameAxis
from gui.plots.plain_svg import plain_svg
from gui.plots.silhouettes import _edges, _outline
from gui.plots.spots import Spots
from gui.plots.strip import ACROSS, DOWN, Strip
from tests.gui.plots.records import groups

SVG = "http://www.w3.org/2000/svg"


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (1240.4, "units", "1,240 units"),
        (1, "orders", "1 order"),
        (0.5234, "", "0.523"),
        (-12.34, "", "−12.3"),
        (np.nan, "units", "not known"),
        (np.inf, "", "not known"),
    ],
)
def test_figures_are_written_to_be_read(value, unit, words):
    assert figure(value, unit) == words


def test_shares_signs_and_indexes_are_written_to_be_read():
    assert [percent(v) for v in (0.48, 0.001, 0.0, np.nan)] == ["48 %", "under 1 %", "0 %", "not known"]
    assert [signed(v) for v in (0.524, -0.08, -0.001)] == ["+0.52", "−0.08", "0.00"]
    assert [times(v) for v in (2.34, 0.04, 15.2, 0, np.nan)] == ["2.3", "0.04", "15", "0.0", "–"]


def test_average_is_grey_more_is_blue_less_is_orange_and_the_unknown_has_its_own_colour():
    for dark in (False, True):
        less, usual, more, unknown = index_colours(np.array([0.2, 1.0, 5.0, np.nan]), dark=dark).astype(int)
        assert less[0] > less[2]
        assert more[2] > more[0]
        assert np.ptp(usual) < 10
        assert not (unknown == usual).all()


@given(st.lists(st.floats(0, 500), min_size=1, max_size=20), st.floats(0, 2000))
def test_a_fair_width_lets_all_fit_and_wastes_nothing(widths, room):
    fair = fair_width(widths, room)
    taken = sum(min(width, fair) for width in widths)
    assert taken <= max(room, 0) * (1 + 1e-9) + 1e-6
    assert taken >= min(room, sum(widths)) - 1e-6


def test_a_legend_of_many_long_names_takes_more_lines_and_keeps_every_number(qapp):
    metrics = QFontMetrics(QGuiApplication.font())
    whom = tuple(PlotGroup(i, i + 1, f"{i + 1} " + "Paints and Painting Supplies" * 2, 5) for i in range(12))
    assert len(legend_lines(groups(2), 800, metrics, qapp.palette())) == 1
    lines = legend_lines(whom, 600, metrics, qapp.palette())
    assert len(lines) == 3
    assert all(f">{MARK}</span>{i + 1}" in "".join(lines) for i in range(12))


MARK = "■\N{NO-BREAK SPACE}"


def strip_of(count, along=DOWN, pixels=200):
    strip = Strip(along, 20, 40)
    strip.resize(pixels, pixels)
    strip.set_slots(count)
    return strip


def test_a_list_shows_as_many_slots_as_fit_and_never_scrolls_past_its_end(qapp):
    strip = strip_of(30)
    assert strip.visible == 10
    strip.scroll_to(99)
    assert strip.first == 20
    strip.scroll_to(-5)
    assert strip.first == 0


def test_a_short_list_fills_the_room_up_to_the_largest_slots_and_does_not_scroll(qapp):
    assert strip_of(7).visible == 7
    strip = strip_of(2)
    assert strip.visible == 5
    assert strip.last_first == 0


def test_revealing_moves_a_list_no_farther_than_needed(qapp):
    strip = strip_of(30, ACROSS)
    strip.reveal(QRectF(4, 0, 1, 1))
    assert strip.first == 0
    strip.reveal(QRectF(14.5, 0, 1, 1))
    assert strip.first == pytest.approx(6)
    strip.reveal(QRectF(2.5, 0, 1, 1))
    assert strip.first == pytest.approx(3)


def wheel(delta, modifiers=Qt.KeyboardModifier.NoModifier):
    event = SimpleNamespace(accepted=None)
    event.delta, event.modifiers = (lambda: delta), (lambda: modifiers)
    event.accept, event.ignore = (lambda: setattr(event, "accepted", True)), (lambda: setattr(event, "accepted", False))
    return event


def test_the_wheel_moves_a_long_list_and_leaves_a_short_one_to_the_page(qapp):
    strip, event = strip_of(30), wheel(-240)
    strip.wheelEvent(event)
    assert strip.first == 2
    short, event = strip_of(3), wheel(-240)
    short.wheelEvent(event)
    assert event.accepted is False


def test_ctrl_and_the_wheel_change_how_many_slots_are_in_view_and_show_all_undoes_it(qapp):
    strip = strip_of(30)
    strip.wheelEvent(wheel(360, Qt.KeyboardModifier.ControlModifier))
    assert strip.visible < 10
    for _ in range(30):
        strip.wheelEvent(wheel(-360, Qt.KeyboardModifier.ControlModifier))
    assert strip.visible == pytest.approx(30)
    strip.whole()
    assert strip.visible == 10


def test_lists_side_by_side_move_together(qapp):
    left, right = strip_of(30), strip_of(30)
    right.follow(left)
    right.wheelEvent(wheel(-240))
    assert left.first == right.first == 2


@pytest.fixture
def spots_of(shown):
    """Boxes in a panel from 0 to 100 both ways, a pixel or two for each unit."""

    widget = shown(pg.PlotWidget())

    def make(boxes):
        panel = widget.getPlotItem()
        panel.setRange(QRectF(0, 0, 100, 100), padding=0)
        return Spots(panel, np.array(boxes, dtype=float), np.arange(len(boxes)), lambda at: (str(at),))

    return make


def test_the_pointer_means_the_smallest_box_it_is_in_else_the_nearest_within_reach(spots_of):
    spots = spots_of([[0, 0, 90, 90], [10, 10, 20, 20], [95, 95, 95, 95]])

    def at(x, y):
        return spots.at(spots.panel.getViewBox().mapViewToScene(QPointF(x, y)))

    assert at(15, 15) == 1
    assert at(50, 50) == 0
    assert at(95.3, 95.3) == 2
    assert at(97, 50) is None


def test_arrow_keys_go_to_the_nearest_box_that_way_and_stay_at_the_end(spots_of):
    spots = spots_of([[x, y, x + 5, y + 5] for y in (50, 10) for x in (10, 40, 70)])
    assert spots.next(0, (1, 0)) == 1
    assert spots.next(2, (1, 0)) == 2
    assert spots.next(4, (-1, 0)) == 3
    assert spots.next(1, (0, 1)) == 4
    assert spots.next(4, (0, -1)) == 1


def test_a_longer_bar_of_the_same_list_does_not_lie_to_the_right_of_a_shorter_one(spots_of):
    spots = spots_of([[0, 20 * row, width, 20 * row + 10] for row, width in enumerate((90, 40, 0))])
    assert [spots.next(bar, (1, 0)) for bar in range(3)] == [0, 1, 2]
    assert [spots.next(bar, (0, -1)) for bar in range(3)] == [1, 2, 2]


def test_names_that_would_overlap_are_left_out_and_the_others_are_cut(qapp):
    axis = NameAxis("left")
    axis.set_names([f"Name {i}" for i in range(200)])
    axis.setWidth(80)
    [(_, kept)] = axis.tickValues(0, 199, 200)
    assert 5 <= len(kept) <= 20
    axis.set_names(["A name far too long for its place"])
    assert "…" in axis.tickStrings([0.0], 1, 1)[0]


def test_figures_on_an_axis_have_as_many_decimals_as_their_distance_asks_for(qapp):
    axis = FigureAxis("bottom")
    assert axis.tickStrings([0, 2500], 1, 2500) == ["0", "2,500"]
    assert axis.tickStrings([-0.5, 0.0], 1, 0.5) == ["−0.5", "0.0"]


@given(st.lists(st.integers(1, 3000), min_size=1, max_size=12))
def test_clusters_of_a_silhouette_plot_lie_below_each_other_and_none_vanishes(sizes):
    edges = _edges(sizes)
    assert [len(edge) - 1 for edge in edges] == sizes
    tops, bottoms = [edge[0] for edge in edges], [edge[-1] for edge in edges]
    assert all(top > bottom for top, bottom in zip(tops[1:], bottoms, strict=False))
    assert min(bottom - top for top, bottom in zip(tops, bottoms, strict=True)) >= 0.04 * bottoms[-1] / len(sizes)


def test_the_outline_of_many_customers_keeps_their_extremes(qapp):
    values = np.linspace(0.9, -0.4, 50_000)
    bounds = _outline(values, _edges([len(values)])[0]).boundingRect()
    assert bounds.left() == pytest.approx(-0.4, abs=0.01)
    assert bounds.right() == pytest.approx(0.9, abs=0.01)
    assert _outline(values, _edges([len(values)])[0]).elementCount() < 2000


def drawing(inside):
    return f'<svg xmlns="{SVG}">{inside}</svg>'.encode()


def test_scaled_shapes_become_shapes_in_pixels():
    group = '<g transform="matrix(10,0,0,-2,100,50)"><{} vector-effect="non-scaling-stroke" {}/></g>'
    lines = group.format("polyline", 'points="0,0 1,5 "')
    boxes = group.format("rect", 'x="1" y="0" width="2" height="5"')
    root = ET.fromstring(plain_svg(drawing(lines + boxes), []))  # noqa: S314
    line, box = root.find(f".//{{{SVG}}}polyline"), root.find(f".//{{{SVG}}}polygon")
    assert line.get("points").split() == ["100.000,50.000", "110.000,40.000"]
    assert box.get("points").split() == ["110.000,50.000", "130.000,50.000", "130.000,40.000", "110.000,40.000"]
    assert all("transform" not in element.attrib and "vector-effect" not in element.attrib for element in root.iter())


def test_shapes_outside_every_panel_are_left_out_and_shapes_half_outside_are_clipped():
    group = '<g transform="matrix(10,0,0,10,0,0)"><path vector-effect="non-scaling-stroke" d="M{0},1 L{1},2"/></g>'
    inside = "".join(group.format(*ends) for ends in ((1, 2), (8, 20), (30, 40)))
    root = ET.fromstring(plain_svg(drawing(inside), [QRectF(0, 0, 100, 100)]))  # noqa: S314
    first, second = root.findall(f".//{{{SVG}}}path")
    assert first.get("clip-path") is None
    assert second.get("clip-path") == "url(#panel0)"


def test_words_keep_their_place_in_a_drawing():
    words = '<g transform="matrix(0,-1,1,0,5,5)"><text x="1">Units</text></g>'
    root = ET.fromstring(plain_svg(drawing(words), [QRectF(0, 0, 9, 9)]))  # noqa: S314
    assert root.find(f"{{{SVG}}}g").get("transform") == "matrix(0,-1,1,0,5,5)"

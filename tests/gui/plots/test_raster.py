import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.plots.raster import COLOUR, FADED, PAD, Dots, Grid, painted, rasterise

COLOURS = np.array([[7, 69, 160], [168, 51, 0], [45, 168, 100]], np.uint8)
GRID = Grid(40, 30, (1.0, 0.0), (-1.0, 30.0))
eighth = st.integers(-240, 560).map(lambda number: number / 8)
place = st.tuples(eighth, eighth)


def drawn(points, colours, chosen=(), dot=1, grid=GRID, fading=False):
    return painted(rasterise(dots(points, colours, chosen), grid), dot, COLOURS, fading=fading)


def dots(points, colours, chosen=()):
    marked = np.isin(np.arange(len(points)), chosen)
    return Dots(np.array(points, float).reshape(-1, 2), np.array(colours, int), np.arange(3, dtype=np.uint16), marked)


def opacity(pixel):
    return int(pixel) >> 24


def shade(pixel):
    """The colour before it was multiplied by its opacity."""
    return [round((int(pixel) >> shift & 255) * 255 / opacity(pixel)) for shift in (16, 8, 0)]


@given(st.lists(place, max_size=30))
def test_a_pixel_is_painted_exactly_where_a_point_lies_in_it(points):
    expected = np.zeros((30, 40), bool)
    for x, y in points:
        if 0 <= x < 40 and 0 <= 30 - y < 30:
            expected[int(30 - y), int(x)] = True
    assert ((drawn(points, [0] * len(points)) > 0) == expected).all()


@given(st.lists(place, max_size=30))
def test_points_are_counted_once_each_within_the_grid_and_its_padding(points):
    counts = rasterise(dots(points, [0] * len(points)), GRID).counts
    kept = [(x, 30 - y) for x, y in points if 1 - PAD <= x < 39 + PAD and 1 - PAD <= 30 - y < 29 + PAD]
    expected, _, _ = np.histogram2d(
        [row for _, row in kept], [x for x, _ in kept], bins=(np.arange(-PAD, 31 + PAD), np.arange(-PAD, 41 + PAD))
    )
    assert (counts == expected).all()


@given(st.lists(st.integers(0, 2), min_size=1, max_size=20))
def test_a_pixel_has_the_colour_of_one_of_its_points(colours):
    pixel = drawn([(5.5, 5.5)] * len(colours), colours)[24, 5]
    assert any(np.allclose(shade(pixel), COLOURS[colour], atol=1) for colour in colours)


def test_colours_mix_as_their_points_do_in_whatever_order_they_come():
    rng = np.random.default_rng(3)
    points = rng.uniform((0, 0), (40, 30), (20_000, 2))
    colours = np.repeat([0, 1], [15_000, 5_000])
    for order in (np.arange(20_000), np.arange(20_000)[::-1]):
        shown = rasterise(dots(points[order], colours[order]), GRID).keys & COLOUR
        part = np.count_nonzero(shown == 2) / np.count_nonzero(shown)
        assert 0.18 < part < 0.32


def test_the_more_points_the_stronger_the_colour():
    points = [(1.5, 15.5)] * 300 + [(11.5, 15.5)] * 30 + [(21.5, 15.5)]
    row = drawn(points, [1] * 331)[14]
    assert opacity(row[1]) == 255
    assert opacity(row[1]) > opacity(row[11]) > opacity(row[21]) > 0.55 * 255


def test_where_no_points_share_a_pixel_all_are_opaque():
    assert {opacity(pixel) for pixel in drawn([(1, 1), (5, 5), (9, 9)], [0, 1, 2]).flat if pixel} == {255}


def test_a_chosen_point_covers_any_crowd_and_the_others_step_back():
    points = [(5.5, 5.5)] * 50 + [(20.5, 5.5)] * 50
    picture = drawn(points, [0] * 100, chosen=[0], fading=True)
    assert opacity(picture[24, 5]) == 255
    assert opacity(picture[24, 20]) == pytest.approx(255 * FADED, abs=1)
    in_one_place = dots([(5.5, 5.5)] * 50, [0] * 49 + [2], chosen=[49])
    assert rasterise(in_one_place, GRID).keys.max() & COLOUR == 3


@pytest.mark.parametrize("dot", range(1, PAD + 1))
def test_a_dot_is_round_and_as_wide_as_asked_for(dot):
    picture = drawn([(20.5, 15.5)], [0], dot=dot) > 0
    rows, columns = np.flatnonzero(picture.any(axis=1)), np.flatnonzero(picture.any(axis=0))
    assert len(rows) == len(columns) == dot
    shape = picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    assert (shape == shape.T).all()
    assert (shape == shape[::-1]).all()
    assert shape[0, 0] == (dot < 3)


def test_the_dot_of_a_point_just_outside_reaches_into_the_picture():
    assert drawn([(-1.5, 15.5)], [0], dot=5)[:, 0].any()
    assert not drawn([(-4.5, 15.5)], [0], dot=5).any()
    assert not drawn([(-400.5, 15.5)], [0], dot=10).any()


def test_no_points_make_an_empty_picture():
    assert not drawn([], []).any()

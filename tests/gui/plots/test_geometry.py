import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPolygonF

from gui.plots.geometry import inside, nearest

corner = st.tuples(st.integers(0, 10), st.integers(0, 10))
spot = st.tuples(st.integers(-1, 11), st.integers(-1, 11)).map(lambda p: (p[0] + 0.3171, p[1] + 0.7133))


@given(st.lists(spot, max_size=25), st.lists(corner, min_size=3, max_size=12))
def test_a_lasso_encloses_exactly_the_points_that_a_naive_walk_finds(points, polygon):
    expected = [naive(point, polygon) for point in points]
    assert inside(np.array(points).reshape(-1, 2), np.array(polygon, dtype=float)).tolist() == expected


def naive(point, polygon):
    """Count the edges that a ray to the right meets, with integers in mind: no corner is ever level with a point."""
    x, y = point
    crossings = 0
    for (x0, y0), (x1, y1) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        if min(y0, y1) < y < max(y0, y1):
            crossings += x0 + (x1 - x0) * (y - y0) / (y1 - y0) > x
    return crossings % 2 == 1


@given(st.lists(spot, max_size=25), st.lists(corner, min_size=3, max_size=12))
def test_a_lasso_encloses_what_qt_fills(points, polygon):
    shape = QPolygonF([QPointF(*corner) for corner in polygon])
    expected = [shape.containsPoint(QPointF(*point), Qt.FillRule.OddEvenFill) for point in points]
    assert inside(np.array(points).reshape(-1, 2), np.array(polygon, dtype=float)).tolist() == expected


def test_a_line_or_a_click_is_no_lasso():
    assert not inside(np.zeros((3, 2)), np.array([[0.0, 0.0], [1.0, 1.0]])).any()


def test_nearest_is_measured_in_pixels_not_in_data_units():
    points = np.array([[10.0, 0.0], [0.0, 0.3]])
    assert nearest(points, (0.0, 0.0), (1.0, 0.01), 20) == 0
    assert nearest(points, (0.0, 0.0), (1.0, 1.0), 20) == 1


def test_nothing_is_nearest_out_of_reach_or_without_points():
    assert nearest(np.array([[10.0, 0.0]]), (0.0, 0.0), (1.0, 1.0), 9) is None
    assert nearest(np.empty((0, 2)), (0.0, 0.0), (1.0, 1.0), 9) is None

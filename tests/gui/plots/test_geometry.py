import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPolygonF

from gui.plots.geometry import in_box, inside, nearest

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


@given(st.lists(corner, max_size=25), corner, st.floats(0.1, 3), st.floats(0.1, 3), st.integers(0, 6))
def test_the_nearest_point_is_the_one_that_measuring_all_of_them_finds(points, at, wide, high, reach):
    squared = [((x - at[0]) / wide) ** 2 + ((y - at[1]) / high) ** 2 for x, y in points]
    best = min(range(len(points)), key=squared.__getitem__, default=None)
    expected = best if best is not None and squared[best] <= reach**2 else None
    assert nearest(np.array(points, dtype=float).reshape(-1, 2), at, (wide, high), reach) == expected


def test_a_lasso_of_a_thousand_corners_encloses_what_a_circle_does():
    rng = np.random.default_rng(1)
    points = rng.uniform(-1, 1, (5_000, 2))
    turn = np.linspace(0, 2 * np.pi, 1_000, endpoint=False)
    circle = 0.7 * np.column_stack([np.cos(turn), np.sin(turn)])
    distance = np.hypot(*points.T)
    off_the_line = np.abs(distance - 0.7) > 1e-4
    assert (inside(points, circle) == (distance < 0.7))[off_the_line].all()


@given(st.lists(corner, max_size=25), corner, corner)
def test_a_box_holds_the_points_between_its_corners(points, low, high):
    expected = [i for i, (x, y) in enumerate(points) if low[0] <= x <= high[0] and low[1] <= y <= high[1]]
    found = in_box(np.array(points, dtype=float).reshape(-1, 2), np.array(low, float), np.array(high, float))
    assert found.tolist() == expected

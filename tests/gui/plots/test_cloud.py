import numpy as np
import pytest

from gui.plots.cloud import NOTHING, Cloud, Group

GROUPS = (Group(1, "1 Painters"), Group(2, "2 Nobody"), Group(0, "In no cluster: 1", numbered=False))


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_cloud_takes_no_point_without_a_place(bad):
    with pytest.raises(ValueError, match="not finite"):
        Cloud(np.array([[0.0, bad]]), np.array([0]), GROUPS)


def test_a_group_is_counted_and_has_its_centre_at_the_mean_of_its_points():
    cloud = Cloud(np.array([[0.0, 1.0], [4.0, 3.0], [9.0, 9.0]]), np.array([0, 0, 2]), GROUPS)
    assert cloud.sizes().tolist() == [2, 0, 1]
    assert cloud.centres() == [((2.0, 2.0), 2), ((0.0, 0.0), 0), ((9.0, 9.0), 1)]


def test_the_bounds_of_points_have_an_extent_even_where_the_points_have_none():
    assert Cloud(np.full((3, 2), 5.0), np.zeros(3, int), GROUPS).bounds == ((4.0, 6.0), (4.0, 6.0))
    assert Cloud(np.array([[1.0, 2.0], [3.0, 2.0]]), np.zeros(2, int), GROUPS).bounds == ((1.0, 3.0), (1.0, 3.0))
    assert NOTHING.bounds == ((0.0, 1.0), (0.0, 1.0))

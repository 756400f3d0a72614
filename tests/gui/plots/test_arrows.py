import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from gui.plots.arrows import arrow_reaches, arrow_start
from gui.plots.cloud import NOTHING, Arrow, Cloud, Group
from gui.plots.scatter import Scatter

ROOM = QRectF(0, 0, 600, 350)
pull = st.floats(-1, 1).filter(lambda value: value == 0 or abs(value) > 1e-6)
pulls = st.lists(st.tuples(pull, pull), min_size=1, max_size=8).map(lambda rows: np.array(rows, float))
ARROWS = (Arrow("Spend", 0.6, 0.1), Arrow("Orders", 0.59, 0.12), Arrow("Days since the last order", -0.3, 0.8))


@given(pulls, st.floats(-2000, 2000), st.floats(-2000, 2000))
def test_arrows_keep_their_directions_and_proportions_and_stay_in_view(pulls, x, y):
    start = arrow_start(QPointF(x, y), ROOM)
    reaches = arrow_reaches(pulls, start, ROOM)
    scale = np.hypot(*reaches.T).sum() / max(np.hypot(*pulls.T).sum(), 1e-12)
    assert np.allclose(reaches, pulls * scale, atol=1e-6)
    assert all(ROOM.contains(start + QPointF(*reach)) for reach in reaches)


@given(pulls.filter(lambda rows: rows.any()), st.floats(0, 600), st.floats(0, 350))
def test_the_longest_arrow_is_long_enough_to_see(pulls, x, y):
    reaches = arrow_reaches(pulls, arrow_start(QPointF(x, y), ROOM), ROOM)
    assert np.hypot(*reaches.T).max() > 0.2 * ROOM.height()


def test_arrows_begin_at_the_average_point_where_it_is_well_in_view():
    assert arrow_start(QPointF(300, 200), ROOM) == QPointF(300, 200)
    assert ROOM.contains(arrow_start(QPointF(-900, 5000), ROOM))


@pytest.fixture
def scatter(qtbot):
    scatter = Scatter()
    qtbot.addWidget(scatter)
    scatter.resize(690, 390)
    points = np.random.default_rng(0).normal(size=(50, 2))
    group = np.zeros(50, int)
    scatter.show_cloud(Cloud(points, group, (Group(1, "1 Painters"),), ("Across", "Up"), ARROWS), lambda _: ())
    scatter.show()
    qtbot.waitExposed(scatter)
    return scatter


def svg(scatter, tmp_path):
    scatter.save_picture(tmp_path / "map.svg")
    return (tmp_path / "map.svg").read_text(encoding="utf-8")


def test_arrows_with_their_names_are_shown_only_when_asked_for(scatter, tmp_path):
    assert not scatter.pulls.isChecked()
    assert "Spend" not in svg(scatter, tmp_path)
    scatter.pulls.trigger()
    text = svg(scatter, tmp_path)
    assert all(arrow.name in text for arrow in ARROWS)
    scatter.pulls.trigger()
    assert "Spend" not in svg(scatter, tmp_path)


def test_arrows_are_still_there_when_the_map_is_moved_far_away(scatter, tmp_path):
    scatter.pulls.trigger()
    scatter.view.translateBy(x=500.0, y=-500.0)
    assert "Spend" in svg(scatter, tmp_path)


def test_where_nothing_pulls_there_is_nothing_to_ask_for(scatter):
    assert scatter.pulls.isEnabled()
    scatter.show_cloud(NOTHING, lambda _: ())
    assert not scatter.pulls.isEnabled()
    scatter.pulls.setChecked(True)
    scatter.plot.grab()

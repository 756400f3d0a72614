from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QMouseEvent, QPalette

from gui.plots.cloud import NOTHING, Cloud, Group
from gui.plots.palette import DARK, LIGHT
from gui.plots.scatter import Scatter

POINTS = np.array([[0.0, 0.0], [1.0, 0.2], [0.2, 1.0], [10.0, 10.0], [9.0, 10.0], [10.0, 8.0]])
CLOUD = Cloud(
    POINTS,
    np.array([0, 0, 0, 1, 1, 1]),
    (Group(1, "1 Paints <b>"), Group(2, "2 Fasteners")),
    ("more Paints, 61 % of the differences", "more orders"),
)


@pytest.fixture
def scatter(qtbot):
    scatter = Scatter()
    qtbot.addWidget(scatter)
    scatter.resize(600, 400)
    scatter.show_cloud(CLOUD, lambda point: (f"Customer <{point}>", "12 orders"))
    scatter.show()
    qtbot.waitExposed(scatter)
    return scatter


def pixel(scatter, x, y):
    return scatter.plot.mapFromScene(scatter.view.mapViewToScene(QPointF(x, y)))


def click(qtbot, scatter, x, y, modifier=Qt.KeyboardModifier.NoModifier):
    viewport = scatter.plot.viewport()
    where = pixel(scatter, x, y)
    qtbot.mouseMove(viewport, where)
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, modifier, where)
    scatter.plot.scene().prepareForPaint()


def drag(qtbot, scatter, corners, modifier=Qt.KeyboardModifier.NoModifier):
    viewport, button = scatter.plot.viewport(), Qt.MouseButton.LeftButton
    path = [pixel(scatter, x, y) for x, y in corners]
    scatter.plot.scene().minDragTime = 0
    qtbot.mousePress(viewport, button, modifier, path[0])
    for where in path[1:]:
        send_move(viewport, where, modifier)
    qtbot.mouseRelease(viewport, button, modifier, path[-1])


def send_move(viewport, where, modifier):
    left = Qt.MouseButton.LeftButton
    place = QPointF(where)
    event = QMouseEvent(QEvent.Type.MouseMove, place, QPointF(viewport.mapToGlobal(where)), left, left, modifier)
    QGuiApplication.sendEvent(viewport, event)


ROUND_THE_FIRST = [(-0.4, -0.4), (2, -0.4), (2, 0.8), (2, 2), (0.6, 2), (-0.4, 2)]


def test_a_click_selects_the_nearest_point_alone(scatter, qtbot):
    scatter.highlight([4, 5])
    with qtbot.waitSignal(scatter.chosen) as chosen:
        click(qtbot, scatter, 1.02, 0.2)
    assert chosen.args[0].tolist() == [1]


def test_ctrl_click_adds_a_point_and_takes_it_away_again(scatter, qtbot):
    scatter.highlight([4])
    click(qtbot, scatter, 0, 0, Qt.KeyboardModifier.ControlModifier)
    assert scatter.highlighted().tolist() == [0, 4]
    click(qtbot, scatter, 0, 0, Qt.KeyboardModifier.ControlModifier)
    assert scatter.highlighted().tolist() == [4]


def test_a_click_beside_all_points_selects_nothing(scatter, qtbot):
    scatter.highlight([4])
    click(qtbot, scatter, 5, 5)
    assert scatter.highlighted().tolist() == []


def test_a_shift_drag_selects_what_it_encloses(scatter, qtbot):
    before = scatter.view.viewRect()
    drag(qtbot, scatter, ROUND_THE_FIRST, Qt.KeyboardModifier.ShiftModifier)
    assert scatter.highlighted().tolist() == [0, 1, 2]
    assert scatter.view.viewRect() == before


def test_the_lasso_button_makes_a_plain_drag_a_lasso_and_ctrl_adds(scatter, qtbot):
    action = next(a for a in scatter.toolbar.actions() if a.text() == "Lasso")
    action.trigger()
    scatter.highlight([5])
    drag(qtbot, scatter, ROUND_THE_FIRST, Qt.KeyboardModifier.ControlModifier)
    assert scatter.highlighted().tolist() == [0, 1, 2, 5]


def test_a_plain_drag_moves_the_view_and_show_all_puts_it_back(scatter, qtbot):
    before = scatter.view.viewRect()
    drag(qtbot, scatter, [(2, 2), (3, 3), (4, 4), (5, 5)])
    assert scatter.view.viewRect() != before
    assert scatter.highlighted().tolist() == []
    scatter.reset_view()
    assert scatter.view.viewRect().contains(before.center())
    assert all(scatter.view.viewRect().contains(QPointF(*point)) for point in POINTS)


def test_a_hovered_point_shows_its_card_with_its_text_as_text(scatter):
    scatter.plot.scene().sigMouseMoved.emit(scatter.view.mapViewToScene(QPointF(10, 10)))
    assert scatter.card.isVisible()
    assert scatter.card.text() == "<b>Customer &lt;3&gt;</b><br>12 orders"
    scatter.plot.scene().sigMouseMoved.emit(scatter.view.mapViewToScene(QPointF(5, 5)))
    assert not scatter.card.isVisible()


def test_the_card_stays_inside_the_plot(scatter):
    for point in POINTS:
        scatter.plot.scene().sigMouseMoved.emit(scatter.view.mapViewToScene(QPointF(*point)))
        assert scatter.plot.rect().contains(scatter.card.geometry())


def test_the_colours_follow_a_change_between_light_and_dark(scatter, qtbot):
    assert colours_of(scatter) == {LIGHT[0], LIGHT[1]}
    palette = QPalette(scatter.palette())
    palette.setColor(QPalette.ColorRole.Base, QColor("#1e1e1e"))
    palette.setColor(QPalette.ColorRole.Text, QColor("#eeeeee"))
    scatter.setPalette(palette)
    assert colours_of(scatter) == {DARK[0], DARK[1]}
    assert scatter.plot.backgroundBrush().color() == QColor("#1e1e1e")


def colours_of(scatter):
    return {item.opts["brush"].color().name().upper() for item in scatter.plot.getPlotItem().listDataItems()}


def test_a_saved_svg_has_a_shape_for_each_point_and_its_axis_titles(scatter, tmp_path):
    path = tmp_path / "map.svg"
    scatter.save_picture(path)
    text = path.read_text(encoding="utf-8")
    ET.fromstring(text)  # noqa: S314 - our own file
    assert "more Paints, 61 % of the differences" in text
    assert LIGHT[0].lower() in text
    assert "<image" not in text


def test_a_saved_png_is_twice_as_sharp_as_the_screen(scatter, tmp_path):
    path = tmp_path / "map.png"
    scatter.save_picture(path)
    assert QImage(str(path)).size() == scatter.plot.viewport().size() * 2


def test_the_picture_can_be_copied(scatter):
    scatter.copy_picture()
    assert not QGuiApplication.clipboard().image().isNull()


def test_a_picture_that_cannot_be_written_raises(scatter, tmp_path):
    with pytest.raises(OSError, match=r"map\.png"):
        scatter.save_picture(tmp_path / "missing" / "map.png")


def test_an_empty_cloud_can_be_shown_clicked_and_lassoed(scatter, qtbot):
    scatter.show_cloud(NOTHING, lambda _: ())
    click(qtbot, scatter, 0, 0)
    drag(qtbot, scatter, ROUND_THE_FIRST, Qt.KeyboardModifier.ShiftModifier)
    assert scatter.highlighted().tolist() == []


def test_a_short_legend_is_there_and_a_long_one_only_when_asked_for(scatter):
    legend = scatter.drawing.legend
    assert legend.isVisible()
    assert legend.names() == ["1 Paints <b>", "2 Fasteners"]
    groups = tuple(Group(number, f"Segment {number}") for number in range(1, 8))
    scatter.show_cloud(Cloud(POINTS, np.arange(6), groups), lambda _: ())
    assert not legend.isVisible()
    scatter.legend.trigger()
    assert legend.isVisible()


def test_a_very_long_legend_names_what_is_grey_and_counts_what_it_leaves_out(scatter):
    groups = (*(Group(number, f"Cluster {number}") for number in range(1, 13)), Group(0, "In no cluster: 3", False))
    scatter.show_cloud(Cloud(POINTS, np.arange(6), groups), lambda _: ())
    names = [f"Cluster {number}" for number in range(1, 8)]
    assert scatter.drawing.legend.names() == [*names, "In no cluster: 3", "and 5 more"]


def test_the_legend_stands_where_it_covers_the_fewest_points(scatter):
    lower_left = np.array([[0.0, 0.0], [0.1, 0.1], [0.2, 0.0], [0.0, 0.2], [1.0, 1.0], [1.0, 0.0]])
    scatter.show_cloud(Cloud(lower_left, np.zeros(6, dtype=int), (Group(1, "1 Painters"),)), lambda _: ())
    legend = scatter.drawing.legend.mapRectToScene(scatter.drawing.legend.boundingRect())
    assert scatter.view.sceneBoundingRect().contains(legend)
    assert not any(legend.contains(scatter.view.mapViewToScene(QPointF(*point))) for point in lower_left)
